import { folded, occurrences } from '../text-index.ts'

export interface WholePage {
  readonly path: string
  readonly title: string
  readonly text: string
}

/** Everything that a document of many pages says: what is searched beyond the page that is open. */
export class Whole {
  readonly pages: readonly WholePage[]
  readonly #letter: string
  readonly #texts: readonly string[]
  readonly #at: ReadonlyMap<string, number>
  #counts: number[] = []

  /** `letter`: what the ids of the pages in the outline begin with. */
  constructor(pages: readonly WholePage[], letter: string) {
    this.pages = pages
    this.#letter = letter
    this.#texts = pages.map(({ title, text }) => folded(text === '' ? title : text))
    this.#at = new Map(pages.map(({ path }, at) => [path, at]))
  }

  idOf(path: string): string | undefined {
    const at = this.#at.get(path)
    return at === undefined ? undefined : `${this.#letter}${at}`
  }

  search(query: string): void {
    this.#counts = this.#texts.map((text) => occurrences(text, query).length)
  }

  /** The open page knows better how often the words stand on it. */
  counted(path: string, count: number): void {
    const at = this.#at.get(path)
    if (at !== undefined) this.#counts[at] = count
  }

  /** Places on all pages, and on those before one. */
  totals(path: string): { readonly all: number; readonly before: number } {
    const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)
    return { all: sum(this.#counts), before: sum(this.#counts.slice(0, this.#at.get(path) ?? 0)) }
  }

  /** Places of the pages by their ids in the outline, the open one left out. */
  sections(open: string): Record<string, number> {
    const found: Record<string, number> = {}
    this.#counts.forEach((count, at) => {
      if (count > 0 && this.pages[at]?.path !== open) found[`${this.#letter}${at}`] = count
    })
    return found
  }

  /** The next page, in either direction and round, on which the words stand. */
  next(path: string, by: 1 | -1): string | undefined {
    const { length } = this.pages
    const from = this.#at.get(path) ?? (by > 0 ? -1 : length)
    for (let step = 1; step <= length; step++) {
      const at = (from + by * step + length * 2) % length
      const page = this.pages[at]
      if (page && page.path !== path && (this.#counts[at] ?? 0) > 0) return page.path
    }
    return undefined
  }
}
