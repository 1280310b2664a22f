import type { Json } from '../../../contract/record-type.ts'
import { hlcToMs } from '../../log/clock.ts'
import type { RecordRow } from '../../log/types.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Crew } from './model.ts'

/** What a field was from an instant on. */
interface Step {
  readonly at: number
  readonly fields: Readonly<Record<string, Json>>
}

interface Known {
  readonly row: RecordRow
  /** Oldest first; a record that was never changed has none. */
  readonly steps: readonly Step[]
}

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * People and teams with their past, read from the log: shifts that are over keep the people who
 * belonged to the team then, whoever joins or leaves it later.
 */
export function crewOf(workspace: Pick<Workspace, 'db' | 'log'>): Crew {
  const people = recordsOf(workspace, 'person')
  const teams = recordsOf(workspace, 'team')
  const ordered = [...people.values()].toSorted(
    (a, b) => order(a.row) - order(b.row) || compare(a.row, b.row),
  )
  const team = (id: string, field: 'lead' | 'standIn', before: number): string | undefined => {
    const known = teams.get(id)
    return known && text(valueBefore(known, field, before))
  }
  return {
    nameOf: (person) => text(people.get(person)?.row.fields['name']) ?? person,
    teamName: (id) => text(teams.get(id)?.row.fields['name']) ?? id,
    membersOf(id, before) {
      const lead = team(id, 'lead', before)
      const members = ordered.filter(
        (known) =>
          valueBefore(known, 'team', before) === id &&
          valueBefore(known, 'status', before) !== 'left' &&
          !known.row.deleted,
      )
      return members
        .map(({ row }) => row.id)
        .toSorted((a, b) => Number(b === lead) - Number(a === lead))
    },
    leadOf: (id, before) => team(id, 'lead', before),
    standInOf: (id, before) => team(id, 'standIn', before),
    mayLead: (person, before) =>
      [...teams.keys()].some(
        (id) => team(id, 'lead', before) === person || team(id, 'standIn', before) === person,
      ),
  }
}

const order = (row: RecordRow): number =>
  typeof row.fields['rosterOrder'] === 'number'
    ? row.fields['rosterOrder']
    : Number.MAX_SAFE_INTEGER

const keyOf = (row: RecordRow): string =>
  `${text(row.fields['staffNumber']) ?? '\uFFFF'} ${text(row.fields['name']) ?? ''} ${row.id}`
const compare = (a: RecordRow, b: RecordRow): number => (keyOf(a) < keyOf(b) ? -1 : 1)

function recordsOf(
  { db, log }: Pick<Workspace, 'db' | 'log'>,
  type: 'person' | 'team',
): ReadonlyMap<string, Known> {
  const ids = db.prepare<[], string>(`SELECT id FROM r_${type}`).pluck().all() as string[]
  return new Map(
    ids.flatMap((id): [string, Known][] => {
      const row = log.row(type, id)
      return row ? [[id, { row, steps: stepsOf(log, row) }]] : []
    }),
  )
}

function stepsOf(log: Workspace['log'], row: RecordRow): Step[] {
  // Nothing but its creation: what is shown now was so from the start.
  if (row.updated === row.created) return []
  return log
    .commitsOf(row.id, row.type)
    .flatMap((commit) =>
      commit.ops
        .filter((op) => op.id === row.id && op.type === row.type)
        .map((op): Step => ({ at: hlcToMs(commit.hlc), fields: op.fields })),
    )
}

/** Value of a field just before an instant; undefined before the record was there. */
function valueBefore({ row, steps }: Known, field: string, before: number): Json | undefined {
  if (hlcToMs(row.created) >= before) return undefined
  // After the last step it is what merging displays.
  const last = steps.at(-1)
  if (last === undefined || last.at < before) return row.fields[field]
  return steps.findLast((step) => step.at < before && field in step.fields)?.fields[field]
}
