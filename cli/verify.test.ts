import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { VerifyReport } from '../contract/oversight.ts'
import { openDatabase } from '../core/db/open.ts'
import { createCore } from '../core/host.ts'
import { addAccount, done, FOUNDER, passwordOf } from '../core/testing.ts'
import { pathsOf } from '../core/workspace/files.ts'

// Each case starts processes of its own, which a busy machine makes wait.
vi.setConfig({ testTimeout: 90_000 })

const ROOT = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-cli-verify-'))
const original = join(folder, 'original')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Commits of this device, the first of a workspace, are numbered from here. */
const FIRST = 2 ** 36
let key: Uint8Array
let stream: string
let heads: string
let last: number
let blob: string
const entries: { seq: number; id: string }[] = []
const entry = (index: number): { seq: number; id: string } => {
  const found = entries[index]
  if (!found) throw new Error(`there is no entry ${index}`)
  return found
}

beforeAll(async () => {
  const core = createCore({ workspacePath: original })
  try {
    await done(core, 'workspace.create', FOUNDER)
    await addAccount(core, 'zhoum', ['operator'])
    const bytes = Buffer.from('空调机房巡检照片')
    const file = await done(core, 'files.put', { name: '照片.txt', mime: 'text/plain', bytes })
    blob = file.sha256
    for (let count = 0; count < 6; count += 1) {
      const { id, commit } = await done(core, 'log.write', {
        text: `第${count}次巡检，机房温度正常`,
        category: 'round',
        ...(count === 2 ? { attachments: [file] } : {}),
      })
      entries.push({ id, seq: Number(commit.split('/')[1]) })
    }
    const seen = await done(core, 'audit.heads', {})
    last = seen.seq
    stream = Object.keys(seen.heads)[0] ?? ''
    heads = join(folder, 'heads.json')
    writeFileSync(heads, JSON.stringify(seen))
    key = Uint8Array.from(core.manager.workspace?.databaseKey ?? [])
  } finally {
    await core.close()
  }
}, 30_000)

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  return spawnSync(process.execPath, [join(ROOT, 'cli/main.ts'), ...args], {
    encoding: 'utf8',
    env: {
      PATH,
      NODE_COMPILE_CACHE,
      LANG: 'en_GB.UTF-8',
      WATCHKEEPER_PASSWORD: FOUNDER.password,
      ...env,
    },
    input: '',
  })
}

let copies = 0
/** A copy that somebody with the key changed while nobody had it open. */
function altered(tamper: (db: Database, folder: string) => void): string {
  const copy = join(folder, `copy-${++copies}`)
  cpSync(original, copy, { recursive: true })
  const db = openDatabase(pathsOf(copy).database, key)
  tamper(db, copy)
  db.close()
  return copy
}

const column = <T>(db: Database, name: string, seq: number): T =>
  db
    .prepare(`SELECT ${name} FROM commits WHERE id = ?`)
    .pluck()
    .get(FIRST + seq) as T

const cases: readonly {
  readonly title: string
  readonly tamper: (db: Database, folder: string) => void
  readonly found: () => readonly string[]
}[] = [
  {
    title: 'a changed byte in a commit',
    tamper: (db) => {
      const body = column<Buffer>(db, 'body', entry(3).seq)
      const at = body.indexOf('正常')
      body[at + 2] = (body[at + 2] ?? 0) ^ 1
      db.prepare('UPDATE commits SET body = ? WHERE id = ?').run(body, FIRST + entry(3).seq)
    },
    found: () => [`commitAltered ${stream}/${entry(3).seq}`],
  },
  {
    title: 'a removed commit',
    tamper: (db) => db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + entry(4).seq),
    found: () => [`commitMissing ${stream}/${entry(4).seq}`],
  },
  {
    title: 'two swapped commits',
    tamper: (db) => {
      const rows = [entry(1), entry(2)].map(({ seq }) =>
        ['body', 'hash', 'signature'].map((name) => column<Buffer>(db, name, seq)),
      )
      const put = db.prepare('UPDATE commits SET body = ?, hash = ?, signature = ? WHERE id = ?')
      put.run(...(rows[1] ?? []), FIRST + entry(1).seq)
      put.run(...(rows[0] ?? []), FIRST + entry(2).seq)
    },
    found: () => [`commitOrder ${stream}/${entry(1).seq}`, `commitOrder ${stream}/${entry(2).seq}`],
  },
  {
    title: 'a foreign signature',
    tamper: (db) => {
      const { seq } = entry(5)
      const { privateKey } = generateKeyPairSync('ed25519')
      const signature = sign(null, column<Buffer>(db, 'hash', seq), privateKey)
      db.prepare('UPDATE commits SET signature = ? WHERE id = ?').run(signature, FIRST + seq)
    },
    found: () => [`signatureForeign ${stream}/${entry(5).seq}`],
  },
  {
    title: 'a changed derived row',
    tamper: (db) =>
      db.prepare("UPDATE r_log_entry SET text = '无异常' WHERE id = ?").run(entry(0).id),
    found: () => [`rowAltered log-entry ${entry(0).id}`],
  },
  {
    title: 'a changed blob',
    tamper: (_db, copy) => {
      const path = join(pathsOf(copy).blobs, blob.slice(0, 2), blob.slice(2))
      const bytes = readFileSync(path)
      const middle = bytes.length >> 1
      bytes[middle] = (bytes[middle] ?? 0) ^ 1
      writeFileSync(path, bytes)
    },
    found: () => [`blobAltered ${blob}`],
  },
]

