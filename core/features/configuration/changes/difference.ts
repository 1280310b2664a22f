import type { ItemDifference } from '../../../../contract/configuration.ts'
import type { Json, RecordType } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { historyOf } from '../../../records/history.ts'
import { labels, typeOf, visibleRow } from '../../../records/view.ts'
import { ITEM } from '../surroundings.ts'
import { valueText } from '../../../records/value-text.ts'

export interface Period {
  readonly from: number
  readonly to?: number | undefined
}

/** When the work on a change or an upgrade began, and when it was closed: its own history says it. */
export function workedIn(context: Context, type: RecordType, id: string): Period | undefined {
  const field = type.workflow?.field ?? 'status'
  let from: number | undefined
  let to: number | undefined
  for (const { at, changes } of historyOf(context, type, id))
    for (const change of changes) {
      if (change.field !== field) continue
      if (change.after === 'running') from ??= at
      to = from !== undefined && OVER.includes(String(change.after)) ? at : undefined
    }
  return from === undefined ? undefined : { from, ...(to === undefined ? {} : { to }) }
}
const OVER = ['closed', 'rolledBack']

/** What became different in items within a period: the value before it, and the last one in it. */
export function differencesIn(
  context: Context,
  items: readonly string[],
  { from, to = Infinity }: Period,
): ItemDifference[] {
  const type = typeOf(context, ITEM)
  return labels(
    context,
    items.map((id) => ({ type: ITEM, id })),
  ).flatMap((item) => {
    const before = new Map<string, Json>()
    const after = new Map<string, Json>()
    for (const { at, changes } of historyOf(context, type, item.id))
      for (const change of changes) {
        if (at > to || type.fields[change.field] === undefined) continue
        if (at < from) before.set(change.field, change.after)
        else after.set(change.field, change.after)
      }
    return [...after].flatMap(([name, value]): ItemDifference[] => {
      const field = type.fields[name]
      if (field === undefined || field.kind === 'json') return []
      const [was, is] = [before.get(name) ?? null, value].map((one) =>
        valueText(context, field, one, context.session.language),
      )
      if (was === undefined || is === undefined || was === is) return []
      return [{ item, field: name, label: { ...field.label }, before: was, after: is }]
    })
  })
}

export const differenceHandlers: Handlers = {
  'configuration.difference': (context, { type: name, id }) => {
    const type = typeOf(context, name)
    const row = visibleRow(context, name, id)
    const period = workedIn(context, type, id)
    if (period === undefined) return ok({ differences: [] })
    const items = Array.isArray(row.fields['items']) ? row.fields['items'].map(String) : []
    return ok({ ...period, differences: differencesIn(context, items, period) })
  },
}
