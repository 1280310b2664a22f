import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { newPersonKeys, publicKeys, wrapKeys } from '../keys/person-keys.ts'
import { keyEntry, readKeyFile, writeKeyFile } from '../workspace/key-file.ts'
import { addAccount, codeOf, done, FOUNDER, passwordOf, signInAs, TestPlace } from '../testing.ts'

const MINUTE = 60_000
let place: TestPlace
let clock: number
let core: Core
let recoveryKey: string

beforeEach(async () => {
  place = new TestPlace()
  clock = Date.parse('2026-03-17T02:17:00Z')
  core = place.core({ now: () => clock })
  recoveryKey = (await done(core, 'workspace.create', FOUNDER)).recoveryKey
})
afterEach(() => place.clear())

const wrong = (login: string = FOUNDER.login) =>
  codeOf(core, 'session.signIn', { login, password: 'not this one' })
const nobody = async () => (await done(core, 'session.current', {})).session === null

describe('signing in', () => {
  it('makes people wait longer after each failure, also after a restart, and forgets it on success', async () => {
    await done(core, 'session.lock', {})
    for (let attempt = 0; attempt < 4; attempt++) expect(await wrong()).toBe('passwordWrong')
    expect(await wrong()).toBe('lockedOut')
    const first = (await done(core, 'workspace.status', {})).lockedOutMs
    expect(first).toBeGreaterThan(10_000)
    clock += first
    expect(await wrong()).toBe('passwordWrong')
    const second = (await done(core, 'workspace.status', {})).lockedOutMs
    expect(second).toBeGreaterThan(first)
    await core.close()
    core = place.core({ now: () => clock })
    expect((await done(core, 'workspace.status', {})).lockedOutMs).toBe(second)
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('lockedOut')
    // A clock that is put back does not help.
    clock -= 3_600_000
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('lockedOut')
    clock += 3_600_000 + second
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('ok')
    expect((await done(core, 'workspace.status', {})).lockedOutMs).toBe(0)
    // A failure under a clock that was years ahead ends with the wait, not with the years.
    await done(core, 'session.lock', {})
    clock += 10 * 365 * 1440 * MINUTE
    for (let attempt = 0; attempt < 4; attempt++) await wrong()
    clock -= 10 * 365 * 1440 * MINUTE
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('lockedOut')
    clock += first
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('ok')
    const events = await done(core, 'audit.list', { type: 'access-event', limit: 10 })
    expect(JSON.stringify(events.entries)).toContain('refused')
  })

  it('counts a record of failures that cannot be read as many, for a time', async () => {
    await done(core, 'session.lock', {})
    writeFileSync(join(place.workspace, 'attempts.json'), '{"fail')
    const { state, lockedOutMs } = await done(core, 'workspace.status', {})
    expect([state, lockedOutMs > MINUTE]).toEqual(['locked', true])
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('lockedOut')
    clock += lockedOutMs
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('ok')
  })

  it('takes no keys that the account does not name, whatever keys.json says', async () => {
    await addAccount(core, 'wangxm', ['operator'])
    const databaseKey = core.manager.workspace?.databaseKey ?? new Uint8Array()
    await core.close()
    const file = readKeyFile(place.workspace)
    const founder = file.accounts.find(({ login }) => login === FOUNDER.login)
    if (!founder) throw new Error('no founder')
    const keys = newPersonKeys()
    const wrapped = await wrapKeys(founder.person, keys, 'a password of mine')
    const { boxKey } = publicKeys(keys)
    const forged = keyEntry({ ...founder, boxKey, wrapped }, databaseKey)
    writeKeyFile(place.workspace, { ...file, accounts: [forged] })
    core = place.core({ now: () => clock })
    const asked = { login: FOUNDER.login, password: 'a password of mine' }
    expect(await codeOf(core, 'session.signIn', asked)).toBe('passwordWrong')
    // The accounts' records put the file right, those that were taken out included.
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('ok')
    await signInAs(core, 'wangxm')
  })

  it('does not tell an unknown name from a wrong password', async () => {
    await done(core, 'session.lock', {})
    expect(await wrong('nobody')).toBe(await wrong())
  })

  it('locks by itself when nobody touches it, and not while somebody does', async () => {
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 5 })
    clock += 4 * MINUTE
    await done(core, 'session.touch', {})
    clock += 4 * MINUTE
    expect(await nobody()).toBe(false)
    clock += 2 * MINUTE
    expect(await nobody()).toBe(true)
    await signInAs(core, FOUNDER.login)
    clock -= 60 * MINUTE
    expect(await nobody()).toBe(false)
    clock += 6 * MINUTE
    expect(await nobody()).toBe(true)
    expect(await codeOf(core, 'settings.get', {})).toBe('notSignedIn')
  })

  it('switches people without a restart, and keeps the drafts of each', async () => {
    await addAccount(core, 'wangxm', ['operator'])
    await done(core, 'drafts.save', { key: 'log.quick', value: { text: '写到一半' } })
    await signInAs(core, 'wangxm')
    expect((await done(core, 'session.current', {})).session?.login).toBe('wangxm')
    expect((await done(core, 'drafts.get', { key: 'log.quick' })).value).toBeNull()
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'drafts.get', { key: 'log.quick' })).value).toEqual({
      text: '写到一半',
    })
    // Nor with the key of the database, which everybody's password opens.
    const stored = core.manager.workspace?.db.prepare('SELECT value FROM local_drafts').all()
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain('写到一半')
  })

  it('gives one workspace to one process', async () => {
    const other = place.core({ now: () => clock })
    expect(await codeOf(other, 'session.signIn', FOUNDER_SIGN_IN)).toBe('workspaceInUse')
    await core.close()
    expect(await codeOf(other, 'session.signIn', FOUNDER_SIGN_IN)).toBe('ok')
  })
})

