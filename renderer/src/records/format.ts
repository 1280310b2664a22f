import type { FieldType, Json } from '../../../contract/record-type.ts'
import type { Language } from '../../../contract/text.ts'
import { withUnit } from '../../../contract/units.ts'
import { formatInstant } from './dates.ts'
import { formatNumber } from './numbers.ts'
import { asAttachments, asLinks, asText, asTexts, isEmpty } from './values.ts'

/** What a value needs to be read: the reader's language, and names for the records it points at. */
export interface Reading {
  readonly language: Language
  /** Title of a record; undefined while unknown or not visible. */
  label(type: string, id: string): string | undefined
}

export const WORDS = {
  yes: { 'zh-CN': '是', en: 'Yes' },
  no: { 'zh-CN': '否', en: 'No' },
  unseen: { 'zh-CN': '不可见的记录', en: 'a record not visible to you' },
} as const

export const separator = (language: Language): string => (language === 'en' ? ', ' : '、')

/** A value as one line of plain text; empty when there is none. */
export function formatValue(field: FieldType, value: Json | undefined, reading: Reading): string {
  if (isEmpty(value)) return ''
  const { language } = reading
  const name = (type: string | undefined, id: string): string =>
    reading.label(type ?? '', id) ?? WORDS.unseen[language]
  switch (field.kind) {
    case 'integer':
    case 'number': {
      const shown = typeof value === 'number' ? formatNumber(value) : asText(value)
      return withUnit(shown, field.unit, language)
    }
    case 'boolean':
      return value === true ? WORDS.yes[language] : WORDS.no[language]
    case 'instant':
      return typeof value === 'number' ? formatInstant(value) : asText(value)
    case 'choice':
      return (
        field.choices?.find((choice) => choice.value === String(value))?.label[language] ??
        asText(value)
      )
    case 'tags':
      return asTexts(value).join(separator(language))
    case 'ref':
      return name(field.ref, asText(value))
    case 'refs':
      return asTexts(value)
        .map((id) => name(field.ref, id))
        .join(separator(language))
    case 'links':
      return asLinks(value)
        .map((link) => name(link.type, link.id))
        .join(separator(language))
    case 'attachments':
      return asAttachments(value)
        .map((file) => file.name)
        .join(separator(language))
    case 'longText':
      return asText(value).replace(/\s+/gu, ' ').trim()
    case 'text':
    case 'date':
    case 'json':
      return asText(value)
  }
}

/** Records that a value points at, so that their names can be fetched. */
export function referencesOf(
  field: FieldType,
  value: Json | undefined,
): { type: string; id: string }[] {
  switch (field.kind) {
    case 'ref':
      return typeof value === 'string' && value !== '' && field.ref
        ? [{ type: field.ref, id: value }]
        : []
    case 'refs':
      return asTexts(value).flatMap((id) => (field.ref ? [{ type: field.ref, id }] : []))
    case 'links':
      return asLinks(value)
    default:
      return []
  }
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const

export function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** step
  return `${step === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[step] ?? 'B'}`
}
