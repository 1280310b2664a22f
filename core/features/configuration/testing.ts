import type { Json } from '../../../contract/record-type.ts'
import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, passwordOf, signInAs, TestPlace } from '../../testing.ts'

const SIGNED: ReadonlySet<string> = new Set([
  'approve',
  'approveDone',
  'reject',
  'close',
  'freeze',
  'accept',
  'waive',
])
export const HOUR = 3_600_000
/** A local noon, so that days mean the same in every zone. */
export const NOW = new Date(2026, 2, 17, 12, 0).getTime()

/** A workspace with the people who ask for changes, approve and verify them. */
export class ConfigurationStage {
  readonly place = new TestPlace()
  readonly people: Record<string, string> = {}
  clock = NOW
  readonly core: Core = this.place.core({ now: () => this.clock })
  #here: string = FOUNDER.login

  async set(): Promise<void> {
    await done(this.core, 'workspace.create', FOUNDER)
    await done(this.core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    for (const [login, role] of [
      ['wangxm', 'operator'],
      ['zhaoym', 'lead'],
      ['hejp', 'manager'],
      ['hanx', 'manager'],
    ] as const)
      this.people[login] = await addAccount(this.core, login, [role])
  }

  async as(login: string): Promise<void> {
    if (this.#here !== login) await signInAs(this.core, login)
    this.#here = login
  }
  async make(type: string, fields: Record<string, Json>): Promise<string> {
    return (await done(this.core, 'register.create', { type, fields })).id
  }
  item(name: string, fields: Record<string, Json> = {}): Promise<string> {
    return this.make('configuration-item', { name, kind: 'server', ...fields })
  }
  async fieldsOf(type: string, id: string) {
    return (await done(this.core, 'register.get', { type, id })).record.fields
  }
  change(type: string, id: string, fields: Record<string, Json>) {
    return done(this.core, 'register.update', { type, id, fields })
  }

  /** Takes a step as somebody; answers 'ok' or the code of the refusal, with its reason where it has one. */
  async take(
    login: string,
    type: string,
    id: string,
    transition: string,
    fields: Record<string, Json> = {},
  ): Promise<string> {
    await this.as(login)
    const signed = SIGNED.has(transition)
      ? await done(this.core, 'session.confirm', { password: passwordOf(login) })
      : {}
    const step = { type, id, transition, fields, ...signed }
    const result = await this.core.dispatch('register.transition', step)
    if (result.ok) return 'ok'
    const { reason } = result.error.params as { reason?: { en?: string } }
    return reason?.en ?? result.error.code
  }
}
