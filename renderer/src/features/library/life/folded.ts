import type { Difference } from '../../../../../contract/library-life.ts'

/** A line of a comparison as it is shown; `fold` stands for lines that are the same. */
export type ComparedLine =
  | {
      readonly kind: 'same' | 'added' | 'removed'
      readonly text: string
      readonly before?: number
      readonly after?: number
    }
  | { readonly kind: 'fold'; readonly count: number }

/** Lines that are shown around a change. */
const AROUND = 3

/** Differences as lines, with the middle of what is the same folded into one. */
export function folded(differences: readonly Difference[]): ComparedLine[] {
  return differences.flatMap((difference, index): ComparedLine[] => {
    const all = difference.lines.map((text, at): ComparedLine => {
      const { kind } = difference
      return {
        kind,
        text,
        ...(kind === 'added' ? {} : { before: difference.before + at }),
        ...(kind === 'removed' ? {} : { after: difference.after + at }),
      }
    })
    if (difference.kind !== 'same') return all
    const head = index === 0 ? 0 : AROUND
    const tail = index === differences.length - 1 ? 0 : AROUND
    const count = all.length - head - tail
    return count < 2
      ? all
      : [...all.slice(0, head), { kind: 'fold', count }, ...all.slice(all.length - tail)]
  })
}
