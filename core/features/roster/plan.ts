import { uuidv7 } from 'uuidv7'
import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { isTimeZone } from '../../time/zone.ts'
import { rosterType } from './types.ts'

/** roster.create: the roster, its first plan and new teams in one commit. */
export const createRoster: Handler<'roster.create'> = (context, input) => {
  if (!isTimeZone(input.timeZone))
    throw new CoreError('fieldInvalid', {
      field: rosterType.fields['timeZone']?.label,
      name: 'timeZone',
      reason: 'choice',
    })
  const teams = input.teams.map((team) =>
    'id' in team
      ? { id: team.id, ops: [] }
      : { id: uuidv7(), ops: [{ create: 'team', fields: { name: team.name } }] },
  )
  const made = teams.flatMap(({ id, ops }) =>
    ops.map(({ create, fields }) => createOp(context, { type: create, id, fields })),
  )
  const roster = createOp(
    context,
    {
      type: 'roster',
      fields: {
        name: input.name,
        timeZone: input.timeZone,
        post: input.post ?? null,
        minimum: input.minimum,
        leadNeeded: input.leadNeeded,
      },
    },
    { system: true },
  )
  const also = new Set([roster.id, ...made.map(({ id }) => id)])
  const plan = createOp(
    context,
    {
      type: 'roster-plan',
      fields: {
        roster: roster.id,
        from: input.from,
        slots: input.slots as unknown as Json,
        cycle: input.cycle as unknown as Json,
        teams: teams.map(({ id }) => id),
      },
    },
    { also },
  )
  const receipt = commit(context, 'roster.create', [...made, roster, plan])
  return ok({ ...receipt, id: roster.id, teams: teams.map(({ id }) => id) })
}

/** roster.setMembers: everything that changes in people and team, in one commit. */
export const setMembers: Handler<'roster.setMembers'> = (context, input) => {
  const team = visibleRow(context, 'team', input.team)
  const members = [...new Set(input.members)]
  for (const person of [input.lead, input.standIn])
    if (person !== undefined) visibleRow(context, 'person', person)
  const ops: NewOperation[] = []
  const change = (type: 'person' | 'team', id: string, fields: Record<string, Json>): void => {
    const row = visibleRow(context, type, id)
    const op = patchOp(context, typeOf(context, type), row, fields)
    if (op) ops.push(op)
  }
  change('team', team.id, { lead: input.lead ?? null, standIn: input.standIn ?? null })
  for (const [index, person] of members.entries())
    change('person', person, { team: team.id, rosterOrder: index + 1 })
  for (const person of presentMembers(context, team.id))
    if (!members.includes(person)) change('person', person, { team: null, rosterOrder: null })
  return ok(
    ops.length === 0
      ? { commit: '', at: context.now() }
      : commit(context, 'roster.setMembers', ops),
  )
}

const presentMembers = ({ workspace }: Context, team: string): string[] =>
  workspace.db
    .prepare<[string], string>('SELECT id FROM r_person WHERE team = ? AND _deleted = 0')
    .pluck()
    .all(team) as string[]
