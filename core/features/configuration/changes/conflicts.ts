import type { WindowConflict } from '../../../../contract/configuration.ts'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { neighboursOf } from '../../../item-graph.ts'
import { tableOf } from '../../../log/shape.ts'
import { labelOf, labels, mayRead } from '../../../records/view.ts'
import { ITEM } from '../surroundings.ts'

/** Types that have a window, the fields of it, and the states in which it no longer counts. */
const WINDOWED = [
  { type: 'change', over: ['closed', 'rejected', 'done'] },
  { type: 'upgrade', over: ['closed', 'rejected', 'done', 'rolledBack'] },
] as const
const MOST = 200

const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

export interface Planned {
  readonly id?: string | undefined
  readonly items: readonly string[]
  readonly from: number
  readonly to: number
}

/** Windows that overlap a planned one on the same items or on their neighbours, by their start. */
export function conflictsOf(context: Context, planned: Planned): WindowConflict[] {
  if (planned.items.length === 0 || planned.to <= planned.from) return []
  const own = new Set(planned.items)
  const near = neighboursOf(context, planned.items)
  return WINDOWED.flatMap(({ type: name, over }) => {
    const type = context.workspace.types.get(name)
    if (type === undefined || !mayRead(context, type)) return []
    const ids = context.workspace.db
      .prepare<unknown[], { id: string }>(
        `SELECT id FROM ${tableOf(name)} WHERE _deleted = 0 AND _level <= ? AND "windowFrom" < ? AND "windowTo" > ?
         AND status NOT IN (SELECT value FROM json_each(?)) ORDER BY "windowFrom" LIMIT ${MOST}`,
      )
      .all(context.session.clearance, planned.to, planned.from, JSON.stringify(over))
    return ids.flatMap(({ id }): WindowConflict[] => {
      const row = id === planned.id ? undefined : context.workspace.log.row(name, id)
      if (row === undefined) return []
      const shared = idsIn(row.fields['items']).flatMap((item): WindowConflict['shared'] => {
        const of = own.has(item) ? undefined : near.get(item)
        if (!own.has(item) && of === undefined) return []
        const [label] = labels(context, [{ type: ITEM, id: item }])
        if (label === undefined) return []
        if (of === undefined) return [{ item: label, how: 'same' }]
        const [beside] = labels(context, [{ type: ITEM, id: of }])
        return [{ item: label, how: 'neighbour', of: beside?.title ?? '' }]
      })
      if (shared.length === 0) return []
      const status = type.fields['status']?.choices?.find(
        ({ value }) => value === row.fields['status'],
      )
      return [
        {
          ...labelOf(context, type, row),
          from: Number(row.fields['windowFrom']),
          to: Number(row.fields['windowTo']),
          state: { ...(status?.label ?? { 'zh-CN': '', en: '' }) },
          shared,
        },
      ]
    })
  }).toSorted((a, b) => a.from - b.from)
}

export const conflictHandlers: Handlers = {
  'configuration.conflicts': (context, planned) => ok({ conflicts: conflictsOf(context, planned) }),
}
