import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { shapesOf } from './open-log.ts'
import {
  accountOf,
  change,
  onPlan,
  plan,
  RolesScene,
  STRICT,
  type Somebody,
} from './roles-scene.ts'
import { copy, type TestDevice } from './testing.ts'
import type { NewOperation } from './types.ts'
import { verifyLog } from './verify.ts'

let scene: RolesScene
let operator: Somebody
let lead: Somebody
let support: Somebody
let known: string
let elsewhere: TestDevice

beforeEach(() => {
  scene = new RolesScene()
  operator = scene.hire(['operator'])
  lead = scene.hire(['lead'], 2)
  support = scene.hire(['support'])
  known = uuidv7()
  scene.write(scene.home, lead, plan(known))
  elsewhere = scene.workstation()
})

const arrives = () => copy(elsewhere.log, scene.home.log).refused.map(({ reason }) => reason)
const written = (by: Somebody, ...ops: readonly NewOperation[]) => {
  scene.write(elsewhere, by, ...ops)
  return arrives()
}
const refusedFor = (by: Somebody, what: string): string[] => [
  `role: person ${by.person} may not write ${what}`,
]
const valueOf = (name: string) => scene.home.log.row('plan', known)?.fields[name]

describe('a commit that arrives', () => {
  it('is refused where no role of its person allows what it writes', () => {
    const own = change(operator, { roles: ['operator', 'administrator'] })
    expect(written(operator, own)).toEqual(refusedFor(operator, 'account.roles'))
    expect(scene.home.log.row('account', operator.account)?.fields['roles']).toEqual(['operator'])
    // Nothing comes after it in that chain; what somebody else may is not better for that.
    expect(written(lead, onPlan(known, { title: 'y' }))).toHaveLength(1)
    expect(valueOf('title')).toBe('x')
  })

  it.each<[string, () => readonly [Somebody, NewOperation], string]>([
    [
      'a new account',
      () => [lead, accountOf({ ...support, account: uuidv7() }, ['lead'], 1)],
      'account',
    ],
    [
      'an enrolment',
      () => [lead, { create: 'device', id: uuidv7(), fields: { name: 'x' } }],
      'device',
    ],
    ['a record', () => [support, plan(uuidv7())], 'plan'],
    ['a change', () => [support, onPlan(known, { title: 'y' })], 'plan.title'],
    ['a deletion', () => [operator, onPlan(known, { $deleted: true })], 'plan.$deleted'],
    ['a field of others', () => [operator, onPlan(known, { told: 'y' })], 'plan.told'],
    [
      'the key of somebody else',
      () => [lead, change(operator, { signKey: 'y' })],
      'account.signKey',
    ],
    ['a mark', () => [operator, onPlan(known, { approvedBy: 'y' })], 'plan.approvedBy'],
    [
      'a mark in a new record',
      () => [operator, plan(uuidv7(), { approvedBy: 'y' })],
      'plan.approvedBy',
    ],
    [
      'a mark without a signature',
      () => [lead, onPlan(known, { approvedBy: lead.person })],
      'plan.approvedBy without a signature',
    ],
    [
      'a state that a signature leads to',
      () => [lead, plan(uuidv7(), { state: 'closed' })],
      'plan.state closed',
    ],
    [
      'a step from elsewhere',
      () => [lead, onPlan(known, { state: 'closed' })],
      'plan.state closed',
    ],
  ])('cannot write %s', (_, forged, what) => {
    const [by, op] = forged()
    expect(written(by, op)).toEqual(refusedFor(by, what))
  })

  it('cannot write above the clearance of its person, and not for somebody without an account', () => {
    for (const [by, op, what] of [
      [operator, plan(uuidv7(), { $level: 2 }), 'plan at level 2'],
      [{ ...operator, person: uuidv7() }, plan(uuidv7()), 'anything: it has no account'],
    ] as const) {
      const other = scene.workstation('unasking')
      scene.write(other, by, op)
      const { refused } = copy(other.log, scene.home.log)
      expect(refused.map(({ reason }) => reason)).toEqual(refusedFor(by, what))
    }
  })

  it('may be written by whom the declaration names', () => {
    const steps: readonly [Somebody, NewOperation][] = [
      [operator, onPlan(known, { title: 'y' })],
      [operator, onPlan(known, { state: 'done' })],
      [support, onPlan(known, { told: 'y' })],
      [operator, change(operator, { language: 'en' })],
      [lead, plan(uuidv7(), { $level: 2 })],
      [scene.administrator, change(support, { roles: ['support', 'lead'] })],
      [support, onPlan(known, { $deleted: true })],
    ]
    for (const [by, op] of steps) expect(written(by, op)).toEqual([])
    scene.signed(elsewhere, lead, onPlan(known, { approvedBy: lead.person }))
    scene.signed(elsewhere, lead, onPlan(known, { state: 'closed' }), 'transition:close')
    expect(arrives()).toEqual([])
    expect(valueOf('state')).toBe('closed')
  })

  it('takes a step of the workflow as its roles and its signature say', () => {
    scene.write(scene.home, lead, onPlan(known, { state: 'done' }))
    copy(scene.home.log, elsewhere.log)
    expect(written(lead, onPlan(known, { state: 'closed' }))).toEqual(
      refusedFor(lead, 'plan.state closed without a signature'),
    )
    const other = scene.workstation()
    scene.signed(other, operator, onPlan(known, { state: 'closed' }))
    expect(copy(other.log, scene.home.log).refused.map(({ reason }) => reason)).toEqual(
      refusedFor(operator, 'plan.state closed'),
    )
  })

  it('takes back its person’s own step, and no other one', () => {
    scene.write(scene.home, lead, onPlan(known, { state: 'done' }))
    scene.signed(scene.home, lead, onPlan(known, { state: 'closed' }))
    scene.write(scene.home, lead, onPlan(known, { state: 'open' }))
    copy(scene.home.log, elsewhere.log)
    const back = { act: 'register.undo', ops: [onPlan(known, { state: 'closed' })] }
    const other = scene.workstation()
    other.log.append({ actor: operator.person, ...back })
    expect(copy(other.log, scene.home.log).refused).toHaveLength(1)
    elsewhere.log.append({ actor: lead.person, ...back })
    expect(arrives()).toEqual([])
    expect(valueOf('state')).toBe('closed')
  })

  it('chooses between states that were reached apart', () => {
    scene.write(scene.home, operator, onPlan(known, { state: 'done' }))
    scene.write(elsewhere, lead, onPlan(known, { state: 'done', title: 'y' }))
    copy(scene.home.log, elsewhere.log)
    scene.signed(elsewhere, lead, onPlan(known, { state: 'closed' }))
    scene.write(scene.home, operator, onPlan(known, { state: 'open' }))
    copy(scene.home.log, elsewhere.log)
    expect(arrives()).toEqual([])
    const choice = (state: string) => ({ act: 'register.resolve', ops: [onPlan(known, { state })] })
    const other = scene.workstation()
    other.log.append({ actor: operator.person, ...choice('closed') })
    expect(copy(other.log, scene.home.log).refused).toHaveLength(1)
    elsewhere.log.append({ actor: operator.person, ...choice('open') })
    expect(arrives()).toEqual([])
  })

  it('needs an account that was not closed', () => {
    scene.write(scene.home, scene.administrator, change(support, { active: false }))
    // He did not know it yet.
    expect(written(support, onPlan(known, { told: 'y' }))).toEqual([])
    copy(scene.home.log, elsewhere.log)
    expect(() => written(support, onPlan(known, { told: 'z' }))).toThrow('commitInvalid')
    const other = scene.workstation('unasking')
    scene.write(other, support, onPlan(known, { told: 'z' }))
    expect(copy(other.log, scene.home.log).refused).toHaveLength(1)
  })

  it('keeps what a newer program declares', () => {
    const op = { patch: 'plan', id: known, fields: { state: 'archived' } }
    expect(written(operator, op)).toEqual([])
  })
})

