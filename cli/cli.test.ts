import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { VerifyReport } from '../contract/oversight.ts'

// Each case starts processes of its own, which a busy machine makes wait.
vi.setConfig({ testTimeout: 90_000 })

const MAIN = resolve(import.meta.dirname, 'main.ts')
const PASSWORD = 'correct horse'
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-cli-'))
const demo = join(folder, 'demo')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  return spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { PATH, NODE_COMPILE_CACHE, LANG: 'en_GB.UTF-8', WATCHKEEPER_PASSWORD: PASSWORD, ...env },
    input: '',
  })
}

const json = (done: Run): unknown => JSON.parse(done.stdout)
const at = (workspace: string, ...args: string[]): string[] => [...args, '-w', workspace, '--json']

function copyOfDemo(name: string): string {
  const copy = join(folder, name)
  cpSync(demo, copy, { recursive: true })
  return copy
}

/** The largest file under a folder of blobs. */
function aBlob(workspace: string): string {
  const files = readdirSync(workspace, { recursive: true, encoding: 'utf8' })
    .map((name) => join(workspace, name))
    .filter((path) => path.includes('blobs') && statSync(path).isFile())
    .toSorted((a, b) => statSync(b).size - statSync(a).size)
  const [first] = files
  if (first === undefined) throw new Error('the demonstration has no attachments')
  return first
}

let laidOut: Run
beforeAll(() => {
  laidOut = run(at(demo, 'demo', '--days', '14'))
}, 60_000)

