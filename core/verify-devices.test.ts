import { generateKeyPairSync, sign } from 'node:crypto'
import { cpSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Finding, Heads } from '../contract/oversight.ts'
import { openDatabase } from './db/open.ts'
import { FEATURES } from './features.ts'
import { chainHash } from './log/codec.ts'
import { commitId } from './log/sqlite-store.ts'
import { copy, openTestLog } from './log/testing.ts'
import { verifyWorkspace } from './log/verify.ts'
import { contentCipher } from './keys/content-cipher.ts'
import { signerOf } from './keys/person-keys.ts'
import { done, FOUNDER, signInAs, standIn, TestPlace } from './testing.ts'
import { typeRegistry } from './type-registry.ts'
import { readDescription } from './workspace/description.ts'
import { pathsOf } from './workspace/files.ts'
import { openWorkspace } from './workspace/open-workspace.ts'

interface Row {
  readonly id: number
  readonly body: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}

const types = typeRegistry(FEATURES)
const origin = new TestPlace()
const places: TestPlace[] = []
let key: Uint8Array
let heads: Heads
let own: string
let other: string
let contact: string

/** A workspace of two devices with contacts, a log entry with an attachment, and a person's signature. */
beforeAll(async () => {
  const core = origin.core()
  await done(core, 'workspace.create', FOUNDER)
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  key = Uint8Array.from(workspace.databaseKey)
  for (let n = 0; n < 12; n++) {
    const fields = { name: `厂家${n}`, phone: `400-${n}`, role: 'vendor', duty: '控制器' }
    const { id } = await done(core, 'register.create', { type: 'contact', fields })
    if (n === 5) contact = id
    await done(core, 'register.update', { type: 'contact', id, fields: { phone: `800-${n}` } })
  }
  const bytes = new Uint8Array([1, 2, 3])
  const file = await done(core, 'files.put', { name: 'panel.png', mime: 'image/png', bytes })
  await done(core, 'log.write', {
    text: '封条0319完好',
    category: 'duty',
    level: 1,
    tags: [],
    links: [],
    attachments: [file],
  })
  await done(core, 'register.create', {
    type: 'key-tool',
    fields: { code: 'K7', name: '机房钥匙', kind: 'key', place: '值班台', notes: '封条完好' },
  })
  const second = openTestLog({
    like: { log: workspace.log, db: workspace.db, device: DEVICE, workspace: workspace.id },
    types: types.all(),
  })
  for (const phone of ['1', '2', '3'])
    second.log.append({
      actor: session.person,
      act: 'register.update',
      ops: [{ patch: 'contact', id: contact, fields: { phone } }],
    })
  copy(second.log, workspace.log)
  workspace.log.append({
    actor: session.person,
    act: 'sign',
    ops: [{ patch: 'contact', id: contact, fields: { phone: '4' } }],
    sign: {
      purpose: 'check',
      type: 'contact',
      id: contact,
      signer: signerOf(session.person, session.keys),
    },
  })
  own = workspace.log.stream
  other = second.log.stream
  heads = (await done(core, 'audit.heads', {})).heads
  await core.close()
})
const DEVICE = generateKeyPairSync('ed25519').privateKey

afterEach(async () => {
  for (const place of places.splice(0)) await place.clear()
})
afterAll(() => origin.clear())

/** A copy of the workspace's files whose database `alter` has changed, as somebody with the key could. */
function altered(alter: (db: Database, folder: string) => void): TestPlace {
  const place = new TestPlace()
  places.push(place)
  cpSync(origin.workspace, place.workspace, { recursive: true })
  const db = openDatabase(pathsOf(place.workspace).database, key)
  try {
    standIn(db)
    alter(db, place.workspace)
  } finally {
    db.close()
  }
  return place
}

/** What verification of the altered files finds, as `kind where` and sorted. */
async function found(
  alter: (db: Database, folder: string) => void,
  known?: Heads,
): Promise<string[]> {
  const place = altered(alter)
  const description = readDescription(place.workspace)
  if (!description) throw new Error('no description')
  const workspace = openWorkspace(
    { folder: place.workspace, databaseKey: key, types, now: Date.now },
    description,
  )
  try {
    const report = await verifyWorkspace(workspace, {
      heads: known,
      cipher: contentCipher(new Map()),
      progress: () => true,
    })
    expect(report.ok).toBe(report.findings.length === 0)
    return report.findings.map(named).sort()
  } finally {
    workspace.close()
  }
}

