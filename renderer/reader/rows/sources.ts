import { pageText } from '../flow/decode.ts'
import { fileBytes } from '../files.ts'
import { preparedAs } from '../prepared.ts'
import { CannotShow, type Opening } from '../view.ts'
import type { RowSource } from './rows-view.ts'

const MOST_TEXT = 64 << 20
const MOST_ROWS = 1_000_000
/** Halves of a Han character; longer lines go on in the next row. */
const LINE = 160
const WIDEST = 48

/** A text by its lines, in the encoding that was found or chosen. */
export async function textRows(opening: Opening): Promise<RowSource> {
  if (opening.size > MOST_TEXT) throw new CannotShow('tooLarge')
  const bytes = await fileBytes(opening.file)
  let encoding = ''
  let rows: readonly string[] = []
  const read = (chosen: string): void => {
    const decoded = pageText(bytes, chosen)
    encoding = decoded.encoding
    rows = lines(decoded.text)
  }
  read(opening.encoding)
  return {
    pages: 0,
    sections: [],
    get encoding() {
      return encoding
    },
    rows: () => rows,
    make: (_page, index) =>
      Object.assign(document.createElement('div'), {
        className: 'line',
        textContent: rows[index] ?? '',
      }),
    recode: read,
  }
}

function lines(text: string): string[] {
  const rows: string[] = []
  for (const line of text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n|\f/u)) {
    if (rows.length >= MOST_ROWS) break
    if (line.length <= LINE / 2) rows.push(line)
    else for (const part of folds(line)) rows.push(part)
  }
  return rows
}

function* folds(line: string): Iterable<string> {
  let width = 0
  let from = 0
  for (let at = 0; at < line.length; at++) {
    width += line.charCodeAt(at) > 0x2e7f ? 2 : 1
    if (width < LINE) continue
    yield line.slice(from, at + 1)
    from = at + 1
    width = 0
  }
  if (from < line.length || from === 0) yield line.slice(from)
}

/** Sheets of a workbook: the first row of each stays while the others go by. */
export async function sheetRows(): Promise<RowSource> {
  const { pages } = await preparedAs('pages')
  // A row becomes cells when it is shown.
  const sheets = pages.map(({ text }) => text.split('\n'))
  const searched = sheets.map((rows) => rows.slice(1))
  const widths = sheets.map(widthsOf)
  const rowOf = (page: number, at: number): string[] => sheets[page - 1]?.[at]?.split('\t') ?? []
  const cells = (page: number, values: readonly string[], number: number): HTMLElement => {
    const row = Object.assign(document.createElement('div'), { className: 'cells' })
    const columns = widths[page - 1] ?? []
    row.style.gridTemplateColumns = `56px ${columns.map((width) => `${width}ch`).join(' ')}`
    const mark = Object.assign(document.createElement('span'), { className: 'number' })
    mark.textContent = String(number)
    mark.setAttribute('aria-hidden', 'true')
    row.append(mark)
    for (const value of values.slice(0, columns.length)) {
      const cell = document.createElement('span')
      cell.textContent = value
      cell.title = value
      row.append(cell)
    }
    return row
  }
  return {
    pages: sheets.length,
    sections: pages.map(({ title }, at) => ({
      id: String(at),
      title: title.slice(0, 500),
      depth: 1,
      page: at + 1,
    })),
    rows: (page) => searched[page - 1] ?? [],
    make: (page, index) => cells(page, rowOf(page, index + 1), index + 2),
    head: (page) => cells(page, rowOf(page, 0), 1),
  }
}

const MOST_COLUMNS = 256

/** Columns as wide as what stands in their first rows, within reason. */
function widthsOf(rows: readonly string[]): number[] {
  const widths: number[] = []
  for (const row of rows.slice(0, 200))
    row.split('\t', MOST_COLUMNS).forEach((value, at) => {
      const width = [...value].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 2)
      widths[at] = Math.min(WIDEST, Math.max(widths[at] ?? 8, width))
    })
  return Array.from(widths, (width) => width ?? 8)
}
