import { diffArrays } from 'diff'

export type Range = readonly [from: number, to: number]

/** Share of a line that must be the same for it to count as the other one, changed. */
const ALIKE = 0.5
/** Longer lines are not looked into. */
const LONGEST = 1000
/** Latin words and numbers are one, every other sign stands alone. */
const WORDS = /[\p{Script=Latin}\d]+|\s+|./gu
/** The number of a step: steps move without being changed. */
const NUMBER = /^\s*\d+\. /u

/** What of a line is not in another, in ranges of its characters; undefined when they have too little in common. */
export function changedWithin(line: string, other: string): Range[] | undefined {
  if (line.length > LONGEST || other.length > LONGEST) return undefined
  const skipped = NUMBER.exec(line)?.[0].length ?? 0
  const words = line.slice(skipped).match(WORDS) ?? []
  const others = other.replace(NUMBER, '').match(WORDS) ?? []
  const ranges: Range[] = []
  let at = skipped
  let same = 0
  for (const { value, added, removed } of diffArrays(words, others)) {
    if (added) continue
    const { length } = value.join('')
    if (removed) ranges.push([at, at + length])
    else same += length
    at += length
  }
  return same < ALIKE * (Math.min(line.length, other.length) - skipped) ? undefined : ranges
}

/** A line in parts, the changed ones marked. */
export function marked(
  line: string,
  ranges: readonly Range[],
): { readonly text: string; readonly changed: boolean }[] {
  let at = 0
  const parts = ranges.flatMap(([from, to]) => {
    const before = { text: line.slice(at, from), changed: false }
    at = to
    return [before, { text: line.slice(from, to), changed: true }]
  })
  return [...parts, { text: line.slice(at), changed: false }].filter(({ text }) => text !== '')
}
