import { createHash } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Core } from '../../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import { workbook } from '../../../../tests/support/office-files.ts'
import { addDocument } from '../../../../tests/support/library-documents.ts'

let place: TestPlace
let core: Core
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const bytesOf = (value: string): Uint8Array => new TextEncoder().encode(value)

beforeEach(async () => {
  place = new TestPlace()
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
})
afterEach(() => place.clear())

const textFile = (name: string, content: string) => ({ name, bytes: bytesOf(content) })
const openAccess = async (): Promise<number> => {
  const { entries } = await done(core, 'audit.list', { type: 'access-event', limit: 50 })
  return entries.length
}

it('opens the published version, records it, and serves its file by the token', async () => {
  const { document, version } = addDocument(core, {
    title: '操作手册',
    format: 'text',
    encoding: 'gb18030',
    file: textFile('a.txt', '控制器切换'),
  })
  const before = await openAccess()
  const opened = await done(core, 'library.open', { document })
  expect(opened).toMatchObject({
    document: { id: document, title: '操作手册', level: 1 },
    version: { id: version, label: 'V1.0', format: 'text', encoding: 'gb18030', current: true },
    workstation: FOUNDER.deviceCode,
  })
  expect(await openAccess()).toBe(before + 1)
  const { token } = opened
  const whole = await done(core, 'library.serve', { token, path: 'f/document' })
  expect([text(whole.bytes), whole.size]).toEqual(['控制器切换', 15])
  const part = await done(core, 'library.serve', { token, path: 'f/document', from: 3, length: 6 })
  expect([text(part.bytes), part.size]).toEqual(['制器', 15])
  expect(
    (await done(core, 'library.serve', { token, path: 'f/document', from: 99 })).bytes,
  ).toHaveLength(0)
})

it('reads parts across the chunks of a large file as they were put in', async () => {
  const bytes = new Uint8Array((3 << 20) + 17).map((_, at) => (at * 7 + (at >> 9)) & 255)
  const { document } = addDocument(core, {
    title: 'large',
    format: 'pdf',
    level: 2,
    file: { name: 'a.pdf', bytes },
  })
  const { token } = await done(core, 'library.open', { document })
  for (const [from, length] of [
    [0, 10],
    [(1 << 20) - 3, 6],
    [(2 << 20) - 1, (1 << 20) + 2],
    [bytes.length - 5, 100],
  ] as const) {
    const part = await done(core, 'library.serve', { token, path: 'f/document', from, length })
    expect(Buffer.compare(part.bytes, bytes.subarray(from, from + length))).toBe(0)
    expect(part.size).toBe(bytes.length)
  }
})

it('gives files of a tree by their names and nothing outside of it', async () => {
  const zip = zipSync({
    'index.html': bytesOf('<h1>x</h1>'),
    'img/a.png': [bytesOf('picture'), { level: 0 }],
    'app.js': bytesOf('alert(1)'),
    'x.svg': bytesOf('<svg/>'),
  })
  const { document } = addDocument(core, {
    title: 'tree',
    format: 'tree',
    entry: 'index.html',
    file: { name: 'tree.zip', bytes: zip },
  })
  const { token, entry } = await done(core, 'library.open', { document })
  expect(entry).toBe('index.html')
  const get = (path: string) => done(core, 'library.serve', { token, path })
  expect(text((await get('f/index.html')).bytes)).toBe('<h1>x</h1>')
  expect(await get('f/img/a.png')).toMatchObject({ mime: 'image/png', size: 7 })
  // Neither a page nor a script has a type under which an engine would run it.
  for (const name of ['index.html', 'app.js'])
    expect((await get(`f/${name}`)).mime).toBe('application/octet-stream')
  for (const path of [
    'f/../keys.json',
    'f//etc/passwd',
    'f/img/../../x',
    'f/document',
    'f/body',
    'keys.json',
    'f/',
    '',
    'f/__proto__',
  ])
    expect([path, await codeOf(core, 'library.serve', { token, path })]).toEqual([path, 'notFound'])
})

it('survives an archive that lies about itself', async () => {
  const zip = Buffer.from(zipSync({ 'a.html': bytesOf('x'.repeat(5000)), 'b.html': bytesOf('b') }))
  const central = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  const lies: readonly ((bytes: Buffer) => void)[] = [
    (bytes) => bytes.writeUInt32LE(10, central + 24),
    (bytes) => bytes.writeUInt32LE(0xfffffff0, central + 42),
    (bytes) => bytes.writeUInt32LE(0xfffffff0, central + 20),
    (bytes) => bytes.writeUInt16LE(99, central + 10),
    (bytes) => bytes.fill(0xff, 40, 60),
  ]
  for (const lie of lies) {
    const bytes = Buffer.from(zip)
    lie(bytes)
    const { document } = addDocument(core, {
      title: 'lie',
      format: 'tree',
      file: { name: 't.zip', bytes },
    })
    const { token } = await done(core, 'library.open', { document })
    expect(await codeOf(core, 'library.serve', { token, path: 'f/a.html' })).toBe('notFound')
  }
  const { document } = addDocument(core, {
    title: 'none',
    format: 'tree',
    file: textFile('t.zip', 'no archive'),
  })
  const { token } = await done(core, 'library.open', { document })
  expect(await codeOf(core, 'library.serve', { token, path: 'f/a.html' })).toBe('notFound')
})

