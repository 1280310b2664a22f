import type { Place } from '../../../contract/library.ts'
import type { Mark, Section, Zoom } from '../../../contract/reader-frame.ts'
import { highlight } from '../highlights.ts'
import { folded, occurrences, TextIndex } from '../text-index.ts'
import { foundMessage, type Paper, type Tell, type View } from '../view.ts'
import { VirtualRows } from './virtual-rows.ts'

/** Pages of rows: the lines of a text, the sheets of a workbook. */
export interface RowSource {
  readonly pages: number
  readonly sections: readonly Section[]
  readonly encoding?: string
  /** Rows of a page, from 1; each as it is searched. */
  rows(page: number): readonly string[]
  make(page: number, index: number): HTMLElement
  /** What stands over the rows of a page and stays. */
  head?(page: number): HTMLElement | undefined
  recode?(encoding: string): void
}

const ROW = 24
const MOST_PRINTED = 5000
const MOST_FOUND = 20_000

/** Many rows of one height. */
export class RowsView implements View {
  readonly zoomable = true
  readonly #root: HTMLElement
  readonly #body: HTMLElement
  readonly #head: HTMLElement
  readonly #rows: VirtualRows
  readonly #source: RowSource
  readonly #tell: Tell
  #page = 1
  #zoom = 1
  #query = ''
  #found: { readonly page: number; readonly row: number; readonly nth: number }[] = []
  #current = -1
  #marks: readonly Mark[] = []
  #place: Place | undefined

