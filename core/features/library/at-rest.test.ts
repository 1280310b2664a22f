import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import type { Level } from '../../../contract/roles.ts'
import { plainIn } from '../../../tests/support/at-rest.ts'
import { pdfFile as paged } from '../../../tests/support/pdf-file.ts'
import type { Core } from '../../host.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { workers } from './extract/extract.ts'
import { docxFile, epubFile, pptxFile, xlsxFile } from './extract/sample-files.ts'

const place = new TestPlace()
afterAll(async () => {
  await place.clear()
  await workers.close()
})

const SENTENCES = Array.from({ length: 100 }, (_, at) =>
  at % 2 === 0
    ? `The spare fuse ${at * 7919} of cabinet ${at} lies in the blue box`
    : `第${at}号机柜的备用熔断器${at * 7919}放在左侧第三层的蓝色盒子里`,
)
const MAKERS: readonly [name: string, make: (text: string) => Uint8Array][] = [
  ['txt', (text) => Buffer.from(`${text}\n`)],
  ['md', (text) => Buffer.from(`# Fuses\n\n${text}\n`)],
  ['html', (text) => Buffer.from(`<meta charset="utf-8"><h1>Fuses</h1><p>${text}</p>`)],
  ['8', (text) => Buffer.from(`.TH FUSE 8\n.SH NAME\nfuse \\- ${text}\n`)],
  ['docx', docxFile],
  ['xlsx', xlsxFile],
  ['pptx', pptxFile],
  ['epub', epubFile],
  ['pdf', (text) => paged([{ lines: [text.replaceAll(/[^ -~]/gu, '')], chinese: [text] }])],
]

/** What is known of a document beside its text is a sentence as well. */
const own = (what: string): string => `${what} of 40961 that nobody else may read`
const OWN = ['title', 'note', 'quote', 'draft', 'search', 'body'].map(own)

async function imported(core: Core, folder: string, level: Level): Promise<void> {
  const options = { level, kind: 'reference', language: 'auto' } as const
  await done(core, 'library.importStart', { sources: [core.chosen.add(folder)], options })
  for (;;) {
    const { import: view } = await done(core, 'library.importStatus', {})
    if (view?.state === 'done') {
      expect(view).toMatchObject({ imported: view.total, failed: 0 })
      return
    }
    await wait(20)
  }
}

/** Everything that is done with a document leaves its own traces: all of it is done with each. */
async function used(core: Core): Promise<void> {
  const { documents } = await done(core, 'library.documents', { limit: 200 })
  for (const { id } of documents) {
    const { token } = await done(core, 'library.open', { document: id })
    await core.dispatch('library.serve', { token, path: 'v/document' })
    await core.dispatch('library.serve', { token, path: 'f/document' })
    await done(core, 'library.remember', { document: id, place: { page: 1, quote: own('quote') } })
    await done(core, 'library.export', { token, from: 0 })
    await done(core, 'library.close', { token })
  }
  const [first] = documents
  if (first === undefined) throw new Error('nothing was imported')
  for (const shared of [true, false])
    await done(core, 'library.saveNote', {
      document: first.id,
      kind: 'note',
      shared,
      place: { page: 1, quote: own('quote') },
      text: own('note'),
    })
  for (const text of [own('search'), ...SENTENCES.slice(0, 20)])
    await done(core, 'library.search', { text, limit: 20, keep: true })
  await done(core, 'library.keepSearch', { text: own('search'), filter: {}, keep: true })
  await done(core, 'drafts.save', { key: 'library/new', value: { body: own('draft') } })
  const { id } = await done(core, 'library.createDocument', {
    title: own('title'),
    kind: 'maintenance',
    body: `# Fuses\n\n${own('body')}\n`,
  })
  await done(core, 'library.document', { id })
  await done(core, 'transfer.export', {
    type: 'document',
    format: 'csv',
    columns: ['title'],
    language: 'en',
  })
}

it('no sentence of a document stands in any file of the workspace, whatever is done with it', async () => {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  for (const level of [1, 2, 3] as const) {
    const folder = join(place.folder, `level-${level}`)
    mkdirSync(folder)
    SENTENCES.forEach((sentence, at) => {
      const [name, make] = MAKERS[at % MAKERS.length] ?? ['', docxFile]
      if (at % 3 === level - 1) writeFileSync(join(folder, `fuse-${at}.${name}`), make(sentence))
    })
    await imported(core, folder, level)
  }
  while ((await done(core, 'library.stats', {})).waiting > 0) await wait(20)
  for (const at of [3, 50, 99]) {
    const text = SENTENCES[at] ?? ''
    expect((await done(core, 'library.search', { text: `"${text}"`, limit: 5 })).total).toBe(1)
  }
  await used(core)
  const texts = [...SENTENCES, ...OWN]
  // As a crash leaves it: with the logs of what is not in the databases yet.
  expect(readdirSync(place.workspace).filter((name) => name.endsWith('.db-wal'))).toContain(
    'library-2.db-wal',
  )
  expect(plainIn(place.workspace, texts)).toEqual([])
  await done(core, 'session.lock', {})
  await signInAs(core, FOUNDER.login)
  await done(core, 'library.reindex', {})
  await core.close()
  expect(plainIn(place.workspace, texts)).toEqual([])
  // The scan itself finds what stands there.
  expect(plainIn(join(place.folder, 'level-1'), SENTENCES).length).toBeGreaterThan(8)
}, 120_000)
