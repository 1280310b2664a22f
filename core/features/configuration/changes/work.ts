import type { Json } from '../../../../contract/record-type.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Guard, Written } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { typeOf } from '../../../records/view.ts'
import { createOp } from '../../../records/write.ts'
import { differencesIn, workedIn } from './difference.ts'

/** Types with a window that is approved, worked in and closed; they share their states and what follows from them. */
export const WORK_TYPES = ['change', 'upgrade'] as const
type WorkType = (typeof WORK_TYPES)[number]
const isWork = (type: string): type is WorkType => WORK_TYPES.some((one) => one === type)

const HOUR = 3_600_000
/** Window of an emergency that gave none: it begins now. */
const EMERGENCY_MS = 4 * HOUR

/** States that a record enters, by what is stamped. */
const STARTED = ['running', 'emergency']
const FINISHED = ['done', 'emergencyDone', 'rolledBack']
const AFTERWARDS: readonly (readonly [from: string, to: string])[] = [
  ['emergency', 'running'],
  ['emergencyDone', 'done'],
]

/** Who approved, when it began and ended: stamped by the steps of the workflow, never typed. */
export function workFollows(context: Context, written: Written): Record<string, Json> {
  const { type, before, after } = written
  const from = before?.['status']
  const to = String(after['status'])
  if (!isWork(type) || before === undefined || from === to) return {}
  const now = context.now()
  const isApproval =
    to === 'approved' || AFTERWARDS.some(([one, other]) => one === from && other === to)
  const isStart = STARTED.includes(to) && from !== 'emergency'
  return {
    ...(isApproval ? { approvedAt: now, approvedBy: context.session.person } : {}),
    ...(to === 'requested' || to === 'plan'
      ? { approvedAt: null, approvedBy: null, startedAt: null, finishedAt: null, closedAt: null }
      : {}),
    ...(isStart ? { startedAt: now } : {}),
    ...(to === 'emergency' ? emergencyWindow(after, now) : {}),
    ...(FINISHED.includes(to) && from !== 'emergencyDone' ? { finishedAt: now } : {}),
    ...(to === 'closed' || to === 'rolledBack' ? closing(context, written, now) : {}),
  }
}

const emergencyWindow = (after: Written['after'], now: number): Record<string, Json> =>
  typeof after['windowFrom'] === 'number' && typeof after['windowTo'] === 'number'
    ? {}
    : { windowFrom: now, windowTo: now + EMERGENCY_MS }

/** The difference before and after is attached in words; what it is computed from stays in the log. */
function closing(
  context: Context,
  { type, id, after }: Written,
  now: number,
): Record<string, Json> {
  const period = workedIn(context, typeOf(context, type), id)
  const items = idsIn(after['items'])
  const differences =
    period === undefined ? [] : differencesIn(context, items, { from: period.from })
  const lines = differences.map(
    ({ item, label, before, after: value }) =>
      `${item.title} ${label[context.session.language]}: ${before || '–'} → ${value || '–'}`,
  )
  return { closedAt: now, difference: lines.join('\n').slice(0, 19_000) || null }
}

const idsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

const WISH: Text = {
  'zh-CN': '{what}已完成，核对内容是否要改',
  en: '{what} was carried out. See whether the text must change',
}
/** A change of what runs calls for the architecture documents, an upgrade for the manuals. */
const TRIGGERS = { change: 'architecture', upgrade: 'feature' } as const

/** Closing asks for an update of the documents that the record names (I2). */
export function workAlong(context: Context, { type, id, before, after }: Written): NewOperation[] {
  if (!isWork(type) || after['status'] !== 'closed' || before?.['status'] === 'closed') return []
  const number = typeof after['number'] === 'string' ? after['number'] : ''
  const reason = WISH[context.session.language].replace('{what}', number)
  return idsIn(after['documents']).flatMap((document): NewOperation[] => {
    const row = context.workspace.log.row('document', document)
    const wish = derivedId('document-update', id, document)
    if (row === undefined || row.level > context.session.clearance) return []
    if (context.workspace.log.row('document-update', wish) !== undefined) return []
    const level = row.level as 0 | 1 | 2 | 3
    const fields = { document, trigger: TRIGGERS[type], reason, source: [{ type, id }] }
    return [createOp(context, { type: 'document-update', id: wish, level, fields })]
  })
}

const notYet = (reason: Text): Failure => ({ code: 'notYet', params: { reason: { ...reason } } })
const ORDER: Text = {
  'zh-CN': '窗口结束早于开始，改正时间',
  en: 'The window ends before it begins. Correct its times',
}
const EMERGENCY: Text = {
  'zh-CN': '只有紧急变更可以先实施后补批',
  en: 'Only an emergency change is carried out before it is approved',
}

export const WORK_GUARDS: Readonly<Record<string, Guard>> = {
  // Where one is missing, the step asks for it.
  'window-order': (_context, { fields: { windowFrom, windowTo } }) =>
    typeof windowFrom === 'number' && typeof windowTo === 'number' && windowTo <= windowFrom
      ? notYet(ORDER)
      : undefined,
  'change-emergency': (_context, { fields }) =>
    fields['kind'] === 'emergency' ? undefined : notYet(EMERGENCY),
  // Who asked for an emergency does not approve it himself, whoever began it.
  'change-not-own': ({ workspace, session }, { type, id }) =>
    workspace.log.row(type.name, id)?.createdBy === session.person
      ? { code: 'ownAct', params: {} }
      : undefined,
}
