import { createHash } from 'node:crypto'
import type { Context } from '../../../feature.ts'
import { canonical } from '../../../log/canonical.ts'
import { stored, type Stored } from '../rows.ts'

const COLUMNS = ['holder', 'person', 'right', 'grant', 'state', 'reason'] as const

/** The lines of a review, in the order of their ids. */
export const linesOf = (
  context: Pick<Context, 'workspace' | 'session'>,
  review: string,
): readonly Stored[] => stored(context, 'access-line', COLUMNS, '"review" = ?', [review])

/** SHA-256 over all lines as they stand when the review is signed: a line that changes later shows. */
export function linesHash(context: Pick<Context, 'workspace' | 'session'>, review: string): string {
  const lines = linesOf(context, review).map((line) => [
    line.id,
    ...COLUMNS.map((name) => line[name] ?? null),
  ])
  return createHash('sha256').update(canonical(lines)).digest('hex')
}
