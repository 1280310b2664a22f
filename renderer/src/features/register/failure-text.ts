import { ERROR_TEXTS } from '../../../../contract/errors.ts'
import { FIELD_REASONS, type FieldReason } from '../../../../contract/field-reasons.ts'
import type { Failure } from '../../../../contract/result.ts'
import { ROLE_LABELS, type Role } from '../../../../contract/roles.ts'
import { fill, type Language, type Text } from '../../../../contract/text.ts'
import { separator } from '../../records/format.ts'

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value
const isReason = (value: unknown): value is FieldReason =>
  typeof value === 'string' && value in FIELD_REASONS
const isRole = (value: unknown): value is Role => typeof value === 'string' && value in ROLE_LABELS

/** Why a field's value is refused, in words; a text that is no known reason stays as it is. */
export function reasonText(
  reason: unknown,
  language: Language,
  params: Failure['params'] = {},
): string {
  return isReason(reason) ? fill(FIELD_REASONS[reason][language], params) : String(reason ?? '')
}

/** An expected failure in the reader's language, with the names of fields, reasons and roles in it. */
export function failureText(failure: Failure, language: Language): string {
  const read = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((part) => read(name, part)).join(separator(language))
    if (isText(value)) return value[language]
    if (name === 'reason') return reasonText(value, language, failure.params)
    if (name === 'roles' && isRole(value)) return ROLE_LABELS[value][language]
    return String(value)
  }
  const params = Object.fromEntries(
    Object.entries(failure.params).map(([name, value]) => [name, read(name, value)]),
  )
  // A reason may have parameters of its own.
  return fill(fill(ERROR_TEXTS[failure.code][language], params), params)
}
