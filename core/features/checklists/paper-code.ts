import { createHash } from 'node:crypto'
import type { Context } from '../../feature.ts'
import { approvedVersions, schedules } from './views.ts'
import { rescheduledKey } from './rounds.ts'
import { missOf, rowsWhere, type ScheduleRow } from './rows.ts'
import { occurrencesOf, type Span, type Surroundings } from './rules/occurrences.ts'
import { surroundings } from './surroundings.ts'

/** What a printed form is of. */
export type Form =
  | {
      readonly kind: 'round'
      readonly version: string
      readonly schedule: string
      readonly occurrence: string
    }
  | { readonly kind: 'template'; readonly version: string; readonly template: string }

/** First characters of every long code, with the version of its form. */
const MARK = 'WK1'
const DAY_MS = 86_400_000
/** Where forms that come back are looked for: first near now, then as far back as one may be keyed in. */
const NEAR_DAYS = 35
const FAR_DAYS = 400

/**
 * Text of a form's QR code: `WK1 R <version> <schedule> <occurrence>` for a round,
 * `WK1 T <version> <template>` for an extra one. It names what to fill in, and proves nothing.
 */
export const longCode = (form: Form): string =>
  form.kind === 'round'
    ? [MARK, 'R', form.version, form.schedule, form.occurrence].join(' ')
    : [MARK, 'T', form.version, form.template].join(' ')

/** What a long code says; undefined where it is none. */
export function formIn(code: string): Form | undefined {
  const [mark, kind, version = '', subject = '', occurrence, ...rest] = code.split(' ')
  if (mark !== MARK || rest.length > 0) return undefined
  if (kind === 'T' && occurrence === undefined)
    return { kind: 'template', version, template: subject }
  if (kind === 'R' && occurrence !== undefined)
    return { kind: 'round', version, schedule: subject, occurrence }
  return undefined
}

/** Letters and digits that are not taken for one another (Crockford's base 32). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SHORT = /^[0-9A-HJKMNP-TV-Z]{8}$/u

/** Eight characters for people to type: 40 bits of the long code's hash, `7QK2-M0XD`. */
export function shortCode(form: Form): string {
  const digest = createHash('sha256').update(longCode(form)).digest()
  let bits = digest.readUIntBE(0, 5)
  let code = ''
  for (let at = 0; at < 8; at += 1) {
    code = (DIGITS[bits % 32] ?? '') + code
    bits = Math.floor(bits / 32)
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** A short code as it was typed, in any width and case, O for 0 and I or L for 1; undefined where it is none. */
export function typedShort(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
  return SHORT.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : undefined
}

/** The form with this short code: found by making the codes of all forms that may be about. */
export function formOfShort(context: Context, short: string): Form | undefined {
  const now = context.now()
  const spans = [
    { from: now - NEAR_DAYS * DAY_MS, to: now + NEAR_DAYS * DAY_MS },
    { from: now - FAR_DAYS * DAY_MS, to: now - NEAR_DAYS * DAY_MS },
  ]
  const templates = rowsWhere(context, 'checklist-template').flatMap(({ id }) =>
    approvedVersions(context, id).map((version): Form => ({
      kind: 'template',
      version: version.id,
      template: id,
    })),
  )
  const fits = (form: Form): boolean => shortCode(form) === short
  const found = templates.find(fits)
  if (found) return found
  const around = surroundings(context)
  for (const span of spans)
    for (const schedule of schedules(context)) {
      const form = formsOf(context, schedule, span, around).find(fits)
      if (form) return form
    }
  return undefined
}

/** A form of every round that the schedule makes due in the period, and of each that a miss was moved to. */
function formsOf(
  context: Context,
  schedule: ScheduleRow,
  span: Span,
  around: Surroundings,
): Form[] {
  const keys = [
    ...occurrencesOf(schedule.rule, schedule.timeZone, span, around),
    ...rowsWhere(context, 'checklist-miss', 'schedule = ? AND "newAt" IS NOT NULL', schedule.id)
      .map(missOf)
      .map((miss) => ({ key: rescheduledKey(miss) })),
  ].map(({ key }) => key)
  return approvedVersions(context, schedule.template).flatMap((version) =>
    keys.map((occurrence): Form => ({
      kind: 'round',
      version: version.id,
      schedule: schedule.id,
      occurrence,
    })),
  )
}
