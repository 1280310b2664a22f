import type { Place } from '../../../contract/library.ts'
import type { Mark, Section, Zoom } from '../../../contract/reader-frame.ts'
import { highlight, reveal } from '../highlights.ts'
import { onScroll } from '../frames.ts'
import { TextIndex } from '../text-index.ts'
import { outline } from './outline.ts'
import { paperParts, PRINT_SCALE, printedPicture } from './paper.ts'
import { foundMessage, type Paper, type Tell, type View } from '../view.ts'
import { headings } from './html.ts'
import { Rewriting } from './rewriting.ts'
import type { Whole } from './whole.ts'

/** One page of a document that flows: cleaned, with its headings in order. */
export interface FlowPage {
  readonly path: string
  readonly content: DocumentFragment
}

/** Where the pages of a flowing document come from. */
export interface FlowSource {
  /** Page that is shown first. */
  readonly entry: string
  /** Paths of the pages in reading order; empty: one page leads to the others. */
  readonly order: readonly string[]
  /** Headings over the pages, where the document has a table of contents of its own. */
  readonly sections: readonly Section[]
  readonly encoding?: string
  load(path: string, encoding?: string): Promise<FlowPage>
  /** What all pages say, where there are several; it comes later than the first page. */
  whole?(): Promise<Whole | undefined>
  /** Takes what is written now in place of the file. */
  rewrite?(text: string): void
}

const SMALLEST = 0.5
const LARGEST = 4
/** A page waits this long for its diagrams. */
const DRAWING_MS = 1500

/** Text that flows: HTML, Markdown, and what is converted to it. */
export async function flowView(root: HTMLElement, source: FlowSource, tell: Tell): Promise<View> {
  const scroller = Object.assign(document.createElement('div'), { className: 'flow' })
  scroller.tabIndex = 0
  const article = document.createElement('article')
  scroller.append(article)
  root.replaceChildren(scroller)
  const view = new FlowView(scroller, article, source, tell)
  await view.show(source.entry)
  void view.widen()
  return view
}

class FlowView implements View {
  readonly zoomable = true
  readonly #scroller: HTMLElement
  readonly #article: HTMLElement
  readonly #source: FlowSource
  readonly #tell: Tell
  #path = ''
  #headings: { readonly id: string; readonly element: Element }[] = []
  #index: TextIndex | undefined
  #marks: readonly Mark[] = []
  #found: readonly Range[] = []
  #current = -1
  #query = ''
  #encoding: string | undefined
  #rewriting: Rewriting | undefined
  #whole: Whole | undefined
  #back: { readonly path: string; readonly top: number }[] = []
  #own: readonly Section[] = []
  sections: readonly Section[] = []

