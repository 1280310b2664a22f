import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportLine, ImportView } from '../../../../contract/library-import.ts'
import type { InputOf } from '../../../../contract/procedures.ts'
import type { Core } from '../../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import { workers } from '../extract/extract.ts'

let place: TestPlace
let core: Core
let folder: string
beforeEach(async () => {
  place = new TestPlace()
  core = place.core()
  folder = join(place.folder, '手册')
  mkdirSync(folder)
  await done(core, 'workspace.create', FOUNDER)
})
afterEach(() => place.clear())
afterAll(() => workers.close())

type Options = Partial<InputOf<'library.importStart'>['options']>

const write = (name: string, content: string): void => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
}

const start = (options: Options = {}, paths: readonly string[] = [folder]) => ({
  sources: paths.map((path) => core.chosen.add(path)),
  options: { level: 1 as const, kind: 'reference' as const, language: 'auto' as const, ...options },
})

async function finished(): Promise<ImportView> {
  for (;;) {
    const { import: view } = await done(core, 'library.importStatus', {})
    if (view !== null && view.state !== 'scanning' && view.state !== 'running') return view
    await wait(20)
  }
}

async function importAll(options: Options = {}, paths?: readonly string[]): Promise<ImportView> {
  await done(core, 'library.importStart', start(options, paths))
  return finished()
}

async function lines(outcome?: ImportLine['outcome']): Promise<ImportLine[]> {
  const filter = outcome === undefined ? {} : { outcome }
  return (await done(core, 'library.importReport', { ...filter, offset: 0, limit: 500 })).lines
}

const documents = async () =>
  (await done(core, 'register.list', { type: 'document', limit: 500 })).rows

const sample = () => {
  write('空调巡检.txt', '每班检查机房空调，温度不超过25度。')
  write(
    'guide/index.html',
    '<title>Guide</title><h1>Guide</h1><a href="two.html">two</a><img src="a.png"><link href="s.css">',
  )
  write(
    'guide/two.html',
    '<title>Two</title><h2>Second page</h2><p>Restart the service.</p><a href="index.html">up</a>',
  )
  write('guide/s.css', 'p { color: red }')
  write('guide/a.png', 'not looked at')
  write('notes.md', '# Notes\n\nText of the notes.')
  write('copy/notes.md', '# Notes\n\nText of the notes.')
  write('.hidden', 'x')
}

