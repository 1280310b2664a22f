import { ERROR_TEXTS } from './errors.ts'
import { FIELD_REASONS, type FieldReason } from './field-reasons.ts'
import type { Failure } from './result.ts'
import { ROLE_LABELS, type Role } from './roles.ts'
import { fill, type Language } from './text.ts'

/** A failure as a sentence in the reader's language; labels, role names and reasons are written out. */
export function errorText(failure: Failure, language: Language): string {
  const params = Object.fromEntries(
    Object.entries(failure.params).map(([name, value]) => [name, written(value, language)]),
  )
  return fill(fill(ERROR_TEXTS[failure.code][language], params), params)
}

function written(value: unknown, language: Language): string {
  if (Array.isArray(value))
    return value.map((item) => written(item, language)).join(language === 'zh-CN' ? '、' : ', ')
  if (typeof value === 'string') {
    if (Object.hasOwn(ROLE_LABELS, value)) return ROLE_LABELS[value as Role][language]
    return Object.hasOwn(FIELD_REASONS, value)
      ? FIELD_REASONS[value as FieldReason][language]
      : value
  }
  if (typeof value === 'object' && value !== null && language in value)
    return String((value as Record<string, unknown>)[language])
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