describe('roles', () => {
  it('count as they stood in what the author had seen', () => {
    scene.write(scene.home, scene.administrator, change(lead, { roles: ['support'] }))
    // Withdrawn where he could not know it.
    expect(written(lead, onPlan(known, { title: 'before' }))).toEqual([])
    copy(scene.home.log, elsewhere.log)
    expect(written(lead, onPlan(known, { title: 'after' }))).toEqual(refusedFor(lead, 'plan.title'))
    expect(valueOf('title')).toBe('before')
  })

  it('that were given apart count together', () => {
    scene.write(scene.home, scene.administrator, change(support, { roles: ['operator'] }))
    scene.write(elsewhere, scene.administrator, change(support, { roles: ['support'] }))
    expect(arrives()).toEqual([])
    copy(scene.home.log, elsewhere.log)
    expect(written(support, onPlan(known, { told: 'y', title: 'y' }))).toEqual([])
  })

  it('are asked where it is written, too', () => {
    expect(() => scene.write(scene.home, support, plan(uuidv7()))).toThrow('denied')
    const stream = scene.home.log.versionVector()
    expect(() => scene.write(scene.home, lead, plan(uuidv7(), { state: 'closed' }))).toThrow()
    expect(scene.home.log.versionVector()).toEqual(stream)
  })

  it('are judged anew by verification', async () => {
    scene.write(elsewhere, operator, change(operator, { roles: ['administrator'] }))
    scene.write(elsewhere, operator, { create: 'device', id: uuidv7(), fields: { name: 'x' } })
    const { db, workspace } = elsewhere
    const { findings } = await verifyLog(db, workspace, shapesOf(STRICT), { progress: () => true })
    expect(findings.list.map(({ kind, where }) => [kind, where])).toEqual([
      ['roleExceeded', `${elsewhere.log.stream}/1`],
    ])
  })
})
