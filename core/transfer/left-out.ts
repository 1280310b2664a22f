import { FIELD_REASONS } from '../../contract/field-reasons.ts'
import { fill, type Language, type Text } from '../../contract/text.ts'
import type { PlannedRow } from './import.ts'
import type { Table } from './table.ts'

const WHY: Text = { 'zh-CN': '未导入原因', en: 'Why it was left out' }
const STOPPED: Text = { 'zh-CN': '导入已停止', en: 'The import was stopped' }
const NAME: Text = { 'zh-CN': '{name} 未导入', en: '{name} left out' }

/**
 * The rows of an import that were not taken, as a file that can be mended and imported again: the columns of the
 * original, and in the last one why. Cells stay as they were, so nothing is put before those that look like formulas.
 */
export class LeftOut {
  readonly #table: Table
  readonly #language: Language
  readonly #rows: string[][] = []

  constructor(table: Table, language: Language) {
    this.#table = table
    this.#language = language
  }

  /** A row that has problems. */
  add({ cells, problems }: PlannedRow): void {
    const why = problems.map(({ column, reason }) => `${column}: ${this.#reason(reason)}`)
    this.#keep(cells, why.join('; '))
  }

  /** All rows from this one of the table on, which were not looked at any more. */
  addRest(from: number): void {
    for (const cells of this.#table.rows.slice(from)) this.#keep(cells, STOPPED[this.#language])
  }

  #keep(cells: readonly string[], why: string): void {
    this.#rows.push([...this.#table.columns.map((_column, at) => cells[at] ?? ''), why])
  }

  #reason(reason: string): string {
    const text = Object.hasOwn(FIELD_REASONS, reason)
      ? FIELD_REASONS[reason as keyof typeof FIELD_REASONS]
      : undefined
    return text ? fill(text[this.#language], { limit: '…' }) : reason
  }

  /** Null when nothing was left out. */
  async file(original: string): Promise<{ name: string; bytes: Uint8Array; rows: number } | null> {
    if (this.#rows.length === 0) return null
    const { stringify } = await import('csv-stringify/sync')
    const head = [...this.#table.columns, WHY[this.#language]]
    const name = original.replace(/\.[^.]*$/u, '')
    return {
      name: `${fill(NAME[this.#language], { name })}.csv`,
      bytes: Buffer.from(
        stringify([head, ...this.#rows], { bom: true, record_delimiter: 'windows' }),
      ),
      rows: this.#rows.length,
    }
  }
}
