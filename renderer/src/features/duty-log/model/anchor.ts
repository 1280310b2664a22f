import type { LogLine } from '../../../time/days.ts'

export const ROW_HEIGHT = 24
export const DAY_HEIGHT = 30

type Line = LogLine<{ readonly id: string; readonly at: number }>
export const heightOf = (line: Line | undefined): number =>
  line?.kind === 'day' ? DAY_HEIGHT : ROW_HEIGHT

/**
 * Pixels by which a list that shows `top` is scrolled on, so that what was read stays where it was when
 * entries come or go above it. A list at its beginning stays there: what is new is seen at once.
 */
export function scrolledOn(before: readonly Line[], after: readonly Line[], top: number): number {
  if (top <= 0) return 0
  const starts = new Map<string, number>()
  let start = 0
  for (const line of after) {
    if (line.kind === 'entry') starts.set(line.entry.id, start)
    start += heightOf(line)
  }
  start = 0
  for (const line of before) {
    const height = heightOf(line)
    if (line.kind === 'entry' && start + height > top) {
      const now = starts.get(line.entry.id)
      if (now !== undefined) return now - start
    }
    start += height
  }
  return 0
}
