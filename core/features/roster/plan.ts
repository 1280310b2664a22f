import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { DELETED, type NewOperation } from '../../log/types.ts'
import { typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { addDays, dateAt, isTimeZone } from '../../time/zone.ts'
import { factsOf } from './facts.ts'
import { rosterIn } from './find.ts'
import { shiftsOn } from './planned.ts'
import { rosterType } from './types.ts'

interface TeamList {
  readonly ids: readonly string[]
  readonly made: readonly (NewOperation & { create: string })[]
}

/** Ids of the teams, and the operations that make those that are only named. */
function teamsOf(
  context: Context,
  teams: readonly ({ readonly id: string } | { readonly name: string })[],
): TeamList {
  const all = teams.map((team) =>
    'id' in team
      ? { id: team.id, made: [] }
      : madeTeam(createOp(context, { type: 'team', fields: { name: team.name } })),
  )
  return { ids: all.map(({ id }) => id), made: all.flatMap(({ made }) => made) }
}

const madeTeam = (op: NewOperation & { create: string }) => ({ id: op.id, made: [op] })

function planOp(
  context: Context,
  roster: string,
  input: {
    readonly from: string
    readonly slots: readonly unknown[]
    readonly cycle: readonly unknown[]
  },
  teams: TeamList,
): NewOperation {
  return createOp(
    context,
    {
      type: 'roster-plan',
      fields: {
        roster,
        from: input.from,
        slots: input.slots as Json,
        cycle: input.cycle as Json,
        teams: teams.ids,
      },
    },
    { also: new Set([roster, ...teams.made.map(({ id }) => id)]) },
  )
}

/** Throws fieldInvalid for a time zone that there is not. */
export function requireZone(name: string): void {
  if (isTimeZone(name)) return
  throw new CoreError('fieldInvalid', {
    field: rosterType.fields['timeZone']?.label,
    name: 'timeZone',
    reason: 'choice',
  })
}

/** roster.create: the roster, its first plan and new teams in one commit. */
export const createRoster: Handler<'roster.create'> = (context, input) => {
  requireZone(input.timeZone)
  const teams = teamsOf(context, input.teams)
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
  const plan = planOp(context, roster.id, input, teams)
  const receipt = commit(context, 'roster.create', [...teams.made, roster, plan])
  return ok({ ...receipt, id: roster.id, teams: [...teams.ids] })
}

/** roster.update: what is not about the rotation. */
export const updateRoster: Handler<'roster.update'> = (context, { id, ...input }) => {
  const roster = rosterIn(factsOf(context), id)
  const yesterday = addDays(dateAt(context.now(), roster.timeZone), -1)
  const { endsOn } = input
  if (endsOn !== undefined && endsOn !== roster.endsOn && endsOn < yesterday)
    throw new CoreError('shiftOver')
  const op = patchOp(context, rosterType, visibleRow(context, 'roster', id), {
    name: input.name,
    post: input.post ?? null,
    minimum: input.minimum,
    leadNeeded: input.leadNeeded,
    endsOn: endsOn ?? null,
  })
  return ok(op ? commit(context, 'roster.update', [op]) : { commit: '', at: context.now() })
}

/** roster.plan: holds from its day on; later plans that it overtakes are taken back. */
export const planRoster: Handler<'roster.plan'> = (context, input) => {
  const roster = rosterIn(factsOf(context), input.id)
  const now = context.now()
  const today = dateAt(now, roster.timeZone)
  // Only a roster that is new today may still change what was before this hour.
  const created = hlcToMs(visibleRow(context, 'roster', input.id).created)
  const over = shiftsOn(roster, input.from).some((shift) => shift.to <= now)
  if ((input.from < today || over) && dateAt(created, roster.timeZone) !== today)
    throw new CoreError('shiftOver')
  const teams = teamsOf(context, input.teams)
  const taken = roster.plans
    .filter((plan) => plan.from >= input.from)
    .map((plan) => ({ patch: 'roster-plan', id: plan.id, fields: { [DELETED]: true } }))
  const plan = planOp(context, roster.id, input, teams)
  const receipt = commit(context, 'roster.plan', [...teams.made, ...taken, plan])
  return ok({ ...receipt, teams: [...teams.ids] })
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
