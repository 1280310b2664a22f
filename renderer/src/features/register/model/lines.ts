import type { RecordView } from '../../../../../contract/common.ts'
import type { Json } from '../../../../../contract/record-type.ts'

/** What a list knows of one group: how many rows there are and those already here, from the first. */
export interface Segment {
  /** Value that the rows share; undefined in a list without groups. */
  readonly value: Json | undefined
  readonly rows: readonly RecordView[]
  /** Rows to expect; at least those already here. */
  readonly count: number
  readonly open: boolean
}

export type Line =
  | { readonly kind: 'group'; readonly segment: number }
  | { readonly kind: 'row'; readonly segment: number; readonly row: RecordView }
  /** Known to exist, not yet here. */
  | { readonly kind: 'missing'; readonly segment: number }

const heading = (segment: Segment): number => (segment.value === undefined ? 0 : 1)
const body = (segment: Segment): number =>
  segment.open ? Math.max(segment.count, segment.rows.length) : 0

/** Lines that the list shows in all, headings included. */
export function lineCount(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + heading(segment) + body(segment), 0)
}

/** The line at a position, without building the others. */
export function lineAt(segments: readonly Segment[], index: number): Line | undefined {
  let at = index
  for (const [segment, part] of segments.entries()) {
    const head = heading(part)
    if (at < head) return { kind: 'group', segment }
    at -= head
    const length = body(part)
    if (at < length) {
      const row = part.rows[at]
      return row ? { kind: 'row', segment, row } : { kind: 'missing', segment }
    }
    at -= length
  }
  return undefined
}

/** Position of a record's line, or -1. */
export function indexOfRow(segments: readonly Segment[], id: string): number {
  let start = 0
  for (const segment of segments) {
    start += heading(segment)
    const at = segment.open ? segment.rows.findIndex((row) => row.id === id) : -1
    if (at >= 0) return start + at
    start += body(segment)
  }
  return -1
}

/** What to fetch so that every line of a window is here: segment -> rows that it must have at least. */
export function wanted(
  segments: readonly Segment[],
  first: number,
  last: number,
): ReadonlyMap<number, number> {
  const needs = new Map<number, number>()
  let start = 0
  for (const [index, segment] of segments.entries()) {
    start += heading(segment)
    const length = body(segment)
    const need = Math.min(length, last - start + 1)
    if (first < start + length && need > segment.rows.length) needs.set(index, need)
    start += length
    if (start > last) break
  }
  return needs
}

/** Ids of the rows that are here, in the order shown. */
export const shownIds = (segments: readonly Segment[]): string[] =>
  segments.flatMap((segment) => (segment.open ? segment.rows.map((row) => row.id) : []))
