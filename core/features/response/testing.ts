import { uuidv7 } from 'uuidv7'
import type { PlanBody } from '../../../contract/response-body.ts'
import type { InputOf, OutputOf } from '../../../contract/procedures.ts'
import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, passwordOf, signInAs, type TestPlace } from '../../testing.ts'

export const MINUTE = 60_000
const at = (text: string): number => Date.parse(`${text}:00+08:00`)

/** A workspace with a lead, two operators and two managers, and an approved plan for a storage failure. */
export class Scene {
  now = at('2026-03-17T12:52')
  core: Core
  plan = ''
  version = ''
  readonly people: Record<string, string> = {}
  readonly #place: TestPlace

  constructor(place: TestPlace) {
    this.#place = place
    this.core = place.core({ now: () => this.now })
  }

  async open(): Promise<void> {
    await done(this.core, 'workspace.create', FOUNDER)
    await done(this.core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    for (const [login, role] of [
      ['ma', 'lead'],
      ['wang', 'operator'],
      ['zhou', 'operator'],
      ['he', 'manager'],
      ['shen', 'auditor'],
    ] as const)
      this.people[login] = await addAccount(this.core, login, [role])
    await signInAs(this.core, 'ma')
    this.plan = (
      await done(this.core, 'plan.save', {
        name: '核心存储故障应急预案',
        category: 'fault',
        reviewMonths: 12,
      })
    ).id
    this.version = await this.approve(this.body())
    await signInAs(this.core, 'ma')
  }

  body(): PlanBody {
    const { ma, wang, zhou } = this.people
    return {
      trigger: '存储双控均不可用',
      scope: '社保核心库',
      levels: [{ level: 2, when: '单控故障且业务受影响' }],
      roles: [
        { id: 'command', name: '指挥', fill: 'lead', ...(ma ? { person: ma } : {}) },
        {
          id: 'database',
          name: '数据库',
          ...(wang ? { person: wang } : {}),
          ...(zhou ? { standIns: [zhou] } : {}),
        },
        { id: 'vendor', name: '支援' },
      ],
      steps: [
        {
          id: 'call',
          kind: 'report',
          title: '报告运维主管',
          role: 'command',
          minutes: 5,
          phase: 'report',
        },
        {
          id: 'judge',
          kind: 'decision',
          title: '判断影响面',
          role: 'command',
          minutes: 10,
          phase: 'assess',
        },
        {
          id: 'switch',
          kind: 'action',
          title: '将社保核心库切换到备库',
          role: 'database',
          guard: 'command',
          minutes: 15,
          caution: '先确认备库延迟低于5秒',
          expected: '备库可写',
          manual: '核心存储手册 4.2',
        },
      ],
      recovery: [
        { id: 'back', kind: 'recovery', title: '主备角色回切', role: 'database', minutes: 60 },
      ],
      contacts: [
        { id: 'chief', name: '何建平', phone: '8800' },
        { id: 'hall', name: '市民服务中心', under: 'chief' },
      ],
      rto: 60,
      report: { minutes: 30, to: ['何建平', '市民服务中心'] },
    }
  }

  /** The plan's next version, written by the lead and approved by the manager. */
  async approve(body: PlanBody): Promise<string> {
    await signInAs(this.core, 'ma')
    const { id } = await done(this.core, 'plan.saveVersion', { plan: this.plan, body })
    await done(this.core, 'plan.submitVersion', { version: id })
    await signInAs(this.core, 'he')
    const confirmation = await this.confirm('he')
    await done(this.core, 'plan.approveVersion', { version: id, confirmation })
    return id
  }

  async confirm(login: string): Promise<string> {
    return (await done(this.core, 'session.confirm', { password: passwordOf(login) })).confirmation
  }

  async activate(more: Partial<InputOf<'response.activate'>> = {}): Promise<string> {
    const id = uuidv7()
    await done(this.core, 'response.activate', {
      id,
      plan: this.plan,
      level: 2,
      reason: 'SAN-02双控故障',
      ...more,
    })
    return id
  }

  decide(
    id: string,
    step: string,
    more: Partial<InputOf<'response.decide'>> = {},
  ): Promise<OutputOf<'response.decide'>> {
    return done(this.core, 'response.decide', {
      of: { type: 'activation', id },
      step,
      attempt: 0,
      outcome: 'done',
      ...more,
    })
  }

  get = (id: string) => done(this.core, 'response.get', { id })

  /** Another program on the same workspace, after the first one is gone. */
  async reopen(login: string): Promise<void> {
    await this.core.close()
    this.core = this.#place.core({ now: () => this.now })
    await signInAs(this.core, login)
  }
}
