import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, passwordOf, signInAs, TestPlace } from '../../testing.ts'

const MINUTE = 60_000

/** A workspace with a service and the people of a shift, for the tests of incidents. */
export class IncidentStage {
  readonly place = new TestPlace()
  readonly start = Date.parse('2026-03-17T01:52:00+08:00')
  now = this.start
  core!: Core
  service = ''
  readonly people: Record<string, string> = {}

  async set(): Promise<void> {
    this.core = this.place.core({ now: () => this.now })
    await done(this.core, 'workspace.create', FOUNDER)
    await done(this.core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    const item = await done(this.core, 'register.create', {
      type: 'configuration-item',
      fields: { name: '社保核心业务', kind: 'service' },
    })
    this.service = item.id
    this.people['wang'] = await addAccount(this.core, 'wang', ['operator'])
    this.people['zhao'] = await addAccount(this.core, 'zhao', ['lead'])
    this.people['boss'] = await addAccount(this.core, 'boss', ['manager'])
    await this.as('zhao')
  }

  readonly as = (login: string) => signInAs(this.core, login)

  /** So many minutes after the start. */
  at(minutes: number): void {
    this.now = this.start + minutes * MINUTE
  }

  async declare(title = '存储SAN-02控制器B离线', grade: 1 | 2 | 3 | 4 = 2): Promise<string> {
    const { id } = await done(this.core, 'incident.declare', {
      title,
      grade,
      scope: '社保核心库写入',
      items: [this.service],
      reportedTo: String(this.people['zhao']),
      discoveredAt: this.now,
    })
    return id
  }

  /** A token that the person at the window has typed his password again. */
  async confirmed(login: string): Promise<string> {
    const { confirmation } = await done(this.core, 'session.confirm', {
      password: passwordOf(login),
    })
    return confirmation
  }

  /** Answered and decided, with what the first two phases want. */
  async decided(id: string): Promise<void> {
    const lead = String(this.people['zhao'])
    await done(this.core, 'incident.answer', { id })
    await done(this.core, 'incident.update', {
      id,
      changes: {
        assessor: lead,
        impacts: ['outage'],
        loss: '窗口业务停办',
        options: '切备库；等厂家换件',
      },
    })
    await done(this.core, 'incident.decide', { id, decision: 'repair', reason: '备库延迟小' })
  }

  /** Repaired, with what the third phase wants. */
  async repaired(id: string): Promise<void> {
    await done(this.core, 'incident.update', {
      id,
      changes: { executor: String(this.people['wang']) },
    })
    await done(this.core, 'incident.repaired', { id, verification: '参保登记能写入' })
  }

  /** Back to normal, with what the fourth phase wants; signed by the lead. */
  async restored(id: string): Promise<void> {
    await done(this.core, 'incident.restore', { id, confirmation: await this.confirmed('zhao') })
    await done(this.core, 'incident.update', {
      id,
      changes: {
        causeKind: 'hardware',
        rootCause: '控制器B电池老化',
        lessons: '电池未列入巡检',
        improvement: '巡检表加电池项',
      },
    })
  }

  /** The report, written by the lead and approved by the manager, who is at the window afterwards. */
  async reported(id: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<string> {
    await this.as('zhao')
    const { id: report } = await done(this.core, 'incident.writeReport', { incident: id, language })
    await done(this.core, 'incident.submitReport', { id: report })
    await this.as('boss')
    const confirmation = await this.confirmed('boss')
    await done(this.core, 'incident.approveReport', { id: report, confirmation })
    return report
  }
}
