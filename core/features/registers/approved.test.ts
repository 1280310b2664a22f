import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPORT_SECTIONS } from '../../../contract/incident-report.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ROLES } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { Core } from '../../host.ts'
import { signerOf } from '../../keys/person-keys.ts'
import type { Log } from '../../log/log.ts'
import type { RecordRow } from '../../log/types.ts'
import { SecondDevice } from '../../second-device.ts'
import type { LiveSession } from '../../session/session-manager.ts'
import { TestPlace } from '../../testing.ts'
import { checks, plan, reportActs, stepsOf, versionActs, type Family } from './approved.sample.ts'
import { atWindow, signedIn, workspaceOf, type Somebody } from './testing.ts'

/**
 * What is approved says what somebody else than its author had before him when he signed, whatever was done on three
 * devices, in whichever order, and however they met.
 */

const DEVICES = 3
const place = new TestPlace()
let core: Core
let others: SecondDevice[]
let acting: LiveSession
let clock = Date.UTC(2026, 2, 17, 4)
let people: readonly Somebody[] = []

beforeAll(async () => {
  core = place.core({ now: () => (clock += 1000) })
  people = await workspaceOf(core, [ROLES, ROLES, ROLES, ['operator']])
  acting = signedIn(core)
  others = [1, 2].map(() => new SecondDevice(core, () => acting))
  for (const other of others) other.exchange()
}, 60_000)
afterAll(() => place.clear())

const as = (person: number): LiveSession => atWindow(core, people[person % people.length])

function logOf(device: number): Log {
  const log = device === 0 ? core.manager.workspace?.log : others[device - 1]?.device.log
  if (!log) throw new Error('locked')
  return log
}

/** A version's checklist or plan, by its id. */
const parents = new Map<string, string>()

const FAMILIES: Readonly<Record<string, Family>> = {
  checklist: {
    type: 'checklist-version',
    async make() {
      const given = { name: '机房巡检', category: 'day', area: 'server' }
      const template = await made('checklists.saveTemplate', given)
      const id = await made('checklists.saveVersion', { template, body: checks(0) })
      parents.set(id, template)
      return id
    },
    acts: {
      ...versionActs('checklists'),
      save: (id, n) => [
        'checklists.saveVersion',
        { template: parents.get(id), body: checks(n), note: `${n}` },
      ],
    },
    texts: ['body', 'note'],
    own: ['body'],
    state: 'state',
    holds: ['approved'],
    approver: 'approvedBy',
    authors: ['author'],
  },
  plan: {
    type: 'emergency-plan-version',
    async make() {
      const of = await made('plan.save', { name: '存储故障', category: 'fault' })
      const id = await made('plan.saveVersion', { plan: of, body: plan(0) })
      parents.set(id, of)
      return id
    },
    acts: {
      ...versionActs('plan'),
      save: (id, n) => ['plan.saveVersion', { plan: parents.get(id), body: plan(n) }],
    },
    texts: ['body', 'text'],
    own: ['body'],
    state: 'state',
    holds: ['approved'],
    approver: 'approvedBy',
    authors: ['author'],
  },
  document: {
    type: 'document-version',
    make: () =>
      made('library.createDocument', { title: '维护手册', kind: 'maintenance', body: '0' }),
    acts: {
      ...versionActs('library'),
      save: (version, n) => ['library.saveVersion', { version, body: `${n}`, changes: `${n}` }],
    },
    texts: ['body', 'changes'],
    own: ['body'],
    state: 'state',
    holds: ['approved', 'published'],
    approver: 'approvedBy',
    authors: ['author'],
  },
  'fault report': {
    type: 'fault-report',
    make: () =>
      put('fault-report', {
        title: '故障报告',
        incident: uuidv7(),
        state: 'draft',
        author: people[0]?.id ?? '',
        ...Object.fromEntries(REPORT_SECTIONS.map((name) => [name, '0'])),
      }),
    acts: {
      ...reportActs('incident'),
      save: (id, n) => ['incident.saveReport', { id, texts: { cause: `${n}`, lessons: `${n}` } }],
    },
    texts: REPORT_SECTIONS,
    own: REPORT_SECTIONS,
    state: 'state',
    holds: ['approved'],
    approver: 'approvedBy',
    authors: ['author', 'submittedBy'],
  },
  change: {
    type: 'change',
    make: () =>
      made('register.create', {
        type: 'change',
        fields: {
          title: '换盘',
          kind: 'normal',
          reason: '坏道',
          items: [],
          rollback: '0',
          windowFrom: clock,
          windowTo: clock + 1,
        },
      }),
    acts: {
      save: (id, n) => [
        'register.update',
        { type: 'change', id, fields: { steps: `${n}`, rollback: `${n}` } },
      ],
      ...stepsOf('change', { submit: 'again', approve: 'approve', return: 'reject' }),
    },
    texts: ['steps', 'rollback', 'windowFrom', 'windowTo'],
    own: [],
    state: 'status',
    holds: ['approved'],
    approver: 'approvedBy',
    authors: [],
  },
  standard: {
    type: 'work-standard',
    make: () =>
      made('register.create', {
        type: 'work-standard',
        fields: { name: '交接班', kind: 'workflow', content: '0', author: people[0]?.id ?? '' },
      }),
    acts: {
      save: (id, n) => [
        'register.update',
        { type: 'work-standard', id, fields: { content: `${n}` } },
      ],
      ...stepsOf('work-standard', { submit: 'revise', approve: 'enact', return: 'revise' }),
    },
    texts: ['content'],
    own: [],
    state: 'state',
    holds: ['inForce'],
    authors: ['author'],
  },
  'report of a response': {
    type: 'activation',
    make: () =>
      put('activation', {
        title: '存储故障',
        plan: uuidv7(),
        version: uuidv7(),
        level: '3',
        reason: '停机',
        discoveredAt: clock,
        startedAt: clock,
        endedAt: clock,
        summedUpAt: clock,
        well: '0',
      }),
    acts: {
      ...reportActs('response'),
      save: (id, n) => ['response.sumUp', { id, well: `${n}`, badly: '', lessons: `${n}` }],
    },
    texts: ['well', 'badly', 'lessons'],
    own: ['well', 'badly', 'lessons'],
    state: 'reportState',
    holds: ['approved'],
    approver: 'reportApprovedBy',
    authors: ['reportSubmittedBy'],
  },
}

