import type { MonitorView } from '../../../../../contract/monitors.ts'

export const GROUPS = ['none', 'item', 'kind', 'tag'] as const
export type Group = (typeof GROUPS)[number]
export const SORTS = ['state', 'name'] as const
export type Sort = (typeof SORTS)[number]

/** How much something is wrong: the gravest first. */
export function gravity({ enabled, status }: MonitorView): number {
  if (!enabled) return 7
  if (status.maintenanceUntil !== undefined) return 5
  const open = status.unacknowledged > 0 ? 0 : 0.5
  if (status.severity === 'crit') return open
  if (status.state === 'down') return 1
  if (status.severity === 'warn') return 2 + open
  if (status.severity === 'notice') return 3 + open
  return status.state === 'unknown' ? 4 : 6
}

export const isWrong = (monitor: MonitorView): boolean => gravity(monitor) < 5

export interface Arranged {
  /** Empty: what belongs to no group. */
  readonly key: string
  readonly monitors: readonly MonitorView[]
}

/** Monitors in groups, each in order; one that belongs to several groups stands in each. */
export function arrange(
  monitors: readonly MonitorView[],
  group: Group,
  sort: Sort,
): readonly Arranged[] {
  const groups = new Map<string, MonitorView[]>()
  for (const monitor of monitors)
    for (const key of keysOf(monitor, group)) {
      const own = groups.get(key) ?? []
      groups.set(key, own)
      own.push(monitor)
    }
  const byName = (a: MonitorView, b: MonitorView): number => a.name.localeCompare(b.name, 'zh-CN')
  const order = (a: MonitorView, b: MonitorView): number =>
    (sort === 'state' ? gravity(a) - gravity(b) : 0) || byName(a, b)
  const worst = (own: readonly MonitorView[]): number => Math.min(...own.map(gravity))
  return [...groups]
    .map(([key, own]) => ({ key, monitors: own.toSorted(order) }))
    .toSorted(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        (sort === 'state' ? worst(a.monitors) - worst(b.monitors) : 0) ||
        a.key.localeCompare(b.key),
    )
}

function keysOf({ items, tags, target }: MonitorView, group: Group): readonly string[] {
  switch (group) {
    case 'item':
      return items.length > 0 ? items : ['']
    case 'tag':
      return tags.length > 0 ? tags : ['']
    case 'kind':
      return [target.kind]
    case 'none':
      return ['']
  }
}
