import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../../../host.ts'
import { done, FOUNDER, TestPlace } from '../../../testing.ts'
import { workers } from '../extract/extract.ts'
import { docxFile, epubFile, pdfFile, pptxFile, xlsxFile } from '../extract/sample-files.ts'

const place = new TestPlace()
let asked = 0
let server: Server
let core: Core
beforeAll(async () => {
  // Whoever connects is counted, whatever he says.
  server = createServer((socket) => {
    asked += 1
    socket.destroy()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
})
afterAll(async () => {
  await place.clear()
  await workers.close()
  server.close()
})

const bytes = (text: string): Buffer => Buffer.from(text)
const CANARY = 'canarythatstandsoutside'

/** An Office file or a book with one more or another part. */
const withParts = (file: Uint8Array, parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync({
    ...unzipSync(file),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, bytes(text)])),
  })

const relation = (kind: string, target: string): string =>
  `<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/>`
const relations = (...all: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`

/** A file of each format that names `target` in every way in which its format can. */
function files(target: string): Readonly<Record<string, Uint8Array>> {
  const entity = `<!DOCTYPE x [<!ENTITY a SYSTEM "${target}">]>`
  const linked =
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="x"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
  return {
    'page.html': bytes(
      `<base href="${target}"><link rel="stylesheet" href="${target}"><script src="${target}"></script><h1>page</h1>
      <img src="${target}"><iframe src="${target}"></iframe><object data="${target}"></object><a href="${target}">x</a>
      <style>@import url(${target})</style><form action="${target}"></form><video src="${target}"></video>`,
    ),
    'written.md': bytes(
      `# written\n\n![x](${target})\n\n[x](${target})\n\n<img src="${target}">\n`,
    ),
    'drawing.svg': bytes(
      `${entity}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${target}"/><text>&a;</text></svg>`,
    ),
    'manual.8': bytes(`.TH X 8\n.SH NAME\nx \\- y\n.so ${target}\n.SH MORE\n.PSPIC ${target}\n`),
    'word.docx': withParts(docxFile('word', entity), {
      'word/_rels/document.xml.rels': relations(
        relation('image', target),
        relation('attachedTemplate', target),
      ),
      'word/document.xml': `${entity}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body><w:p><w:r><w:t>word</w:t></w:r></w:p>${linked}</w:body></w:document>`,
    }),
    'sheet.xlsx': withParts(xlsxFile('sheet', entity), {
      'xl/externalLinks/_rels/externalLink1.xml.rels': relations(
        relation('externalLinkPath', target),
      ),
    }),
    'slides.pptx': withParts(pptxFile('slides', entity), {
      'ppt/slides/_rels/slide1.xml.rels': relations(
        relation('image', target),
        relation('notesSlide', target),
      ),
    }),
    'book.epub': withParts(epubFile('book', entity), {
      'OEBPS/book.opf': `<package><manifest><item id="a" href="one%20a.xhtml"/><item id="b" href="${target}"/><item id="c" href="../../../../../canary.txt"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>`,
    }),
    'paper.pdf': bytes(
      Buffer.from(pdfFile())
        .toString('latin1')
        .replace('<< /Length', `<< /F (${target}) /FFilter /FlateDecode /Length`)
        .replace(
          '/Outlines 6 0 R >>',
          `/Outlines 6 0 R /OpenAction << /S /GoToR /F (${target}) /D [0 /Fit] >> /AA << /WC << /S /SubmitForm /F (${target}) >> >> >>`,
        ),
    ),
  }
}

it('reads nothing outside of what was chosen, and connects to nobody', async () => {
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const outside = join(place.folder, 'canary.txt')
  writeFileSync(outside, `${CANARY}\n`)
  const chosen = join(place.folder, 'chosen')
  const targets = {
    net: `http://127.0.0.1:${port}/asked`,
    share: `//127.0.0.1:${port}/asked`,
    file: `file://${outside}`,
    path: outside,
    above: '../../canary.txt',
  }
  const names: string[] = []
  for (const [kind, target] of Object.entries(targets))
    for (const [name, content] of Object.entries(files(target))) {
      mkdirSync(join(chosen, kind), { recursive: true })
      writeFileSync(join(chosen, kind, name), content)
      names.push(`${kind}/${name}`)
    }
  // Pages that link each other become one archive with what they show.
  writeFileSync(
    join(chosen, 'index.html'),
    '<h1>tree</h1><a href="two.html">2</a><img src="../canary.txt"><a href="../canary.txt">3</a>',
  )
  writeFileSync(join(chosen, 'two.html'), `<a href="index.html">1</a><img src="${outside}">`)

  const options = { level: 1, kind: 'reference', language: 'auto' } as const
  await done(core, 'library.importStart', { sources: [core.chosen.add(chosen)], options })
  for (;;) {
    const { import: view } = await done(core, 'library.importStatus', {})
    if (view?.state === 'done') {
      expect(view.imported + view.duplicates + view.failed).toBe(view.total)
      expect(view.imported).toBeGreaterThan(names.length * 0.7)
      break
    }
    await wait(20)
  }
  while ((await done(core, 'library.stats', {})).waiting > 0) await wait(20)
  const { total } = await done(core, 'library.search', { text: CANARY, limit: 10 })
  expect(total).toBe(0)

  // As they are read: what core makes of them, and the files of each.
  const { documents } = await done(core, 'library.documents', { limit: 100 })
  const { lines } = await done(core, 'library.importReport', { offset: 0, limit: 200 })
  expect(documents.length).toBe(lines.filter(({ outcome }) => outcome === 'imported').length)
  for (const { id, version } of documents) {
    const { token } = await done(core, 'library.open', { document: id })
    for (const path of ['v/document', 'f/canary.txt', 'f/../canary.txt', `f/${outside}`]) {
      const answer = await core.dispatch('library.serve', { token, path })
      if (path !== 'v/document') expect(answer.ok, `${version?.format} ${path}`).toBe(false)
      else if (answer.ok) {
        const { bytes: shown } = answer.value as { bytes: Uint8Array }
        expect(Buffer.from(shown).includes(CANARY), version?.format).toBe(false)
      }
    }
    await done(core, 'library.close', { token })
  }
  expect(asked).toBe(0)
}, 120_000)
