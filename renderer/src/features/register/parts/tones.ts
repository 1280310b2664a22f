import type { Tone } from '../../../../../contract/record-type.ts'

/** Shape and colour of a choice's tone; neutral choices are words alone. */
export const TONE_ICONS: Readonly<Partial<Record<Tone, string>>> = {
  ok: 's-ok',
  notice: 's-notice',
  warn: 's-warn-ack',
  crit: 's-crit-ack',
  unknown: 's-unknown',
  maint: 's-maint',
}
