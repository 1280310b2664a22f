import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from './host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from './testing.ts'

const place = new TestPlace()
let core: Core
const CHANGE = { title: '更换证书', kind: 'normal', reason: '到期', rollback: '换回旧证书' }

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'internal', ['operator', 'manager'], 1)
  await addAccount(core, 'auditor', ['auditor'], 1)
})
afterAll(() => place.clear())

describe('a record whose level goes up', () => {
  it('takes its comments with it, and back when that is undone', async () => {
    const type = 'change'
    const { id } = await done(core, 'register.create', { type, fields: CHANGE })
    await done(core, 'register.comment', { type, id, text: '旧口令见交接本' })
    const seen = async (login: string) => {
      await signInAs(core, login)
      const list = await done(core, 'register.list', { type: 'comment', limit: 10 })
      const asked = { text: '交接本', types: ['comment'], limit: 10 }
      const found = await done(core, 'search.all', asked)
      const facets = await done(core, 'register.facets', { type: 'comment', field: 'text' })
      return [list.total, found.total, facets.values.length]
    }
    expect(await seen('internal')).toEqual([1, 1, 1])
    await signInAs(core, FOUNDER.login)
    const { commit } = await done(core, 'register.update', { type, id, fields: {}, level: 2 })
    expect(await seen('internal')).toEqual([0, 0, 0])
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'register.comments', { type, id })).comments).toHaveLength(1)
    await done(core, 'register.undo', { commit })
    expect(await seen('internal')).toEqual([1, 1, 1])
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })

  it('keeps numbers apart that were given out above internal, also after a restart', async () => {
    const numbers: (string | undefined)[] = []
    for (const level of [2, 1, 3, 1] as const) {
      const made = await done(core, 'register.create', { type: 'change', fields: CHANGE, level })
      numbers.push(made.number)
      await core.close()
      core = place.core()
      await signInAs(core, FOUNDER.login)
    }
    expect(new Set(numbers).size).toBe(4)
  })
})

describe('the secrets of an account', () => {
  it('are given out by no list, order, filter, facet or export', async () => {
    await signInAs(core, 'auditor')
    const type = 'account'
    for (const field of ['wrapped', 'contentKeys', 'boxKey', 'formerSignKeys']) {
      const order = { type, limit: 1, sort: { field } }
      expect(await codeOf(core, 'register.list', order)).toBe('fieldInvalid')
      const filter = { type, limit: 1, where: [{ field, op: 'notEmpty' as const }] }
      expect(await codeOf(core, 'register.list', filter)).toBe('fieldInvalid')
      expect(await codeOf(core, 'register.facets', { type, field })).toBe('fieldInvalid')
    }
    const listed = await done(core, 'register.list', { type, limit: 9 })
    expect(JSON.stringify(listed)).not.toContain('argon2id')
    const made = await done(core, 'transfer.export', {
      type,
      format: 'json',
      columns: ['login', 'wrapped'],
      language: 'en',
    })
    expect(Buffer.from(made.bytes).toString('utf8')).not.toContain('argon2id')
    await signInAs(core, FOUNDER.login)
  })
})

describe('what the log cannot hold', () => {
  it('is refused with a name, and leaves nothing', async () => {
    const before = (await done(core, 'audit.heads', {})).seq
    const lone = '\ud800'
    const type = 'change'
    const { id } = (await done(core, 'register.list', { type, limit: 1 })).rows[0] ?? { id: '' }
    const sha256 = '0'.repeat(64)
    const attachments = [{ sha256, name: lone, mime: 'x', size: 1 }]
    const codes = [
      await codeOf(core, 'register.comment', { type, id, text: 'x', attachments }),
      await codeOf(core, 'register.saveView', {
        type,
        name: 'x',
        shared: false,
        query: { type, where: [{ field: 'title', op: 'is', value: 1e300 }] },
        columns: [],
      }),
      await codeOf(core, 'settings.set', { key: 'levelNames', value: { a: lone } }),
      await codeOf(core, 'accounts.create', {
        name: lone,
        login: 'x',
        password: 'long enough',
        roles: ['operator'],
        clearance: 1,
      }),
      await codeOf(core, 'register.update', { type, id, fields: { title: 'x' }, seen: '{' }),
      await codeOf(core, 'register.list', { type, limit: 1, after: 'x' }),
    ]
    expect(codes).toEqual([
      'fieldInvalid',
      'fieldInvalid',
      'fieldInvalid',
      'commitInvalid',
      'invalidInput',
      'invalidInput',
    ])
    expect((await done(core, 'audit.heads', {})).seq).toBe(before)
  })
})
