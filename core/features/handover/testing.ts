import { READY_PATTERNS } from '../../../contract/roster-patterns.ts'
import type { SheetView } from '../../../contract/handover.ts'
import type { SheetPoint } from '../../../contract/duty.ts'
import type { FeatureModule } from '../../feature.ts'
import type { Core } from '../../host.ts'
import { signerOf } from '../../keys/person-keys.ts'
import type { LiveSession } from '../../session/session-manager.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

const ROLES_OF = {
  chen: 'lead',
  wang: 'operator',
  zhao: 'lead',
  sun: 'operator',
  ma: 'lead',
  boss: 'manager',
} as const

/** A workspace with two teams: the night of 乙班 is handed over to the day of 丙班, once for each test. */
export class HandoverStage {
  readonly place = new TestPlace()
  core!: Core
  now = Date.parse('2026-03-15T07:00:00+08:00')
  roster = ''
  readonly people: Record<string, string> = {}
  /** What a feature tells of the shift, until a test changes it. */
  told: SheetPoint[] = []
  #real!: Core
  #teams: readonly string[] = []
  #day = 15
  readonly #sessions = new Map<string, LiveSession>()

  /** Local time of the morning on which the night is handed over. */
  morning(time: string, after = 0): number {
    return Date.parse(`${this.#date(1 + after)}T${time}:00+08:00`)
  }

  key(slot: 'day' | 'night' = 'night', after = 0): string {
    return `${this.roster}/${this.#date(after)}/${slot}`
  }

  #date(after = 0): string {
    return new Date(Date.UTC(2026, 2, this.#day + after)).toISOString().slice(0, 10)
  }

  open(): Core {
    const teller: FeatureModule = {
      name: 'teller',
      types: [],
      handlers: {},
      contributes: { sheet: () => this.told },
    }
    this.#sessions.clear()
    this.#real = this.place.core({ now: () => this.now, extraFeatures: [teller] })
    this.core = this.#real
    return this.core
  }

  /** The workspace and its people; done once for all tests of a file. */
  async set(): Promise<void> {
    const core = this.open()
    await done(core, 'workspace.create', FOUNDER)
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    for (const [login, role] of Object.entries(ROLES_OF))
      this.people[login] = await addAccount(core, login, [role])
    this.#teams = (await this.#roster([{ name: '乙班' }, { name: '丙班' }])).teams
    const members = [
      ['chen', 'wang'],
      ['zhao', 'sun'],
    ]
    for (const [index, team] of this.#teams.entries())
      await done(core, 'roster.setMembers', {
        team,
        members: (members[index] ?? []).map((login) => String(this.people[login])),
        lead: String(this.people[members[index]?.[0] ?? '']),
      })
    await this.next()
  }

  #roster(teams: { name: string }[] | { id: string }[]) {
    return done(this.core, 'roster.create', {
      name: '运维值班',
      timeZone: 'Asia/Shanghai',
      from: this.#date(),
      teams,
      slots: (READY_PATTERNS[0]?.slots ?? []).map((slot) => ({ ...slot })),
      // The day is of the second team, the night of the first.
      cycle: [[1, 0]],
    })
  }

  /** Another roster two days later: nothing of the handovers before rolls into it. */
  async next(): Promise<void> {
    await this.as(FOUNDER.login)
    this.#day += 2
    this.now = Math.max(this.now, this.morning('07:00', -1))
    this.roster = (await this.#roster(this.#teams.map((id) => ({ id })))).id
    this.now = this.morning('07:20')
    this.told = []
  }

  /** Deriving a key takes its time: everybody signs in once, and then again at no cost. */
  async as(login: string): Promise<void> {
    if (!this.#sessions.has(login)) {
      await signInAs(this.#real, login)
      const { session } = this.#real.manager
      if (session)
        this.#sessions.set(login, {
          ...session,
          takeSigner: (confirmation) =>
            confirmation === `confirmed by ${login}`
              ? signerOf(session.person, session.keys)
              : undefined,
        })
    }
    const { session } = this
    this.core = { ...this.#real, dispatch: this.#real.as(this.#sessions.get(login) ?? session) }
    this.#who = login
  }
  #who = ''

  /** Who acts now. */
  get session(): LiveSession {
    const found = this.#sessions.get(this.#who) ?? this.#real.manager.session
    if (!found) throw new Error('nobody is signed in')
    return found
  }

  confirmed = (login: string) => ({ confirmation: `confirmed by ${login}` })

  async sheet(id: string): Promise<SheetView> {
    return (await done(this.core, 'handover.get', { id })).sheet
  }

  /** Chen Liyuan's draft with the points given, typed by him. */
  async draft(...titles: readonly string[]): Promise<string> {
    await this.as('chen')
    const { id } = await done(this.core, 'handover.open', { shift: this.key() })
    for (const title of titles) await done(this.core, 'handover.writePoint', { sheet: id, title })
    return id
  }

  async signedOut(...titles: readonly string[]): Promise<string> {
    const id = await this.draft(...(titles.length > 0 ? titles : ['SAN-02控制器B离线']))
    this.now = this.morning('07:42')
    await done(this.core, 'handover.start', { id })
    this.now = this.morning('07:51')
    await done(this.core, 'handover.signOut', { id, ...this.confirmed('chen') })
    return id
  }

  async acknowledgeAll(id: string): Promise<void> {
    const { points } = await this.sheet(id)
    await done(this.core, 'handover.answer', {
      id,
      entries: points
        .filter(({ acknowledged }) => !acknowledged)
        .map((point) => ({ point: point.id, kind: 'acknowledge' as const })),
    })
  }

  async accepted(...titles: readonly string[]): Promise<string> {
    const id = await this.signedOut(...titles)
    await this.as('zhao')
    await this.acknowledgeAll(id)
    this.now = this.morning('08:01')
    await done(this.core, 'handover.accept', { id, ...this.confirmed('zhao') })
    return id
  }
}