it('lets a token go with the session, a lock, another person, closing, or a deleted document', async () => {
  const { document } = addDocument(core, {
    title: 'a',
    format: 'text',
    file: textFile('a.txt', 'a'),
  })
  const serve = (token: string) => codeOf(core, 'library.serve', { token, path: 'f/document' })
  const open = async () => (await done(core, 'library.open', { document })).token
  await addAccount(core, 'reader', ['operator'])

  const first = await open()
  expect(await serve(first)).toBe('ok')
  expect(await serve('0'.repeat(32))).toBe('notFound')
  await done(core, 'session.lock', {})
  expect(await serve(first)).toBe('notSignedIn')
  await signInAs(core, FOUNDER.login)
  expect(await serve(first)).toBe('notFound')
  const second = await open()
  await signInAs(core, 'reader')
  expect(await serve(second)).toBe('notFound')
  const third = await open()
  await done(core, 'library.close', { token: third })
  expect(await serve(third)).toBe('notFound')
})

it('shows nothing above the clearance, also when the level goes up while it is read', async () => {
  const { document, version } = addDocument(core, {
    title: '核心口令',
    format: 'text',
    level: 2,
    file: textFile('a.txt', 'secret'),
  })
  const plain = addDocument(core, { title: 'plain', format: 'text', file: textFile('b.txt', 'b') })
  await addAccount(core, 'low', ['operator'])
  await signInAs(core, 'low')
  const opens = async (input: { document: string; version?: string }) =>
    codeOf(core, 'library.open', input)
  expect(await opens({ document })).toBe('notFound')
  expect(await opens({ document: uuidv7() })).toBe('notFound')
  // A version of another document, seen or not, is not opened through one that may be seen.
  expect(await opens({ document: plain.document, version })).toBe('notFound')
  const { token } = await done(core, 'library.open', { document: plain.document })
  const log = core.manager.workspace?.log
  log?.append({
    actor: String(log.commit(`${log.stream}/1`)?.actor),
    act: 'test',
    ops: [{ patch: 'document', id: plain.document, fields: { $level: 2 } }],
  })
  expect(await codeOf(core, 'library.serve', { token, path: 'f/document' })).toBe('notFound')
})

it('remembers where each person stopped, for him alone and sealed', async () => {
  const { document } = addDocument(core, {
    title: 'a',
    format: 'text',
    file: textFile('a.txt', 'a'),
  })
  await done(core, 'library.remember', { document, place: { page: 42, quote: '控制器切换' } })
  await done(core, 'library.remember', { document, place: { page: 43, quote: '控制器回切' } })
  expect((await done(core, 'library.open', { document })).position).toEqual({
    page: 43,
    quote: '控制器回切',
  })
  const rows = core.manager.workspace?.db.prepare('SELECT value FROM local_reading').all()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('控制器')
  await addAccount(core, 'other', ['operator'])
  await signInAs(core, 'other')
  expect((await done(core, 'library.open', { document })).position).toBeUndefined()
})

it('gives what is written here, and its pictures by their hash only', async () => {
  const { document } = addDocument(core, {
    title: 'written',
    format: 'markdown',
    body: '# 标题',
    pictures: [textFile('a.png', 'picture')],
  })
  const other = addDocument(core, { title: 'o', format: 'text', file: textFile('o.txt', 'other') })
  const { token } = await done(core, 'library.open', { document })
  const body = await done(core, 'library.serve', { token, path: 'f/body' })
  expect(text(body.bytes)).toBe('# 标题')
  const hash = (value: string) => core.manager.workspace?.blobs.put(bytesOf(value))
  const picture = await done(core, 'library.serve', { token, path: `f/picture/${hash('picture')}` })
  expect([text(picture.bytes), picture.mime]).toEqual(['picture', 'image/png'])
  expect(await codeOf(core, 'library.serve', { token, path: `f/picture/${hash('other')}` })).toBe(
    'notFound',
  )
  expect(other.document).not.toBe(document)
})

const exportOf = async (token: string): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for (let at = 0, size = 1; at < size;) {
    const part = await done(core, 'library.export', { token, from: at })
    size = part.size
    at += part.bytes.length
    parts.push(part.bytes)
  }
  return Buffer.concat(parts)
}
const exportsOf = (document: string): unknown[] =>
  core.manager.workspace?.db
    .prepare("SELECT action FROM r_access_event WHERE what = ? AND action = 'export'")
    .all(document) ?? []

