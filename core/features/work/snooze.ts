import { MOST_SNOOZE_MS, type ListedWork } from '../../../contract/work.ts'
import { ok } from '../../../contract/result.ts'
import type { Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { namedId } from '../../records/named-id.ts'
import { opened } from '../../records/seal.ts'
import { levelOf, nameOf } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { workSnoozeType } from './snooze.type.ts'
import { visibleWork } from './visible.ts'

type Snooze = ListedWork['snoozedBy'][number]

/** The same on every device: two that put one item off for one person write one record. */
const snoozeId = (person: string, key: string): string => namedId(`work-snooze\0${person}\0${key}`)

/** Who has put what off until later than now, by the keys of the items. */
export function snoozes(context: Context, now: number): ReadonlyMap<string, readonly Snooze[]> {
  const { workspace, session } = context
  const ids = workspace.db
    .prepare<[number, number], { id: string }>(
      'SELECT id FROM r_work_snooze WHERE until > ? AND _deleted = 0 AND _level <= ?',
    )
    .all(now, session.clearance)
  const found = new Map<string, Snooze[]>()
  for (const { id } of ids) {
    const row = workspace.log.row(workSnoozeType.name, id)
    if (!row) continue
    const fields = opened(context, workSnoozeType, id, row.fields)
    const key = String(fields['item'])
    const person = String(fields['person'])
    found.set(key, [
      ...(found.get(key) ?? []),
      {
        person,
        name: nameOf(context, person),
        until: Number(fields['until']),
        reason: String(fields['reason'] ?? ''),
      },
    ])
  }
  return found
}

/** work.snooze: what the person does not see cannot be put off. */
export const snoozeWork: Handler<'work.snooze'> = (context, { key, until, reason }) => {
  const now = context.now()
  if (until <= now || until > now + MOST_SNOOZE_MS)
    throw new CoreError('fieldInvalid', {
      field: workSnoozeType.fields['until']?.label,
      reason: 'range',
    })
  const period = { from: now - MOST_SNOOZE_MS, to: now + MOST_SNOOZE_MS }
  const item = visibleWork(context, period).find((one) => one.key === key)
  if (!item) throw new CoreError('notFound')
  const { person } = context.session
  const level = levelOfItem(context, item.record)
  const id = snoozeId(person, key)
  const row = context.workspace.log.row(workSnoozeType.name, id)
  const fields = { until, reason }
  const op = row
    ? patchOp(context, workSnoozeType, row, fields, {
        level: Math.max(level, levelOf(row)) as Level,
      })
    : createOp(context, {
        type: workSnoozeType.name,
        id,
        level,
        fields: { ...fields, item: key, person },
      })
  // Saying the same twice is no mistake.
  return ok(
    commit(context, 'work.snooze', [op ?? { patch: workSnoozeType.name, id, fields: { until } }]),
  )
}

/** The reason is as confidential as what it speaks of. */
function levelOfItem(context: Context, record: ListedWork['record']): Level {
  const row = record && context.workspace.log.row(record.type, record.id)
  return row ? levelOf(row) : 1
}

/** work.unsnooze: only what this person has put off himself. */
export const unsnoozeWork: Handler<'work.unsnooze'> = (context, { key }) => {
  const id = snoozeId(context.session.person, key)
  const row = context.workspace.log.row(workSnoozeType.name, id)
  if (!row || row.level > context.session.clearance || typeof row.fields['until'] !== 'number')
    throw new CoreError('notFound')
  return ok(
    commit(context, 'work.unsnooze', [{ patch: workSnoozeType.name, id, fields: { until: null } }]),
  )
}