const named = ({ kind, where }: Finding): string => `${kind} ${where}`

function idOf(db: Database, stream: string, seq: number): number {
  const no = db.prepare('SELECT stream FROM streams WHERE id = ?').pluck().get(stream) as number
  return commitId(no, seq)
}

const rowOf = (db: Database, stream: string, seq: number): Row =>
  db.prepare('SELECT * FROM commits WHERE id = ?').get(idOf(db, stream, seq)) as Row

function put(db: Database, id: number, row: Omit<Row, 'id'>): void {
  db.prepare('UPDATE commits SET body = ?, hash = ?, signature = ? WHERE id = ?').run(
    row.body,
    row.hash,
    row.signature,
    id,
  )
}

const remove = (db: Database, stream: string, from: number, to = from): unknown =>
  db
    .prepare('DELETE FROM commits WHERE id BETWEEN ? AND ?')
    .run(idOf(db, stream, from), idOf(db, stream, to))

const last = (stream: string): number => heads[stream]?.[0] ?? 0
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('what nobody touched', () => {
  it('is clean, with and without heads kept elsewhere', async () => {
    expect(await found(() => undefined)).toEqual([])
    expect(await found(() => undefined, heads)).toEqual([])
    expect(last(own)).toBeGreaterThan(26)
    expect(last(other)).toBe(3)
  })
})

describe('a changed byte', () => {
  it('is named by its commit, whichever commit and byte it is', async () => {
    for (const [stream, seqs] of [
      [own, numbers(1, last(own))],
      [other, numbers(1, last(other))],
    ] as const)
      for (const seq of seqs)
        expect(
          await found((db) => {
            const row = rowOf(db, stream, seq)
            const body = Buffer.from(row.body)
            const at = (seq * 7919) % body.length
            body[at] = (body[at] ?? 0) ^ 1
            put(db, row.id, { ...row, body })
          }),
        ).toEqual([`commitAltered ${stream}/${seq}`])
  }, 120_000)

  it('is named when it is in a stored hash or in a signature', async () => {
    const flip = (bytes: Buffer) =>
      Buffer.from(bytes.map((byte, at) => (at === 9 ? byte ^ 4 : byte)))
    expect(
      await found((db) => {
        const row = rowOf(db, own, 7)
        put(db, row.id, { ...row, hash: flip(row.hash) })
      }),
    ).toEqual([`commitAltered ${own}/7`])
    expect(
      await found((db) => {
        const row = rowOf(db, own, 7)
        put(db, row.id, { ...row, signature: flip(row.signature) })
      }),
    ).toEqual([`signatureForeign ${own}/7`])
  })
})

describe('a removed commit', () => {
  it('is named, alone and in a range', async () => {
    expect(await found((db) => remove(db, own, 9))).toEqual([`commitMissing ${own}/9`])
    expect(await found((db) => remove(db, own, 1))).toEqual([`commitMissing ${own}/1`])
    expect(await found((db) => remove(db, other, 2))).toEqual([`commitMissing ${other}/2`])
    expect(
      await found((db) => {
        remove(db, own, 9, 12)
        remove(db, own, 20)
      }),
    ).toEqual([`commitMissing ${own}/20`, `commitMissing ${own}/9-12`])
  })
})

describe('a truncated tail', () => {
  it('is named by heads kept elsewhere', async () => {
    for (const cut of [1, 4])
      expect(await found((db) => remove(db, own, last(own) - cut + 1, last(own)), heads)).toEqual([
        `tailTruncated ${own}/${cut === 1 ? '' : `${last(own) - cut + 1}-`}${last(own)}`,
      ])
  })

  it('is named by the other chain that has seen it, and by the tables', async () => {
    // The own chain's signed act is the witness of the other one.
    expect(await found((db) => remove(db, other, 3))).toEqual([`tailTruncated ${other}/3`])
    expect(await found((db) => remove(db, own, last(own)))).toEqual([
      `tailTruncated ${own}/${last(own)}`,
    ])
  })

  it('is named through the window, after signing in has written on over the cut', async () => {
    const end = last(own)
    const core = altered((db) => remove(db, own, end - 3, end)).core()
    await signInAs(core, FOUNDER.login)
    const report = await done(core, 'audit.verify', { heads })
    expect(report.ok).toBe(false)
    expect(report.findings.map(named)).toContain(`tailTruncated ${own}/${end - 2}-${end}`)
  })

  it('followed by new commits up to the old number is a fork', async () => {
    const end = last(own)
    const core = altered((db) => remove(db, own, end)).core()
    await signInAs(core, FOUNDER.login)
    const report = await done(core, 'audit.verify', { heads })
    expect(report.findings.map(named)).toContain(`fork ${own}/${end}`)
  })
})

