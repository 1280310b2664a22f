import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json, RecordType, Transition } from '../../../contract/record-type.ts'
import { ROLES } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import { FEATURES } from '../../features.ts'
import type { Core } from '../../host.ts'
import { opId } from '../../log/identity.ts'
import type { Commit, OpId, Operation } from '../../log/types.ts'
import { SecondDevice } from '../../second-device.ts'
import type { LiveSession } from '../../session/session-manager.ts'
import { done, TestPlace } from '../../testing.ts'
import { typeRegistry } from '../../type-registry.ts'
import { atWindow, signedIn, workspaceOf, type Somebody } from './testing.ts'

/**
 * No order of procedures, no role and no merge of two devices brings a record where a step that is signed or wants
 * four eyes leads, other than by that step. What the log holds is judged here with nothing of the product's rules.
 */

const types = typeRegistry(FEATURES)
/** What only its feature's own procedures make cannot be begun here. */
const WORKFLOWS = types
  .all()
  .filter((type) => type.workflow && type.managed !== true && type.permissions.create.length > 0)

const place = new TestPlace()
let core: Core
let second: SecondDevice
let acting: LiveSession
let clock = Date.UTC(2026, 2, 17, 4)
let people: readonly Somebody[] = []
const kept = new Map<string, string>()
/** Acts that were done on each device; a test in which all are refused would prove nothing. */
const worked: [number, number] = [0, 0]

beforeAll(async () => {
  core = place.core({ now: () => (clock += 1000) })
  people = await workspaceOf(core, [ROLES, ROLES, ['operator', 'support'], ['auditor']])
  acting = signedIn(core)
  second = new SecondDevice(core, () => acting)
  second.exchange()
}, 60_000)
afterAll(() => place.clear())

const as = (person: number): LiveSession => atWindow(core, people[person % people.length])

/** A value that a field takes; undefined where the test has none. */
async function sample(type: RecordType, name: string, depth = 0): Promise<Json | undefined> {
  const field = type.fields[name]
  switch (field?.kind) {
    case 'text':
    case 'longText':
      return 'x'
    case 'integer':
    case 'number':
      return field.min ?? 1
    case 'boolean':
      return true
    case 'date':
      return '2026-03-18'
    case 'instant':
      return clock
    case 'choice':
      return field.choices?.[0]?.value
    case 'tags':
      return ['x']
    case 'ref':
    case 'refs': {
      const id = await referred(String(field.ref), depth)
      return id === undefined ? undefined : field.kind === 'ref' ? id : [id]
    }
    default:
      return undefined
  }
}

async function referred(name: string, depth: number): Promise<string | undefined> {
  if (name === 'person') return people[2]?.id
  const known = kept.get(name)
  const type = types.get(name)
  if (known !== undefined || !type || type.managed === true || depth > 2) return known
  const { id } = await done(core, 'register.create', {
    type: name,
    fields: await required(type, depth + 1),
  })
  kept.set(name, id)
  return id
}

async function required(type: RecordType, depth = 0): Promise<Record<string, Json>> {
  const fields: Record<string, Json> = {}
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.required !== true || field.readOnly === true) continue
    const value = await sample(type, name, depth)
    if (value !== undefined) fields[name] = value
  }
  return fields
}

