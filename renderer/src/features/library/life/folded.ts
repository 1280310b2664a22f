import type { Difference } from '../../../../../contract/library-life.ts'
import { changedWithin, type Range } from './changed-within.ts'

/** A line of a comparison as it is shown; `fold` stands for lines that are the same. */
export type ComparedLine =
  | {
      readonly kind: 'same' | 'added' | 'removed'
      readonly text: string
      readonly before?: number
      readonly after?: number
      /** What differs from the line that it replaces or that replaces it. */
      readonly changed?: readonly Range[]
    }
  | { readonly kind: 'fold'; readonly count: number }

/** Lines that are shown around a change. */
const AROUND = 3
/** Longer stretches were written anew: their lines are not looked into. */
const LOOKED_INTO = 60

/** Differences as lines, with the middle of what is the same folded into one. */
export function folded(differences: readonly Difference[]): ComparedLine[] {
  return differences.flatMap((difference, index): ComparedLine[] => {
    const { kind } = difference
    const changes = changesOf(difference, differences[index - 1], differences[index + 1])
    const all = difference.lines.map((text, at): ComparedLine => {
      const changed = changes[at]
      return {
        kind,
        text,
        ...(kind === 'added' ? {} : { before: difference.before + at }),
        ...(kind === 'removed' ? {} : { after: difference.after + at }),
        ...(changed ? { changed } : {}),
      }
    })
    if (kind !== 'same') return all
    const head = index === 0 ? 0 : AROUND
    const tail = index === differences.length - 1 ? 0 : AROUND
    const count = all.length - head - tail
    return count < 2
      ? all
      : [...all.slice(0, head), { kind: 'fold', count }, ...all.slice(all.length - tail)]
  })
}

/** For each line what changed within it, where another much alike stands for it on the other side. */
function changesOf(
  { kind, lines }: Difference,
  previous: Difference | undefined,
  next: Difference | undefined,
): readonly (readonly Range[] | undefined)[] {
  const other = kind === 'removed' ? next : kind === 'added' ? previous : undefined
  if (!other || other.kind === 'same' || other.kind === kind) return []
  if (lines.length > LOOKED_INTO || other.lines.length > LOOKED_INTO) return []
  let from = 0
  return lines.map((text) => {
    for (let at = from; at < other.lines.length; at += 1) {
      const changed = changedWithin(text, other.lines[at] ?? '')
      if (!changed) continue
      from = at + 1
      return changed
    }
    return undefined
  })
}
