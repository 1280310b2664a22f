import type { Attachment, RecordRef } from '../../../contract/common.ts'
import type { LogAmendment, LogEntry } from '../../../contract/duty-log.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Context } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import { deviceCode } from '../../records/history.ts'
import { opened } from '../../records/seal.ts'
import { labels, levelOf, nameOf } from '../../records/view.ts'
import { logAmendmentType, logEntryType } from './types.ts'

export type Tools = Pick<Context, 'workspace' | 'session'>

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const list = <T>(value: Json | undefined): T[] =>
  Array.isArray(value) ? (value as unknown as T[]) : []

/** Amendments of an entry in the order in which they were made. */
export function amendmentsOf(context: Tools, entry: string): LogAmendment[] {
  const { db, log } = context.workspace
  const ids = db
    .prepare<[string], string>(
      'SELECT id FROM r_log_amendment WHERE entry = ? AND _deleted = 0 ORDER BY enteredAt, id',
    )
    .pluck()
    .all(entry) as string[]
  return ids.flatMap((id) => {
    const row = log.row('log-amendment', id)
    if (!row || row.level > context.session.clearance) return []
    const fields = opened(context, logAmendmentType, id, row.fields)
    return [
      {
        id,
        at: Number(row.fields['enteredAt']),
        person: row.createdBy,
        personName: nameOf(context, row.createdBy),
        text: text(fields['text']),
        reason: text(fields['reason']),
      },
    ]
  })
}

/** An entry as it is read: its present text, the original and every amendment. */
export function entryOf(context: Tools, row: RecordRow): LogEntry {
  const fields = opened(context, logEntryType, row.id, row.fields)
  const originalText = text(fields['text'])
  const amendments = amendmentsOf(context, row.id)
  const commit = row.createOp.slice(0, row.createOp.lastIndexOf('.'))
  return {
    id: row.id,
    at: Number(row.fields['at']),
    enteredAt: Number(row.fields['enteredAt']),
    late: row.fields['late'] === true,
    person: row.createdBy,
    personName: nameOf(context, row.createdBy),
    category: text(row.fields['category']),
    text: amendments.at(-1)?.text ?? originalText,
    originalText,
    tags: list<string>(fields['tags']),
    links: labels(context, list<RecordRef>(row.fields['links'])),
    attachments: list<Attachment>(fields['attachments']),
    level: levelOf(row),
    amendments,
    commit,
    device: deviceCode(context, commit.slice(0, commit.lastIndexOf('/'))),
  }
}