const step = fc.record({
  device: fc.nat(1),
  person: fc.nat(3),
  act: fc.constantFrom('step', 'step', 'step', 'state', 'field', 'undo', 'resolve', 'exchange'),
  pick: fc.nat(20),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Does one act on one device; a refusal is as good as success. */
async function perform(type: RecordType, id: string, one: Step, commits: string[]): Promise<void> {
  if (one.act === 'exchange') return second.exchange()
  const session = as(one.person)
  const name = String(type.workflow?.field)
  const states = type.fields[name]?.choices?.map(({ value }) => value) ?? []
  const state = states[one.pick % states.length] ?? ''
  const call = async (procedure: string, input: object): Promise<void> => {
    if (one.device === 0) {
      const answer = await core.as(session)(procedure, input)
      if (!answer.ok) return
      commits.push((answer.value as { commit: string }).commit)
      worked[0] += 1
      return
    }
    acting = session
    second.now = clock += 1000
    try {
      const { commit } = (await second.call(procedure as 'register.update', input as never)) as {
        commit: string
      }
      commits.push(commit)
      worked[1] += 1
    } catch (error) {
      if (!(error instanceof CoreError)) throw error
    }
  }
  const target = { type: type.name, id }
  if (one.act === 'step') {
    const steps = type.workflow?.transitions ?? []
    const transition = steps[one.pick % steps.length]
    const fields: Record<string, Json> = {}
    for (const field of transition?.requires ?? []) {
      const value = await sample(type, field)
      if (value !== undefined) fields[field] = value
    }
    const confirmation = 'given'
    await call('register.transition', {
      ...target,
      transition: transition?.name ?? '',
      fields,
      confirmation,
    })
  } else if (one.act === 'state')
    await call('register.update', { ...target, fields: { [name]: state } })
  else if (one.act === 'resolve')
    await call('register.resolve', { ...target, field: name, value: state })
  else if (one.act === 'undo')
    await call('register.undo', {
      commit: commits[one.pick % Math.max(1, commits.length)] ?? 'x/1',
    })
  else {
    const eyes = (type.workflow?.transitions ?? []).flatMap(({ fourEyes }) => fourEyes ?? [])
    const field = eyes[one.pick % Math.max(1, eyes.length)]
    if (field !== undefined)
      await call('register.update', {
        ...target,
        fields: { [field]: people[one.pick % people.length]?.id ?? '' },
      })
  }
}

const asksMore = ({ signed, fourEyes, guards }: Transition): boolean =>
  signed === true || fourEyes !== undefined || guards !== undefined

/** What is wrong with how the record came into its states, as the log tells it. */
function wrongs(type: RecordType, id: string, commits: readonly Commit[]): string[] {
  const workflow = type.workflow
  if (!workflow) return []
  const { field } = workflow
  const initial = type.fields[field]?.choices?.[0]?.value
  const guarded = new Set(workflow.transitions.filter(asksMore).map(({ to }) => to))
  const plain = new Set(workflow.transitions.filter((one) => !asksMore(one)).map(({ to }) => to))
  const ops = new Map<OpId, { op: Operation; commit: Commit }>()
  for (const commit of commits)
    for (const [at, op] of commit.ops.entries())
      if (op.id === id) ops.set(opId(commit.stream, commit.seq, at), { op, commit })
  const createOp = [...ops].find(([, { op }]) => op.kind === 'create')?.[0] ?? ''
  const group = Object.values(type.groups ?? {}).find((names) => names.includes(field)) ?? [field]
  const basesOf = (op: Operation): OpId[] => {
    const named = op.kind === 'patch' ? group.flatMap((name) => op.base[name] ?? []) : []
    return named.length > 0 ? [...new Set(named)] : [createOp]
  }
  /** The value that an operation showed, and who brought it there, through what only chose it again. */
  const shown = (at: OpId): Json | undefined => {
    const found = ops.get(at)
    return found && (field in found.op.fields || found.op.kind === 'create')
      ? found.op.fields[field]
      : found && basesOf(found.op).map(shown)[0]
  }
  const found: string[] = []
  for (const { op, commit } of ops.values()) {
    const to = op.fields[field]
    if (to === undefined || op.kind === 'create') {
      if (to !== initial && guarded.has(String(to)) && !plain.has(String(to)))
        found.push(`created as ${String(to)}`)
      continue
    }
    const bases = basesOf(op)
    const roles = people.find((one) => one.id === commit.actor)?.roles ?? ROLES
    if (commit.act.startsWith('transition:')) {
      const taken = workflow.transitions.find(({ name }) => commit.act === `transition:${name}`)
      if (taken?.to !== to) found.push(`${commit.act} leads to ${String(to)}`)
      else if (!bases.some((base) => taken.from.includes(String(shown(base)))))
        found.push(`${commit.act} from another state`)
      else if (!taken.roles.some((role) => roles.includes(role)))
        found.push(`${commit.act} without the role`)
      else if (taken.signed === true && commit.signed?.person !== commit.actor)
        found.push(`${commit.act} not signed`)
      else if (taken.fourEyes) {
        const brought = bases.some((base) => ops.get(base)?.commit.actor === commit.actor)
        const stood = [...ops.values()].some(
          (other) =>
            other.commit.stream === commit.stream &&
            other.commit.seq < commit.seq &&
            taken.fourEyes?.some((name) => other.op.fields[name] === commit.actor),
        )
        if (brought || stood) found.push(`${commit.act} by the same eyes`)
      }
    } else if (commit.act === 'register.resolve') {
      if (!bases.some((base) => shown(base) === to)) found.push(`resolved to a new ${String(to)}`)
    } else if (commit.act === 'register.undo') {
      const own = bases.every((base) => ops.get(base)?.commit.actor === commit.actor)
      const before = bases.flatMap((base) => {
        const undone = ops.get(base)?.op
        return undone ? basesOf(undone).map(shown) : []
      })
      if (!own || !before.includes(to)) found.push(`undone to ${String(to)}`)
    } else found.push(`${commit.act} wrote ${String(to)}`)
  }
  return found
}

/** States from one to another, as steps of the workflow lead there. */
function wayTo({ workflow }: RecordType, from: string, to: string): readonly string[] {
  const ways = new Map<string, readonly string[]>([[from, []]])
  for (const [state, way] of ways)
    for (const one of workflow?.transitions ?? [])
      if (one.from.includes(state) && !ways.has(one.to)) ways.set(one.to, [...way, one.to])
  return ways.get(to) ?? []
}

/** Somebody with every role takes a step without being asked for more than his signature. */
function stepTo({ name, workflow }: RecordType, id: string, state: string): void {
  const { person: actor, takeSigner } = as(0)
  const signer = takeSigner('given')
  if (!signer) throw new Error('no signer')
  core.manager.workspace?.log.append({
    actor,
    act: 'test',
    ops: [{ patch: name, id, fields: { [String(workflow?.field)]: state } }],
    sign: { purpose: 'test', type: name, id, signer },
  })
}

describe('workflows of all registered types', () => {
  it('are there', () => {
    expect(WORKFLOWS.length).toBeGreaterThan(3)
  })

  it.each(WORKFLOWS.map((type) => [type.name, type] as const))(
    '%s: no order of procedures, no role and no merge passes its steps',
    async (_name, type) => {
      const workflow = type.workflow
      const states = type.fields[String(workflow?.field)]?.choices ?? []
      const fields = await required(type)
      for (const { value } of states) {
        const leads = (workflow?.transitions ?? []).filter(({ to }) => to === value)
        if (value === states[0]?.value || leads.length === 0 || !leads.every(asksMore)) continue
        const given = { ...fields, [String(workflow?.field)]: value }
        const answer = await core.dispatch('register.create', { type: type.name, fields: given })
        expect(answer, value).toMatchObject({ ok: false })
      }
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
          const made = await core.as(as(steps.length))('register.create', {
            type: type.name,
            fields,
          })
          const id = made.ok
            ? (made.value as { id: string }).id
            : (await done(core, 'register.create', { type: type.name, fields })).id
          second.exchange()
          const commits: string[] = []
          for (const one of steps) await perform(type, id, one, commits)
          second.exchange()
          const { workspace } = core.manager
          const told = workspace?.log.commitsOf(id) ?? []
          expect(wrongs(type, id, told)).toEqual([])
        }),
        { numRuns: 12 },
      )
    },
    120_000,
  )

  const locking = WORKFLOWS.filter(({ workflow }) => workflow?.locked !== undefined)
  it.each(locking.map((type) => [type.name, type] as const))(
    '%s: what is locked is changed by taking back or by choosing no more than by writing',
    async (_name, type) => {
      const { field = '', locked = {} } = type.workflow ?? {}
      const initial = String(type.fields[field]?.choices?.[0]?.value)
      const [state, names] = Object.entries(locked).find(([one]) => one !== initial) ?? []
      const name = names?.find((one) => ['text', 'longText'].includes(type.fields[one]?.kind ?? ''))
      const { workspace } = core.manager
      if (state === undefined || name === undefined || !workspace) return
      const fields = { ...(await required(type)), [name]: '一' }
      const { id } = await done(core, 'register.create', { type: type.name, fields })
      const write = (text: string) => ({ type: type.name, id, fields: { [name]: text } })
      const { commit } = await done(core, 'register.update', write('二'))
      for (const one of wayTo(type, initial, state)) stepTo(type, id, one)
      const wrong = { error: { code: 'fieldInvalid' } }
      expect(await core.dispatch('register.update', write('三'))).toMatchObject(wrong)
      expect(await core.dispatch('register.undo', { commit })).toMatchObject(wrong)
      const choice = { type: type.name, id, field: name, value: '三' }
      expect(await core.dispatch('register.resolve', choice)).toMatchObject(wrong)
      expect(workspace.log.row(type.name, id)?.fields[name]).toBe('二')
    },
  )

  it('are not taken back to where something was approved, once that was written anew', async () => {
    const type = 'work-standard'
    const author = people[2]?.id ?? ''
    const fields = { name: '交接班', kind: 'workflow', content: '一', author }
    const { id } = await done(core, 'register.create', { type, fields })
    const call = core.as(as(1))
    const step = (transition: string) =>
      call('register.transition', { type, id, transition, confirmation: 'given' })
    expect(await step('enact')).toMatchObject({ ok: true })
    const revised = await step('revise')
    const commit = revised.ok ? (revised.value as { commit: string }).commit : ''
    const write = { type, id, fields: { content: '二' } }
    expect(await call('register.update', write)).toMatchObject({ ok: true })
    expect(await call('register.undo', { commit })).toMatchObject({
      error: { code: 'undoConflict' },
    })
  })

  it('were worked off on both devices', () => {
    expect(Math.min(...worked)).toBeGreaterThan(WORKFLOWS.length)
  })
})
