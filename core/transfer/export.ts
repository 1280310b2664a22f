import type { RecordView } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Language } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { listDocx } from './record-docx.ts'
import { cellText, columnLabel, isMeta, localTime, metaValue } from '../records/value-text.ts'

/** More rows than this make a document that no office program likes to open. */
const MOST_IN_DOCX = 5000

type Tools = Pick<Context, 'workspace' | 'session' | 'now'>

export interface ExportOptions {
  readonly format: 'csv' | 'xlsx' | 'json' | 'docx'
  readonly columns: readonly string[]
  readonly language: Language
}

/**
 * The records as a file, with labels and values as people read them; JSON keeps the raw values beside ids.
 * Throws CoreError fieldInvalid for a column that the type does not have.
 */
export async function writeTable(
  context: Tools,
  type: RecordType,
  records: readonly RecordView[],
  options: ExportOptions,
): Promise<{ name: string; mime: string; bytes: Uint8Array }> {
  const { columns } = options
  for (const field of columns)
    if (!Object.hasOwn(type.fields, field) && !isMeta(field))
      throw new CoreError('fieldInvalid', { field, name: field, reason: 'unknown' })
  if (options.format === 'docx') {
    if (records.length > MOST_IN_DOCX)
      throw new CoreError('exportTooLarge', { limit: MOST_IN_DOCX, rows: records.length })
    return listDocx(context, type, records, columns, options.language)
  }
  const name = `${type.plural[options.language]} ${localTime(context.now()).slice(0, 10)}.${options.format}`
  if (options.format === 'json') {
    const rows = records.map((record) => ({
      id: record.id,
      level: record.level,
      ...pick(record, columns),
    }))
    return {
      name,
      mime: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(rows, null, 2)}\n`),
    }
  }
  const head = columns.map((column) => columnLabel(type, column, options.language))
  const names = new Map<string, string>()
  const rows = records.map((record) =>
    columns.map((column) => cellText(context, type, record, column, options.language, names)),
  )
  if (options.format === 'csv') {
    const { stringify } = await import('csv-stringify/sync')
    const text = stringify([head, ...rows], {
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    })
    return { name, mime: 'text/csv', bytes: Buffer.from(text) }
  }
  const sheet = [
    head.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => ({ value }))),
  ]
  // Only when it is needed: loading it would be a fifth of the start.
  const { default: writeXlsx } = await import('write-excel-file/node')
  const bytes = await writeXlsx(sheet, {
    stickyRowsCount: 1,
    columns: columns.map(() => ({ width: 20 })),
  }).toBuffer()
  return { name, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}

const pick = (record: RecordView, columns: readonly string[]): Record<string, Json> =>
  Object.fromEntries(
    columns.map((column) => [
      column,
      isMeta(column) ? metaValue(record, column) : (record.fields[column] ?? null),
    ]),
  )
