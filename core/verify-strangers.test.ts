import { generateKeyPairSync } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './db/open.ts'
import { done, FOUNDER, signInAs, TestPlace } from './testing.ts'
import { pathsOf } from './workspace/files.ts'

const place = new TestPlace()
afterAll(() => place.clear())
let key: Uint8Array
let contact: string
let team: string
let entry: string
let copies = 0

beforeAll(async () => {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  team = (await done(core, 'register.list', { type: 'team', limit: 1 })).rows[0]?.id ?? ''
  const fields = { name: '厂家', phone: '400-1', role: 'vendor' }
  contact = (await done(core, 'register.create', { type: 'contact', fields })).id
  const links = [{ type: 'contact', id: contact }]
  const written = await done(core, 'log.write', { text: '已联系', category: 'duty', links })
  entry = written.id
  await done(core, 'log.amend', { id: entry, text: '已联系厂家', reason: '补充' })
  key = Uint8Array.from(core.manager.workspace?.databaseKey ?? [])
  await core.close()
})

/** What verification finds in a copy that somebody with the database's key has changed. */
async function found(alter: (db: Database) => void): Promise<string[]> {
  const folder = join(place.folder, `copy-${++copies}`)
  cpSync(place.workspace, folder, { recursive: true })
  const db = openDatabase(pathsOf(folder).database, key)
  alter(db)
  db.close()
  const core = place.core({ workspacePath: folder })
  await signInAs(core, FOUNDER.login)
  const { findings } = await done(core, 'audit.verify', {})
  await core.close()
  return findings.map(({ kind, where, detail }) =>
    where === 'projection' ? `${kind} ${detail}` : `${kind} ${where}`,
  )
}
const changed = (sql: string) => found((db) => db.exec(sql))
const stream = (db: Database) => db.prepare('SELECT id FROM streams').pluck().get() as string

describe('a table that is kept beside the records', () => {
  it('is clean when nobody touched it', async () => {
    expect(await changed('SELECT 1')).toEqual([])
  })

  it('is compared with what the records say, link by link', async () => {
    expect(await changed(`DELETE FROM links WHERE to_id = '${contact}'`)).toEqual([
      `rowAltered links lacks ${entry} ${contact}`,
    ])
    expect(await changed(`INSERT INTO links VALUES ('${team}', '${entry}', 'x', 'y')`)).toEqual([
      `rowAltered links has ${entry} ${team}, which no record gives`,
    ])
  })

  it('is compared document by document, where one was put in the place of another, too', async () => {
    expect(
      await changed(`UPDATE search_docs SET record = 'x' WHERE record = '${contact}'`),
    ).toEqual([
      `rowAltered search_docs lacks contact ${contact}`,
      'rowAltered search_docs has contact x, which no record gives',
    ])
    const doc = `(SELECT doc FROM search_docs WHERE record = '${contact}')`
    expect(await changed(`DELETE FROM search_fts WHERE rowid = ${doc}`)).toHaveLength(1)
    expect(
      await changed("INSERT INTO search_fts (rowid, title, body) VALUES (9999, 'x', '')"),
    ).toEqual(['rowAltered search_fts has null 9999, which no record gives'])
    const moved = await changed(`UPDATE log_docs SET at = 5 WHERE id = '${entry}'`)
    expect(moved).toHaveLength(4)
    expect(moved[0]).toContain(`log_docs lacks ${entry}`)
  })

  it('is not named when it follows from a row that is', async () => {
    expect(await changed(`DELETE FROM r_contact WHERE id = '${contact}'`)).toEqual([
      `rowMissing contact ${contact}`,
    ])
  })
})

describe('what no chain and no program put there', () => {
  it('is named: commits of no stream, a commit before the first, triggers, views', async () => {
    const copied = (id: string) =>
      `INSERT INTO commits SELECT ${id}, body, hash, signature FROM commits LIMIT 1`
    expect(await changed(copied('99 * 68719476736 + 4'))).toEqual(['rowMissing streams 99'])
    let name = ''
    const before = await found((db) => {
      name = stream(db)
      db.exec(copied('68719476736'))
    })
    expect(before).toEqual([`rowExtra commits ${name}/0`])
    expect(
      await changed(
        'CREATE TRIGGER forget AFTER INSERT ON commits WHEN 0 BEGIN DELETE FROM links; END; CREATE VIEW v AS SELECT 1',
      ),
    ).toEqual(['rowExtra trigger forget', 'rowExtra view v'])
  })

  it('is named when the key of a device is none', async () => {
    let name = ''
    const findings = await found((db) => {
      name = stream(db)
      db.exec('UPDATE streams SET public_key = zeroblob(3)')
    })
    expect(findings[0]).toBe(`rowAltered streams ${name}`)
    expect(findings).toContain(`signatureForeign ${name}/1`)
  })

  it('is told as damage when this device’s own key was taken or is another', async () => {
    const opening = async (sql: string) => {
      const folder = join(place.folder, `copy-${++copies}`)
      cpSync(place.workspace, folder, { recursive: true })
      const db = openDatabase(pathsOf(folder).database, key)
      db.exec(sql)
      db.close()
      const asked = { login: FOUNDER.login, password: FOUNDER.password }
      return place.core({ workspacePath: folder }).dispatch('session.signIn', asked)
    }
    const damaged = { ok: false, error: { code: 'workspaceDamaged' } }
    expect(await opening("DELETE FROM local_state WHERE key = 'deviceKey'")).toMatchObject(damaged)
    expect(
      await opening("UPDATE local_state SET value = 'eA' WHERE key = 'deviceKey'"),
    ).toMatchObject(damaged)
    const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
    const other = await changed(
      `UPDATE local_state SET value = '${pkcs8.toString('base64url')}' WHERE key = 'deviceKey'`,
    )
    expect(other).toHaveLength(1)
    expect(other[0]).toMatch(/^signatureForeign [0-9a-f]{16}\.\d+\/1$/u)
  })

  it('does not keep the workspace shut when the note of a table’s shape was lost', async () => {
    expect(await changed("DELETE FROM shapes WHERE type = 'contact'")).toEqual([])
  })
})
