import { generateKeyPairSync, sign } from 'node:crypto'
import { cpSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Heads, VerifyReport } from '../contract/oversight.ts'
import { openDatabase } from './db/open.ts'
import { chainHash } from './log/codec.ts'
import { FEATURES } from './features.ts'
import type { Core } from './host.ts'
import { useProjections } from './projections.ts'
import { addAccount, done, FOUNDER, signInAs, standIn, TestPlace } from './testing.ts'
import { typeRegistry } from './type-registry.ts'
import { readDescription } from './workspace/description.ts'
import { pathsOf } from './workspace/files.ts'
import { openWorkspace } from './workspace/open-workspace.ts'

const place = new TestPlace()
afterAll(() => place.clear())

/** The workspace that every case copies, closed. */
let key: Uint8Array
let heads: Heads
let digest: string
let stream: string
let last: number, blob: string
/** Commits of entries and contacts as they were written, and their records. */
const entries: { seq: number; id: string }[] = []
const contacts: { seq: number; id: string }[] = []

const seqOf = (commit: string): number => Number(commit.slice(commit.indexOf('/') + 1))

beforeAll(async () => {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'zhoum', ['operator'])
  const bytes = Buffer.from('%PDF-1.7 空调机房巡检表')
  const file = await done(core, 'files.put', { name: '巡检表.pdf', mime: 'application/pdf', bytes })
  blob = file.sha256
  for (let count = 0; count < 8; count++) {
    const { id, commit } = await done(core, 'log.write', {
      text: `第${count}次巡检，机房温度正常`,
      category: 'round',
      ...(count === 2 ? { attachments: [file] } : {}),
    })
    entries.push({ id, seq: seqOf(commit) })
    if (count % 2 === 0) continue
    const contact = await done(core, 'register.create', {
      type: 'contact',
      fields: {
        role: 'vendor',
        name: `联系人${count}`,
        phone: `1380000000${count}`,
        notes: '夜间先打值班电话',
      },
    })
    contacts.push({ id: contact.id, seq: seqOf(contact.commit) })
  }
  await done(core, 'log.write', { text: '交接班', category: 'handover' })
  const found = await done(core, 'audit.heads', {})
  heads = found.heads
  stream = Object.keys(heads)[0] ?? ''
  last = found.seq
  key = Uint8Array.from(core.manager.workspace?.databaseKey ?? [])
  digest = core.manager.workspace?.log.digest() ?? ''
  await core.close()
})

let copies = 0
/** A copy of the workspace, tampered with while nobody has it open. */
function altered(tamper: (db: Database, folder: string) => void): string {
  const folder = join(place.folder, `copy-${++copies}`)
  cpSync(place.workspace, folder, { recursive: true })
  const db = openDatabase(pathsOf(folder).database, key)
  standIn(db)
  tamper(db, folder)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return folder
}

async function opened(folder: string): Promise<Core> {
  const core = place.core({ workspacePath: folder })
  await signInAs(core, FOUNDER.login)
  return core
}

async function verified(folder: string, seen?: Heads): Promise<VerifyReport> {
  const core = await opened(folder)
  const report = await done(core, 'audit.verify', seen ? { heads: seen } : {})
  await core.close()
  return report
}

const named = (report: VerifyReport): string[] =>
  report.findings.map(({ kind, where }) => `${kind} ${where}`).sort()

interface Row {
  readonly id: number
  readonly body: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}
const FIRST = 2 ** 36
const rowAt = (db: Database, seq: number): Row =>
  db.prepare<[number], Row>('SELECT * FROM commits WHERE id = ?').get(FIRST + seq) as Row
const entry = (index: number): { seq: number; id: string } =>
  entries[index] ?? { seq: 0, id: 'none' }
const contact = (index: number): { seq: number; id: string } =>
  contacts[index] ?? { seq: 0, id: 'none' }

/** Replaces one piece of a body by another of the same length. */
function changeBody(db: Database, seq: number, from: string, to: string): void {
  const { id, body } = rowAt(db, seq)
  const text = body.toString('utf8')
  if (!text.includes(from)) throw new Error(`${from} is not in ${text}`)
  db.prepare('UPDATE commits SET body = ? WHERE id = ?').run(
    Buffer.from(text.replace(from, to)),
    id,
  )
}

