import { afterAll, describe, expect, it } from 'vitest'
import type { FeatureModule } from '../../../feature.ts'
import type { Log } from '../../../log/log.ts'
import type { Commit } from '../../../log/types.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import { auditActs } from './audit-acts.ts'
import { auditSince } from './audit-reader.ts'
import { sshdAct } from './sshd.ts'
import { UsageCount } from './usage.ts'

const place = new TestPlace()
afterAll(() => place.clear())

const AT = Date.parse('2026-11-28T02:00:00Z')

function commit(fields: Record<string, string | number>, actor = 'zhou'): Commit {
  return {
    stream: 'a.1',
    seq: 1,
    hlc: AT * 1_000,
    actor,
    schema: 1,
    deps: {},
    act: 'access.open',
    ops: [{ kind: 'create', type: 'access-event', id: 'x', fields }],
  }
}

describe('the audit trail', () => {
  const working = () => true
  it('tells sign-ins, failures, exports and documents that were read', () => {
    expect(auditActs(commit({ action: 'refused', what: '', count: 7 }), working)).toEqual([
      { behaviour: 'failed-sign-in', at: AT, who: 'zhou', count: 7, what: '' },
    ])
    expect(
      auditActs(
        commit({ action: 'export', what: 'contact', type: 'contact', count: 900 }),
        working,
      ),
    ).toEqual([{ behaviour: 'export', at: AT, who: 'zhou', count: 1, what: 'contact' }])
    expect(auditActs(commit({ action: 'open', what: 'd-1', count: 1 }), working)).toMatchObject([
      { behaviour: 'document-read', what: 'd-1' },
    ])
    expect(auditActs(commit({ action: 'other' }), working)).toEqual([])
  })

  it('tells who was at work when he should not be; failures show no presence', () => {
    const away = (at: number, person: string) => at !== AT || person !== 'zhou'
    expect(auditActs(commit({ action: 'signIn', what: 'zhou' }), away)).toMatchObject([
      { behaviour: 'sign-in' },
      { behaviour: 'out-of-hours', who: 'zhou' },
    ])
    expect(auditActs(commit({ action: 'refused', count: 3 }), away)).toHaveLength(1)
    expect(auditActs(commit({ action: 'signIn' }, 'wang'), away)).toHaveLength(1)
  })

  it('is followed from now on, each commit once', async () => {
    let log: Log | undefined
    const watcher: FeatureModule = {
      name: 'watcher',
      types: [],
      handlers: {},
      background: ({ workspace }) => {
        log = workspace.log
        return { close: () => undefined }
      },
    }
    const core = place.core({ extraFeatures: [watcher] })
    await done(core, 'workspace.create', FOUNDER)
    if (!log) throw new Error('the workspace is not open')
    const begun = auditSince(log, undefined)
    expect(begun.commits).toEqual([])
    await core.dispatch('session.signIn', { login: FOUNDER.login, password: 'wrong' })
    await signInAs(core, FOUNDER.login)
    const next = auditSince(log, begun.position)
    const acts = next.commits.flatMap((one) => auditActs(one, working))
    expect(acts.map(({ behaviour, count }) => [behaviour, count])).toEqual([
      ['failed-sign-in', 1],
      ['sign-in', 1],
    ])
    expect(auditSince(log, next.position).commits).toEqual([])
  })
})

describe('sshd', () => {
  it.each([
    [
      'Nov 28 02:00:01 web sshd[812]: Failed password for invalid user admin from 10.0.0.9 port 51 ssh2',
      'failed-sign-in',
      'admin 10.0.0.9',
    ],
    [
      'sshd-session[812]: Failed password for root from fe80::1%eth0 port 51 ssh2',
      'failed-sign-in',
      'root fe80::1%eth0',
    ],
    ['sshd[7]: Invalid user  from 10.0.0.9 port 5', 'unknown-user', '10.0.0.9'],
    [
      'sshd[7]: Accepted publickey for deploy from 10.0.0.5 port 5 ssh2: RSA',
      'sign-in',
      'deploy 10.0.0.5',
    ],
    [
      'sshd[7]: error: maximum authentication attempts exceeded for root from 10.0.0.9 port 5 ssh2 [preauth]',
      'failed-sign-in',
      'root 10.0.0.9',
    ],
  ])('%s', (line, behaviour, who) => {
    expect(sshdAct(line, AT)).toMatchObject({ behaviour, who, at: AT })
  })

  it('is not believed of others', () => {
    expect(sshdAct('app[7]: Failed password for root from 10.0.0.9 port 5', AT)).toBeUndefined()
    expect(sshdAct('sshd[7]: Server listening on 0.0.0.0 port 22.', AT)).toBeUndefined()
  })
})

describe('usage', () => {
  it('counts acts by person, by what they were done to, and by the hour', () => {
    const count = new UsageCount(
      (actor) => actor !== 'system',
      (at) => ({ weekday: 6, hour: new Date(at).getUTCHours() }),
    )
    count.add(commit({ action: 'open', type: 'document' }))
    count.add(commit({ action: 'open', type: 'document' }, 'wang'))
    count.add({ ...commit({}), ops: [{ kind: 'create', type: 'log-entry', id: 'l', fields: {} }] })
    count.add(commit({}, 'system'))
    const { acts, people, types, hours } = count.result()
    expect(acts).toBe(3)
    expect(people).toEqual([
      { person: 'zhou', acts: 2, lastAt: AT, types: { document: 1, 'log-entry': 1 } },
      { person: 'wang', acts: 1, lastAt: AT, types: { document: 1 } },
    ])
    expect(types).toEqual([
      { type: 'document', acts: 2, people: 2 },
      { type: 'log-entry', acts: 1, people: 1 },
    ])
    expect(hours[5]?.[2]).toBe(3)
  })
})
