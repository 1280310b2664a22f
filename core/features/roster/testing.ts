import { cpSync, rmSync } from 'node:fs'
import { READY_PATTERNS } from '../../../contract/roster-patterns.ts'
import type { Role } from '../../../contract/roles.ts'
import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

/** Local time of Shanghai, where the test's roster stands. */
export const at = (time: string): number => Date.parse(`${time}+08:00`)

const ready = READY_PATTERNS[0]
/** Day, night and a day off of three teams. */
export const rotation = () => ({
  slots: (ready?.slots ?? []).map((slot) => ({ ...slot })),
  cycle: (ready?.cycle ?? []).map((day) => [...day]),
})

const PEOPLE: Readonly<Record<string, Role>> = {
  ada: 'lead',
  ben: 'operator',
  cai: 'lead',
  dan: 'operator',
  eva: 'operator',
  max: 'manager',
}

/** A workspace on 10 March 2026, 07:00, with a roster that starts then: ada leads ben, cai leads dan; eva has no team. */
export class RosterPlace extends TestPlace {
  clock = at('2026-03-10T07:00:00')
  roster = ''
  teams: readonly string[] = []
  readonly #people = new Map<string, string>()
  #core: Core | undefined

  get opened(): Core {
    if (!this.#core) throw new Error('not opened')
    return this.#core
  }

  /** Opens a copy of the workspace that was laid out once: passwords take their time. */
  async open(): Promise<Core> {
    template ??= layOut()
    const made = await template
    cpSync(made.workspace, this.workspace, { recursive: true })
    this.roster = made.roster
    this.teams = made.teams
    for (const [login, person] of made.#people) this.#people.set(login, person)
    const core = this.start()
    await signInAs(core, FOUNDER.login)
    return core
  }

  /** Makes the workspace; its core is closed again. */
  async make(): Promise<this> {
    const core = this.start()
    await done(core, 'workspace.create', FOUNDER)
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    for (const [login, role] of Object.entries(PEOPLE))
      this.#people.set(login, await addAccount(core, login, [role]))
    const made = await done(core, 'roster.create', {
      name: '运维值班',
      timeZone: 'Asia/Shanghai',
      from: '2026-03-10',
      teams: [{ name: '甲' }, { name: '乙' }, { name: '丙' }],
      minimum: 2,
      ...rotation(),
    })
    this.roster = made.id
    this.teams = made.teams
    await this.setMembers(0, ['ben', 'ada'], 'ada')
    await this.setMembers(1, ['cai', 'dan'], 'cai')
    await core.close()
    return this
  }

  start(): Core {
    this.#core = this.core({ now: () => this.clock })
    return this.#core
  }

  person(login: string): string {
    return this.#people.get(login) ?? ''
  }

  setMembers(team: number, members: readonly string[], lead?: string) {
    return done(this.opened, 'roster.setMembers', {
      team: String(this.teams[team]),
      members: members.map((login) => this.person(login)),
      ...(lead === undefined ? {} : { lead: this.person(lead) }),
    })
  }

  shiftKey(date: string, slot: string): string {
    return `${this.roster}/${date}/${slot}`
  }

  /** The shift that runs at a local time. */
  async shiftAt(time: string) {
    const from = at(time)
    const { shifts } = await done(this.opened, 'roster.shifts', { from, to: from + 1 })
    return shifts[0]
  }

  /** Who is on the shift that runs at a local time: `ada*` leads, `eva>ben` works instead of him. */
  async on(time: string): Promise<string[]> {
    const names = new Map([...this.#people].map(([login, id]) => [id, login]))
    return ((await this.shiftAt(time))?.people ?? []).map(
      ({ person, part, insteadOf }) =>
        `${names.get(person)}${part === 'lead' ? '*' : ''}${insteadOf ? `>${names.get(insteadOf)}` : ''}`,
    )
  }

  /** What is wrong with the shifts of a day, by slot. */
  async problems(date: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const { shifts } = await done(this.opened, 'roster.board', {
      id: this.roster,
      from: date,
      to: date,
    })
    return Object.fromEntries(
      shifts.map(({ slot, problems }) => [slot, problems.map(({ kind }) => kind)]),
    )
  }
}

let template: Promise<RosterPlace> | undefined

async function layOut(): Promise<RosterPlace> {
  const place = await new RosterPlace().make()
  process.on('exit', () => rmSync(place.folder, { recursive: true, force: true }))
  return place
}