describe('the command line', () => {
  it('lays out a demonstration, and lists everybody in it', () => {
    expect(laidOut).toMatchObject({ status: 0, stderr: '' })
    const { accounts } = json(laidOut) as { accounts: { login: string; roles: string[] }[] }
    expect(accounts.length).toBeGreaterThan(8)
    for (const { login } of [accounts[0], accounts.at(-1)].filter((one) => one !== undefined))
      expect(run(at(demo, 'call', 'session.current', '-u', login)).status).toBe(0)
  })

  it('makes a workspace and prints its recovery key once', () => {
    const made = join(folder, 'made')
    const options = ['--name', '滨江', '--person', '陈立远', '--user', 'chenly', '--device', 'B2']
    const done = run(at(made, 'init', ...options))
    expect(done.status).toBe(0)
    expect((json(done) as { recoveryKey: string }).recoveryKey).toMatch(/^(?:[0-9A-Z]{5}-){6}/u)
    expect(run(at(made, 'verify')).status).toBe(0)
    const again = run(at(made, 'init', ...options))
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('workspaceExists')
  })

  it('makes nothing of a workspace that is refused', () => {
    const options = (path: string) =>
      at(path, 'init', '--name', 'x', '--person', 'x', '--user', 'chenly')
    const weak = run(options(join(folder, 'weak')), { WATCHKEEPER_PASSWORD: 'short' })
    expect(weak).toMatchObject({ status: 1, stdout: '' })
    expect(weak.stderr).toContain('(passwordWeak)')
    expect(existsSync(join(folder, 'weak'))).toBe(false)
    const file = join(folder, 'file')
    writeFileSync(file, 'x')
    expect(run(options(file)).stderr).toContain('(workspaceExists)')
    expect(run(options(join(file, 'below'))).stderr).toMatch(/^Failed: .+\(storageFailed\)\n$/u)
  })

  it('names the options that are missing', () => {
    const done = run(at(join(folder, 'none'), 'init', '--name', 'x'))
    expect(done.status).toBe(2)
    expect(done.stderr).toContain('--person, --user')
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('verifies what is unaltered, and rebuilds it to the same tables', () => {
    const verified = json(run(at(demo, 'verify'))) as VerifyReport
    expect(verified).toMatchObject({ ok: true, findings: [] })
    const rebuilt = run(at(demo, 'rebuild'))
    expect(rebuilt.status).toBe(0)
    expect(json(rebuilt)).toMatchObject({ same: true })
    expect(run(['verify', '-w', demo]).stdout).toContain('Nothing was altered')
  })

  it('finds a changed attachment and names it', () => {
    const copy = copyOfDemo('blob')
    const path = aBlob(copy)
    const bytes = readFileSync(path)
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const done = run(at(copy, 'verify'))
    expect(done.status).toBe(1)
    const { findings } = json(done) as VerifyReport
    expect(findings.map(({ kind }) => kind)).toEqual(['blobAltered'])
    expect(findings[0]?.where).toBe(basename(dirname(path)) + basename(path))
  })

  it('finds a tail that was cut off after heads seen before', () => {
    const copy = copyOfDemo('older')
    const written = run(
      at(demo, 'call', 'log.write', '--input', '{"text":"接班。","category":"handover"}'),
    )
    expect(written.status).toBe(0)
    const file = join(folder, 'heads.json')
    writeFileSync(file, run(at(demo, 'call', 'audit.heads')).stdout)
    expect(run(at(demo, 'verify', '--head', file)).status).toBe(0)
    const done = run(at(copy, 'verify', '--head', file))
    expect(done.status).toBe(1)
    const kinds = (json(done) as VerifyReport).findings.map(({ kind }) => kind)
    expect(kinds).toEqual(['tailTruncated'])
  })

  it('exports a register and the log, and overwrites nothing unasked', () => {
    for (const format of ['csv', 'xlsx', 'json']) {
      const out = join(folder, `contacts.${format}`)
      const args = at(demo, 'export', 'contact', '--format', format, '-o', out)
      const done = run(args)
      expect(done.status).toBe(0)
      expect((json(done) as { rows: number }).rows).toBeGreaterThan(3)
      const bytes = readFileSync(out)
      expect(bytes.length).toBeGreaterThan(200)
      expect(run(args)).toMatchObject({ status: 1, stdout: '' })
      expect(readFileSync(out).equals(bytes)).toBe(true)
    }
    const out = join(folder, 'log.csv')
    expect(run(at(demo, 'export', 'log', '-o', out)).status).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('SAN-02')
    const folded = run(at(demo, 'export', 'log', '--format', 'json', '-o', folder))
    expect(folded.status).toBe(0)
    const { path, rows } = json(folded) as { path: string; rows: number }
    expect(path.startsWith(folder)).toBe(true)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(rows)
    const nowhere = run(at(demo, 'export', 'log', '-o', join(folder, 'none', 'log.csv')))
    expect(nowhere.status).toBe(1)
    expect(nowhere.stderr.trim()).toBe(`There is no folder ${join(folder, 'none')}`)
    expect(run(at(demo, 'export', 'log', '--format', 'pdf')).status).toBe(2)
    for (const wrong of [
      ['log', '--from', '2026-02-30'],
      ['log', '--to', '2026-13-01'],
      ['log', '--columns', 'text'],
      ['contact', '--from', '2026-02-01'],
    ])
      expect(run(at(demo, 'export', ...wrong, '-o', folder)), wrong.join(' ')).toMatchObject({
        status: 2,
        stdout: '',
      })
    const column = run(at(demo, 'export', 'contact', '--columns', 'nosuch', '-o', folder))
    expect(column).toMatchObject({ status: 1, stdout: '' })
    expect(column.stderr).toContain('(fieldInvalid)')
  })

  it('searches a piece of a Chinese text', () => {
    const chinese = join(folder, 'zh')
    expect(run(at(chinese, 'demo', '--days', '14', '--lang', 'zh-CN')).status).toBe(0)
    const found = json(run(at(chinese, 'search', '存储厂家', '--records', '--limit', '2'))) as {
      total: number
      hits: { title: string }[]
    }
    expect(found.total).toBeGreaterThan(2)
    expect(found.hits).toHaveLength(2)
    expect(found.hits[0]?.title).toContain('存储厂家')
    expect(run(at(chinese, 'search', 'x', '--limit', '0')).status).toBe(2)
    expect(run(at(join(folder, 'none'), 'demo', '--days', '13')).status).toBe(2)
  })

  it('calls procedures as the person may, with bytes as base64', () => {
    const bytes = Buffer.from('name,phone\nx,1\n').toString('base64')
    const input = JSON.stringify({
      type: 'contact',
      file: { name: 'a.csv', bytes: { $bytes: bytes } },
    })
    expect(json(run(at(demo, 'call', 'transfer.inspect', '--input', input)))).toMatchObject({
      columns: ['name', 'phone'],
    })
    const denied = run(at(demo, 'call', 'accounts.list', '-u', 'zhou.m'))
    expect(denied).toMatchObject({ status: 1, stdout: '' })
    expect(denied.stderr).toContain('(denied)')
    expect(run(at(demo, 'call', 'no.such')).stderr).toContain('(unknownProcedure)')
    expect(run(at(demo, 'call', 'log.list', '--input', '{')).status).toBe(2)
  })

  it('enrols a workstation, joins as it, and carries records between the two', () => {
    const home = copyOfDemo('home')
    const other = join(folder, 'other')
    const stick = join(folder, 'stick')
    mkdirSync(stick)
    const env = { WATCHKEEPER_PASSPHRASE: 'a rather long passphrase' }
    const named = (done: Run): string => join(stick, (json(done) as { name: string }).name)
    const invitation = named(
      run(at(home, 'enrol', stick, '--name', 'Back office', '--code', 'B2'), env),
    )
    expect(run(at(other, 'join', invitation), { WATCHKEEPER_PASSPHRASE: '' }).status).toBe(2)
    expect(run(at(other, 'join', invitation), env)).toMatchObject({ status: 0 })
    const entry = JSON.stringify({ text: 'Written in the back office', category: 'round' })
    expect(run(at(other, 'call', 'log.write', '-u', 'chen.ly', '--input', entry)).status).toBe(0)
    const back = named(run(at(other, 'bundle', 'export', stick, '-u', 'chen.ly', '--for', 'A3')))
    expect(json(run(at(home, 'bundle', 'inspect', back, '-u', 'chen.ly')))).toMatchObject({
      deviceName: 'Back office',
    })
    const taken = run(at(home, 'bundle', 'import', back, '-u', 'chen.ly'))
    expect(taken.status).toBe(0)
    expect(json(taken)).toMatchObject({ refused: [], held: 0 })
    const found = run(
      at(home, 'search', 'Written in the back office', '--records', '-u', 'chen.ly'),
    )
    expect(json(found)).toMatchObject({ total: 1 })
    expect(run(at(home, 'bundle', 'lose', stick)).status).toBe(2)
  })

  it('backs a workspace up, and restores it on another machine and in its place', () => {
    const home = copyOfDemo('backed up')
    const medium = join(folder, 'medium')
    const fresh = join(folder, 'restored')
    mkdirSync(medium)
    expect(json(run(at(home, 'backup', medium)))).toMatchObject({ findings: 0 })
    const listed = json(run(at(home, 'backup', '--list', medium))) as {
      backups: { name: string }[]
    }
    const wrong = run(at(fresh, 'restore', medium), { WATCHKEEPER_PASSWORD: 'wrong horse' })
    expect(wrong.stderr).toContain('(passwordWrong)')
    expect(json(run(at(fresh, 'restore', medium)))).toMatchObject({ code: 'A3', findings: 0 })
    expect(run(at(fresh, 'restore', medium)).stderr).toContain('(workspaceExists)')
    const name = listed.backups[0]?.name ?? ''
    expect(run(at(home, 'restore', medium, '--replace', '--backup', name)).status).toBe(0)
  })

  it('says what is wrong, in the language asked for', () => {
    expect(run(['verfy'])).toMatchObject({ status: 2, stdout: '' })
    const wrong = run(at(demo, 'verify'), { WATCHKEEPER_PASSWORD: 'wrong horse' })
    expect(wrong).toMatchObject({ status: 1, stdout: '' })
    expect(wrong.stderr).toContain('(passwordWrong)')
    expect(run(at(demo, 'verify'), { WATCHKEEPER_PASSWORD: '' }).status).toBe(2)
    expect(run(at(join(folder, 'nowhere'), 'verify')).stderr).toContain('(workspaceMissing)')
    expect(run(['verify', '-w', join(folder, 'nowhere'), '--lang', 'zh-CN']).stderr).toMatch(
      /失败：/u,
    )
    expect(run(['help', '--lang', 'zh-CN']).stdout).toContain('用法')
  })
})
