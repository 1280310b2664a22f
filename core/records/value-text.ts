import type { RecordView } from '../../contract/common.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { LEVEL_LABELS } from '../../contract/roles.ts'
import type { Language, Text } from '../../contract/text.ts'
import type { Context } from '../feature.ts'
import { labels, nameOf } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

const META: Readonly<Record<string, Text>> = {
  _created: { 'zh-CN': '建立时间', en: 'Created' },
  _created_by: { 'zh-CN': '建立人', en: 'Created by' },
  _updated: { 'zh-CN': '更新时间', en: 'Updated' },
  _updated_by: { 'zh-CN': '更新人', en: 'Updated by' },
  _level: { 'zh-CN': '密级', en: 'Level' },
}

/** True for what every record has beside its declared fields. */
export const isMeta = (column: string): boolean => Object.hasOwn(META, column)

export const columnLabel = (type: RecordType, column: string, language: Language): string =>
  (type.fields[column]?.label ?? META[column])?.[language] ?? column

/** A value of the record itself, like when it was made. */
export function metaValue(record: RecordView, column: string): Json {
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

/** A column of a record as people read it. `names` remembers the titles of what is referred to. */
export function cellText(
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
  if (isMeta(column)) return nameOf(context, String(metaValue(record, column)))
  const field = type.fields[column]
  return field === undefined
    ? ''
    : valueText(context, field, record.fields[column] ?? null, language, names)
}

/** A value as a person reads it; empty where there is none. */
export function valueText(
  context: Tools,
  field: FieldType,
  value: Json | undefined,
  language: Language,
  names: Map<string, string> = new Map(),
): string {
  if (value === undefined || value === null) return ''
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