it('gives out the file as it came in, in parts, and records it once', async () => {
  const bytes = new Uint8Array((9 << 20) + 3).map((_, at) => (at * 3 + (at >> 7)) & 255)
  const file = { name: 'ma:nual.pdf', bytes }
  const { document } = addDocument(core, { title: 'large', format: 'pdf', level: 2, file })
  const { token, version } = await done(core, 'library.open', { document })
  expect(version.saveAs).toBe('ma_nual.pdf')
  // No part comes before the first, which records it.
  expect(await codeOf(core, 'library.export', { token, from: 5 })).toBe('notFound')
  expect(exportsOf(document)).toHaveLength(0)
  expect(Buffer.compare(await exportOf(token), bytes)).toBe(0)
  expect(exportsOf(document)).toHaveLength(1)
})

it('gives out what is written here as Markdown, with its pictures as an archive', async () => {
  const plain = addDocument(core, { title: '值班/规程', format: 'markdown', body: '# 标题' })
  const opened = await done(core, 'library.open', { document: plain.document })
  expect(opened.version.saveAs).toBe('值班_规程.md')
  expect(text(await exportOf(opened.token))).toBe('# 标题')

  const picture = { name: 'front panel.png', bytes: bytesOf('picture') }
  const other = { name: 'front panel.png', bytes: bytesOf('another') }
  const hashes = [picture, other].map(({ bytes }) =>
    createHash('sha256').update(bytes).digest('hex'),
  )
  const illustrated = addDocument(core, {
    title: 'switch',
    format: 'markdown',
    body: `![a](attachment:${hashes[0]}) ![b](picture:${hashes[1]}) attachment:${hashes[0]}`,
    pictures: [picture, other],
  })
  const { token, version } = await done(core, 'library.open', { document: illustrated.document })
  expect(version.saveAs).toBe('switch.zip')
  const files = unzipSync(new Uint8Array(await exportOf(token)))
  const second = `pictures/${hashes[1]?.slice(0, 8)}-front panel.png`
  expect(Object.keys(files).toSorted()).toEqual(
    ['document.md', 'pictures/front panel.png', second].toSorted(),
  )
  expect(text(files['document.md'] ?? new Uint8Array())).toBe(
    `![a](pictures/front%20panel.png) ![b](${second.replace(' ', '%20')}) attachment:${hashes[0]}`,
  )
  expect(text(files[second] ?? new Uint8Array())).toBe('another')
})

it('gives nothing out to whoever is not cleared, and nothing after the session', async () => {
  const { document } = addDocument(core, {
    title: 'secret',
    format: 'text',
    level: 2,
    file: textFile('a.txt', 'words'),
  })
  const { token } = await done(core, 'library.open', { document })
  await addAccount(core, 'reader', ['operator'], 1)
  await signInAs(core, 'reader')
  expect(await codeOf(core, 'library.open', { document })).toBe('notFound')
  expect(await codeOf(core, 'library.export', { token, from: 0 })).toBe('notFound')
  expect(exportsOf(document)).toHaveLength(0)
})

it('opens a document for a token that was reserved, once, and for no other', async () => {
  const { document } = addDocument(core, {
    title: 'a',
    format: 'text',
    file: textFile('a.txt', 'words'),
  })
  const { token } = await done(core, 'library.reserve', {})
  expect(await codeOf(core, 'library.serve', { token, path: 'f/document' })).toBe('notFound')
  expect((await done(core, 'library.open', { document, token })).token).toBe(token)
  expect((await done(core, 'library.open', { document, token })).token).not.toBe(token)
  const invented = 'a'.repeat(32)
  expect((await done(core, 'library.open', { document, token: invented })).token).not.toBe(invented)

  const next = await done(core, 'library.reserve', {})
  await addAccount(core, 'reader', ['operator'], 1)
  await signInAs(core, 'reader')
  expect((await done(core, 'library.open', { document, token: next.token })).token).not.toBe(
    next.token,
  )
})

it('reads the emergency set ahead without a record of it, and no more than may be seen', async () => {
  const sheet = { name: 'a.xlsx', bytes: await workbook(20) }
  const plain = addDocument(core, { title: 'a', format: 'xlsx', file: sheet })
  const secret = addDocument(core, {
    title: 'b',
    format: 'text',
    level: 2,
    file: textFile('b.txt', 'words'),
  })
  addDocument(core, { title: 'c', format: 'text', file: textFile('c.txt', 'words') })
  for (const { document } of [plain, secret])
    await done(core, 'library.saveDocument', { id: document, changes: { pinned: true } })
  const before = await openAccess()
  expect(await done(core, 'library.readAhead', {})).toEqual({ ready: 2 })
  expect(await openAccess()).toBe(before)
  await addAccount(core, 'reader', ['operator'], 1)
  await signInAs(core, 'reader')
  expect(await done(core, 'library.readAhead', {})).toEqual({ ready: 1 })
})
