import type { OutputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { edgesOf, reachedFrom, type Reached } from '../../item-graph.ts'
import { labels, visibleRow } from '../../records/view.ts'

export const ITEM = 'configuration-item'
type Surroundings = OutputOf<'configuration.surroundings'>

/** What is around an item: its relations both ways, what stands on it, on what it stands. */
export const surroundingHandlers: Handlers = {
  'configuration.surroundings': (context, { id }) => {
    visibleRow(context, ITEM, id)
    const relations = edgesOf(context, id).flatMap(
      ({ from, to, relation }): Surroundings['relations'] => {
        const direction = from === id ? 'out' : 'in'
        const line = lineOf(context, direction === 'out' ? to : from)
        return line === undefined ? [] : [{ ...line, relation, direction }]
      },
    )
    return ok({
      relations,
      above: reachedLines(context, reachedFrom(context, id, 'above')),
      below: reachedLines(context, reachedFrom(context, id, 'below')),
    })
  },
}

function lineOf(context: Context, id: string) {
  const [label] = labels(context, [{ type: ITEM, id }])
  const fields = context.workspace.log.row(ITEM, id)?.fields ?? {}
  if (label === undefined || label.deleted) return undefined
  return { ...label, kind: String(fields['kind'] ?? ''), state: String(fields['state'] ?? '') }
}

const reachedLines = (context: Context, reached: readonly Reached[]): Surroundings['above'] =>
  reached.flatMap(({ id, depth, relation, of }) => {
    const line = lineOf(context, id)
    const ofTitle = lineOf(context, of)?.title ?? ''
    return line === undefined ? [] : [{ ...line, depth, relation, of, ofTitle }]
  })
