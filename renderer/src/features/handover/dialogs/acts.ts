import type { HandoverPoint, SheetView } from '../../../../../contract/handover.ts'
import { HANDOVER_WINDOW_MINUTES } from '../../../../../contract/handover.ts'
import type { Result } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import type { TextKey } from '../texts.ts'

/** Something that is done to a sheet in a dialog. */
export type Act =
  | { readonly kind: 'ask' | 'answer'; readonly point: HandoverPoint }
  | { readonly kind: Exclude<Kind, 'ask' | 'answer'> }

export type Kind =
  | 'start'
  | 'signOut'
  | 'accept'
  | 'refuse'
  | 'pause'
  | 'override'
  | 'countersign'
  | 'amend'
  | 'ask'
  | 'answer'

/** What a dialog asks and what its button says. */
export interface Asking {
  readonly title: TextKey
  readonly text?: TextKey
  readonly act: TextKey
  /** Label of the words it asks for; absent: none. */
  readonly words?: TextKey
  /** A signing act: the password is asked again. */
  readonly signed?: boolean
  readonly danger?: boolean
}

export const ASKING: Readonly<Record<Kind, Asking>> = {
  start: { title: 'startTitle', text: 'startText', act: 'startAct' },
  signOut: { title: 'signOutTitle', act: 'sign', signed: true },
  accept: { title: 'acceptTitle', act: 'sign', signed: true },
  refuse: {
    title: 'refuseTitle',
    text: 'refuseText',
    act: 'refuseAct',
    words: 'reason',
    signed: true,
    danger: true,
  },
  pause: { title: 'pauseTitle', text: 'pauseText', act: 'pauseAct', words: 'reason' },
  override: {
    title: 'overrideTitle',
    text: 'overrideText',
    act: 'overrideAct',
    words: 'reason',
    signed: true,
    danger: true,
  },
  countersign: {
    title: 'countersignTitle',
    text: 'countersignText',
    act: 'countersignAct',
    signed: true,
  },
  amend: { title: 'addenda', act: 'save', words: 'addendumText' },
  ask: { title: 'ask', act: 'ask', words: 'ask' },
  answer: { title: 'answer', act: 'answer', words: 'answer' },
}

/** Starting long before the shift's end asks for a reason. */
export const isEarly = (sheet: Pick<SheetView, 'to'>, now: number): boolean =>
  sheet.to - now > HANDOVER_WINDOW_MINUTES * 60_000

/** Does what the dialog was for. */
export function perform(
  act: Act,
  sheet: SheetView,
  words: string,
  confirmation: string | undefined,
): Promise<Result<unknown>> {
  const { id } = sheet
  const signing = { id, ...(confirmation === undefined ? {} : { confirmation }) }
  switch (act.kind) {
    case 'start':
      return call('handover.start', { id, ...(words ? { earlyReason: words } : {}) })
    case 'signOut':
      return call('handover.signOut', signing)
    case 'accept':
      return call('handover.accept', signing)
    case 'countersign':
      return call('handover.countersign', signing)
    case 'refuse':
      return call('handover.refuse', { ...signing, reason: words })
    case 'override':
      return call('handover.override', { ...signing, reason: words })
    case 'pause':
      return call('handover.pause', { id, reason: words })
    case 'amend':
      return call('handover.amend', { id, text: words })
    case 'ask':
    case 'answer': {
      const kind = act.kind === 'ask' ? 'question' : 'answer'
      return call('handover.answer', { id, entries: [{ point: act.point.id, kind, text: words }] })
    }
  }
}