describe('watchkeeper verify', () => {
  it.each(cases)('names $title, and nothing else', ({ tamper, found }) => {
    const copy = altered(tamper)
    const done = run(['verify', '-w', copy, '--json'])
    expect(done.status).toBe(1)
    const report = JSON.parse(done.stdout) as VerifyReport
    expect(report.ok).toBe(false)
    expect(report.findings.map(({ kind, where }) => `${kind} ${where}`).sort()).toEqual(found())
  })

  it('names it to people in both languages', () => {
    const copy = altered((db) =>
      db.prepare('DELETE FROM commits WHERE id = ?').run(FIRST + entry(4).seq),
    )
    const where = `${stream}/${entry(4).seq}`
    const english = run(['verify', '-w', copy])
    expect(english).toMatchObject({ status: 1, stderr: '' })
    expect(english.stdout).toContain('1 found wrong:')
    expect(english.stdout).toContain(where)
    const chinese = run(['verify', '-w', copy], { LANG: 'zh_CN.UTF-8' })
    expect(chinese.status).toBe(1)
    expect(chinese.stdout).toContain('发现1处异常：')
    expect(chinese.stdout).toContain(where)
  })

  it('finds a truncated tail by the heads from before, although the tables were made anew', () => {
    const from = entry(0).seq
    const cut = altered((db) => db.prepare('DELETE FROM commits WHERE id >= ?').run(FIRST + from))
    const rebuilt = run(['rebuild', '-w', cut, '--json'])
    expect(rebuilt.status).toBe(0)
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ same: false })
    expect(run(['verify', '-w', cut]).status).toBe(0)
    const done = run(['verify', '-w', cut, '--head', heads, '--json'])
    expect(done.status).toBe(1)
    const { findings } = JSON.parse(done.stdout) as VerifyReport
    // A folder that was copied goes on in a stream of its own: no number of what was cut off is given out again.
    expect(findings.map(({ kind, where }) => `${kind} ${where}`)).toEqual([
      `tailTruncated ${stream}/${from}-${last}`,
    ])
  })

  it('puts derived rows right again by rebuilding', () => {
    const copy = altered((db) => db.exec("UPDATE r_log_entry SET text = '无异常'"))
    expect(run(['verify', '-w', copy]).status).toBe(1)
    expect(JSON.parse(run(['rebuild', '-w', copy, '--json']).stdout)).toMatchObject({ same: false })
    expect(run(['verify', '-w', copy]).status).toBe(0)
  })

  it('is refused to people without the right, with a reason and no document', () => {
    const denied = run(['verify', '-w', original, '--json', '-u', 'zhoum'], {
      WATCHKEEPER_PASSWORD: passwordOf('zhoum'),
    })
    expect(denied).toMatchObject({ status: 1, stdout: '' })
    expect(denied.stderr).toContain('(denied)')
  })

  it('wants a heads file that is one', () => {
    const file = join(folder, 'no-heads.json')
    writeFileSync(file, '{"heads":{"x":"y"}}')
    expect(run(['verify', '-w', original, '--head', file])).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('a workspace that the application has open', () => {
  it('is left alone, and that is said', async () => {
    const core = createCore({ workspacePath: original })
    try {
      await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
      const before = await done(core, 'audit.heads', {})
      const used = run(['verify', '-w', original, '--json'])
      expect(used).toMatchObject({ status: 1, stdout: '' })
      expect(used.stderr).toContain('(workspaceInUse)')
      const chinese = run(['rebuild', '-w', original, '--lang', 'zh-CN'])
      expect(chinese.status).toBe(1)
      expect(chinese.stderr).toMatch(/^失败：.*\(workspaceInUse\)$/mu)
      expect(await done(core, 'audit.heads', {})).toEqual(before)
    } finally {
      await core.close()
    }
  })
})

describe('npm run cli', () => {
  it('takes the Node of the package, whichever stands in PATH, and the password from standard input', () => {
    const path = (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((part) => !part.includes('node_modules'))
      .join(delimiter)
    const { HOME = folder } = process.env
    const ran = spawnSync('npm', ['run', '-s', 'cli', '--', 'verify', '--json', '-w', original], {
      encoding: 'utf8',
      cwd: ROOT,
      shell: process.platform === 'win32',
      env: { PATH: path, HOME, LANG: 'C' },
      input: `${FOUNDER.password}\n`,
    })
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, findings: [] })
  })
})