describe('a changed derived row', () => {
  it('is named with its column', async () => {
    const place = altered((db) =>
      db.prepare('UPDATE r_contact SET phone = ? WHERE id = ?').run('110', contact),
    )
    const core = place.core()
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([
      { kind: 'rowAltered', where: `contact ${contact}`, detail: 'phone' },
    ])
    expect(await done(core, 'maintenance.rebuild', {})).toMatchObject({ same: false })
    expect(await done(core, 'audit.verify', {})).toMatchObject({ ok: true, findings: [] })
  })

  it('is named when it was removed, added, or is a long text', async () => {
    expect(
      await found((db) => db.prepare('DELETE FROM r_contact WHERE id = ?').run(contact)),
    ).toEqual([`rowMissing contact ${contact}`])
    expect(
      await found((db) =>
        db.exec(
          `CREATE TEMP TABLE one AS SELECT * FROM r_contact WHERE id = '${contact}';
           UPDATE one SET id = 'somebody'; INSERT INTO r_contact SELECT * FROM one`,
        ),
      ),
    ).toEqual(['rowExtra contact somebody'])
    let entry = ''
    expect(
      await found((db) => {
        entry = db
          .prepare("SELECT record FROM longtexts WHERE type = 'key-tool'")
          .pluck()
          .get() as string
        db.prepare('UPDATE longtexts SET value = ? WHERE record = ?').run('封条破损', entry)
      }),
    ).toEqual([`rowAltered key-tool ${entry}`])
  })
})

describe('a foreign signature', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey
  it('is named when one commit was signed by another key', async () => {
    expect(
      await found((db) => {
        const row = rowOf(db, own, 11)
        put(db, row.id, { ...row, signature: sign(null, row.hash, stranger) })
      }),
    ).toEqual([`signatureForeign ${own}/11`])
  })

  it('is named on every commit of a tail that was written anew', async () => {
    const from = last(own) - 5
    const report = await found((db) => {
      let previous = rowOf(db, own, from - 1).hash
      for (const seq of numbers(from, last(own))) {
        const row = rowOf(db, own, seq)
        const text = row.body.toString('utf8')
        const body = Buffer.from(seq === from ? text.replace('register', 'Register') : text)
        const hash = Buffer.from(chainHash(previous, body))
        put(db, row.id, { body, hash, signature: sign(null, hash, stranger) })
        previous = hash
      }
    }, heads)
    expect(report).toEqual(
      numbers(from, last(own))
        .map((seq) => `signatureForeign ${own}/${seq}`)
        .sort(),
    )
  })

  it('of a person is told from that of the device', async () => {
    // The device signs again what it was made to alter; the person's signature no longer fits.
    expect(
      await found((db) => {
        const end = last(own)
        const device = db
          .prepare("SELECT value FROM local_state WHERE key = 'deviceKey'")
          .pluck()
          .get() as string
        const row = rowOf(db, own, end)
        const body = Buffer.from(row.body.toString('utf8').replace('"phone":"4"', '"phone":"5"'))
        expect(body.equals(row.body)).toBe(false)
        const hash = Buffer.from(chainHash(rowOf(db, own, end - 1).hash, body))
        const signature = sign(null, hash, {
          key: Buffer.from(device, 'base64url'),
          format: 'der',
          type: 'pkcs8',
        })
        put(db, row.id, { body, hash, signature })
        db.prepare("UPDATE r_contact SET phone = '5' WHERE id = ?").run(contact)
      }),
    ).toEqual([`personSignature ${own}/${last(own)}`])
  })
})
