import 'pdfjs-dist/web/pdf_viewer.css'
import { AnnotationEditorType, AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist'
import type { PDFViewer as Viewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { Place } from '../../../contract/library.ts'
import type { Mark, Section, Zoom } from '../../../contract/reader-frame.ts'
import { highlight, reveal } from '../highlights.ts'
import { folded, TextIndex, wordsOf } from '../text-index.ts'
import { markShown, type Opening, type Paper, type Tell, type View } from '../view.ts'
import { coverWith } from './cover.ts'
import { bringLetters } from './letters.ts'
import { loadPdf } from './load.ts'
import { noTexts, pageName } from './names.ts'
import { sectionsOf } from './outline.ts'

const THUMBNAIL_WIDTH = 132
/** Dots across a printed page: about 150 to the inch. */
const PAPER_WIDTH = 1240
const TEXT_WAIT_MS = 4000
/** A page that draws nothing keeps the outline waiting this long. */
const OUTLINE_WAIT_MS = 3000
/** What covers the pages goes at the latest then. */
const COVER_MS = 3000

interface Rendered {
  readonly index: TextIndex
  notes: Range[]
}

/** A PDF file: pages as pdf.js's viewer shows them, drawn only while they are near the screen. */
export async function pdfView(root: HTMLElement, opening: Opening, tell: Tell): Promise<View> {
  const [pdf, { PDFViewer, EventBus, PDFLinkService, PDFFindController }] = await Promise.all([
    loadPdf(opening.file, opening.size, tell),
    import('pdfjs-dist/web/pdf_viewer.mjs'),
  ])
  bringLetters(pdf)
  const number = Math.max(1, Math.min(opening.place?.page ?? 1, pdf.numPages))
  const uncover = await coverWith(root, pdf, number, opening.zoom)
  markShown()
  const container = Object.assign(document.createElement('div'), { className: 'pdf-scroller' })
  const pages = Object.assign(document.createElement('div'), { className: 'pdfViewer' })
  container.tabIndex = 0
  container.append(pages)
  root.prepend(container)

  const eventBus = new EventBus()
  const linkService = new PDFLinkService({ eventBus })
  linkService.externalLinkEnabled = false
  const findController = new PDFFindController({
    eventBus,
    linkService,
    updateMatchesCountOnProgress: true,
  })
  const viewer = new PDFViewer({
    container,
    viewer: pages,
    eventBus,
    linkService,
    findController,
    annotationMode: AnnotationMode.ENABLE,
    annotationEditorMode: AnnotationEditorType.DISABLE,
    l10n: noTexts,
  })
  linkService.setViewer(viewer)
  const view = new PdfView(pdf, viewer, container, tell)
  view.listen(eventBus, findController)
  eventBus.on('pagerendered', uncover, { once: true })
  eventBus.on('pagerendered', ({ pageNumber }: { pageNumber: number }) => {
    viewer
      .getPageView(pageNumber - 1)
      ?.div?.setAttribute('aria-label', pageName(pageNumber, opening.language))
  })
  setTimeout(uncover, COVER_MS)
  const scale = scaleOf(opening.zoom)
  await new Promise<void>((resolve) => {
    eventBus.on('pagesinit', () => {
      if (number > 1) viewer.currentPageNumber = number
      viewer.currentScaleValue = scale
      resolve()
    })
    viewer.setDocument(pdf)
    linkService.setDocument(pdf)
  })
  return view
}

const scaleOf = (zoom: Zoom): string =>
  typeof zoom === 'number' ? String(zoom) : `page-${zoom === 'page' ? 'fit' : zoom}`

type Bus = InstanceType<(typeof import('pdfjs-dist/web/pdf_viewer.mjs'))['EventBus']>
type Finder = InstanceType<(typeof import('pdfjs-dist/web/pdf_viewer.mjs'))['PDFFindController']>

class PdfView implements View {
  readonly pages: number
  readonly thumbnails = true
  readonly zoomable = true
  sections: Section[] = []
  readonly #pdf: PDFDocumentProxy
  readonly #viewer: Viewer
  readonly #container: HTMLElement
  readonly #tell: Tell
  readonly #rendered = new Map<number, Rendered>()
  readonly #waiting = new Map<number, (() => void)[]>()
  #bus: Bus | undefined
  #finder: Finder | undefined
  #marks: readonly Mark[] = []
  #query = ''

  constructor(pdf: PDFDocumentProxy, viewer: Viewer, container: HTMLElement, tell: Tell) {
    this.#pdf = pdf
    this.#viewer = viewer
    this.#container = container
    this.#tell = tell
    this.pages = pdf.numPages
  }

  listen(bus: Bus, finder: Finder): void {
    this.#bus = bus
    this.#finder = finder
    bus.on('updateviewarea', () => this.#tellPlace())
    bus.on('scalechanging', ({ scale, presetValue }: { scale: number; presetValue?: string }) => {
      const zoom =
        presetValue === 'page-width' ? 'width' : presetValue === 'page-fit' ? 'page' : clamp(scale)
      this.#tell({ kind: 'zoomed', percent: Math.max(1, Math.round(scale * 100)), zoom })
    })
    bus.on('textlayerrendered', ({ pageNumber }: { pageNumber: number }) =>
      this.#textRendered(pageNumber),
    )
    for (const name of ['updatefindmatchescount', 'updatefindcontrolstate'])
      bus.on(name, ({ matchesCount }: { matchesCount: { current: number; total: number } }) =>
        this.#tellFound(matchesCount),
      )
    // A link out of the document says where it would lead; nothing goes there.
    this.#container.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const title = link?.title ?? ''
      if (title.startsWith('Disabled: '))
        this.#tell({ kind: 'outside', address: title.slice(10, 2000) })
    })
    // The first page comes before the outline, which asks for many.
    bus.on('textlayerrendered', () => void this.#outline(), { once: true })
    setTimeout(() => void this.#outline(), OUTLINE_WAIT_MS)
  }

  #outlined = false
  async #outline(): Promise<void> {
    if (this.#outlined) return
    this.#outlined = true
    this.sections = await sectionsOf(this.#pdf)
    this.#tell({ kind: 'sections', sections: this.sections })
    this.#tellPlace()
  }

  #tellPlace(): void {
    const page = this.#viewer.currentPageNumber
    this.#tell({ kind: 'at', place: { page }, page, section: this.#sectionOf(page) ?? null })
  }

  #sectionOf(page: number): string | undefined {
    let found: Section | undefined
    for (const section of this.sections)
      if (section.page !== undefined && section.page <= page && section.page >= (found?.page ?? 0))
        found = section
    return found?.id
  }

  #tellFound({ current, total }: { current: number; total: number }): void {
    const sections: Record<string, number> = {}
    const matches = this.#finder?.pageMatches ?? []
    let counted = 0
    matches.forEach((found: number[] | undefined, index: number) => {
      if (found === undefined) return
      counted++
      const section = found.length > 0 ? this.#sectionOf(index + 1) : undefined
      if (section !== undefined) sections[section] = (sections[section] ?? 0) + found.length
    })
    this.#tell({
      kind: 'found',
      text: this.#query,
      current,
      total,
      sections,
      done: counted >= this.pages,
    })
  }

  #textRendered(page: number): void {
    const layer = this.#viewer.getPageView(page - 1)?.textLayer?.div
    if (!(layer instanceof HTMLElement)) return
    this.#rendered.set(page, { index: new TextIndex(layer), notes: [] })
    // Pages far away lose their text with their drawing.
    for (const known of this.#rendered.keys())
      if (Math.abs(known - page) > 20) this.#rendered.delete(known)
    this.#showMarks(page)
    for (const resolve of this.#waiting.get(page) ?? []) resolve()
    this.#waiting.delete(page)
  }

  #showMarks(page?: number): void {
    for (const [number, rendered] of this.#rendered) {
      if (page !== undefined && number !== page) continue
      rendered.notes = this.#marks.flatMap((mark) => {
        const range =
          mark.kind !== 'bookmark' && mark.place.page === number
            ? rendered.index.quote(mark.place)
            : undefined
        return range ? [range] : []
      })
    }
    highlight(
      'note',
      [...this.#rendered.values()].flatMap(({ notes }) => notes),
    )
  }

  async go(place: Place): Promise<boolean> {
    const page = place.page ?? (await this.#pageOfQuote(place)) ?? this.#pageOfAnchor(place.anchor)
    if (page === undefined || page > this.pages) return false
    this.#viewer.scrollPageIntoView({ pageNumber: page })
    if (place.quote === undefined) return true
    const range = (await this.#textOf(page))?.index.quote(place)
    highlight('place', range ? [range] : [])
    if (range) reveal(this.#container, range)
    return range !== undefined
  }

  #pageOfAnchor(anchor: string | undefined): number | undefined {
    return anchor === undefined
      ? undefined
      : this.sections.find(({ id, title }) => id === anchor || title === anchor)?.page
  }

  async #pageOfQuote({ quote }: Place): Promise<number | undefined> {
    const wanted = folded(quote ?? '')
    if (wanted === '') return undefined
    for (let page = 1; page <= this.pages; page++) {
      const { items } = await (await this.#pdf.getPage(page)).getTextContent()
      const text = items
        .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
        .join('')
      if (folded(text).includes(wanted)) return page
    }
    return undefined
  }

  async #textOf(page: number): Promise<Rendered | undefined> {
    if (!this.#rendered.has(page))
      await new Promise<void>((resolve) => {
        this.#waiting.set(page, [...(this.#waiting.get(page) ?? []), resolve])
        setTimeout(resolve, TEXT_WAIT_MS)
      })
    return this.#rendered.get(page)
  }

  page(page: number): void {
    this.#viewer.scrollPageIntoView({ pageNumber: Math.min(page, this.pages) })
  }

  turn(by: 1 | -1): void {
    if (by > 0) this.#viewer.nextPage()
    else this.#viewer.previousPage()
  }

  zoom(zoom: Zoom): void {
    this.#viewer.currentScaleValue = scaleOf(zoom)
  }

  find(text: string): void {
    this.#query = text
    this.#ask('')
  }

  step(by: 1 | -1): void {
    this.#ask('again', by < 0)
  }

  #ask(type: '' | 'again', findPrevious = false): void {
    this.#bus?.dispatch('find', {
      source: this,
      type,
      // Several words are found each for itself, as the library's search finds them.
      query: wordsOf(this.#query),
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious,
      matchDiacritics: true,
    })
    if (this.#query === '')
      this.#tell({ kind: 'found', text: '', current: 0, total: 0, sections: {}, done: true })
  }

  marks(marks: readonly Mark[]): void {
    this.#marks = marks
    this.#showMarks()
  }

  thumbnail(page: number): void {
    void this.#draw(page)
  }

  async *paper(from: number, to: number): AsyncIterable<Paper> {
    for (let page = from; page <= Math.min(to, this.pages); page++)
      yield { image: await this.#picture(page, PAPER_WIDTH) }
  }

  async #draw(number: number): Promise<void> {
    if (number > this.pages) return
    const image = await this.#picture(number, THUMBNAIL_WIDTH * devicePixelRatio)
    this.#tell({ kind: 'thumbnail', page: number, image }, [image])
  }

  async #picture(number: number, width: number): Promise<ImageBitmap> {
    const page = await this.#pdf.getPage(number)
    const natural = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: width / natural.width })
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(viewport.width)
    canvas.height = Math.ceil(viewport.height)
    await page.render({ canvas, viewport }).promise
    return createImageBitmap(canvas)
  }

  selection(): Place | null {
    const selected = getSelection()
    const range = selected && selected.rangeCount > 0 ? selected.getRangeAt(0) : undefined
    if (!range || range.collapsed) return null
    const start = range.startContainer
    const element = start instanceof Element ? start : start.parentElement
    const view = element?.closest<HTMLElement>('.page')
    // Marking what was found makes the nodes of the text anew: the index that was kept may know others.
    const layer = view?.querySelector('.textLayer')
    const found = layer && new TextIndex(layer).place(range)
    return found ? { page: Number(view?.dataset['pageNumber'] ?? 0), ...found } : null
  }
}

const clamp = (scale: number): number => Math.min(8, Math.max(0.1, scale))