const FOUNDER_SIGN_IN = { login: FOUNDER.login, password: FOUNDER.password }

describe('passwords', () => {
  it('are changed by whoever knows the old one', async () => {
    const next = 'battery staple'
    expect(await codeOf(core, 'session.changePassword', { password: 'x', newPassword: next })).toBe(
      'passwordWrong',
    )
    expect(
      await codeOf(core, 'session.changePassword', {
        password: FOUNDER.password,
        newPassword: 'short',
      }),
    ).toBe('passwordWeak')
    await done(core, 'session.changePassword', { password: FOUNDER.password, newPassword: next })
    await done(core, 'session.lock', {})
    expect(await wrong()).toBe('passwordWrong')
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('passwordWrong')
    expect(await codeOf(core, 'session.signIn', { login: FOUNDER.login, password: next })).toBe(
      'ok',
    )
  })

  it('are reset by an administrator; what was signed before stays valid', async () => {
    const person = await addAccount(core, 'wangxm', ['operator'])
    await done(core, 'accounts.resetPassword', { person, newPassword: 'a new password' })
    expect(
      await codeOf(core, 'session.signIn', { login: 'wangxm', password: passwordOf('wangxm') }),
    ).toBe('passwordWrong')
    await done(core, 'session.signIn', { login: 'wangxm', password: 'a new password' })
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })

  it('are set anew with a recovery key that was renewed, never with the one before', async () => {
    const { password } = FOUNDER
    expect(await codeOf(core, 'workspace.renewRecovery', { password: 'not this one' })).toBe(
      'passwordWrong',
    )
    const renewed = await done(core, 'workspace.renewRecovery', { password })
    expect(renewed.recoveryKey).not.toBe(recoveryKey)
    await core.close()
    core = place.core({ now: () => clock })
    const recover = { login: FOUNDER.login, newPassword: 'remembered now' }
    expect(await codeOf(core, 'workspace.recover', { ...recover, recoveryKey })).toBe(
      'recoveryKeyWrong',
    )
    await done(core, 'workspace.recover', { ...recover, ...renewed })
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })

  it('renew no recovery key for somebody who does not see everything', async () => {
    await addAccount(core, 'two', ['administrator'], 1)
    await signInAs(core, 'two')
    expect(await codeOf(core, 'workspace.renewRecovery', { password: passwordOf('two') })).toBe(
      'clearance',
    )
  })

  it('are set anew with the recovery key by an administrator who forgot his', async () => {
    await done(core, 'session.lock', {})
    const newPassword = 'remembered now'
    const wrongKey = recoveryKey.replace(/^.{5}/u, 'AAAAA')
    expect(
      await codeOf(core, 'workspace.recover', {
        recoveryKey: wrongKey,
        login: FOUNDER.login,
        newPassword,
      }),
    ).toBe('recoveryKeyWrong')
    // As people write: small letters, no dashes, O for zero.
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
    await done(core, 'workspace.recover', { recoveryKey: typed, login: FOUNDER.login, newPassword })
    expect(await nobody()).toBe(false)
    await core.close()
    core = place.core({ now: () => clock })
    expect(await codeOf(core, 'session.signIn', FOUNDER_SIGN_IN)).toBe('passwordWrong')
    expect(
      await codeOf(core, 'session.signIn', { login: FOUNDER.login, password: newPassword }),
    ).toBe('ok')
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})

describe('accounts', () => {
  it('that are deactivated open nothing, not even an older copy of the keys', async () => {
    const person = await addAccount(core, 'wangxm', ['operator'])
    const keys = readFileSync(join(place.workspace, 'keys.json'))
    await done(core, 'accounts.deactivate', { person })
    expect(
      await codeOf(core, 'session.signIn', { login: 'wangxm', password: passwordOf('wangxm') }),
    ).toBe('passwordWrong')
    await core.close()
    writeFileSync(join(place.workspace, 'keys.json'), keys)
    core = place.core({ now: () => clock })
    expect(
      await codeOf(core, 'session.signIn', { login: 'wangxm', password: passwordOf('wangxm') }),
    ).not.toBe('ok')
  })

  it('leave an administrator at least', async () => {
    const session = (await done(core, 'session.current', {})).session
    const person = session?.person ?? ''
    expect(await codeOf(core, 'accounts.deactivate', { person })).toBe('lastAdministrator')
    expect(await codeOf(core, 'accounts.update', { person, roles: ['operator'] })).toBe(
      'lastAdministrator',
    )
  })

  it('keep the three administrators apart when that is asked for', async () => {
    const person = await addAccount(core, 'two', ['administrator', 'auditor'])
    expect(await codeOf(core, 'accounts.setSeparation', { separation: true })).toBe('rolesExclude')
    await done(core, 'accounts.update', { person, roles: ['auditor'] })
    await done(core, 'accounts.setSeparation', { separation: true })
    expect(await codeOf(core, 'accounts.update', { person, roles: ['auditor', 'security'] })).toBe(
      'rolesExclude',
    )
    expect(
      await codeOf(core, 'accounts.create', {
        name: 'x',
        login: 'x',
        password: 'long enough',
        roles: ['security', 'administrator'],
        clearance: 1,
      }),
    ).toBe('rolesExclude')
  })
})

describe('a signing act', () => {
  it('takes the password again: once, for its person, within a minute', async () => {
    const fields = { title: '更换证书', kind: 'normal', reason: '到期', rejection: '业务高峰' }
    const { id } = await done(core, 'register.create', { type: 'change', fields })
    const second = await done(core, 'register.create', { type: 'change', fields })
    const { types } = await done(core, 'register.types', {})
    const signed = types
      .find(({ name }) => name === 'change')
      ?.workflow?.transitions.find(
        ({ signed: isSigned, fourEyes, from }) =>
          isSigned && !fourEyes && from.includes('requested'),
      )
    expect(signed).toBeDefined()
    const act = (confirmation?: string, record = id) =>
      codeOf(core, 'register.transition', {
        type: 'change',
        id: record,
        transition: signed?.name ?? '',
        ...(confirmation ? { confirmation } : {}),
      })
    expect(await act()).toBe('passwordNeeded')
    expect(await act('made up')).toBe('passwordNeeded')
    expect(await codeOf(core, 'session.confirm', { password: 'wrong' })).toBe('passwordWrong')
    const late = (await done(core, 'session.confirm', { password: FOUNDER.password })).confirmation
    clock += MINUTE + 1
    expect(await act(late)).toBe('passwordNeeded')
    const good = (await done(core, 'session.confirm', { password: FOUNDER.password })).confirmation
    expect(await act(good)).toBe('ok')
    expect(await act(good, second.id)).toBe('passwordNeeded')
    const early = (await done(core, 'session.confirm', { password: FOUNDER.password })).confirmation
    clock -= MINUTE
    expect(await act(early, second.id)).toBe('passwordNeeded')
    clock += MINUTE
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})

describe('the workspace folder', () => {
  it('holds no word of what was written, in no file', async () => {
    const secret = '冷通道温度偏高需复测'
    await done(core, 'log.write', { text: secret, category: 'duty' })
    await done(core, 'register.create', {
      type: 'contact',
      fields: { name: secret, phone: '8801', role: 'vendor' },
    })
    const file = await done(core, 'files.put', {
      name: 'a.txt',
      mime: 'text/plain',
      bytes: new Uint8Array(Buffer.from(secret.repeat(50))),
    })
    await done(core, 'log.write', { text: 'x', category: 'duty', attachments: [file] })
    await done(core, 'drafts.save', { key: 'log.quick', value: { text: secret } })
    await core.close()
    const paths = readdirSync(place.workspace, { recursive: true, encoding: 'utf8' })
      .map((name) => join(place.workspace, name))
      .filter((path) => statSync(path).isFile())
    expect(paths.length).toBeGreaterThan(3)
    for (const encoding of ['utf8', 'utf16le'] as const)
      for (const path of paths)
        expect(readFileSync(path).includes(Buffer.from(secret, encoding)), path).toBe(false)
  })

  it('says which of its files is damaged', async () => {
    await core.close()
    writeFileSync(join(place.workspace, 'keys.json'), '{')
    core = place.core({ now: () => clock })
    const result = await core.dispatch('session.signIn', FOUNDER_SIGN_IN)
    expect(result).toMatchObject({ ok: false, error: { code: 'workspaceDamaged' } })
    expect(JSON.stringify(result)).toContain('keys.json')
  })

  it('goes on under a new epoch when what counts the openings cannot be read', async () => {
    const before = await done(core, 'audit.heads', {})
    await core.close()
    writeFileSync(join(place.workspace, 'epoch.json'), '{"epo')
    core = place.core({ now: () => clock })
    await done(core, 'session.signIn', FOUNDER_SIGN_IN)
    expect((await done(core, 'audit.heads', {})).device).not.toBe(before.device)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })

  it('that was put back from a copy goes on under a new epoch', async () => {
    await done(core, 'log.write', { text: '一', category: 'duty' })
    const before = await done(core, 'audit.heads', {})
    await core.close()
    const copy = `${place.workspace}-copy`
    cpSync(place.workspace, copy, { recursive: true })
    core = place.core({ now: () => clock })
    await done(core, 'session.signIn', FOUNDER_SIGN_IN)
    await done(core, 'log.write', { text: '二', category: 'duty' })
    await core.close()
    // What the program keeps beside the database stays; the database is the older one.
    cpSync(join(copy, 'watchkeeper.db'), join(place.workspace, 'watchkeeper.db'))
    for (const rest of ['-wal', '-shm'])
      rmSync(join(place.workspace, `watchkeeper.db${rest}`), { force: true })
    core = place.core({ now: () => clock })
    await done(core, 'session.signIn', FOUNDER_SIGN_IN)
    const after = await done(core, 'audit.heads', {})
    expect(after.device).not.toBe(before.device)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})
