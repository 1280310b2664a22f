import type { WorkItem } from '../../../../contract/duty.ts'
import type { Context, Period } from '../../../feature.ts'
import { backupJobType } from '../types/operations.types.ts'
import { requestType } from '../types/workflow.types.ts'
import { conflictWork } from './conflicts.ts'
import { fill } from '../../../../contract/text.ts'
import { hlcToMs } from '../../../log/clock.ts'
import type { RecordRow } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { labelOf, mayRead, nameOf, typeOf } from '../../../records/view.ts'
import { unreadMentions } from '../comments.ts'
import { deadlineWork } from './deadlines.ts'
import { found, personOf, said, textOf, timeOf, type Found } from '../../../records/found.ts'
import { WORDS } from './words.ts'

const HOUR = 3_600_000

type State = WorkItem['state']

/** Not begun before its time; late after its end. */
function stateAt(now: number, from: number, until: number): State {
  if (now >= until) return 'overdue'
  return now >= from ? 'due' : 'scheduled'
}

/** What the registers know to be due (A5). */
export function registerWork(context: Context, period: Period): readonly WorkItem[] {
  return [
    ...requests(context, period),
    ...backups(context),
    ...deadlineWork(context, period),
    ...conflictWork(context),
    ...mentions(context),
  ]
}

const itemOf = (row: Found, act: string): Pick<WorkItem, 'key' | 'source' | 'record' | 'path'> => ({
  key: `${row.record.type}/${row.record.id}/${act}`,
  source: row.record.type,
  record: row.record,
  path: row.path,
})

/** Words behind the number of a record, where it has one. */
const numbered = (row: Found, words: string): string =>
  row.short === row.title ? words : `${row.short} ${words}`

function requests(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const rows = found(
    context,
    requestType,
    "status = 'open' AND (dueAt IS NULL OR dueAt < ?)",
    [period.to],
    'dueAt',
  )
  return rows.map((row) => {
    const due = timeOf(row.fields['dueAt'])
    return {
      ...itemOf(row, 'answer'),
      title: row.title,
      detail: numbered(
        row,
        [row.fields['requester'], row.fields['unit']]
          .flatMap((part) => textOf(part) ?? [])
          .join(' '),
      ),
      state: due === undefined ? 'due' : stateAt(now, due - HOUR, due),
      at: due ?? timeOf(row.fields['receivedAt']) ?? row.createdAt,
      ...(due === undefined ? {} : { dueBy: due }),
      ...personOf(context, row.fields['handler']),
    }
  })
}

/** Comments that call the person who asks; nobody else is told of them. */
function mentions(context: Context): WorkItem[] {
  return unreadMentions(context).flatMap(({ row, text }) => {
    const type = context.workspace.types.get(String(placeIn(context, row).type))
    const target = type && context.workspace.log.row(type.name, placeIn(context, row).id)
    if (!type || !target || target.level > context.session.clearance || !mayRead(context, type))
      return []
    const at = hlcToMs(row.created)
    return [
      {
        key: `comment/${row.id}/mention/${context.session.person}`,
        source: type.name,
        title: fill(said(context, WORDS.mention), {
          name: nameOf(context, row.createdBy),
          text: [...(text.split('\n', 1)[0] ?? '')].slice(0, 60).join(''),
        }),
        detail: labelOf(context, type, target).title,
        state: 'due' as const,
        at,
        ...personOf(context, context.session.person),
        record: { type: type.name, id: target.id },
        path: `/register/${type.name}/${target.id}?tab=comments`,
      },
    ]
  })
}

/** The record that a comment is about. */
function placeIn(context: Context, row: RecordRow): { type: string; id: string } {
  const fields = opened(context, typeOf(context, 'comment'), row.id, row.fields)
  return { type: String(fields['targetType']), id: String(fields['target']) }
}

function backups(context: Context): WorkItem[] {
  return found(context, backupJobType, "lastResult IN ('failed', 'partial')", [], 'lastRun').map(
    (row): WorkItem => ({
      ...itemOf(row, 'failed'),
      title: said(context, WORDS.backup).replace('{name}', row.title),
      detail: said(
        context,
        row.fields['lastResult'] === 'failed' ? WORDS.backupFailed : WORDS.backupPartial,
      ),
      state: 'due',
      at: timeOf(row.fields['lastRun']) ?? row.changedAt,
    }),
  )
}
