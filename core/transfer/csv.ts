const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * Rows of a text whose cells a delimiter parts (RFC 4180). Spaces around a cell are taken off, not those between its
 * quotes. A quote inside a cell that does not begin with one stands for itself. Throws for a quote that nothing closes.
 */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  const reader = new Reader(text, delimiter)
  while (!reader.ended) {
    const row = reader.row()
    if (row.length > 1 || row[0] !== '') yield row
  }
}

const trimmed = (cell: string): string => cell.trim()

class Reader {
  readonly #text: string
  readonly #parting: string
  readonly #delimiter: number
  #at = 0

  constructor(text: string, delimiter: string) {
    this.#text = text
    this.#parting = delimiter
    this.#delimiter = delimiter.charCodeAt(0)
  }

  get ended(): boolean {
    return this.#at >= this.#text.length
  }

  row(): string[] {
    const plain = this.#plainRow()
    if (plain) return plain
    const row = [this.#cell()]
    while (this.#code(this.#at) === this.#delimiter) {
      this.#at += 1
      row.push(this.#cell())
    }
    if (this.#code(this.#at) === CARRIAGE_RETURN) this.#at += 1
    if (this.#code(this.#at) === LINE_FEED) this.#at += 1
    return row
  }

  /** Most rows have no quote: they are cut without looking at each letter. */
  #plainRow(): string[] | undefined {
    const found = this.#text.indexOf('\n', this.#at)
    const end = found < 0 ? this.#text.length : found
    const last = this.#text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end
    const line = this.#text.slice(this.#at, last)
    if (line.includes('"') || line.includes('\r')) return undefined
    this.#at = end + 1
    return line.split(this.#parting).map(trimmed)
  }

  #cell(): string {
    const start = this.#at
    let from = start
    while (this.#isSpace(from)) from += 1
    if (this.#code(from) === QUOTE) {
      const value = this.#quoted(from + 1)
      if (value !== undefined) return value
    }
    const end = this.#endOf(from)
    this.#at = end
    return this.#text.slice(start, end).trim()
  }

  /** A cell between quotes; undefined where more follows its closing quote, which then is part of the text. */
  #quoted(from: number): string | undefined {
    let end = from
    let value = ''
    for (;;) {
      const quote = this.#text.indexOf('"', end)
      if (quote < 0) throw new Error('a quote is not closed')
      value += this.#text.slice(end, quote)
      if (this.#code(quote + 1) !== QUOTE) {
        end = quote + 1
        break
      }
      value += '"'
      end = quote + 2
    }
    while (this.#isSpace(end)) end += 1
    if (!this.#isEnd(end)) return undefined
    this.#at = end
    return value
  }

  #endOf(from: number): number {
    let end = from
    while (!this.#isEnd(end)) end += 1
    return end
  }

  #isEnd(at: number): boolean {
    const code = this.#code(at)
    return (
      code === this.#delimiter || code === LINE_FEED || code === CARRIAGE_RETURN || code !== code
    )
  }

  #isSpace(at: number): boolean {
    const code = this.#code(at)
    return (code === 32 || code === 9 || code === 0xa0) && code !== this.#delimiter
  }

  /** Not a number behind the end. */
  #code(at: number): number {
    return this.#text.charCodeAt(at)
  }
}