/** Makes what a test begins with, as the first of the people. */
async function made(procedure: string, input: object): Promise<string> {
  const answer = await core.as(as(0))(procedure, input)
  if (!answer.ok) throw new Error(`${procedure}: ${JSON.stringify(answer.error)}`)
  const { id, version } = answer.value as { id: string; version?: string }
  return version ?? id
}

/** A record that its procedures make out of much else. */
async function put(create: string, fields: Record<string, Json>): Promise<string> {
  const id = uuidv7()
  const actor = people[0]?.id ?? ''
  // What has ended was signed.
  const sign = { purpose: 'test', type: create, id, signer: signerOf(actor, signedIn(core).keys) }
  logOf(0).append({ actor, act: 'test', ops: [{ create, id, fields }], sign })
  return Promise.resolve(id)
}

/** Whether a call worked; a refusal is as good. */
async function call(device: number, person: number, name: string, input: object): Promise<boolean> {
  const session = as(person)
  if (device === 0) return (await core.as(session)(name, input)).ok
  acting = session
  const other = others[device - 1]
  if (other) other.now = clock += 1000
  try {
    await other?.call(name as 'register.update', input as never)
    return true
  } catch (error) {
    if (error instanceof CoreError) return false
    throw error
  }
}

const step = fc.record({
  device: fc.nat(DEVICES - 1),
  person: fc.nat(3),
  act: fc.constantFrom(
    'save',
    'save',
    'submit',
    'submit',
    'approve',
    'approve',
    'return',
    'publish',
    'exchange',
    'exchange',
  ),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** The author goes on writing on one device while his text is approved on another. */
const MEANWHILE: readonly Step[] = [
  { device: 0, person: 0, act: 'submit' },
  { device: 1, person: 1, act: 'exchange' },
  { device: 1, person: 1, act: 'approve' },
  { device: 0, person: 2, act: 'return' },
  { device: 0, person: 0, act: 'save' },
]

function rowAt(device: number, { type }: Family, id: string): RecordRow | undefined {
  return logOf(device).row(type, id)
}
/** What publishing a document does to its version, without reading and indexing it. */
function publish(device: number, family: Family, id: string): void {
  const state = rowAt(device, family, id)?.fields[family.state]
  if (state !== 'approved' || !family.holds.includes('published')) return
  const fields = { [family.state]: 'published', publishedAt: clock }
  const actor = people[2]?.id ?? ''
  logOf(device).append({ actor, act: 'test', ops: [{ patch: family.type, id, fields }] })
}

const textsOf = ({ texts }: Family, row: RecordRow | undefined): string =>
  JSON.stringify(texts.map((name) => row?.fields[name] ?? null))

describe('what is approved', () => {
  it.each(Object.entries(FAMILIES))(
    'says what its approver read, and he did not write it: %s',
    async (_name, family) => {
      let approvals = 0
      let kept = 0
      const passing = async (steps: readonly Step[]): Promise<void> => {
        const id = await family.make()
        for (const other of others) other.exchange()
        const read = new Set<string>()
        const written = new Map<string, string | undefined>()
        /** Only what somebody had before him when he approved it may stand under his name. */
        const judge = (device: number): void => {
          const row = rowAt(device, family, id)
          if (!family.holds.includes(String(row?.fields[family.state]))) return
          const [stands] = logOf(device).values(family.type, id, family.state)
          const approver = family.approver ? row?.fields[family.approver] : stands?.actor
          expect(read).toContain(`${String(approver)} ${textsOf(family, row)}`)
          for (const name of family.authors) expect(row?.fields[name]).not.toBe(approver)
          for (const name of family.own) {
            const text = row?.fields[name] ?? null
            if (text !== null)
              expect(written.get(JSON.stringify(text)) ?? people[0]?.id).not.toBe(approver)
          }
        }
        for (const [n, one] of steps.entries()) {
          // Somebody without the right sits at the first device, whose door is the product's own.
          const device = one.person === 3 ? 0 : one.device
          if (one.act === 'exchange') others[device - 1]?.exchange()
          else if (one.act === 'publish') publish(device, family, id)
          else {
            const [procedure, input] = family.acts[one.act](id, n + 1)
            const seen = textsOf(family, rowAt(device, family, id))
            const worked = await call(device, one.person, procedure, input)
            if (worked && one.act === 'save')
              for (const name of family.own) {
                const text = JSON.stringify(rowAt(device, family, id)?.fields[name] ?? null)
                if (!seen.includes(text)) written.set(text, people[one.person]?.id)
              }
            if (worked && one.act === 'approve') {
              expect(one.person).not.toBe(3)
              read.add(`${String(people[one.person]?.id)} ${seen}`)
            }
          }
          judge(device)
        }
        for (const other of [...others, ...others]) other.exchange()
        const rows = [0, 1, 2].map((device) => rowAt(device, family, id))
        expect(rows[1]).toEqual(rows[0])
        expect(rows[2]).toEqual(rows[0])
        judge(0)
        approvals += Math.min(1, read.size)
        kept += Object.keys(logOf(0).unapproved(family.type, id)).length
      }
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), passing), {
        numRuns: 25,
        examples: [[[...MEANWHILE]]],
      })
      expect(Math.min(approvals, kept)).toBeGreaterThan(0)
    },
    60_000,
  )

  it.each(Object.entries(FAMILIES))(
    'is signed by nobody who had read something else: %s',
    async (_name, family) => {
      const id = await family.make()
      const act = (person: number, name: keyof Family['acts'], more: object = {}) => {
        const [procedure, input] = family.acts[name](id, 1)
        return core.as(as(person))(procedure, { ...input, ...more })
      }
      const seen = () => ({ seen: JSON.stringify(rowAt(0, family, id)?.heads) })
      await act(0, 'submit')
      const before = seen()
      await act(1, 'return')
      // Some are written before they are submitted again, some after.
      const written = [await act(0, 'save'), await act(0, 'submit'), await act(0, 'save')]
      expect(written.filter(({ ok }) => ok)).toHaveLength(2)
      expect(await act(1, 'approve', before)).toMatchObject({ error: { code: 'textChanged' } })
      expect(await act(1, 'approve', seen())).toMatchObject({ ok: true })
    },
  )

  it('is the same on a device to which everything comes in another order', () => {
    const log = logOf(0)
    const late = new SecondDevice(core, () => acting).device.log
    for (const { type } of Object.values(FAMILIES))
      for (const id of idsOf(type)) expect(late.row(type, id)).toEqual(log.row(type, id))
  })
})

const idsOf = (type: string): string[] =>
  core.manager.workspace?.db
    .prepare<[], string>(`SELECT id FROM r_${type.replaceAll('-', '_')}`)
    .pluck()
    .all() ?? []
