import { onScroll } from '../frames.ts'

/** Rows of one height, of which only those near the screen exist. */
export class VirtualRows {
  readonly scroller: HTMLElement
  readonly #body: HTMLElement
  readonly #height: () => number
  readonly #make: (index: number) => HTMLElement
  readonly #shown: () => void
  readonly #rows = new Map<number, HTMLElement>()
  #count = 0

  constructor(options: {
    readonly scroller: HTMLElement
    readonly body: HTMLElement
    readonly height: () => number
    readonly make: (index: number) => HTMLElement
    /** Told after rows came or went. */
    readonly shown: () => void
  }) {
    this.scroller = options.scroller
    this.#body = options.body
    this.#height = options.height
    this.#make = options.make
    this.#shown = options.shown
    onScroll(this.scroller, () => this.#fill())
    new ResizeObserver(() => this.#fill()).observe(this.scroller)
  }

  reset(count: number): void {
    this.#count = count
    this.#rows.clear()
    this.#body.replaceChildren()
    this.#body.style.height = `${count * this.#height()}px`
    this.#fill()
  }

  first(): number {
    return Math.floor(this.scroller.scrollTop / this.#height())
  }

  row(index: number): HTMLElement | undefined {
    return this.#rows.get(index)
  }

  rows(): Iterable<[number, HTMLElement]> {
    return this.#rows
  }

  show(index: number): void {
    const top = index * this.#height()
    const { scrollTop, clientHeight } = this.scroller
    if (top < scrollTop + this.#height() || top > scrollTop + clientHeight - 3 * this.#height())
      this.scroller.scrollTop = Math.max(0, top - clientHeight / 3)
    this.#fill()
  }

  #fill(): void {
    const height = this.#height()
    const spare = 20
    const from = Math.max(0, Math.floor(this.scroller.scrollTop / height) - spare)
    const to = Math.min(
      this.#count,
      Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + spare,
    )
    for (const [index, row] of this.#rows) {
      if (index >= from && index < to) continue
      row.remove()
      this.#rows.delete(index)
    }
    for (let index = from; index < to; index++) {
      if (this.#rows.has(index)) continue
      const row = this.#make(index)
      row.style.top = `${index * height}px`
      row.style.height = `${height}px`
      this.#rows.set(index, row)
      this.#body.append(row)
    }
    this.#shown()
  }
}
