import type { OutputOf, ParsedInputOf } from '../../../contract/procedures.ts'
import type { SheetState, SheetSummary } from '../../../contract/handover.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ftsQuery } from '../../search/text.ts'
import { nameOf } from '../../records/view.ts'
import { bothOf, textOf, type Tools } from './parts.ts'

const STATE = `CASE
  WHEN s.outcome IS NOT NULL THEN s.outcome
  WHEN s.startedAt IS NULL THEN 'draft'
  WHEN EXISTS (SELECT 1 FROM r_handover_pause p WHERE p.sheet = s.id AND p._deleted = 0 AND p.resumedAt IS NULL) THEN 'paused'
  WHEN s.signedOutAt IS NOT NULL THEN 'signed'
  ELSE 'started' END`

const NUMBER = `coalesce(json_extract(s.frozen, '$.number'), s.number)`
const ORDERS = {
  newest: 's."from" DESC, s.id DESC',
  oldest: 's."from", s.id',
  number: `${NUMBER} DESC, s.id`,
  state: 'state, s."from" DESC, s.id',
} as const

interface Line {
  readonly id: string
  readonly number: string
  readonly shift: string | null
  readonly nextShift: string | null
  readonly from: number
  readonly to: number
  readonly outgoing: string | null
  readonly incoming: string | null
  readonly state: SheetState
  readonly startedAt: number | null
  readonly signedOutAt: number | null
  readonly signedOutBy: string | null
  readonly outcomeAt: number | null
  readonly outcomeBy: string | null
  readonly points: number
  readonly carried: number
}

const COLUMNS = `s.id, ${NUMBER} AS number, s.shift, s.nextShift, s."from", s."to", s.outgoing, s.incoming, ${STATE} AS state,
  s.startedAt, s.signedOutAt, s.signedOutBy, s.outcomeAt, s.outcomeBy,
  CASE WHEN s.frozen IS NULL THEN (SELECT count(*) FROM r_handover_point p WHERE p.sheet = s.id AND p._deleted = 0)
    ELSE json_array_length(s.frozen, '$.points') END AS points,
  CASE WHEN s.frozen IS NULL THEN (SELECT count(*) FROM r_handover_point p WHERE p.sheet = s.id AND p._deleted = 0 AND p.carried > 0)
    ELSE (SELECT count(*) FROM json_each(s.frozen, '$.points') p WHERE json_extract(p.value, '$.carried') > 0) END AS carried`

/** handover.list: by period, state and words; the state follows from the decided fields. */
export function listSheets(
  context: Tools,
  input: ParsedInputOf<'handover.list'>,
): OutputOf<'handover.list'> {
  const { db } = context.workspace
  const conditions = ['s._deleted = 0']
  const values: (string | number)[] = []
  if (input.from !== undefined) {
    conditions.push('s."to" > ?')
    values.push(input.from)
  }
  if (input.to !== undefined) {
    conditions.push('s."from" < ?')
    values.push(input.to)
  }
  if (input.states?.length) {
    conditions.push(`${STATE} IN (${input.states.map(() => '?').join(', ')})`)
    values.push(...input.states)
  }
  const text = input.text?.trim()
  if (text) {
    const fts = ftsQuery(text)
    if (fts === undefined) return { sheets: [], total: 0 }
    conditions.push(WITH_WORDS)
    values.push(fts)
  }
  const where = conditions.join(' AND ')
  const total = db
    .prepare<(string | number)[], number>(`SELECT count(*) FROM r_handover_sheet s WHERE ${where}`)
    .pluck()
    .get(...values) as number
  const lines = db
    .prepare<(string | number)[], Line>(
      `SELECT ${COLUMNS} FROM r_handover_sheet s WHERE ${where} ORDER BY ${ORDERS[input.sort ?? 'newest']} LIMIT ? OFFSET ?`,
    )
    .all(...values, input.limit, input.offset ?? 0)
  return { sheets: lines.map((line) => summary(context, line)), total }
}

/** A word stands on the sheet itself, in a point, an answer or an addendum. */
const WITH_WORDS = `s.id IN (
  SELECT coalesce(p.sheet, a.sheet, n.sheet, d.record) FROM search_fts f JOIN search_docs d ON d.doc = f.rowid
  LEFT JOIN r_handover_point p ON p.id = d.record AND p._deleted = 0
  LEFT JOIN r_handover_answer a ON a.id = d.record
  LEFT JOIN r_handover_addendum n ON n.id = d.record
  WHERE f.search_fts MATCH ?)`

/** Sheets that nobody has ended, of shifts that began after a time; newest first. */
export function unendedSheets(context: Tools, since: number): SheetSummary[] {
  const ids = context.workspace.db
    .prepare<[number], string>(
      'SELECT id FROM r_handover_sheet WHERE "from" > ? AND outcome IS NULL AND _deleted = 0 ORDER BY "from" DESC, id DESC',
    )
    .pluck()
    .all(since) as string[]
  return findSummaries(context, ids)
}

/** Summaries of the sheets named, in their order. */
export function findSummaries(context: Tools, ids: readonly string[]): SheetSummary[] {
  const find = context.workspace.db.prepare<[string], Line>(
    `SELECT ${COLUMNS} FROM r_handover_sheet s WHERE s.id = ?`,
  )
  return ids.flatMap((id) => {
    const line = find.get(id)
    return line ? [summary(context, line)] : []
  })
}

function summary(context: Tools, line: Line): SheetSummary {
  const deed = (by: string | null, at: number | null) =>
    at === null ? null : { id: by ?? '', name: nameOf(context, by ?? ''), at }
  const both = (text: string | null) => ({
    ...bothOf(text === null ? null : (JSON.parse(text) as Json)),
  })
  return {
    id: line.id,
    number: textOf(line.number),
    shift: line.shift ?? '',
    nextShift: line.nextShift ?? '',
    from: line.from,
    to: line.to,
    outgoing: both(line.outgoing),
    incoming: both(line.incoming),
    state: line.state,
    startedAt: line.startedAt,
    signedOut: deed(line.signedOutBy, line.signedOutAt),
    outcome: deed(line.outcomeBy, line.outcomeAt),
    points: line.points,
    carried: line.carried,
  }
}
