import type { Demonstration, DemonstrationActor, DemonstrationStep } from '../../feature.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Role } from '../../../contract/roles.ts'
import type { Language } from '../../../contract/text.ts'
import { make, record, type Row, type Value } from '../../demonstration/rows.ts'
import { CAST, FOUNDER, membersOf, TEAMS, type TeamKey } from '../../demonstration/cast.ts'
import { BACKUPS, ITEMS, KEYS, POINTS } from './demonstration/items.ts'
import { CONTACTS, HOLDERS, POSTS } from './demonstration/people.ts'
import { REQUESTS, type RequestStory } from './demonstration/requests.ts'

const HOUR = 3_600_000
const REVIEW_AFTER_DAYS = 120

/** The registers as they stood before the period, then requests, loans of keys and backups. */
export function demonstrateRegisters(demo: Demonstration): readonly DemonstrationStep[] {
  const { moment } = demo
  const steps = [
    ...setUp(demo),
    ...REQUESTS.flatMap((request) => requestSteps(request, demo.language, moment)),
    ...loanSteps(demo.language, moment),
    ...backupSteps(moment),
  ]
  return steps.filter((step) => step.at <= demo.to)
}

function setUp(demo: Demonstration): readonly DemonstrationStep[] {
  const before = demo.from - HOUR
  const teams: readonly Row[] = Object.entries(TEAMS).map(([key, name]) => ({
    key: `team/${key}`,
    type: 'team',
    fields: { name, ...chiefs(key as TeamKey) },
  }))
  const review = new Date(demo.to + REVIEW_AFTER_DAYS * 24 * HOUR).toISOString().slice(0, 10)
  const posts = POSTS.map((post) => ({ ...post, fields: { ...post.fields, reviewOn: review } }))
  const rows = [...teams, ...posts, ...CONTACTS, ...ITEMS, ...POINTS, ...BACKUPS, ...KEYS]
  // What may only be made by those who keep it is made by the lead; the rest by the founder.
  const made = rows.map((row, index): DemonstrationStep => ({
    at: before + index * 1_000,
    login: row.type === 'inspection-point' ? 'ma.j' : FOUNDER,
    run: (actor) => make(actor, row, demo),
  }))
  const people = CAST.map((person, index): DemonstrationStep => ({
    at: before + (rows.length + index) * 1_000,
    login: FOUNDER,
    async run(actor) {
      const self = actor.find(`person/${person.login}`)
      const team = person.team && actor.find(`team/${person.team}`)
      if (!self) return
      const fields: Record<string, Json> = {
        status: 'active',
        extension: person.phone,
        staffNumber: `BJ${person.phone.slice(1)}`,
        posts: postsOf(person.login, person.roles).flatMap((key) => actor.find(key)?.id ?? []),
        notes: person.duty[demo.language],
      }
      if (team) fields['team'] = team.id
      await actor.call('register.update', { type: 'person', id: self.id, fields })
    },
  }))
  return [...made, ...people]
}

/** The lead of a team, and who stands in for him. */
function chiefs(team: TeamKey): Record<string, Value> {
  const members = membersOf(team)
  const lead = members.find(({ roles }) => roles.includes('lead'))
  const standIn = members.find((person) => person !== lead)
  return {
    ...(lead ? { lead: record(`person/${lead.login}`), phone: lead.phone } : {}),
    ...(standIn ? { standIn: record(`person/${standIn.login}`) } : {}),
  }
}

const postsOf = (login: string, roles: readonly Role[]): readonly string[] => [
  ...new Set([
    ...(roles.includes('lead') ? ['post/lead'] : []),
    ...Object.entries(HOLDERS)
      .filter(([, [holder]]) => holder === login)
      .map(([key]) => `post/${key}`),
  ]),
]

function requestSteps(
  story: RequestStory,
  language: Language,
  moment: Demonstration['moment'],
): readonly DemonstrationStep[] {
  const { title, kind, requester, unit, phone, details, handler, received, due, answer, closed } =
    story
  const key = `request/${title.en}`
  const open: DemonstrationStep = {
    at: moment(...received),
    login: 'xu.j',
    async run(actor) {
      const { id } = await actor.call('register.create', {
        type: 'request',
        fields: {
          title: title[language],
          kind,
          requester: requester[language],
          unit: unit[language],
          phone,
          details: details[language],
          handler: actor.find(`person/${handler}`)?.id ?? null,
          receivedAt: moment(...received),
          dueAt: moment(...due),
        },
      })
      actor.keep(key, { type: 'request', id })
    },
  }
  const take = (
    transition: string,
    at: number,
    fields: Record<string, Json> = {},
  ): DemonstrationStep => ({
    at,
    login: 'xu.j',
    async run(actor) {
      const record = actor.find(key)
      if (record) await actor.call('register.transition', { ...record, transition, fields })
    },
  })
  return [
    open,
    ...(answer
      ? [take('answer', moment(answer[0], answer[1]), { answer: answer[2][language] })]
      : []),
    ...(closed ? [take('close', moment(...closed))] : []),
  ]
}

/** What the last night's backups came to. */
function backupSteps(moment: Demonstration['moment']): readonly DemonstrationStep[] {
  const ran = (key: string, started: string, noted: string, restoreTested: number) => ({
    at: moment(0, noted),
    login: 'wang.xm',
    async run(actor: DemonstrationActor) {
      const job = actor.find(`backup/${key}`)
      if (!job) return
      const fields = {
        lastResult: 'ok',
        lastRun: moment(0, started),
        restoreTested: new Date(moment(restoreTested, '12:00')).toISOString().slice(0, 10),
      }
      await actor.call('register.update', { ...job, fields })
    },
  })
  return [
    ran('core-full', '00:00', '00:32', -2),
    ran('core-log', '05:45', '05:53', -41),
    ran('licence', '02:30', '02:42', -73),
  ]
}

/** Key K-07 goes out twice; the second time it is still out at the end. */
function loanSteps(
  language: Language,
  moment: Demonstration['moment'],
): readonly DemonstrationStep[] {
  const words = {
    fire: { 'zh-CN': '消防维保', en: 'Fire maintenance' },
    li: { 'zh-CN': '李国栋', en: 'Li Guodong' },
    check: { 'zh-CN': '气瓶压力检查', en: 'Check of cylinder pressure' },
    gauge: { 'zh-CN': '核对气瓶检定日期', en: 'Checking the test dates of the cylinders' },
  }
  const loan = (
    login: string,
    at: number,
    transition: string,
    fields?: Record<string, Json>,
  ): DemonstrationStep => ({
    at,
    login,
    async run(actor) {
      const key = actor.find('key/K-07')
      if (key)
        await actor.call('register.transition', {
          ...key,
          transition,
          ...(fields ? { fields } : {}),
        })
    },
  })
  return [
    loan('sun.jy', moment(-12, '14:04'), 'lend', {
      borrower: words.fire[language],
      purpose: words.check[language],
      lentAt: moment(-12, '14:04'),
      dueBack: moment(-12, '16:00'),
    }),
    loan('sun.jy', moment(-12, '15:49'), 'return'),
    loan('ma.j', moment(-1, '18:39'), 'lend', {
      borrower: words.li[language],
      purpose: words.gauge[language],
      lentAt: moment(-1, '18:39'),
      dueBack: moment(0, '08:00'),
    }),
  ]
}
