import type { ListedWork } from '../../../../../contract/work.ts'

type Item = Pick<ListedWork, 'key' | 'source' | 'shift' | 'state'>

export interface DayLines<T> {
  /** Items that have a line of their own. */
  readonly shown: readonly T[]
  /** What comes with every shift, counted by its source. */
  readonly routine: readonly { readonly source: string; readonly count: number }[]
  /** Items that are neither shown nor counted. */
  readonly rest: number
}

/** What every shift does is no news, unless it was not done. */
const isRoutine = ({ shift, state }: Item): boolean =>
  shift !== undefined && state !== 'overdue' && state !== 'missed'

/**
 * One day in so many lines: everything by time where there is room, else what is special about the day,
 * with what comes every day counted in one last line.
 */
export function dayLines<T extends Item>(
  items: readonly T[],
  total: number,
  room: number,
): DayLines<T> {
  if (total <= room && items.length === total) return { shown: items, routine: [], rest: 0 }
  const special = items.filter((item) => !isRoutine(item))
  const shown = special.slice(0, Math.max(0, room - 1))
  const hidden = total - shown.length
  if (special.length > shown.length || items.length < total)
    return { shown, routine: [], rest: hidden }
  const counts = new Map<string, number>()
  for (const { source } of items.filter(isRoutine))
    counts.set(source, (counts.get(source) ?? 0) + 1)
  return {
    shown,
    routine: [...counts].map(([source, count]) => ({ source, count })),
    rest: 0,
  }
}
