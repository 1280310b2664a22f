import { createHash } from 'node:crypto'
import type { Shift } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { opId } from '../../log/identity.ts'
import { tableOf } from '../../log/shape.ts'
import type { Span, StateEvent, Surroundings } from './rules/occurrences.ts'

const SHIFTS_KEPT = 8

/** What rules look at beside the calendar: shifts of the rosters, and states that records came into. */
export function surroundings(context: Context): Surroundings {
  const known = new Map<string, readonly Shift[]>()
  return {
    shifts(span) {
      const key = `${span.from} ${span.to}`
      const found = known.get(key) ?? context.shared.shifts(context, span)
      if (known.size < SHIFTS_KEPT) known.set(key, found)
      return found
    },
    events: (type, state, span) => eventsOf(context, type, state, span),
  }
}

/**
 * When records of a type came into a state. Read from the history of those that changed since, so that
 * every device finds the same events with the same keys, and a rebuild of the tables loses none.
 */
function eventsOf(
  { workspace }: Context,
  typeName: string,
  state: string,
  { from, to }: Span,
): StateEvent[] {
  const type = workspace.types.get(typeName)
  const field = type?.workflow?.field
  if (type === undefined || field === undefined) return []
  const changed = workspace.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE _deleted = 0 AND _updated >= ?`,
    )
    .all(from * 1000)
  return changed.flatMap(({ id }) =>
    workspace.log.commitsOf(id, typeName).flatMap((commit) => {
      const at = hlcToMs(commit.hlc)
      if (at < from || at >= to) return []
      return commit.ops.flatMap((op, index) =>
        op.type === typeName && op.id === id && op.fields[field] === state
          ? [
              {
                key: `${id}~${shortHash(opId(commit.stream, commit.seq, index))}`,
                type: typeName,
                state,
                at,
              },
            ]
          : [],
      )
    }),
  )
}

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)
