import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import type { Json } from '../../../../../contract/record-type.ts'
import { halfWidth, parseNumber } from '../../../records/numbers.ts'

/** What was typed as a reading: nothing yet, a figure, or why it is none. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'wrong'; readonly why: 'number' | 'range' }

/** A typed reading, in half or full width, with `.` or `。`; a timer also as minutes and seconds `3:20`. */
export function readingOf(item: CheckItem, text: string): Reading {
  const typed = item.kind === 'timer' ? seconds(text) : parseNumber(text)
  if (typed === null) return { kind: 'none' }
  if (typed === undefined) return { kind: 'wrong', why: 'number' }
  const { range } = item
  const beyond = range ? typed < range.min || typed > range.max : false
  return beyond || (item.kind === 'timer' && typed < 0)
    ? { kind: 'wrong', why: 'range' }
    : { kind: 'value', value: typed }
}

function seconds(text: string): number | null | undefined {
  const [, minutes, rest] = /^(\d{1,4}):(\d{1,2})$/u.exec(halfWidth(text)) ?? []
  return minutes === undefined ? parseNumber(text) : Number(minutes) * 60 + Number(rest)
}

/** A figure with the digits that the item is read with, never fewer than it has. */
export function figure(item: CheckItem, value: number): string {
  if (item.kind === 'timer') return clock(value)
  const exact = String(value)
  const digits = item.decimals ?? 0
  const shown = value.toFixed(digits)
  return exact.length > shown.length && !exact.includes('e') ? exact : shown
}

/** `3:20`; what took shorter than a minute too. */
export const clock = (whole: number): string =>
  `${Math.floor(whole / 60)}:${String(Math.round(whole % 60)).padStart(2, '0')}`

/** The figure of a recorded value; undefined when it is none. */
export const numberIn = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
