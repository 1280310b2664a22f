import { RESULT_STATUSES } from '../../../contract/checklist-rounds.ts'
import { ok } from '../../../contract/result.ts'
import type { Handler } from '../../feature.ts'
import { itemIn } from './record.ts'
import { rowOf } from './rows.ts'
import { itemsOf, versionsOf } from './views.ts'

interface Point {
  readonly id: string
  readonly at: number
  readonly created: number
  readonly reading: number | null
  readonly status: string
  readonly run: string
  readonly automatic: number | null
  readonly late: number | null
}

/** checklists.trend: what counts of each run, by the index over template, item and time. */
export const readTrend: Handler<'checklists.trend'> = (context, input) => {
  rowOf(context, 'checklist-template', input.template)
  const versions = versionsOf(context, input.template)
  const known = versions.flatMap(itemsOf)
  // The newest version that has the item says its limits; one that was dropped keeps its readings.
  const item = itemIn(known, input.item)
  const rows = context.workspace.db
    .prepare<unknown[], Point>(
      `SELECT id, at, _created AS created, reading, status, run, automatic, late FROM r_checklist_result
       WHERE _deleted = 0 AND template = ? AND item = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?`,
    )
    .all(
      input.template,
      input.item,
      input.from ?? Number.MIN_SAFE_INTEGER,
      input.to ?? Number.MAX_SAFE_INTEGER,
      // Corrections stand beside what they correct.
      input.limit * 2,
    )
  const counting = new Map<string, Point>()
  for (const row of rows) {
    const other = counting.get(row.run)
    if (other === undefined || row.created > other.created) counting.set(row.run, row)
  }
  return ok({
    title: item.title,
    unit: item.unit ?? '',
    decimals: item.decimals ?? 0,
    limits: item.limits ?? [],
    points: [...counting.values()]
      .toSorted((a, b) => b.at - a.at)
      .slice(0, input.limit)
      .toReversed()
      .flatMap(({ at, reading, status, run, automatic, late }) => {
        const found = RESULT_STATUSES.find((value) => value === status)
        return reading === null || found === undefined
          ? []
          : [
              {
                at,
                value: reading,
                status: found,
                run,
                automatic: automatic === 1,
                late: late === 1,
              },
            ]
      }),
  })
}