  constructor(scroller: HTMLElement, article: HTMLElement, source: FlowSource, tell: Tell) {
    this.#scroller = scroller
    this.#article = article
    this.#source = source
    this.#tell = tell
    onScroll(scroller, () => this.#tellPlace())
    article.addEventListener('click', (event) => this.#follow(event))
    article.addEventListener('keydown', (event) => {
      if (event.code === 'Enter') this.#follow(event)
    })
    addEventListener('keydown', (event) => {
      if (event.altKey && event.code === 'ArrowLeft') void this.#goBack()
    })
  }

  get encoding(): string {
    return this.#encoding ?? this.#source.encoding ?? ''
  }

  get pages(): number {
    return this.#source.order.length
  }

  async show(path: string): Promise<void> {
    const page = await this.#source.load(path, this.#encoding)
    this.#path = page.path
    this.#rewriting = this.#source.rewrite && new Rewriting(this.#article, page.content)
    await this.#drawn(page.content)
    this.#article.replaceChildren(page.content)
    this.#scroller.scrollTop = 0
    this.#arrived()
  }

  /** Pictures of diagrams come with the page, or a little later than it. */
  async #drawn(content: ParentNode): Promise<void> {
    if (content.querySelector('[data-wk-diagram]') === null) return
    const { drawDiagrams } = await import('./diagrams.ts')
    const drawing = drawDiagrams(content).then(() => {
      this.#index = undefined
    })
    await Promise.race([drawing, new Promise((resolve) => setTimeout(resolve, DRAWING_MS))])
  }

  /** What follows from the page that is there now. */
  #arrived(): void {
    const path = this.#path
    this.#index = undefined
    const own = headings(this.#article)
    this.#headings = own.map(({ anchor }, at) => ({
      id: String(at),
      element: this.#byAnchor(anchor) ?? this.#article,
    }))
    this.#own = own.map(({ anchor, title, depth }, at) => ({
      id: String(at),
      title: title.slice(0, 500),
      depth,
      path,
      anchor: anchor.slice(0, 300),
    }))
    this.#tellSections()
    this.#showMarks()
    highlight('place', [])
    if (this.#query !== '') this.#search(false)
    this.#tellPlace()
  }

  /** Outline and search over all pages, once they are known. */
  async widen(): Promise<void> {
    try {
      this.#whole = await this.#source.whole?.()
    } catch (error) {
      // The page that is open is what can be searched.
      if (!(error instanceof Error)) throw error
    }
    if (this.#whole === undefined) return
    this.#tellSections()
    if (this.#query !== '') this.#search(false)
    this.#tellPlace()
  }

  #tellSections(): void {
    this.sections = outline(this.#source.sections, this.#whole, this.#path, this.#own)
    this.#tell({ kind: 'sections', sections: [...this.sections] })
  }

  #text(): TextIndex {
    this.#index ??= new TextIndex(this.#article)
    return this.#index
  }

  #byAnchor(anchor: string): Element | null {
    const name = CSS.escape(anchor)
    return this.#article.querySelector(`[id="${name}"], a[name="${name}"]`)
  }

  #follow(event: Event): void {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-wk-path]') : null
    if (link === null) return
    event.preventDefault()
    const { wkPath: path = '', wkAnchor: anchor = '' } = link.dataset
    this.#back.push({ path: this.#path, top: this.#scroller.scrollTop })
    void this.go({ path, ...(anchor === '' ? {} : { anchor }) })
  }

  async #goBack(): Promise<void> {
    const last = this.#back.pop()
    if (last === undefined) return
    if (last.path !== this.#path) await this.show(last.path)
    this.#scroller.scrollTop = last.top
  }

  #tellPlace(): void {
    const top = this.#scroller.getBoundingClientRect().top + 40
    let section = -1
    this.#headings.forEach(({ element }, at) => {
      if (element.getBoundingClientRect().top <= top) section = at
    })
    const page = this.#source.order.indexOf(this.#path) + 1
    const anchor = this.#headings[section]?.element.id
    this.#tell({
      kind: 'at',
      page,
      place: {
        ...(this.#path === '' ? {} : { path: this.#path.slice(0, 500) }),
        ...(page > 0 ? { page } : {}),
        ...(anchor ? { anchor: anchor.slice(0, 300) } : {}),
      },
      section: this.#sectionId(section),
    })
  }

  #sectionId(at: number): string | null {
    const page = this.#whole?.idOf(this.#path)
    const first = this.#own[at]
    if (this.#source.sections.length === 0)
      return first && this.sections.some(({ id }) => id === first.id) ? first.id : (page ?? null)
    return this.sections.findLast(({ path }) => path === this.#path)?.id ?? null
  }

  async go(place: Place): Promise<boolean> {
    const path = place.path ?? this.#source.order[(place.page ?? 0) - 1]
    if (path !== undefined && path !== this.#path) {
      try {
        await this.show(path)
      } catch (error) {
        if (error instanceof Error) return false
        throw error
      }
    }
    const range = place.quote === undefined ? undefined : this.#text().quote(place)
    highlight('place', range ? [range] : [])
    const element =
      place.anchor !== undefined
        ? this.#byAnchor(place.anchor)
        : place.page === undefined
          ? null
          : this.#byAnchor(`slide-${place.page}`)
    if (range) reveal(this.#scroller, range)
    else if (element) element.scrollIntoView({ block: 'start' })
    else if (path !== undefined) this.#scroller.scrollTop = 0
    this.#tellPlace()
    return (
      (place.quote === undefined || range !== undefined) &&
      (place.anchor === undefined || element !== null || range !== undefined)
    )
  }

  page(page: number): void {
    const path = this.#source.order[page - 1]
    if (path !== undefined) void this.show(path)
  }

  turn(by: 1 | -1): void {
    const at = this.#source.order.indexOf(this.#path)
    const next = this.#source.order[at + by]
    if (at >= 0) {
      if (next !== undefined) void this.show(next)
      return
    }
    this.#scroller.scrollBy({ top: by * (this.#scroller.clientHeight - 48) })
  }

  zoom(zoom: Zoom): void {
    const factor = typeof zoom === 'number' ? Math.min(LARGEST, Math.max(SMALLEST, zoom)) : 1
    this.#article.style.setProperty('--wk-zoom', String(factor))
    this.#tell({
      kind: 'zoomed',
      percent: Math.round(factor * 100),
      zoom: typeof zoom === 'number' ? factor : zoom,
    })
  }

  find(text: string): void {
    this.#query = text
    this.#whole?.search(text)
    this.#search(true)
  }

  #search(move: boolean): void {
    this.#found = this.#query === '' ? [] : this.#text().all(this.#query)
    const top = this.#scroller.getBoundingClientRect().top
    const near = this.#found.findIndex((range) => range.getBoundingClientRect().top >= top)
    this.#current = this.#found.length === 0 ? -1 : Math.max(0, near)
    this.#showFound(move)
  }

  step(by: 1 | -1): void {
    const next = this.#current + by
    const page = next in this.#found ? undefined : this.#whole?.next(this.#path, by)
    if (page !== undefined) return void this.#stepTo(page, by)
    if (this.#found.length === 0) return
    this.#current = (next + this.#found.length) % this.#found.length
    this.#showFound(true)
  }

  async #stepTo(page: string, by: 1 | -1): Promise<void> {
    await this.show(page)
    this.#current = by > 0 ? 0 : this.#found.length - 1
    // What is said on the page is not always what is seen of it.
    if (this.#found.length === 0) this.step(by)
    else this.#showFound(true)
  }

  #showFound(move: boolean): void {
    const current = this.#found[this.#current]
    highlight('find', this.#found)
    highlight('find-current', current ? [current] : [])
    if (current && move) reveal(this.#scroller, current)
    const here = foundMessage(this.#query, this.#current, this.#sectionsOfFound())
    const whole = this.#whole
    if (whole === undefined) return this.#tell(here)
    whole.counted(this.#path, this.#found.length)
    const { all, before } = whole.totals(this.#path)
    this.#tell({
      ...here,
      current: here.current === 0 ? 0 : before + here.current,
      total: all,
      sections: { ...whole.sections(this.#path), ...here.sections },
    })
  }

  /** Section of each place that was found. */
  #sectionsOfFound(): (string | null)[] {
    let at = -1
    return this.#found.map((range) => {
      for (;;) {
        const next = this.#headings[at + 1]
        if (!next || range.comparePoint(next.element, 0) > 0) break
        at++
      }
      return this.#sectionId(at)
    })
  }

  marks(marks: readonly Mark[]): void {
    this.#marks = marks
    this.#showMarks()
  }

  #showMarks(): void {
    const here = this.#marks.filter(
      ({ kind, place }) => kind !== 'bookmark' && (place.path ?? this.#path) === this.#path,
    )
    highlight(
      'note',
      here.flatMap(({ place }) => this.#text().quote(place) ?? []),
    )
  }

  rewrite(text: string): void {
    this.#source.rewrite?.(text)
    void this.#source.load(this.#path, this.#encoding).then(async ({ content }) => {
      const changed = this.#rewriting?.changed(content)
      if (changed === undefined) return
      await this.#drawn(changed.content)
      if (!changed.put()) return
      this.#arrived()
      changed.first()?.scrollIntoView({ block: 'nearest' })
    })
  }

  recolour(): void {
    if (this.#article.querySelector('.wk-diagram') !== null)
      void import('./diagrams.ts').then(({ recolourDiagrams }) => recolourDiagrams(this.#article))
  }

  recode(encoding: string): void {
    this.#encoding = encoding
    void this.show(this.#path)
  }

  async *paper(): AsyncIterable<Paper> {
    for (const part of paperParts(this.#article)) {
      if (Array.isArray(part)) yield { blocks: part }
      else {
        const image = await printedPicture(part)
        if (image) yield { image, scale: PRINT_SCALE }
      }
    }
  }

  selection(): Place | null {
    const selected = getSelection()
    const range = selected && selected.rangeCount > 0 ? selected.getRangeAt(0) : undefined
    if (!range || range.collapsed || !this.#article.contains(range.commonAncestorContainer))
      return null
    const found = this.#text().place(range)
    if (!found) return null
    const heading = this.#headings.findLast(({ element }) => range.comparePoint(element, 0) <= 0)
    const page = this.#source.order.indexOf(this.#path) + 1
    return {
      ...(this.#path === '' ? {} : { path: this.#path }),
      ...(page > 0 ? { page } : {}),
      ...(heading?.element.id ? { anchor: heading.element.id.slice(0, 300) } : {}),
      ...found,
    }
  }
}
