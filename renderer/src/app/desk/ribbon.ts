import type { TimelineMark } from '../../../../contract/duty.ts'
import { clock } from '../../time/moments.ts'

const HOUR = 3_600_000
/** More labels than this along the ribbon would touch. */
const MOST_LABELS = 7
/** Least width of a bar and of the gap beside a label, in pixels. */
const LEAST = 3
const GAP = 6

export interface Tick {
  readonly at: number
  /** Place in per cent of the ribbon. */
  readonly x: number
  readonly label?: string
  readonly anchor: 'start' | 'middle' | 'end'
}

export interface Mark {
  readonly mark: TimelineMark
  readonly x: number
  /** Width in per cent; 0 for a moment. */
  readonly width: number
  readonly label?: { readonly text: string; readonly x: number; readonly anchor: 'start' | 'end' }
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** Place of a moment in per cent, kept inside. */
export const placeOf = ({ from, to }: Span, at: number): number =>
  Math.max(0, Math.min(100, ((at - from) / (to - from)) * 100))

/** Full hours of the shift; as many have a label as have room, none where the present stands. */
export function ticksOf(span: Span, now: number): readonly Tick[] {
  const hours = Math.round((span.to - span.from) / HOUR)
  const step = [1, 2, 3, 4, 6, 12, 24].find((each) => hours / each <= MOST_LABELS - 1) ?? 24
  return Array.from({ length: hours + 1 }, (_, index) => {
    const at = span.from + index * HOUR
    const x = placeOf(span, at)
    const isHidden = index % step !== 0 || Math.abs(x - placeOf(span, now)) < 3.5
    return {
      at,
      x,
      ...(isHidden ? {} : { label: clock(at) }),
      anchor: index === 0 ? 'start' : index === hours ? 'end' : 'middle',
    }
  })
}

/** Width of a text of the ribbon in pixels, near enough. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[⺀-￯]/u.test(letter) ? 12 : 6.8), 0)
}

/** Marks of one lane with their places; labels stand beside their marks where they touch nothing. */
export function laneOf(
  marks: readonly TimelineMark[],
  span: Span,
  now: number,
  pixels: number,
): readonly Mark[] {
  const inside = marks.filter((mark) => mark.from < span.to && endOf(mark, now) >= span.from)
  const placed = inside.map((mark) => {
    const x = placeOf(span, mark.from)
    const isMoment = mark.to === undefined && !mark.open
    const least = (LEAST / pixels) * 100
    return {
      mark,
      x,
      width: isMoment ? 0 : Math.max(least, placeOf(span, endOf(mark, now)) - x),
    }
  })
  const toPixels = (x: number): number => (x / 100) * pixels
  let taken = 0
  /** Where the marks so far end. */
  let covered = 0
  let before = ''
  return placed.map((one, index): Mark => {
    const { label } = one.mark
    const left = toPixels(one.x)
    const right = toPixels(one.x + one.width)
    const next = placed[index + 1]
    const until = next ? toPixels(next.x) : pixels
    const needs = textWidth(label) + GAP * 2
    const repeats = label === before
    before = label
    const free = left - taken
    const isLast = right >= covered
    covered = Math.max(covered, right)
    taken = Math.max(taken, right + GAP)
    if (label === '' || repeats) return one
    if (isLast && until - right >= needs) {
      taken = Math.max(taken, right + needs)
      return { ...one, label: { text: label, x: one.x + one.width, anchor: 'start' } }
    }
    return free >= needs ? { ...one, label: { text: label, x: one.x, anchor: 'end' } } : one
  })
}

const endOf = (mark: TimelineMark, now: number): number =>
  mark.open ? Math.max(now, mark.to ?? now) : (mark.to ?? mark.from)
