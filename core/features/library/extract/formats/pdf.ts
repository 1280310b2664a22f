import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ExtractedPiece } from '../../extracted.ts'
import { CoreError } from '../../../../error.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { pdfData } from '../pdf-data.ts'

/** Radicals, compatibility ideographs and ligatures, under which a PDF may keep ordinary characters. */
const COMPATIBLE = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb4f]/gu
const CJK = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]'
/** Justified Chinese has gaps that are no spaces. */
const FALSE_SPACE = new RegExp(`(?<=${CJK}) +(?=${CJK})`, 'gu')

/** Text of a PDF, page by page, with the headings of its outline. */
export async function pdf(
  bytes: Uint8Array,
  budget: Budget,
  _encoding: string | undefined,
  progress: () => void,
): Promise<Found> {
  const { getDocument, PasswordException } = await engine()
  const task = getDocument({
    // The engine keeps and changes what it gets; the bytes are still to be stored.
    data: Uint8Array.from(bytes),
    BinaryDataFactory: OwnData,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    const file = await task.promise
    if (file.numPages > budget.limits.pages)
      throw new CoreError('documentTooManyPages', { limit: budget.limits.pages })
    return await readPages(file, budget, progress)
  } catch (error) {
    if (error instanceof PasswordException) throw new CoreError('documentEncrypted')
    throw error
  } finally {
    await task.destroy()
  }
}

async function readPages(
  file: PDFDocumentProxy,
  budget: Budget,
  progress: () => void,
): Promise<Found> {
  const headings = await outlineOf(file)
  const pieces: ExtractedPiece[] = []
  let unreadable = 0
  for (let page = 1; page <= file.numPages; page += 1) {
    const text = await textOf(file, page)
    if (text === undefined) unreadable += 1
    const [first, ...more] = headings.get(page) ?? []
    const own = [
      piece(text ?? '', { page, ...first }),
      ...more.map((heading) => piece('', { page, ...heading })),
    ]
    budget.add(own)
    pieces.push(...own)
    progress()
  }
  const hasText = pieces.some(({ text }) => /\S/u.test(text))
  if (unreadable === file.numPages)
    throw new CoreError('documentDamaged', { detail: `PDF, ${file.numPages}` })
  return {
    title: await titleOf(file),
    pages: file.numPages,
    parts: [onePart('', pieces)],
    warnings: [
      ...(hasText ? [] : ['noText']),
      ...(unreadable > 0 ? [`pagesUnreadable ${unreadable}`] : []),
    ],
  }
}

/** Undefined when the page is broken: the others are read all the same. */
async function textOf(file: PDFDocumentProxy, number: number): Promise<string | undefined> {
  try {
    const page = await file.getPage(number)
    const { items } = await page.getTextContent({ includeMarkedContent: false })
    page.cleanup()
    let text = ''
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
    return text.replaceAll(COMPATIBLE, (char) => char.normalize('NFKC')).replaceAll(FALSE_SPACE, '')
  } catch (error) {
    if (error instanceof RangeError) throw error
    return undefined
  }
}

interface Heading {
  readonly heading: string
  readonly depth: number
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>
const MOST_HEADINGS = 20_000

/** Headings by the page they stand on. */
async function outlineOf(file: PDFDocumentProxy): Promise<Map<number, Heading[]>> {
  const headings = new Map<number, Heading[]>()
  let count = 0
  const walk = async (items: Outline, depth: number): Promise<void> => {
    for (const { title, dest, items: below } of items) {
      if ((count += 1) > MOST_HEADINGS) return
      const page = await pageOf(file, dest)
      const heading = title.replaceAll(/\s+/gu, ' ').trim()
      if (page !== undefined && heading !== '') {
        const here = headings.get(page) ?? []
        headings.set(page, [...here, { heading, depth }])
      }
      if (depth < 6) await walk(below, depth + 1)
    }
  }
  await walk((await file.getOutline()) ?? [], 1)
  return headings
}

async function pageOf(
  file: PDFDocumentProxy,
  dest: string | unknown[] | null,
): Promise<number | undefined> {
  const place = typeof dest === 'string' ? await file.getDestination(dest) : dest
  const target: unknown = place?.[0]
  if (typeof target === 'number') return target + 1
  if (typeof target !== 'object' || target === null || !('num' in target)) return undefined
  return file.getPageIndex(target as { num: number; gen: number }).then(
    (index) => index + 1,
    // A heading that leads nowhere.
    () => undefined,
  )
}

async function titleOf(file: PDFDocumentProxy): Promise<string> {
  const { info } = await file.getMetadata()
  const title: unknown = 'Title' in info ? info.Title : ''
  return typeof title === 'string' && !/^(?:untitled|microsoft word -.*)$/iu.test(title.trim())
    ? title
    : ''
}

type Engine = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

/** pdf.js with its worker in this process, which is one already. */
async function engine(): Promise<Engine> {
  // @ts-expect-error -- the package has no types for its worker
  const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  Object.assign(globalThis, { pdfjsWorker: worker })
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

const FOLDERS: Readonly<Record<string, string>> = {
  cMapUrl: 'cmaps',
  standardFontDataUrl: 'standard_fonts',
  wasmUrl: 'wasm',
  iccUrl: 'iccs',
}

/** Character maps and fonts from the folder that ships with the application. */
class OwnData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = FOLDERS[kind]
    if (folder === undefined || !/^[\w.-]+$/u.test(filename)) throw new Error(`no data ${filename}`)
    return Uint8Array.from(await readFile(join(pdfData(), folder, filename)))
  }
}
