import type { ListedWork } from '../../../../../contract/work.ts'

/** Groups of the list in their order. */
export const GROUPS = ['overdue', 'due', 'hour', 'shift', 'later'] as const
export type Group = (typeof GROUPS)[number]

/** Key of a group's name among the texts. */
export const groupWord = (group: Group): `${Group}Group` => `${group}Group`

const HOUR = 3_600_000

type Placed = Pick<ListedWork, 'state' | 'at' | 'snoozed'>

/** When an item comes up: what was put off, at the end of that. */
export const timeOf = (item: Placed): number => item.snoozed?.until ?? item.at

/** Where an item stands now; `shiftTo` is the end of the shift that is on. */
export function groupOf(item: Placed, now: number, shiftTo: number | undefined): Group {
  if (item.snoozed === undefined) {
    if (item.state === 'overdue' || item.state === 'missed') return 'overdue'
    if (item.state !== 'scheduled' || item.at <= now) return 'due'
  }
  const at = timeOf(item)
  if (at < now + HOUR) return 'hour'
  return shiftTo !== undefined && at < shiftTo ? 'shift' : 'later'
}

export interface Grouped<T> {
  readonly group: Group
  readonly items: readonly T[]
}

/** Items in their groups, each by time; groups without items are left out. */
export function grouped<T extends Placed & { readonly key: string }>(
  items: readonly T[],
  now: number,
  shiftTo: number | undefined,
): readonly Grouped<T>[] {
  const sorted = items.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.key < b.key ? -1 : 1))
  return GROUPS.flatMap((group) => {
    const own = sorted.filter((item) => groupOf(item, now, shiftTo) === group)
    return own.length > 0 ? [{ group, items: own }] : []
  })
}

/**
 * The same arrangement with newer content: rows keep their places, what is gone stays until the
 * arrangement is let go, what is new waits for it. Answers whether anything waits.
 */
export function held<T extends { readonly key: string }>(
  shown: readonly Grouped<T>[],
  next: readonly Grouped<T>[],
): { readonly groups: readonly Grouped<T>[]; readonly waits: boolean } {
  const newer = new Map(next.flatMap(({ items }) => items.map((item) => [item.key, item])))
  const order = (groups: readonly Grouped<T>[]): string =>
    groups.map(({ group, items }) => `${group}:${items.map(({ key }) => key).join()}`).join(';')
  return {
    groups: shown.map(({ group, items }) => ({
      group,
      items: items.map((item) => newer.get(item.key) ?? item),
    })),
    waits: order(shown) !== order(next),
  }
}
