import type { Shift } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import type { Viewer } from './circles.ts'

const HOUR = 3_600_000
/** Shifts that begin or end further away than this are neither the current nor the next one. */
const AROUND_BEFORE = 36 * HOUR
const AROUND_AFTER = 14 * 24 * HOUR

const isOn = (shift: Shift, person: string): boolean =>
  shift.people.some((one) => one.person === person)

/**
 * The shift that is on and the next one, of the roster of which the person is on duty now, else of
 * which he is on duty next, else of the first roster.
 */
export function shiftsNow(
  context: Context,
  now: number,
): { current: Shift | undefined; next: Shift | undefined } {
  const { person } = context.session
  const near = context.shared.shifts(context, {
    from: now - AROUND_BEFORE,
    to: now + AROUND_AFTER,
  })
  const running = near.filter(({ from, to }) => from <= now && now < to)
  const roster =
    running.find((shift) => isOn(shift, person))?.roster ??
    near.find((shift) => shift.to > now && isOn(shift, person))?.roster ??
    running[0]?.roster ??
    near.find((shift) => shift.to > now)?.roster
  const current =
    running.find((shift) => shift.roster === roster && isOn(shift, person)) ??
    running.find((shift) => shift.roster === roster)
  const after = current?.to ?? now
  return { current, next: near.find((shift) => shift.roster === roster && shift.from >= after) }
}

const idsOf = (rows: readonly { id: string }[]): ReadonlySet<string> =>
  new Set(rows.map(({ id }) => id))

/** What the person is to the work of others: his teams, his posts, the shift that is on. */
export function viewerOf(context: Context, shift: Shift | undefined): Viewer {
  const { workspace, session } = context
  const { db, log } = workspace
  const own = log.row('person', session.person)?.fields ?? {}
  const teams = new Set(
    idsOf(
      db
        .prepare<[string, string], { id: string }>(
          'SELECT id FROM r_team WHERE _deleted = 0 AND (lead = ? OR standIn = ?)',
        )
        .all(session.person, session.person),
    ),
  )
  if (typeof own['team'] === 'string') teams.add(own['team'])
  const posts = new Set(
    idsOf(
      db
        .prepare<[string, string], { id: string }>(
          'SELECT id FROM r_post WHERE _deleted = 0 AND (holder = ? OR standIn = ?)',
        )
        .all(session.person, session.person),
    ),
  )
  if (Array.isArray(own['posts']))
    for (const post of own['posts']) if (typeof post === 'string') posts.add(post)
  // Whoever is on duty has what its roster's post has to do.
  if (shift?.post !== undefined && isOn(shift, session.person)) posts.add(shift.post)
  const mates = db
    .prepare<[string], { id: string }>(
      'SELECT id FROM r_person WHERE _deleted = 0 AND team IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify([...teams]))
  return {
    person: session.person,
    roles: session.roles,
    teams,
    posts,
    mates: idsOf(mates),
    shift,
  }
}
