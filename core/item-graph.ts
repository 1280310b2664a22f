import type { Context } from './feature.ts'
import { labels } from './records/view.ts'

/** How configuration items are tied to each other; each is a field of theirs that points at others. */
export const ITEM_RELATIONS = ['dependsOn', 'runsOn', 'partOf', 'connectsTo'] as const
export type ItemRelation = (typeof ITEM_RELATIONS)[number]

export interface Edge {
  readonly from: string
  readonly to: string
  readonly relation: ItemRelation
}

/** An item that is reached from another, by which step, and how many steps away. */
export interface Reached {
  readonly id: string
  readonly depth: number
  readonly relation: ItemRelation
  /** The item before it on the way. */
  readonly of: string
}

const TYPE = 'configuration-item'
/** Beyond so many the list is no longer read by anybody. */
const MOST_REACHED = 500

type Tools = Pick<Context, 'workspace' | 'session'>

/** Relations of an item in both directions. */
export function edgesOf({ workspace }: Pick<Tools, 'workspace'>, id: string): Edge[] {
  const fields = workspace.log.row(TYPE, id)?.fields ?? {}
  const out = ITEM_RELATIONS.flatMap((relation) => {
    const value = fields[relation]
    const ids = Array.isArray(value) ? value : [value]
    return ids.flatMap((to) => (typeof to === 'string' ? [{ from: id, to, relation }] : []))
  })
  const incoming = workspace.db
    .prepare<[string, string, string], { from: string; relation: ItemRelation }>(
      `SELECT from_id AS "from", field AS relation FROM links WHERE to_id = ? AND from_type = ?
       AND field IN (SELECT value FROM json_each(?)) ORDER BY from_id`,
    )
    .all(id, TYPE, JSON.stringify(ITEM_RELATIONS))
  return [...out, ...incoming.map(({ from, relation }) => ({ from, to: id, relation }))]
}

/**
 * What fails with an item (`above`), or what it needs itself (`below`), nearest first. Whatever depends or runs on
 * an item stands on it, and a whole stands on its parts; a connection alone carries nothing.
 */
export function reachedFrom(context: Tools, id: string, way: 'above' | 'below'): Reached[] {
  const found = new Map<string, Reached>()
  let next = [id]
  for (let depth = 1; next.length > 0 && found.size < MOST_REACHED; depth += 1) {
    const here = next
    next = []
    for (const of of here)
      for (const step of stepsFrom(context, of, way)) {
        if (step.id === id || found.has(step.id) || found.size >= MOST_REACHED) continue
        found.set(step.id, { ...step, of, depth })
        next.push(step.id)
      }
  }
  const seen = new Set(
    labels(
      context,
      [...found.keys()].map((item) => ({ type: TYPE, id: item })),
    ).map((label) => label.id),
  )
  return [...found.values()].filter((item) => seen.has(item.id))
}

function stepsFrom(context: Tools, id: string, way: 'above' | 'below') {
  return edgesOf(context, id).flatMap(({ from, to, relation }) => {
    if (relation === 'connectsTo') return []
    // A whole stands on its part, although it is the part that points.
    const [upper, lower] = relation === 'partOf' ? [to, from] : [from, to]
    const [here, there] = way === 'above' ? [lower, upper] : [upper, lower]
    return here === id && there !== id ? [{ id: there, relation }] : []
  })
}

/** Items next to these, by any relation in either direction; for each the one it is next to. */
export function neighboursOf(
  context: Pick<Tools, 'workspace'>,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const own = new Set(ids)
  const found = new Map<string, string>()
  for (const id of own)
    for (const { from, to } of edgesOf(context, id)) {
      const other = from === id ? to : from
      if (!own.has(other) && !found.has(other)) found.set(other, id)
    }
  return found
}
