import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../contract/record-type.ts'
import { ROLES, type Role } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import { FEATURES } from '../../features.ts'
import type { Core } from '../../host.ts'
import { signerOf } from '../../keys/person-keys.ts'
import type { RecordRow } from '../../log/types.ts'
import { SecondDevice } from '../../second-device.ts'
import type { LiveSession } from '../../session/session-manager.ts'
import { done, FOUNDER, TestPlace } from '../../testing.ts'
import { typeRegistry } from '../../type-registry.ts'
import { giveKeys } from './testing.ts'

/**
 * What only a feature's own procedures write: the general ones do not reach it, and what is approved there is what
 * somebody else than its author has read, whatever two devices did meanwhile.
 */

const MANAGED = typeRegistry(FEATURES)
  .all()
  .filter((type) => type.managed === true)

const place = new TestPlace()
let core: Core
let second: SecondDevice
let acting: LiveSession
let clock = Date.UTC(2026, 2, 17, 4)
const people: { id: string; roles: readonly Role[] }[] = []

beforeAll(async () => {
  core = place.core({ now: () => (clock += 1000) })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  for (const [name, roles] of [
    ['甲', ROLES],
    ['乙', ROLES],
    ['丙', ['operator', 'lead']],
  ] as const) {
    const { id } = await done(core, 'register.create', { type: 'person', fields: { name } })
    people.push({ id, roles })
  }
  acting = sessionNow()
  giveKeys(core, people)
  second = new SecondDevice(core, () => acting)
  second.exchange()
}, 60_000)
afterAll(() => place.clear())

function sessionNow(): LiveSession {
  const { session } = core.manager
  if (!session) throw new Error('nobody is signed in')
  return session
}

function as(person: number): LiveSession {
  const session = sessionNow()
  const { id, roles } = people[person % people.length] ?? { id: '', roles: [] }
  return { ...session, person: id, roles, takeSigner: () => signerOf(id, session.keys) }
}

describe('records that only their own procedures write', () => {
  it.each(MANAGED.map((type) => [type.name, type] as const))(
    '%s is reached by no general procedure',
    async (name) => {
      const id = uuidv7()
      const input = {
        'register.create': { type: name, fields: {} },
        'register.update': { type: name, id, fields: {} },
        'register.transition': { type: name, id, transition: 'approve' },
        'register.remove': { type: name, ids: [id] },
        'register.restore': { type: name, ids: [id] },
        'register.resolve': { type: name, id, field: 'state', value: 'approved' },
        'transfer.import': {
          type: name,
          file: { name: 'a.csv', bytes: Buffer.from('a\n1\n') },
          mapping: {},
          dryRun: false,
          skipInvalid: true,
        },
      }
      for (const [procedure, given] of Object.entries(input)) {
        expect(await core.dispatch(procedure, given), procedure).toMatchObject({ ok: false })
      }
    },
  )

  it('cannot be undone', async () => {
    const { workspace } = core.manager
    const { id } = await done(core, 'checklists.saveTemplate', FAMILIES.checklists.made)
    const [written] = workspace?.log.commitsOf(id) ?? []
    const made = workspace?.log.row('checklist-template', id)?.createOp.split('.').slice(0, -1)
    const commit = written ? `${written.stream}/${written.seq}` : String(made?.join('.'))
    expect(await core.dispatch('register.undo', { commit })).toMatchObject({
      ok: false,
      error: { code: 'appendOnly' },
    })
  })
})

/** Two families of versions that are written, submitted and approved. */
const FAMILIES = {
  checklists: {
    type: 'checklist-version',
    make: 'checklists.saveTemplate',
    made: { name: '机房巡检', category: 'day', area: 'server' },
    of: 'template',
    body: (n: number): object => ({
      sections: [{ id: 'a', title: '一', items: [{ id: 'i', title: `查看 ${n}`, kind: 'tick' }] }],
    }),
  },
  plan: {
    type: 'emergency-plan-version',
    make: 'plan.save',
    made: { name: '存储故障', category: 'fault' },
    of: 'plan',
    body: (n: number): object => ({
      trigger: `第 ${n} 版`,
      scope: '',
      levels: [],
      roles: [{ id: 'command', name: '指挥', fill: 'lead' }],
      steps: [{ id: 'call', kind: 'report', title: '报告', role: 'command', phase: 'report' }],
      recovery: [],
      contacts: [],
      report: { minutes: 30, to: [] },
    }),
  },
} as const

const step = fc.record({
  device: fc.nat(1),
  person: fc.nat(2),
  act: fc.constantFrom(
    'save',
    'save',
    'submit',
    'submit',
    'approve',
    'approve',
    'return',
    'exchange',
  ),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

describe('a version', () => {
  it.each(Object.entries(FAMILIES))(
    'of %s that is approved says what its approver read, and he did not write it',
    async (prefix, family) => {
      let approvals = 0
      const passing = async (steps: readonly Step[]): Promise<void> => {
        const of = await made(family.make, family.made)
        const given = (n: number) => ({ [family.of]: of, body: family.body(n) })
        const version = await made(`${prefix}.saveVersion`, given(0))
        second.exchange()
        const read: { by: string; body: Json }[] = []
        for (const [n, { device, person, act }] of steps.entries()) {
          if (act === 'exchange') second.exchange()
          const session = as(person)
          const body = rowAt(device, family.type, version).fields['body'] ?? null
          const input =
            act === 'save'
              ? given(n + 1)
              : { version, ...(act === 'return' ? { reason: '改' } : {}) }
          const worked =
            act !== 'exchange' && (await call(device, session, `${prefix}.${act}Version`, input))
          if (worked && act === 'approve') read.push({ by: session.person, body })
        }
        second.exchange()
        const [here, there] = [0, 1].map((device) => rowAt(device, family.type, version))
        expect(here).toEqual(there)
        const { state, approvedBy, author, body } = here?.fields ?? {}
        expect(state === 'approved').toBe(read.length > 0)
        if (state !== 'approved') return
        approvals += 1
        expect(read).toContainEqual({ by: approvedBy, body })
        expect(author).not.toBe(approvedBy)
      }
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), passing), {
        numRuns: 40,
      })
      expect(approvals).toBeGreaterThan(3)
    },
    120_000,
  )
})

function rowAt(device: number, type: string, id: string): RecordRow {
  const log = device === 0 ? core.manager.workspace?.log : second.device.log
  const row = log?.row(type, id)
  if (!row) throw new Error(`no ${type}`)
  return row
}

/** Makes what a test begins with, as the first of the people. */
async function made(procedure: string, input: object): Promise<string> {
  const answer = await core.as(as(0))(procedure, input)
  if (!answer.ok) throw new Error(`${procedure}: ${JSON.stringify(answer.error)}`)
  return (answer.value as { id: string }).id
}

/** Whether a call worked; a refusal is as good. */
async function call(
  device: number,
  session: LiveSession,
  procedure: string,
  input: object,
): Promise<boolean> {
  if (device === 0) return (await core.as(session)(procedure, input)).ok
  acting = session
  second.now = clock += 1000
  try {
    await second.call(procedure as 'register.update', input as never)
    return true
  } catch (error) {
    if (error instanceof CoreError) return false
    throw error
  }
}