describe('an import', { timeout: 60_000 }, () => {
  it('brings a folder in: pages that belong together as one, copies once', async () => {
    sample()
    expect(await importAll({ collection: { name: '机房手册' } })).toMatchObject({
      state: 'done',
      total: 4,
      done: 4,
      imported: 3,
      duplicates: 1,
      failed: 0,
    })
    const titles = (await documents()).map(({ title, fields }) => [title, fields['language']])
    expect(titles.toSorted()).toEqual([
      ['Guide', 'en'],
      ['Notes', 'en'],
      ['空调巡检', 'zh'],
    ])
    expect((await lines('duplicate')).map(({ source }) => source)).toHaveLength(1)
    const { rows } = await done(core, 'register.list', { type: 'collection', limit: 10 })
    expect(rows[0]?.title).toBe('机房手册')
    const guide = (await documents()).find(({ title }) => title === 'Guide')
    const { record: version } = await done(core, 'register.get', {
      type: 'document-version',
      id: String(guide?.fields['current']),
    })
    expect(version.fields).toMatchObject({
      state: 'published',
      format: 'tree',
      entry: 'index.html',
      pages: 2,
      document: guide?.id,
    })
    const { token } = await done(core, 'library.open', { document: String(guide?.id) })
    const picture = await done(core, 'library.serve', { token, path: 'f/a.png' })
    expect(picture).toMatchObject({ mime: 'image/png' })
  })

  it('recognises what is there, and reports it in the language of the reader', async () => {
    sample()
    write('broken.pdf', '%PDF-1.7 broken')
    await importAll()
    expect(await importAll()).toMatchObject({ imported: 0, duplicates: 4, failed: 1 })
    const { bytes, name } = await done(core, 'library.importExport', { language: 'zh-CN' })
    const text = Buffer.from(bytes).toString('utf8')
    expect(name).toMatch(/^导入报告 .*\.csv$/u)
    expect(text).toMatch(/手册\/broken\.pdf,未导入,,文件损坏/u)
    expect(text).toMatch(/手册\/notes\.md,内容已有,Notes/u)
    await done(core, 'library.importDismiss', {})
    expect(await done(core, 'library.importStatus', {})).toEqual({ import: null })
  })

  it('costs one line for each file that cannot be read, and nothing else', async () => {
    sample()
    write('locked.txt', 'x')
    chmodSync(join(folder, 'locked.txt'), 0)
    write('a\nb\u202etxt.exe.txt', 'Name with a line end and a mark that turns text around.')
    write(`${'长'.repeat(83)}.txt`, 'A name of 253 bytes.')
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.txt')]),
      'Odd bytes in the name.',
    )
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync('self', join(folder, 'self'))
    symlinkSync('/etc/hostname', join(folder, 'outside.txt'))
    symlinkSync('/no/such/place', join(folder, 'nowhere.txt'))
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    const view = await importAll()
    const failures = new Map(
      (await lines('failed')).map(({ source, failure }) => [source, failure?.code]),
    )
    expect(Object.fromEntries(failures)).toEqual({
      '手册/outside.txt': 'sourceLoop',
      '手册/nowhere.txt': 'sourceBroken',
      '手册/self': 'sourceBroken',
      '手册/pipe.txt': 'sourceSpecial',
      // A superuser reads everything.
      ...(process.getuid?.() === 0 ? {} : { '手册/locked.txt': 'sourceDenied' }),
    })
    expect(view).toMatchObject({ state: 'done', duplicates: 1 })
    const shown = (await lines('imported')).map(({ source }) => source)
    expect(shown).toContain('手册/a�b�txt.exe.txt')
    expect(shown).toContain('手册/��.txt')
  })

  it('keeps a level: sealed at rest, unknown to whoever is not cleared', async () => {
    write('secret.txt', 'The code of the vault is in the blue folder.')
    await addAccount(core, 'keeper', ['controller'])
    await importAll({ level: 2, collection: { name: 'Vault' } })
    expect((await documents())[0]).toMatchObject({ level: 2, title: 'secret' })
    expect(
      await codeOf(core, 'library.importStart', start({ level: 1, collection: { name: 'Vault' } })),
    ).toBe('levelBelowCollection')
    await signInAs(core, 'keeper')
    expect(await documents()).toEqual([])
    expect(await done(core, 'library.importStatus', {})).toEqual({ import: null })
    expect(await codeOf(core, 'library.importReport', { offset: 0, limit: 10 })).toBe('importNone')
    expect(await codeOf(core, 'library.importStart', start({ level: 2 }))).toBe('clearance')
    // The same content below: he must not learn that it is there.
    expect(await importAll()).toMatchObject({ imported: 1, duplicates: 0 })
    await core.close()
    for (const entry of readdirSync(place.workspace, { recursive: true, encoding: 'utf8' })) {
      const path = join(place.workspace, entry)
      if (statSync(path).isFile())
        expect(readFileSync(path).includes('blue folder'), entry).toBe(false)
    }
  })

  it('refuses paths that nobody chose, and a second import at once', async () => {
    for (let count = 0; count < 40; count += 1) write(`${count}.txt`, `Text ${count}`)
    const options = { level: 1, kind: 'reference', language: 'auto' } as const
    expect(await codeOf(core, 'library.importStart', { sources: [folder], options })).toBe(
      'pathNotChosen',
    )
    await done(core, 'library.importStart', start())
    expect(await codeOf(core, 'library.importStart', start())).toBe('importRunning')
    expect(await codeOf(core, 'library.importDismiss', {})).toBe('importRunning')
    await finished()
  })

  it('pauses, goes on and cancels; nothing is lost and nothing comes twice', async () => {
    for (let count = 0; count < 130; count += 1) write(`${count}.txt`, `Text number ${count}`)
    await done(core, 'library.importStart', start())
    await progressed(1)
    const paused = await done(core, 'library.importPause', {})
    expect(paused.state).toBe('paused')
    await wait(300)
    const before = (await documents()).length
    expect(before).toBeLessThan(130)
    expect(await codeOf(core, 'library.importPause', {})).toBe('importNone')
    await done(core, 'library.importResume', {})
    expect(await finished()).toMatchObject({
      state: 'done',
      total: 130,
      done: 130,
      imported: 130,
      duplicates: 0,
    })
    expect(await documents()).toHaveLength(130)
    rmSync(join(folder, '0.txt'))
    write('new.txt', 'Something new')
    await done(core, 'library.importStart', start())
    await done(core, 'library.importCancel', {})
    expect(await codeOf(core, 'library.importResume', {})).toBe('importNone')
  }, 60_000)

  it('goes on when its person is back, after a lock and after a restart', async () => {
    for (let count = 0; count < 130; count += 1) write(`${count}.txt`, `Text number ${count}`)
    await done(core, 'library.importStart', start())
    await progressed(1)
    await done(core, 'session.lock', {})
    await wait(100)
    await signInAs(core, FOUNDER.login)
    await progressed(60)
    await core.close()
    core = place.core()
    await signInAs(core, FOUNDER.login)
    expect(await finished()).toMatchObject({
      state: 'done',
      imported: 130,
      duplicates: 0,
      failed: 0,
    })
    expect(await documents()).toHaveLength(130)
  }, 60_000)

  it('takes files that were chosen one by one', async () => {
    write('a.txt', 'Text a')
    write('b.txt', 'Text b')
    copyFileSync(join(folder, 'a.txt'), join(place.folder, 'c.txt'))
    const chosen = [join(folder, 'a.txt'), join(place.folder, 'missing.txt')]
    expect(await importAll({}, chosen)).toMatchObject({ imported: 1, failed: 1 })
  })
})

async function progressed(least: number): Promise<void> {
  for (;;) {
    const { import: view } = await done(core, 'library.importStatus', {})
    if ((view?.done ?? 0) >= least) return
    await wait(5)
  }
}
