import type { RecordView } from '../../contract/common.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { LEVEL_LABELS } from '../../contract/roles.ts'
import type { Language, Text } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { labels, nameOf } from '../records/view.ts'

type Tools = Pick<Context, 'workspace' | 'session' | 'now'>

const META: Readonly<Record<string, Text>> = {
  _created: { 'zh-CN': '建立时间', en: 'Created' },
  _created_by: { 'zh-CN': '建立人', en: 'Created by' },
  _updated: { 'zh-CN': '更新时间', en: 'Updated' },
  _updated_by: { 'zh-CN': '更新人', en: 'Updated by' },
  _level: { 'zh-CN': '密级', en: 'Level' },
}

export interface ExportOptions {
  readonly format: 'csv' | 'xlsx' | 'json'
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
    if (!Object.hasOwn(type.fields, field) && !Object.hasOwn(META, field))
      throw new CoreError('fieldInvalid', { field, name: field, reason: 'unknown' })
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
  const head = columns.map(
    (column) => (type.fields[column]?.label ?? META[column])?.[options.language] ?? column,
  )
  const names = new Map<string, string>()
  const rows = records.map((record) =>
    columns.map((column) => cell(context, type, record, column, options.language, names)),
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
      column in META ? metaValue(record, column) : (record.fields[column] ?? null),
    ]),
  )

function metaValue(record: RecordView, column: string): Json {
  switch (column) {
    case '_created':
      return record.createdAt
    case '_created_by':
      return record.createdBy
    case '_updated':
      return record.updatedAt
    case '_updated_by':
      return record.updatedBy
    default:
      return record.level
  }
}

function cell(
  context: Tools,
  type: RecordType,
  record: RecordView,
  column: string,
  language: Language,
  names: Map<string, string>,
): string {
  if (column === '_level') return LEVEL_LABELS[record.level][language]
  if (column === '_created' || column === '_updated')
    return localTime(Number(metaValue(record, column)))
  if (column in META) return nameOf(context, String(metaValue(record, column)))
  const field = type.fields[column]
  return field === undefined
    ? ''
    : valueText(context, field, record.fields[column] ?? null, language, names)
}

/** A value as a person reads it in a table. */
function valueText(
  context: Tools,
  field: FieldType,
  value: Json,
  language: Language,
  names: Map<string, string>,
): string {
  if (value === null) return ''
  switch (field.kind) {
    case 'boolean':
      return value === true
        ? { 'zh-CN': '是', en: 'Yes' }[language]
        : { 'zh-CN': '否', en: 'No' }[language]
    case 'choice':
      return (
        field.choices?.find((choice) => choice.value === value)?.label[language] ?? String(value)
      )
    case 'instant':
      return localTime(Number(value))
    case 'ref':
      return titleOf(context, String(field.ref), String(value), names)
    case 'refs':
      return (value as string[])
        .map((id) => titleOf(context, String(field.ref), id, names))
        .join('; ')
    case 'links':
      return (value as { type: string; id: string }[])
        .map(({ type, id }) => titleOf(context, type, id, names))
        .join('; ')
    case 'tags':
      return (value as string[]).join('; ')
    case 'attachments':
      return (value as { name: string }[]).map(({ name }) => name).join('; ')
    case 'json':
      return JSON.stringify(value)
    case 'text':
    case 'longText':
    case 'integer':
    case 'number':
    case 'date':
      return String(value)
  }
}

function titleOf(context: Tools, type: string, id: string, names: Map<string, string>): string {
  const known = names.get(id)
  if (known !== undefined) return known
  const title = labels(context, [{ type, id }])[0]?.title ?? ''
  names.set(id, title)
  return title
}

/** 2026-03-17 02:17:36 in the computer's time zone. */
export function localTime(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
