import { z } from 'zod'
import { attachment, recordId, recordRef } from '../../contract/common.ts'
import type { FieldReason } from '../../contract/field-reasons.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import type { Text } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import { canonical, NoCanonicalForm } from '../log/canonical.ts'
import { SEALED_MARK } from '../log/shape.ts'

export interface FieldIssue {
  readonly field: string
  readonly label: Text
  readonly reason: FieldReason
  readonly limit?: number
}

const TEXT_LENGTH = 200
const LONG_TEXT_LENGTH = 20_000
const tags = z.array(z.string().trim().min(1).max(60)).max(50)
const ids = z.array(recordId).max(500)
const links = z.array(recordRef).max(200)
const files = z.array(attachment).max(100)

/** True where a value is as good as none. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

/** True when a record of the type with this id may be referred to. */
export type Exists = (type: string, id: string) => boolean

/** What is wrong with the values given; fields that are not named are not looked at. */
export function fieldIssues(
  type: RecordType,
  values: Readonly<Record<string, Json>>,
  exists: Exists,
): FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const [name, value] of Object.entries(values)) {
    const field = type.fields[name]
    if (field === undefined) {
      issues.push({ field: name, label: { 'zh-CN': name, en: name }, reason: 'unknown' })
      continue
    }
    const issue = isEmpty(value) ? emptyIssue(field) : valueIssue(field, value, exists)
    if (issue) issues.push({ field: name, label: field.label, ...issue })
  }
  return issues
}

/** Fields that a new record must have, by type: asked for each row of an import. */
const required = new WeakMap<RecordType, readonly (readonly [string, FieldType])[]>()

function requiredOf(type: RecordType): readonly (readonly [string, FieldType])[] {
  const known =
    required.get(type) ??
    Object.entries(type.fields).filter(
      ([, field]) => field.required === true && field.readOnly !== true,
    )
  required.set(type, known)
  return known
}

/** Required fields that a new record lacks. */
export function missingFields(
  type: RecordType,
  values: Readonly<Record<string, Json>>,
): FieldIssue[] {
  return requiredOf(type)
    .filter(([name]) => isEmpty(values[name]))
    .map(([name, field]) => ({ field: name, label: field.label, reason: 'required' as const }))
}

/** Throws CoreError fieldInvalid for the first issue, missingFields when required ones are lacking. */
export function refuse(issues: readonly FieldIssue[]): void {
  if (issues.length === 0) return
  const missing = issues.filter((issue) => issue.reason === 'required')
  if (missing.length > 0)
    throw new CoreError('missingFields', {
      fields: missing.map((issue) => issue.label),
      names: missing.map((issue) => issue.field),
    })
  const [first] = issues
  if (first)
    throw new CoreError('fieldInvalid', {
      field: first.label,
      name: first.field,
      reason: first.reason,
      limit: first.limit ?? '',
    })
}

type Issue = { reason: FieldReason; limit?: number } | undefined

const emptyIssue = (field: FieldType): Issue =>
  field.required === true ? { reason: 'required' } : undefined

function valueIssue(field: FieldType, value: Json, exists: Exists): Issue {
  switch (field.kind) {
    case 'text':
      return textIssue(value, field.maxLength ?? TEXT_LENGTH)
    case 'longText':
      return textIssue(value, field.maxLength ?? LONG_TEXT_LENGTH)
    case 'integer':
    case 'instant':
      return Number.isSafeInteger(value) ? rangeIssue(field, Number(value)) : { reason: 'kind' }
    case 'number':
      return typeof value === 'number' && hasForm(value)
        ? rangeIssue(field, value)
        : { reason: 'kind' }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { reason: 'kind' }
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : { reason: 'kind' }
    case 'choice':
      return field.choices?.some((choice) => choice.value === value)
        ? undefined
        : { reason: 'choice' }
    case 'tags':
      return (
        shapeIssue(tags, value) ??
        (value as string[]).map((tag) => textIssue(tag, 60)).find((issue) => issue !== undefined)
      )
    case 'ref':
      return (
        shapeIssue(recordId, value) ??
        (exists(String(field.ref), String(value)) ? undefined : { reason: 'reference' })
      )
    case 'refs':
      return (
        shapeIssue(ids, value) ??
        ((value as string[]).every((id) => exists(String(field.ref), id))
          ? undefined
          : { reason: 'reference' })
      )
    case 'links':
      return (
        shapeIssue(links, value) ??
        ((value as { type: string; id: string }[]).every(({ type, id }) => exists(type, id))
          ? undefined
          : { reason: 'reference' })
      )
    case 'attachments':
      return shapeIssue(files, value) ?? (hasForm(value) ? undefined : { reason: 'characters' })
    case 'json':
      if (!hasForm(value)) return { reason: 'characters' }
      return JSON.stringify(value).length <= 200_000
        ? undefined
        : { reason: 'tooLong', limit: 200_000 }
  }
}

const shapeIssue = (schema: z.ZodType, value: Json): Issue =>
  schema.safeParse(value).success ? undefined : { reason: 'kind' }

// Line breaks and tabs may stand in a text; U+0001 starts sealed ones and the rest mean nothing to people.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u

function textIssue(value: Json, limit: number): Issue {
  if (typeof value !== 'string') return { reason: 'kind' }
  if (value.startsWith(SEALED_MARK) || CONTROL.test(value) || !value.isWellFormed())
    return { reason: 'characters' }
  return value.length <= limit || [...value].length <= limit
    ? undefined
    : { reason: 'tooLong', limit }
}

/** Whether the log can hold a value: it has no lone surrogates and no numbers without a canonical form. */
export function hasForm(value: Json): boolean {
  try {
    canonical(value)
    return true
  } catch (error) {
    if (error instanceof NoCanonicalForm) return false
    throw error
  }
}

function rangeIssue(field: FieldType, value: number): Issue {
  if (field.min !== undefined && value < field.min) return { reason: 'tooSmall', limit: field.min }
  return field.max !== undefined && value > field.max
    ? { reason: 'tooLarge', limit: field.max }
    : undefined
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false
  const month = Number(value.slice(5, 7))
  const day = Number(value.slice(8))
  return month >= 1 && day >= 1 && day <= daysOf(Number(value.slice(0, 4)), month)
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month > 12 ? 0 : [4, 6, 9, 11].includes(month) ? 30 : 31
}
