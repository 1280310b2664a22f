import type { RecordType } from '../../contract/record-type.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Questions of one type whose counts are kept. */
const MOST = 100

const workspaces = new WeakMap<Workspace['log'], Map<string, Map<string, number>>>()

function countsOf(log: Workspace['log']): Map<string, Map<string, number>> {
  const known = workspaces.get(log)
  if (known) return known
  const fresh = new Map<string, Map<string, number>>()
  workspaces.set(log, fresh)
  log.onChange((changed) => {
    for (const type of changed.keys()) fresh.delete(type)
  })
  return fresh
}

/**
 * What a question about the table of a type counts, until something in it changes: a list asks again for each of its
 * pages.
 */
export function counted(
  { log }: Pick<Workspace, 'log'>,
  { name }: RecordType,
  question: string,
  count: () => number,
): number {
  const types = countsOf(log)
  const counts = types.get(name) ?? new Map<string, number>()
  types.set(name, counts)
  const known = counts.get(question)
  if (known !== undefined) return known
  const fresh = count()
  if (counts.size >= MOST) counts.clear()
  counts.set(question, fresh)
  return fresh
}

/** Forgets all of them: the tables were made anew. */
export const forgetCounts = ({ log }: Pick<Workspace, 'log'>): void => workspaces.get(log)?.clear()
