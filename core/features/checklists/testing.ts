import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { ScheduleRule } from '../../../contract/checklist-schedule.ts'
import type { InputOf } from '../../../contract/procedures.ts'
import type { FeatureModule } from '../../feature.ts'
import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, passwordOf, signInAs, type TestPlace } from '../../testing.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** One item of each kind, with what makes them difficult. */
export const ITEMS: readonly CheckItem[] = [
  { id: 'lamp', kind: 'tick', title: '面板灯' },
  {
    id: 'temperature',
    kind: 'number',
    title: '温度',
    unit: '℃',
    decimals: 1,
    limits: [
      { side: 'high', level: 'warn', value: 25, message: '先看滤网' },
      { side: 'high', level: 'alarm', value: 28 },
      { side: 'low', level: 'warn', value: 21 },
    ],
    range: { min: 0, max: 60 },
  },
  { id: 'fuel', kind: 'number', title: '油位', unit: '%', twoPerson: true },
  { id: 'photo', kind: 'tick', title: '滤网', evidence: true },
  {
    id: 'leak',
    kind: 'choice',
    title: '漏水',
    choices: [
      { value: 'quiet', label: '无报警' },
      { value: 'alarm', label: '报警', failed: true },
    ],
  },
  { id: 'note', kind: 'text', title: '其他', optional: true },
]

export const TIMING = { early: 15, due: 60, grace: 30, missed: 120 }
export const at = (text: string): number => Date.parse(`${text}:00+08:00`)

export const daily = (...times: string[]): ScheduleRule => ({
  kind: 'calendar',
  unit: 'day',
  interval: 1,
  since: '2026-03-01',
  times,
})

/** A workspace with a lead, two operators and a manager, an approved checklist and its daily rounds. */
export class Scene {
  now = at('2026-03-09T08:00')
  core: Core
  readonly #place: TestPlace
  template = ''
  version = ''
  schedule = ''
  readonly people: Record<string, string> = {}
  picture = { sha256: '', name: '', mime: '', size: 0 }

  constructor(place: TestPlace, extraFeatures: readonly FeatureModule[] = []) {
    this.#place = place
    this.core = place.core({ now: () => this.now, extraFeatures })
  }

  async open(items: readonly CheckItem[] = ITEMS): Promise<void> {
    await done(this.core, 'workspace.create', FOUNDER)
    await done(this.core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    for (const [login, role] of [
      ['ma', 'lead'],
      ['zhou', 'operator'],
      ['wang', 'operator'],
      ['he', 'manager'],
    ] as const)
      this.people[login] = await addAccount(this.core, login, [role])
    this.picture = await done(this.core, 'files.put', {
      name: 'a.png',
      mime: 'image/png',
      bytes: Buffer.from('picture'),
    })
    await signInAs(this.core, 'ma')
    this.template = (
      await done(this.core, 'checklists.saveTemplate', {
        name: '机房巡检',
        category: 'day',
        area: 'facility',
      })
    ).id
    await this.approve(items)
    await signInAs(this.core, 'ma')
    this.schedule = await this.plan(daily('10:00'))
    await signInAs(this.core, 'zhou')
  }

  /** The next version of the checklist, written by the lead and approved by the manager. */
  async approve(items: readonly CheckItem[]): Promise<string> {
    await signInAs(this.core, 'ma')
    const { id } = await done(this.core, 'checklists.saveVersion', {
      template: this.template,
      body: { sections: [{ id: 'all', title: '全部', items: [...items] }] },
    })
    await done(this.core, 'checklists.submitVersion', { version: id })
    await signInAs(this.core, 'he')
    await done(this.core, 'checklists.approveVersion', {
      version: id,
      confirmation: await this.confirm('he'),
    })
    this.version = id
    return id
  }

  /** Ten o'clock of a day that no other test has used; it is eight o'clock of it now. */
  nextDay(): string {
    this.now = Math.floor((this.now + 8 * HOUR) / DAY) * DAY + DAY
    return `${new Date(this.now).toISOString().slice(0, 10)}T10:00`
  }

  /** Another program on the same workspace, after the first one is gone. */
  async reopen(): Promise<void> {
    await this.core.close()
    this.core = this.#place.core({ now: () => this.now })
    await signInAs(this.core, 'zhou')
  }

  async confirm(login: string): Promise<string> {
    const { confirmation } = await done(this.core, 'session.confirm', {
      password: passwordOf(login),
    })
    return confirmation
  }

  async witness(login: string): Promise<string> {
    const { confirmation } = await done(this.core, 'session.witness', {
      login,
      password: passwordOf(login),
    })
    return confirmation
  }

  async plan(
    rule: ScheduleRule,
    more: Partial<InputOf<'checklists.saveSchedule'>> = {},
  ): Promise<string> {
    const { id } = await done(this.core, 'checklists.saveSchedule', {
      name: '机房日检',
      template: this.template,
      rule,
      timeZone: 'Asia/Shanghai',
      timing: TIMING,
      ...more,
    })
    return id
  }

  async rounds(from: number, to: number) {
    return (await done(this.core, 'checklists.rounds', { from, to })).rounds
  }

  /** Begins the round of a day's schedule. */
  async start(occurrence: string, schedule = this.schedule): Promise<string> {
    return (await done(this.core, 'checklists.start', { schedule, occurrence })).run
  }

  /** Answers everything, the second person's word included; submits nothing. */
  async answerAll(run: string, more: Partial<InputOf<'checklists.record'>> = {}): Promise<void> {
    const time = more.fromPaper ? { at: this.now - HOUR } : {}
    await done(this.core, 'checklists.record', {
      run,
      answers: [
        { item: 'lamp', value: true, ...time },
        { item: 'temperature', value: 23.4, ...time },
        { item: 'fuel', value: 81, ...time },
        { item: 'photo', value: true, attachments: [this.picture], ...time },
        { item: 'leak', value: 'quiet', ...time },
      ],
      ...more,
    })
    await done(this.core, 'checklists.confirm', {
      run,
      items: ['fuel'],
      witness: await this.witness('wang'),
    })
  }
}
