/** Share of a line that must be the same for it to count as the other one, changed. */
const ALIKE = 0.4

/**
 * What of a line differs from another: all between what both begin with and what both end with. Undefined
 * when the two have too little in common.
 */
export function changedWithin(line: string, other: string): readonly [number, number] | undefined {
  const least = Math.min(line.length, other.length)
  let from = 0
  while (from < least && line[from] === other[from]) from += 1
  let end = 0
  while (end < least - from && line[line.length - 1 - end] === other[other.length - 1 - end])
    end += 1
  return from + end < ALIKE * Math.max(line.length, other.length)
    ? undefined
    : [from, line.length - end]
}
