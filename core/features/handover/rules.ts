import { HANDOVER_WINDOW_MINUTES, SHEET_ACTS, type SheetAct } from '../../../contract/handover.ts'
import { CAPABILITIES, type Role } from '../../../contract/roles.ts'
import type { Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import { textOf } from './parts.ts'
import type { Answer, Sheet } from './sheet.ts'

/** Whoever wants to act on a sheet, and what concerns him from outside the sheet. */
export interface Actor {
  readonly person: string
  readonly roles: readonly Role[]
  readonly now: number
  /** What stops every handover: a major fault that is not under control. */
  readonly stopped: Text | undefined
  nameOf(person: string): string
}

export const STATE_LABELS: Readonly<Record<Sheet['state'], Text>> = {
  draft: { 'zh-CN': '编写中', en: 'Draft' },
  started: { 'zh-CN': '已冻结', en: 'Frozen' },
  signed: { 'zh-CN': '已签交班', en: 'Signed out' },
  paused: { 'zh-CN': '已暂停', en: 'Paused' },
  accepted: { 'zh-CN': '已接班', en: 'Accepted' },
  refused: { 'zh-CN': '已拒接', en: 'Refused' },
  overridden: { 'zh-CN': '主管代结', en: 'Overridden' },
}

const OUTGOING: Text = { 'zh-CN': '交班方', en: 'outgoing' }
const INCOMING: Text = { 'zh-CN': '接班方', en: 'incoming' }
const WRITERS: readonly Role[] = ['operator', 'lead', 'manager']
const MINUTE = 60_000

type Rule = (sheet: Sheet, actor: Actor) => CoreError | undefined

const inState =
  (...states: readonly Sheet['state'][]): Rule =>
  ({ state, paused }) => {
    if (states.includes(state)) return undefined
    if (state === 'paused')
      return new CoreError('handoverPaused', { reason: textOf(paused?.fields['reason']) })
    return new CoreError('wrongState', { state: STATE_LABELS[state] })
  }

const hasRole =
  (roles: readonly Role[]): Rule =>
  (_sheet, actor) =>
    actor.roles.some((role) => roles.includes(role))
      ? undefined
      : new CoreError('denied', { roles: [...roles] })

/** On a side are its people, and whoever stays on with a countersignature; a side without people is open to all. */
const onSide =
  (...sides: readonly ('outgoing' | 'incoming')[]): Rule =>
  ({ sides: { outgoingPeople, incomingPeople }, signOut, countersign }, actor) => {
    const people = [
      ...(sides.includes('outgoing') ? outgoingPeople : []),
      ...(sides.includes('incoming') ? incomingPeople : []),
    ]
    const stays = sides.includes('incoming') && countersign && signOut?.by === actor.person
    if (stays || people.length === 0 || people.includes(actor.person)) return undefined
    return new CoreError('handoverSide', {
      side: sides[0] === 'outgoing' ? OUTGOING : INCOMING,
      people: people.map((person) => actor.nameOf(person)),
    })
  }

const notStopped: Rule = (_sheet, { stopped }) =>
  stopped === undefined ? undefined : new CoreError('handoverSuspended', { fault: stopped })

/** Who signed the sheet out does not read it in; staying on needs a lead's countersignature first. */
const notBoth: Rule = ({ signOut, countersign }, actor) =>
  signOut?.by !== actor.person || countersign
    ? undefined
    : new CoreError('handoverBoth', { name: actor.nameOf(actor.person) })

const notTheSigner: Rule = ({ signOut }, actor) =>
  signOut?.by === actor.person
    ? new CoreError('handoverBoth', { name: actor.nameOf(actor.person) })
    : undefined

/** 连班: somebody of both sides may accept what he signed out once another lead has agreed. */
const stayingIsCountersigned: Rule = ({ signOut, countersign, sides }, actor) => {
  if (signOut?.by !== actor.person || countersign) return undefined
  return sides.incomingPeople.includes(actor.person)
    ? new CoreError('handoverCountersign')
    : new CoreError('handoverBoth', { name: actor.nameOf(actor.person) })
}

const notCountersigned: Rule = ({ countersign }) =>
  countersign ? new CoreError('alreadyDecided', { field: STAYING }) : undefined
const STAYING: Text = { 'zh-CN': '连班会签', en: 'Staying on' }

const allAcknowledged: Rule = (sheet) => {
  const open = sheet.points
    .map((point, index) => ({ ...answersTo(sheet.answers, point.id), index: index + 1 }))
    .filter(({ acknowledged }) => !acknowledged)
    .map(({ index }) => String(index))
  return open.length === 0
    ? undefined
    : new CoreError('handoverUnacknowledged', { count: open.length, points: open })
}

const writer = hasRole(WRITERS)
const RULES: Readonly<Record<SheetAct, readonly Rule[]>> = {
  edit: [writer, inState('draft'), onSide('outgoing')],
  discard: [writer, inState('draft'), onSide('outgoing')],
  start: [writer, inState('draft'), onSide('outgoing'), notStopped],
  signOut: [writer, inState('started'), onSide('outgoing'), notStopped],
  acknowledge: [writer, inState('signed'), stayingIsCountersigned, onSide('incoming')],
  ask: [writer, inState('signed'), notTheSigner, onSide('incoming')],
  answer: [writer, inState('signed'), onSide('outgoing')],
  accept: [
    writer,
    inState('signed'),
    stayingIsCountersigned,
    onSide('incoming'),
    notStopped,
    allAcknowledged,
  ],
  refuse: [writer, inState('signed'), notBoth, onSide('incoming')],
  pause: [writer, inState('started', 'signed'), onSide('outgoing', 'incoming')],
  resume: [writer, inState('paused'), onSide('outgoing', 'incoming'), notStopped],
  countersign: [
    hasRole(CAPABILITIES['handover.countersign']),
    inState('signed'),
    notTheSigner,
    notCountersigned,
  ],
  override: [
    hasRole(CAPABILITIES['handover.override']),
    inState('draft', 'started', 'signed', 'paused'),
    notTheSigner,
  ],
  amend: [
    writer,
    inState('started', 'signed', 'paused', 'accepted', 'refused', 'overridden'),
    onSideOrManager(),
  ],
}

function onSideOrManager(): Rule {
  const either = onSide('outgoing', 'incoming')
  return (sheet, actor) => (actor.roles.includes('manager') ? undefined : either(sheet, actor))
}

/** Why the act is refused; undefined when it may be done. */
export function refusalOf(act: SheetAct, sheet: Sheet, actor: Actor): CoreError | undefined {
  for (const rule of RULES[act]) {
    const refused = rule(sheet, actor)
    if (refused) return refused
  }
  return undefined
}

/** Throws the refusal of an act that may not be done. */
export function permit(act: SheetAct, sheet: Sheet, actor: Actor): void {
  const refused = refusalOf(act, sheet, actor)
  if (refused) throw refused
}

/** Every act with its refusal, for buttons that tell why they are off. */
export const allActs = (sheet: Sheet, actor: Actor) =>
  Object.fromEntries(
    SHEET_ACTS.map((act) => {
      const refused = refusalOf(act, sheet, actor)
      return [act, refused ? { code: refused.code, params: { ...refused.params } } : null]
    }),
  )

/** Minutes until the shift's end when it is too early to hand over without a reason, else 0. */
export function earlyMinutes({ sides }: Pick<Sheet, 'sides'>, now: number): number {
  const left = sides.to - now
  return left > HANDOVER_WINDOW_MINUTES * MINUTE ? Math.ceil(left / MINUTE) : 0
}

/** What the incoming side has said to a point so far. */
export function answersTo(answers: readonly Answer[], point: string) {
  const own = answers.filter((answer) => answer.point === point)
  const last = own.findLast(({ kind }) => kind === 'acknowledge' || kind === 'withdraw')
  const thread = own.filter(({ kind }) => kind === 'question' || kind === 'answer')
  return {
    acknowledged: last?.kind === 'acknowledge' ? last : undefined,
    thread,
    unanswered: thread.at(-1)?.kind === 'question',
  }
}
