import type { PlanRole } from '../../../../contract/response-body.ts'
import type { Assignment, RoleView } from '../../../../contract/response-views.ts'
import type { Context } from '../../../feature.ts'
import { nameOf } from '../../../records/view.ts'
import { present } from '../rows.ts'

interface OnDuty {
  readonly person: string
  readonly lead: boolean
}

/** Everybody of the shifts that go on now, leads first. */
export function onDuty(context: Context): readonly OnDuty[] {
  const now = context.now()
  const people = context.shared
    .shifts(context, { from: now, to: now + 1 })
    .flatMap((shift) => shift.people)
    .map(({ person, part }) => ({ person, lead: part === 'lead' }))
  return people.toSorted((a, b) => Number(b.lead) - Number(a.lead))
}

/**
 * Who fills the roles of a plan: whose it is when he is on duty, else the first stand-in on duty, else somebody
 * of the shift where the role may be his, else whose it is, who has to be called in.
 */
export function suggestedRoles(roles: readonly PlanRole[], duty: readonly OnDuty[]): Assignment[] {
  const present = new Set(duty.map(({ person }) => person))
  const taken = new Set<string>()
  const first = roles.map((role): Assignment => {
    const own = [role.person, ...(role.standIns ?? [])].find(
      (person) => person !== undefined && present.has(person),
    )
    if (own !== undefined) taken.add(own)
    return assigned(role, own)
  })
  return first.map((assignment, index) => {
    const role = roles[index]
    if (role === undefined || assignment.person !== undefined) return assignment
    const free = duty.find(
      ({ person, lead }) =>
        role.fill !== undefined && (role.fill === 'lead') === lead && (lead || !taken.has(person)),
    )
    if (free) taken.add(free.person)
    return assigned(role, free?.person ?? role.person ?? role.standIns?.[0])
  })
}

function assigned(role: PlanRole, person: string | undefined): Assignment {
  const standsFor = person === role.person ? undefined : role.person
  return {
    role: role.id,
    ...(person === undefined ? {} : { person }),
    ...(person === undefined || standsFor === undefined ? {} : { standsFor }),
  }
}

/** The roles of a plan with who fills them, as people read it. */
export function roleViews(
  context: Context,
  roles: readonly PlanRole[],
  assignments: readonly Assignment[],
): RoleView[] {
  const present_ = new Set(onDuty(context).map(({ person }) => person))
  return roles.map((role) => {
    const given = assignments.find((one) => one.role === role.id)
    return {
      role: role.id,
      name: role.name,
      duty: role.duty ?? '',
      personName: given?.person === undefined ? (given?.name ?? '') : nameOf(context, given.person),
      onDuty: given?.person !== undefined && present_.has(given.person),
      ...present({
        person: given?.person,
        standsForName:
          given?.standsFor === undefined ? undefined : nameOf(context, given.standsFor),
        arrivesAt: given?.arrivesAt,
        phone: given?.person === undefined ? undefined : phoneOf(context, given.person),
      }),
    }
  })
}

function phoneOf({ workspace }: Context, person: string): string | undefined {
  const fields = workspace.log.row('person', person)?.fields
  const found = [fields?.['extension'], fields?.['phone']].find(
    (value) => typeof value === 'string' && value !== '',
  )
  return typeof found === 'string' ? found : undefined
}
