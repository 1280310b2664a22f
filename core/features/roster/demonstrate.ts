import { READY_PATTERNS } from '../../../contract/roster-patterns.ts'
import type { RecordRef } from '../../../contract/common.ts'
import { membersOf, TEAMS, teamOnDuty, type TeamKey } from '../../demonstration/cast.ts'
import type { Demonstration, DemonstrationStep } from '../../feature.ts'
import { dateAt, zoneHere } from '../../time/zone.ts'
import { changeSteps } from './demonstration/changes.ts'

const MINUTE = 60_000
const NAME = { 'zh-CN': '运维值班', en: 'Operations duty' }
const TEAM_KEYS = Object.keys(TEAMS) as TeamKey[]

/** The rotation of the cast from the day before the story on, without an end. */
export function demonstrateRoster(demo: Demonstration): readonly DemonstrationStep[] {
  const set = demo.from - 30 * MINUTE
  const first = -demo.days
  const slots = READY_PATTERNS[0]?.slots ?? []
  // Three days in which each team has a day, a night and a day off.
  const cycle = [0, 1, 2].map((day) =>
    [12, 22].map((hour) => TEAM_KEYS.indexOf(teamOnDuty(first + day, hour))),
  )
  const create: DemonstrationStep = {
    at: set,
    login: 'he.jp',
    async run(actor) {
      const zone = zoneHere()
      const { id } = await actor.call('roster.create', {
        name: NAME[demo.language],
        timeZone: zone,
        from: dateAt(demo.moment(first, '12:00'), zone),
        slots: slots.map((slot) => ({ ...slot })),
        cycle,
        teams: TEAM_KEYS.flatMap((key) => {
          const team = actor.find(`team/${key}`)
          return team ? [{ id: team.id }] : []
        }),
        minimum: 2,
        leadNeeded: true,
      })
      actor.keep('roster/main', { type: 'roster', id })
    },
  }
  const members = TEAM_KEYS.map((key, index): DemonstrationStep => ({
    at: set + (index + 1) * MINUTE,
    login: 'he.jp',
    async run(actor) {
      const team = actor.find(`team/${key}`)
      const people = membersOf(key)
        .map(({ login }) => actor.find(`person/${login}`))
        .filter((ref): ref is RecordRef => ref !== undefined)
      const [lead, second] = people
      if (!team || !lead) return
      await actor.call('roster.setMembers', {
        team: team.id,
        members: people.map(({ id }) => id),
        lead: lead.id,
        ...(second ? { standIn: second.id } : {}),
      })
    },
  }))
  return [create, ...members, ...changeSteps(demo, zoneHere())]
}
