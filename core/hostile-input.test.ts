import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CORE_PROCEDURES } from '../contract/procedures.ts'
import type { Core } from './host.ts'
import { done, FOUNDER, TestPlace } from './testing.ts'

const place = new TestPlace()
let core: Core
beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await done(core, 'log.write', { text: '一', category: 'duty' })
})
afterAll(() => place.clear())

/** What ends the session, or takes half a second to derive a key, is asked for seldom. */
const APART = [
  'session.lock',
  'workspace.recover',
  'session.signIn',
  'session.changePassword',
  'session.confirm',
  'session.witness',
  'accounts.create',
  'accounts.resetPassword',
]
const NAMES = Object.keys(CORE_PROCEDURES).filter((name) => !APART.includes(name))

const id = fc.constantFrom(
  '01a20dd7-363c-7f2f-b24d-d03e7f8744a6',
  'x',
  '',
  '../../etc/passwd',
  "'; DROP TABLE commits; --",
)
const word = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'contact',
    'log-entry',
    'account',
    'device',
    'change',
    '__proto__',
    'constructor',
    'name',
    '_created',
    '_heads',
    '$deleted',
    'is',
    'any',
    'between',
    'csv',
    'xlsx',
    'json',
    'en',
    'zh-CN',
    'free',
    '%',
    '"',
    '*',
    'NEAR(',
    '\u0000',
    '\ud800',
  ),
)
const leaf = fc.oneof(
  word,
  id,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 20 }),
)
const KEYS = [
  ...new Set(
    Object.values(CORE_PROCEDURES).flatMap(({ input }) =>
      Object.keys('shape' in input ? (input.shape as object) : {}),
    ),
  ),
]
const input = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.constantFrom(...KEYS, '__proto__', 'constructor', 'field', 'op', 'value', 'sha256', 'mime'),
    tie('any'),
    { maxKeys: 8, noNullPrototype: true },
  ),
})).any

/** Inputs that pass the schema more often: its keys with values of about the right kind. */
const near = (name: string) => {
  const { input: schema } = CORE_PROCEDURES[name as keyof typeof CORE_PROCEDURES]
  const keys = Object.keys('shape' in schema ? (schema.shape as object) : {})
  const value = fc.oneof(
    word,
    id,
    fc.constantFrom<unknown>(
      1,
      50,
      [],
      {},
      true,
      [{ type: 'contact', id: 'x' }],
      { name: 'x' },
      [{ field: 'name', op: 'is', value: 'x' }],
      [{ field: 'nope', op: 'between', value: {} }],
      { field: '_updated' },
    ),
  )
  return fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] })
}

describe('whatever comes in', () => {
  it.each(NAMES)('%s answers it with a failure that has a name', async (name) => {
    // What asks for nothing has one near input, which works each time as hard as the first.
    const tried = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.oneof(input, near(name), near(name)), async (given) => {
        const text = fc.stringify(given)
        if (tried.has(text)) return
        tried.add(text)
        const result = await core.dispatch(name, given)
        if (!result.ok) expect(result.error.code, text).not.toBe('internal')
      }),
      { numRuns: 60 },
    )
  })

  it('is no procedure unless it is declared', async () => {
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'log',
      '',
      'log.write ',
      'host.info',
    ])
      expect(await core.dispatch(name, {})).toMatchObject({
        ok: false,
        error: { code: 'unknownProcedure' },
      })
  })

  it('left the store as it can be proven', async () => {
    const session = await done(core, 'session.current', {})
    expect(session.session?.login).toBe(FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
    expect((await done(core, 'maintenance.rebuild', {})).same).toBe(true)
  })
})
