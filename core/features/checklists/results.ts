import { z } from 'zod'
import type { CheckItem } from '../../../contract/checklist-body.ts'
import {
  RESULT_STATUSES,
  type MissingPart,
  type ResultView,
  type RoundCounts,
} from '../../../contract/checklist-rounds.ts'
import { attachment, json } from '../../../contract/common.ts'
import type { Context } from '../../feature.ts'
import { nameOf } from '../../records/view.ts'
import { isOut, lacksOf } from '../../../contract/checklist-judge.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

interface Stored {
  readonly id: string
  readonly run: string
  readonly item: string
  readonly status: string
  readonly value: string | null
  readonly reading: number | null
  readonly measured: number | null
  readonly measuredAt: number | null
  readonly automatic: number | null
  readonly message: string | null
  readonly remark: string | null
  readonly attachments: string | null
  readonly at: number
  readonly enteredAt: number
  readonly late: number | null
  readonly person: string
}

const COLUMNS =
  'id, run, item, status, value, reading, measured, "measuredAt", automatic, message, remark, attachments, at, "enteredAt", late, person'

const status = z.enum(RESULT_STATUSES).catch('ok')
const files = z.array(attachment).catch([])
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

function viewOfStored(context: Tools, row: Stored): ResultView {
  return {
    id: row.id,
    item: row.item,
    value: row.reading ?? json.parse(parsed(row.value)),
    status: status.parse(row.status),
    ...(row.message === null ? {} : { message: row.message }),
    remark: row.remark ?? '',
    attachments: files.parse(parsed(row.attachments) ?? []),
    at: row.at,
    enteredAt: row.enteredAt,
    late: row.late === 1,
    automatic: row.automatic === 1,
    ...(row.measured === null ? {} : { measured: row.measured }),
    ...(row.measuredAt === null ? {} : { measuredAt: row.measuredAt }),
    person: row.person,
    personName: nameOf(context, row.person),
  }
}

/** Every answer of a run in the order in which they were recorded, with the second person's word. */
export function resultsOf(context: Tools, run: string): ResultView[] {
  const { db } = context.workspace
  const seconds = new Map(
    db
      .prepare<[string], { result: string; person: string; at: number }>(
        'SELECT result, person, at FROM r_checklist_confirmation WHERE _deleted = 0 AND run = ? ORDER BY _created DESC, id',
      )
      .all(run)
      .map((row) => [row.result, row]),
  )
  return db
    .prepare<[string], Stored>(
      `SELECT ${COLUMNS} FROM r_checklist_result WHERE _deleted = 0 AND run = ? ORDER BY _created, id`,
    )
    .all(run)
    .map((row) => {
      const second = seconds.get(row.id)
      const view = viewOfStored(context, row)
      return second === undefined
        ? view
        : {
            ...view,
            second: {
              person: second.person,
              personName: nameOf(context, second.person),
              at: second.at,
            },
          }
    })
}

/** What counts of them: the last answer of each item that was not taken back. */
export function currentOf(results: readonly ResultView[]): Map<string, ResultView> {
  const current = new Map<string, ResultView>()
  for (const result of results)
    if (result.status === 'cleared') current.delete(result.item)
    else current.set(result.item, result)
  return current
}

/** What is lacking before a run with these answers can be submitted, in order of the list. */
export function missingOf(
  items: readonly CheckItem[],
  current: ReadonlyMap<string, ResultView>,
): MissingPart[] {
  return items.flatMap((item) =>
    lacksOf(item, current.get(item.id)).map((part) => ({ item: item.id, title: item.title, part })),
  )
}

export function countsOf(
  items: readonly CheckItem[],
  current: ReadonlyMap<string, ResultView>,
): RoundCounts {
  const results = [...current.values()]
  return {
    items: items.length,
    answered: items.filter(({ id }) => current.has(id)).length,
    out: results.filter((result) => isOut(result.status)).length,
    skipped: results.filter((result) => result.status === 'skipped').length,
    automatic: results.filter((result) => result.automatic).length,
  }
}

/** How many earlier answers are looked through for one of another, submitted run. */
const LOOKED_THROUGH = 20

/** The last answer to an item before a moment, from another run that was submitted. */
export function previousOf(
  context: Tools,
  where: { readonly template: string; readonly item: string; readonly run: string },
  before: number,
): ResultView | undefined {
  const rows = context.workspace.db
    .prepare<[string, string, number, string, number], Stored>(
      `SELECT ${COLUMNS} FROM r_checklist_result WHERE _deleted = 0 AND template = ? AND item = ? AND at < ? AND run <> ?
       ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(where.template, where.item, before, where.run, LOOKED_THROUGH)
  const row = rows.find(
    ({ run, status: found }) =>
      found !== 'cleared' &&
      context.workspace.log.row('checklist-run', run)?.fields['state'] === 'submitted',
  )
  return row && viewOfStored(context, row)
}