function changeByte(path: string, at: (length: number) => number): void {
  const bytes = readFileSync(path)
  const index = at(bytes.length)
  bytes[index] = (bytes[index] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
const blobPath = (folder: string): string =>
  join(pathsOf(folder).blobs, blob.slice(0, 2), blob.slice(2))

/** Two commits change places: with their hashes and signatures. */
function swap(db: Database, one: number, other: number): void {
  const [a, b] = [rowAt(db, one), rowAt(db, other)]
  const put = db.prepare('UPDATE commits SET body = ?, hash = ?, signature = ? WHERE id = ?')
  put.run(b.body, b.hash, b.signature, a.id)
  put.run(a.body, a.hash, a.signature, b.id)
}

interface Case {
  readonly title: string
  readonly tamper: (db: Database, folder: string) => void
  readonly expected: () => string[]
}

const cases: readonly Case[] = [
  {
    title: 'a changed byte in a commit body',
    tamper: (db) => changeBody(db, entry(3).seq, '温度正常', '温度反常'),
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a changed byte that leaves a body no commit',
    tamper: (db) => changeBody(db, entry(3).seq, '["wk1"', '{"wk1"'),
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a changed body whose hash was made to fit',
    tamper: (db) => {
      const { seq } = entry(3)
      changeBody(db, seq, '温度正常', '温度反常')
      const hash = chainHash(rowAt(db, seq - 1).hash, rowAt(db, seq).body)
      db.prepare('UPDATE commits SET hash = ? WHERE id = ?').run(hash, FIRST + seq)
    },
    expected: () => [`signatureForeign ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a changed body with the hash of nothing',
    tamper: (db) => {
      const { seq } = entry(3)
      changeBody(db, seq, '温度正常', '温度反常')
      db.prepare('UPDATE commits SET hash = zeroblob(32) WHERE id = ?').run(FIRST + seq)
    },
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a commit that claims another stream',
    tamper: (db) => changeBody(db, entry(3).seq, `"${stream}"`, `"${'0'.repeat(16)}.1"`),
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a removed commit and another that claims its number',
    tamper: (db) => {
      db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + entry(2).seq)
      changeBody(db, entry(3).seq, `",${entry(3).seq},`, `",${entry(2).seq},`)
    },
    expected: () => [
      `commitAltered ${stream}/${entry(3).seq}`,
      `commitMissing ${stream}/${entry(2).seq}`,
    ],
  },
  {
    title: 'a commit that claims another number',
    tamper: (db) => {
      const { seq } = entry(3)
      changeBody(db, seq, `",${seq},`, `",${seq - 1},`)
    },
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a changed byte in the last commit',
    tamper: (db) => changeBody(db, last, '交接班', '交接完'),
    expected: () => [`commitAltered ${stream}/${last}`],
  },
  {
    title: 'a changed stored hash over an intact body',
    tamper: (db) =>
      db.prepare('UPDATE commits SET hash = zeroblob(32) WHERE id = ?').run(FIRST + entry(3).seq),
    expected: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a removed commit',
    tamper: (db) => db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + entry(4).seq),
    expected: () => [`commitMissing ${stream}/${entry(4).seq}`],
  },
  {
    title: 'removed commits in a row, and one apart',
    tamper: (db) => {
      const remove = db.prepare('DELETE FROM commits WHERE id = ?')
      for (const seq of [entry(3).seq, entry(3).seq + 1, entry(6).seq]) remove.run(FIRST + seq)
    },
    expected: () => [
      `commitMissing ${stream}/${entry(3).seq}-${entry(3).seq + 1}`,
      `commitMissing ${stream}/${entry(6).seq}`,
    ],
  },
  {
    title: 'a removed commit and a changed one behind it, which only the tables can tell',
    tamper: (db) => {
      db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + contact(0).seq)
      changeBody(db, entry(2).seq, '温度正常', '温度反常')
    },
    expected: () => [
      `commitMissing ${stream}/${contact(0).seq}`,
      `rowAltered log-entry ${entry(2).id}`,
    ],
  },
  {
    title: 'the first commit removed',
    tamper: (db) => db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + 1),
    expected: () => [`commitMissing ${stream}/1`],
  },
  {
    title: 'two neighbouring commits swapped',
    tamper: (db) => swap(db, entry(1).seq, entry(1).seq + 1),
    expected: () => [
      `commitOrder ${stream}/${entry(1).seq}`,
      `commitOrder ${stream}/${entry(1).seq + 1}`,
    ],
  },
  {
    title: 'two distant commits swapped',
    tamper: (db) => swap(db, entry(1).seq, entry(6).seq),
    expected: () => [
      `commitOrder ${stream}/${entry(1).seq}`,
      `commitOrder ${stream}/${entry(6).seq}`,
    ],
  },
  {
    title: 'only the bodies of two commits swapped',
    tamper: (db) => {
      const [a, b] = [rowAt(db, entry(1).seq), rowAt(db, entry(6).seq)]
      const put = db.prepare('UPDATE commits SET body = ? WHERE id = ?')
      put.run(b.body, a.id)
      put.run(a.body, b.id)
    },
    expected: () => [
      `commitAltered ${stream}/${entry(1).seq}`,
      `commitAltered ${stream}/${entry(6).seq}`,
    ],
  },
  {
    title: 'a commit signed again with another key',
    tamper: (db) => {
      const { id, hash } = rowAt(db, entry(5).seq)
      const { privateKey } = generateKeyPairSync('ed25519')
      db.prepare('UPDATE commits SET signature = ? WHERE id = ?').run(
        sign(null, hash, privateKey),
        id,
      )
    },
    expected: () => [`signatureForeign ${stream}/${entry(5).seq}`],
  },
  {
    title: 'a changed cell of a derived row',
    tamper: (db) =>
      db
        .prepare('UPDATE r_log_entry SET text = ? WHERE id = ?')
        .run('第1次巡检，机房温度反常', entry(1).id),
    expected: () => [`rowAltered log-entry ${entry(1).id}`],
  },
  {
    title: 'a changed long text of a derived row',
    tamper: (db) =>
      db.prepare("UPDATE longtexts SET value = '不必打' WHERE record = ?").run(contact(1).id),
    expected: () => [`rowAltered contact ${contact(1).id}`],
  },
  {
    title: 'a changed writer of a derived row',
    tamper: (db) =>
      db.prepare("UPDATE r_contact SET _created_by = 'nobody' WHERE id = ?").run(contact(0).id),
    expected: () => [`rowAltered contact ${contact(0).id}`],
  },
  {
    title: 'a changed byte in an attachment',
    tamper: (_db, folder) => changeByte(blobPath(folder), (length) => length >> 1),
    expected: () => [`blobAltered ${blob}`],
  },
  {
    title: 'a changed check sum of an attachment',
    tamper: (_db, folder) => changeByte(blobPath(folder), (length) => length - 1),
    expected: () => [`blobAltered ${blob}`],
  },
  {
    title: 'an attachment cut to nothing',
    tamper: (_db, folder) => writeFileSync(blobPath(folder), ''),
    expected: () => [`blobAltered ${blob}`],
  },
  {
    title: 'a removed attachment',
    tamper: (_db, folder) => unlinkSync(blobPath(folder)),
    expected: () => [`blobMissing ${blob}`],
  },
]

describe('verification', () => {
  it('finds nothing in what nobody touched, and a rebuild makes the same tables', async () => {
    const core = await opened(altered(() => undefined))
    const report = await done(core, 'audit.verify', { heads })
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ ok: true, commits: last + 1, blobs: 1 })
    expect(report.heads[stream]?.[0]).toBe(last + 1)
    expect((await done(core, 'maintenance.rebuild', {})).same).toBe(true)
    expect((await done(core, 'audit.verify', { heads })).findings).toEqual([])
    await core.close()
  })

  it('gives the digest from before when tables are made anew, lost rows and all', () => {
    const types = typeRegistry(FEATURES)
    const rebuilt = (tamper: (db: Database) => void): readonly (string | undefined)[] => {
      const folder = altered(tamper)
      const description = readDescription(folder)
      if (!description) throw new Error('no workspace')
      const workspace = openWorkspace(
        { folder, databaseKey: key, types, now: Date.now },
        description,
      )
      useProjections(workspace, types, FEATURES)
      const digests = [workspace.log.digest(), workspace.log.rebuild().digest]
      workspace.close()
      return digests
    }
    expect(rebuilt(() => undefined)).toEqual([digest, digest])
    const [before, after] = rebuilt((db) => db.exec('DELETE FROM r_contact; DELETE FROM longtexts'))
    expect(before).not.toBe(digest)
    expect(after).toBe(digest)
  })

  it.each(cases)('names $title, and nothing else', async ({ tamper, expected }) => {
    const folder = altered(tamper)
    const report = await verified(folder)
    expect(named(await verified(folder, heads))).toEqual(named(report))
    expect(named(report)).toEqual(expected().sort())
    expect(report.ok).toBe(false)
  })
})

describe('a truncated tail', () => {
  const cut = (from: number) =>
    altered((db) => db.prepare('DELETE FROM commits WHERE id >= ?').run(FIRST + from))

  /** The tables are made anew first, so that nothing derived speaks of what was cut off. */
  async function hidden(folder: string, seen?: Heads): Promise<string[]> {
    const core = await opened(folder)
    await done(core, 'maintenance.rebuild', {})
    const report = await done(core, 'audit.verify', seen ? { heads: seen } : {})
    await core.close()
    return named(report)
  }

  it('is found by the heads given from before', async () => {
    const from = entry(6).seq
    // The sign-in that opened the workspace took the first of the numbers.
    expect(await hidden(cut(from), heads)).toEqual([`tailTruncated ${stream}/${from + 1}-${last}`])
    expect(await hidden(cut(from))).toEqual([])
  })

  it('is found although the sign-in wrote as much as was cut', async () => {
    expect(await hidden(cut(last), heads)).toEqual([`fork ${stream}/${last}`])
  })

  it('is found without heads while derived rows speak of it', async () => {
    const from = entry(6).seq
    // Its number was taken by the sign-in, so the first entry stands in the tables alone.
    expect(named(await verified(cut(from)))).toEqual([
      `rowExtra log-entry ${entry(6).id}`,
      `tailTruncated ${stream}/${from + 1}-${last}`,
    ])
  })
})
