import type { Archive } from '../archive.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { coreTitle, relationsOf } from '../office.ts'
import { walkXml } from '../xml.ts'

const BOOK = 'xl/workbook.xml'
/** Empty rows and cells of a workbook that are kept, so that the others stand where they stood; one cell far away costs no more. */
const MOST_EMPTY = 500_000

/** A workbook: each sheet is a page, its rows are lines, its cells stand between tabs, empty ones too. */
export function xlsx(
  archive: Archive,
  budget: Budget,
  _bytes: Uint8Array,
  progress: () => void,
): Found {
  const strings = sharedStrings(archive)
  const dates = dateStyles(archive)
  const room = { left: MOST_EMPTY }
  const pieces = sheetsOf(archive).map(({ name, file }, at) => {
    const bytes = archive.read(file)
    const text = bytes === undefined ? '' : sheetText(bytes, strings, dates, room)
    const sheet = piece(text, { page: at + 1, heading: name, depth: 1 })
    budget.add([sheet])
    progress()
    return sheet
  })
  const title = coreTitle(archive)
  return { title, pages: pieces.length, parts: [onePart(title, pieces)] }
}

function sheetsOf(archive: Archive): { name: string; file: string }[] {
  const relations = relationsOf(archive, BOOK)
  const sheets: { name: string; file: string }[] = []
  walkXml(archive.read(BOOK) ?? new Uint8Array(), {
    open(name, attributes) {
      const file = relations.get(attributes['r:id'] ?? '')?.target
      if (name === 'sheet' && file !== undefined)
        sheets.push({ name: attributes['name'] ?? '', file })
    },
  })
  return sheets
}

function sharedStrings(archive: Archive): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  // Readings over Chinese and Japanese words are no part of the text.
  let isReading = false
  walkXml(archive.read('xl/sharedStrings.xml') ?? new Uint8Array(), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    text: (data) => {
      if (isText) text += data
    },
    close(name) {
      isText = false
      if (name === 'rPh') isReading = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

const isDateFormat = (id: number, code = ''): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 50 && id <= 58) ||
  /[ymdhs]/iu.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, ''))

/** Styles, by their number, whose cells are dates kept as numbers. */
function dateStyles(archive: Archive): Set<number> {
  const codes = new Map<number, string>()
  const styles = new Set<number>()
  let inside = false
  let count = 0
  walkXml(archive.read('xl/styles.xml') ?? new Uint8Array(), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId)
      if (name === 'numFmt') codes.set(id, formatCode)
      if (name === 'cellXfs') inside = true
      if (name !== 'xf' || !inside) return
      if (isDateFormat(id, codes.get(id))) styles.add(count)
      count += 1
    },
    close(name) {
      if (name === 'cellXfs') inside = false
    },
  })
  return styles
}

function sheetText(
  bytes: Uint8Array,
  strings: readonly string[],
  dates: ReadonlySet<number>,
  room: { left: number },
): string {
  const rows: string[] = []
  let cells: string[] = []
  let row = 0
  let column = 0
  let kind = ''
  let style = -1
  let value = ''
  let takes = false
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'row') row = Number(attributes['r'] ?? 0)
      if (name === 'c') {
        column = columnOf(attributes['r'] ?? '')
        kind = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? -1)
        value = ''
      }
      takes = name === 'v' || name === 't'
    },
    text: (data) => {
      if (takes) value += data
    },
    close(name) {
      takes = false
      if (name === 'c' && value !== '') {
        fill(cells, column - 1, room)
        cells.push(
          oneLine(
            kind === 's' ? (strings[Number(value)] ?? '') : shown(value, kind, dates.has(style)),
          ),
        )
      }
      if (name !== 'row') return
      if (cells.length > 0) {
        fill(rows, row - 1, room)
        rows.push(cells.join('\t'))
      }
      cells = []
    },
  })
  return rows.join('\n')
}

/** Column of a cell's name, from 1: B7 is 2; 0 where it has none. */
function columnOf(cell: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/u.exec(cell)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** What is empty up to here, as long as there is room for it. */
function fill(list: string[], length: number, room: { left: number }): void {
  const missing = length - list.length
  if (!(missing > 0) || missing > room.left) return
  room.left -= missing
  for (let at = 0; at < missing; at++) list.push('')
}

/** A line break inside of a cell would begin a row. */
const oneLine = (text: string): string =>
  /[\t\r\n]/u.test(text) ? text.replaceAll(/[\t\r\n]+/gu, ' ') : text

/** Days since 30 December 1899, which is 25,569 days before 1970. */
function shown(value: string, kind: string, isDate: boolean): string {
  const days = Number(value)
  if (!isDate || kind !== 'n' || !(days >= 1 && days < 2_958_466)) return value
  const text = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString()
  return Number.isInteger(days) ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
