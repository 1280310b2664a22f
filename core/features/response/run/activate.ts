import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { tell } from '../../../response-timeline.ts'
import { refuse } from '../../../records/validate.ts'
import { levelOf, visibleRow } from '../../../records/view.ts'
import { commit, createOp } from '../../../records/write.ts'
import { versionInUse } from '../plans/versions.ts'
import { bodyOf, rowIfAny, rowOf, rowsWhere, type ActivationRow } from '../rows.ts'
import { onDuty, roleViews, suggestedRoles } from './roles.ts'
import { detailOf, headOf } from './views.ts'

/** A clock of another device may be somewhat ahead. */
const CLOCK_SLACK_MS = 60_000

function usable(context: Context, plan: string) {
  const row = rowOf(context, 'emergency-plan', plan)
  const version = versionInUse(context, row)
  if (version === undefined) throw new CoreError('noApprovedPlan', { name: row.name })
  return { plan: row, version, body: bodyOf(version) }
}

/** Beginning responses and reading them. */
export const activateHandlers: Handlers = {
  'response.suggest': (context, { plan }) => {
    const { version, body } = usable(context, plan)
    const assignments = suggestedRoles(body.roles, onDuty(context))
    const roles = roleViews(context, body.roles, assignments).map((role) => {
      const standsFor = assignments.find((one) => one.role === role.role)?.standsFor
      return { ...role, ...(standsFor === undefined ? {} : { standsFor }) }
    })
    return ok({ roles, levels: body.levels, version: version.version })
  },

  'response.activate': (context, input) => {
    const known = rowIfAny(context, 'activation', input.id)
    if (known) return ok({ commit: '', at: context.now(), id: known.id })
    const { plan, version, body } = usable(context, input.plan)
    const now = context.now()
    const { discoveredAt = now, incident } = input
    if (discoveredAt > now + CLOCK_SLACK_MS) throw new CoreError('timeInFuture')
    const roles = input.roles ?? suggestedRoles(body.roles, onDuty(context))
    refuseRoles(context, roles)
    const of = { type: 'activation', id: input.id }
    const op = createOp(
      context,
      {
        type: 'activation',
        id: input.id,
        fields: {
          title: plan.name,
          plan: plan.id,
          version: version.id,
          level: String(input.level),
          reason: input.reason,
          discoveredAt,
          startedAt: now,
          startedBy: context.session.person,
          roles: roles as unknown as Json,
          ...(incident === undefined ? {} : { incident: [{ type: 'incident', id: incident }] }),
          ...drillFields(input.drill),
          attendees: input.drill ? peopleOf(roles) : [],
        },
      },
      { system: true },
    )
    const also = new Set([input.id])
    const told = {
      kind: 'decision' as const,
      text: {
        'zh-CN': `${input.drill ? '演练：' : ''}启动预案“${plan.name}”，${LEVELS[input.level]}`,
        en: `${input.drill ? 'Drill: plan' : 'Plan'} “${plan.name}” activated, level ${input.level}`,
      },
    }
    const ops = [op, tell(context, { of, ...told }, also)]
    if (incident !== undefined) {
      const row = visibleRow(context, 'incident', incident)
      const event = { of: { type: 'incident', id: incident }, level: levelOf(row), links: [of] }
      ops.push(tell(context, { ...event, ...told }, also))
    }
    return ok({ ...commit(context, 'response.activate', ops), id: input.id })
  },

  'response.list': (context, { open, drill, plan, incident, limit = 100 }) => {
    const where = [
      ...(open === undefined ? [] : [`"endedAt" IS ${open ? '' : 'NOT '}NULL`]),
      ...(plan === undefined ? [] : ['plan = ?']),
    ]
    const rows = rowsWhere(
      context,
      'activation',
      where.length === 0 ? '1' : where.join(' AND '),
      ...(plan === undefined ? [] : [plan]),
    )
    const wanted = rows
      .filter((row) => drill === undefined || row.drill === drill)
      .filter((row) => incident === undefined || row.incident.some(({ id }) => id === incident))
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .slice(0, limit)
    return ok({ responses: wanted.map((row) => headOf(context, row)) })
  },

  'response.get': (context, { id }) => ok(detailOf(context, rowOf(context, 'activation', id))),
}

const LEVELS = { 1: '一级响应', 2: '二级响应', 3: '三级响应', 4: '四级响应' } as const

function drillFields(drill: ParsedInputOf<'response.activate'>['drill']): Record<string, Json> {
  if (drill === undefined) return {}
  return {
    drill: true,
    drillKind: drill.kind,
    drillScope: drill.scope,
    goal: drill.goal ?? '',
    observers: drill.observers ?? [],
    drillSchedule: drill.schedule ?? null,
    drillOn: drill.on ?? null,
  }
}

/** People of the workspace who fill roles, each once. */
export const peopleOf = (roles: ActivationRow['roles']): string[] => [
  ...new Set(roles.flatMap(({ person }) => (person === undefined ? [] : [person]))),
]

/** Refuses assignments of people who are not known here. */
export function refuseRoles(context: Context, roles: ActivationRow['roles']): void {
  const unknown = roles
    .flatMap(({ person, standsFor }) => [person, standsFor])
    .some((id) => id !== undefined && context.workspace.log.row('person', id) === undefined)
  if (unknown)
    refuse([
      {
        field: 'roles',
        label: { 'zh-CN': '角色', en: 'Roles' },
        reason: 'reference',
      },
    ])
}