  constructor(root: HTMLElement, source: RowSource, tell: Tell) {
    this.#source = source
    this.#tell = tell
    this.#root = Object.assign(document.createElement('div'), { className: 'rows' })
    this.#root.tabIndex = 0
    this.#head = Object.assign(document.createElement('div'), { className: 'rows-head' })
    this.#body = Object.assign(document.createElement('div'), { className: 'rows-body' })
    this.#root.append(this.#head, this.#body)
    root.replaceChildren(this.#root)
    this.#rows = new VirtualRows({
      scroller: this.#root,
      body: this.#body,
      height: () => ROW * this.#zoom,
      make: (index) => this.#source.make(this.#page, index),
      shown: () => this.#shown(),
    })
    this.#show(1)
  }

  get pages(): number {
    return this.#source.pages
  }

  get sections(): readonly Section[] {
    return this.#source.sections
  }

  get encoding(): string {
    return this.#source.encoding ?? ''
  }

  #show(page: number): void {
    this.#page = page
    const head = this.#source.head?.(page)
    this.#head.replaceChildren(...(head ? [head] : []))
    this.#root.scrollTop = 0
    this.#rows.reset(this.#source.rows(page).length)
  }

  #shown(): void {
    this.#paint()
    const row = this.#rows.first() + 1
    this.#tell({
      kind: 'at',
      page: this.#source.pages > 0 ? this.#page : 0,
      place: {
        ...(this.#source.pages > 0 ? { page: this.#page } : {}),
        anchor: `row-${row}`,
      },
      section: this.#source.sections.find(({ page }) => page === this.#page)?.id ?? null,
    })
  }

  /** Marks of the rows that exist. */
  #paint(): void {
    const found: Range[] = []
    const current: Range[] = []
    const notes: Range[] = []
    const places: Range[] = []
    const now = this.#found[this.#current]
    for (const [index, row] of this.#rows.rows()) {
      if (this.#query === '' && this.#marks.length === 0 && !this.#place) break
      const text = new TextIndex(row)
      text.all(this.#query).forEach((range, nth) => {
        found.push(range)
        if (now?.page === this.#page && now.row === index && now.nth === nth) current.push(range)
      })
      for (const { place, kind } of this.#marks) {
        const range = kind !== 'bookmark' && (place.page ?? 1) === this.#page && text.quote(place)
        if (range) notes.push(range)
      }
      const range = this.#place && (this.#place.page ?? 1) === this.#page && text.quote(this.#place)
      if (range) places.push(range)
    }
    highlight('find', found)
    highlight('find-current', current)
    highlight('note', notes)
    highlight('place', places)
  }

  go(place: Place): Promise<boolean> {
    const pages = place.page === undefined ? this.#all() : [place.page]
    this.#place = place
    const wanted = folded(place.quote ?? '')
    for (const page of wanted === '' ? [] : [...pages, ...this.#all()]) {
      if (page < 1 || page > Math.max(1, this.#source.pages)) continue
      const row = this.#source.rows(page).findIndex((text) => folded(text).includes(wanted))
      if (row < 0) continue
      if (page !== this.#page) this.#show(page)
      this.#rows.show(row)
      return Promise.resolve(true)
    }
    const page = place.page ?? this.#page
    if (page !== this.#page && page <= this.#source.pages) this.#show(page)
    const row = Number(/^row-(\d+)$/u.exec(place.anchor ?? '')?.[1] ?? 0)
    if (row > 0) this.#root.scrollTop = (row - 1) * ROW * this.#zoom
    return Promise.resolve(wanted === '')
  }

  #all(): number[] {
    return Array.from({ length: Math.max(1, this.#source.pages) }, (_, at) => at + 1)
  }

  page(page: number): void {
    if (page <= this.#source.pages) this.#show(page)
  }

  turn(by: 1 | -1): void {
    if (this.#source.pages > 1) {
      const next = this.#page + by
      if (next >= 1 && next <= this.#source.pages) this.#show(next)
    } else this.#root.scrollBy({ top: by * (this.#root.clientHeight - 2 * ROW) })
  }

  zoom(zoom: Zoom): void {
    const first = this.#rows.first()
    this.#zoom = typeof zoom === 'number' ? Math.min(4, Math.max(0.5, zoom)) : 1
    this.#root.style.setProperty('--wk-zoom', String(this.#zoom))
    this.#rows.reset(this.#source.rows(this.#page).length)
    this.#root.scrollTop = first * ROW * this.#zoom
    this.#tell({
      kind: 'zoomed',
      percent: Math.round(this.#zoom * 100),
      zoom: typeof zoom === 'number' ? this.#zoom : zoom,
    })
  }

  find(text: string): void {
    this.#query = text
    this.#found = []
    if (text !== '')
      for (const page of this.#all())
        this.#source.rows(page).forEach((line, row) => {
          const count = Math.min(
            occurrences(folded(line), text).length,
            MOST_FOUND - this.#found.length,
          )
          for (let nth = 0; nth < count; nth++) this.#found.push({ page, row, nth })
        })
    const first = this.#rows.first()
    const near = this.#found.findIndex(
      ({ page, row }) => page > this.#page || (page === this.#page && row >= first),
    )
    this.#current = this.#found.length === 0 ? -1 : Math.max(0, near)
    this.#reveal()
  }

  step(by: 1 | -1): void {
    if (this.#found.length === 0) return
    this.#current = (this.#current + by + this.#found.length) % this.#found.length
    this.#reveal()
  }

  #reveal(): void {
    const now = this.#found[this.#current]
    if (now) {
      if (now.page !== this.#page) this.#show(now.page)
      this.#rows.show(now.row)
    }
    this.#paint()
    const ids = new Map(this.#source.sections.toReversed().map(({ page, id }) => [page, id]))
    this.#tell(
      foundMessage(
        this.#query,
        this.#current,
        this.#found.map(({ page }) => ids.get(page) ?? null),
      ),
    )
  }

  marks(marks: readonly Mark[]): void {
    this.#marks = marks
    this.#paint()
  }

  recode(encoding: string): void {
    this.#source.recode?.(encoding)
    this.#show(this.#page)
  }

  async *paper(): AsyncIterable<Paper> {
    const rows = this.#source.rows(this.#page).slice(0, MOST_PRINTED)
    const head = this.#source.head?.(this.#page)
    yield {
      blocks: head
        ? [
            {
              kind: 'row' as const,
              cells: [...head.children].slice(1, 300).map((cell) => cell.textContent),
            },
            ...rows.map((row) => ({ kind: 'row' as const, cells: row.split('\t').slice(0, 299) })),
          ]
        : [{ kind: 'pre' as const, cells: [rows.join('\n')] }],
    }
  }

  selection(): Place | null {
    const quote = getSelection()?.toString().trim() ?? ''
    return quote === ''
      ? null
      : {
          ...(this.#source.pages > 0 ? { page: this.#page } : {}),
          quote: quote.split('\n', 1)[0]?.slice(0, 500) ?? '',
        }
  }
}
