import type { FieldType, Json, RecordType } from '../../../../../contract/record-type.ts'
import type { Text } from '../../../../../contract/text.ts'
import { fill, type Language } from '../../../../../contract/text.ts'
import { dayOf } from '../../../records/dates.ts'
import { asText, asTexts, isEmpty, sameValue } from '../../../records/values.ts'

export type Values = Readonly<Record<string, Json>>

export interface FormContext {
  /** Id of the signed-in person's record. */
  readonly me: string
  /** Milliseconds. */
  readonly now: number
}

export interface Section {
  readonly label: Text | undefined
  readonly fields: readonly string[]
}

const inForm = (type: RecordType, name: string): boolean => {
  const field = type.fields[name]
  return field !== undefined && !field.readOnly && field.kind !== 'json'
}

/** Sections as declared; what no section names follows in a last one. The workflow's field moves by its buttons only. */
export function formSections(type: RecordType): Section[] {
  const editable = Object.keys(type.fields).filter(
    (name) => inForm(type, name) && name !== type.workflow?.field,
  )
  if (!type.form) return [{ label: undefined, fields: editable }]
  const named = new Set(type.form.sections.flatMap((section) => section.fields))
  const rest = editable.filter((name) => !named.has(name))
  return [
    ...type.form.sections.map((section) => ({
      label: section.label,
      fields: section.fields.filter((name) => editable.includes(name)),
    })),
    ...(rest.length > 0 ? [{ label: undefined, fields: rest }] : []),
  ].filter((section) => section.fields.length > 0)
}

export const formFields = (type: RecordType): string[] =>
  formSections(type).flatMap((section) => section.fields)

/** What a new record's form starts with. */
export function initialValues(type: RecordType, context: FormContext, given: Values = {}): Values {
  const values: Record<string, Json> = {}
  for (const [name, field] of Object.entries(type.fields)) {
    if (!inForm(type, name) && name !== type.workflow?.field) continue
    const start = initialOf(field, context)
    if (start !== null) values[name] = start
  }
  return { ...values, ...given }
}

function initialOf(field: FieldType, context: FormContext): Json {
  const { initial } = field
  if (initial === undefined || initial === null) return null
  if (typeof initial === 'object' && 'from' in initial) {
    if (initial.from === 'me') return field.kind === 'refs' ? [context.me] : context.me
    return initial.from === 'today' || field.kind === 'date' ? dayOf(context.now) : context.now
  }
  return initial as Json
}

const PROBLEMS = {
  required: { 'zh-CN': '必填', en: 'Required' },
  notNumber: { 'zh-CN': '填数字', en: 'Enter a number' },
  notInteger: { 'zh-CN': '填整数', en: 'Enter a whole number' },
  tooSmall: { 'zh-CN': '不小于{limit}', en: 'At least {limit}' },
  tooLarge: { 'zh-CN': '不大于{limit}', en: 'At most {limit}' },
  tooLong: {
    'zh-CN': '最多{limit}个字，现有{length}个',
    en: 'At most {limit} characters, now {length}',
  },
  notDate: { 'zh-CN': '填日期，如2026-03-17', en: 'Enter a date like 2026-03-17' },
  notInstant: { 'zh-CN': '填时间，如2026-03-17 14:05', en: 'Enter a time like 2026-03-17 14:05' },
  notChoice: { 'zh-CN': '从列表中选', en: 'Choose from the list' },
} as const satisfies Record<string, Text>

export interface Problem {
  readonly code: keyof typeof PROBLEMS
  readonly params?: Readonly<Record<string, string | number>>
}

export const problemText = (problem: Problem, language: Language): string =>
  fill(PROBLEMS[problem.code][language], problem.params)

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u
const DEFAULT_LENGTH = { text: 200, longText: 20_000 } as const

/**
 * The first thing wrong with a value, as core would find it. A text where a number or a time
 * belongs is what the person typed and could not be read.
 */
export function problemOf(field: FieldType, value: Json | undefined): Problem | undefined {
  if (isEmpty(value) || (typeof value === 'string' && value.trim() === ''))
    return field.required ? { code: 'required' } : undefined
  switch (field.kind) {
    case 'integer':
    case 'number':
      return numberProblem(field, value)
    case 'date':
      return DAY.test(asText(value)) && !Number.isNaN(Date.parse(asText(value)))
        ? undefined
        : { code: 'notDate' }
    case 'instant':
      return typeof value === 'number' ? undefined : { code: 'notInstant' }
    case 'choice':
      return !field.choices || field.choices.some((choice) => choice.value === value)
        ? undefined
        : { code: 'notChoice' }
    case 'text':
    case 'longText': {
      const limit = field.maxLength ?? DEFAULT_LENGTH[field.kind]
      const { length } = asText(value)
      return length > limit ? { code: 'tooLong', params: { limit, length } } : undefined
    }
    default:
      return undefined
  }
}

function numberProblem(field: FieldType, value: Json | undefined): Problem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { code: 'notNumber' }
  if (field.kind === 'integer' && !Number.isSafeInteger(value)) return { code: 'notInteger' }
  if (field.min !== undefined && value < field.min)
    return { code: 'tooSmall', params: { limit: field.min } }
  if (field.max !== undefined && value > field.max)
    return { code: 'tooLarge', params: { limit: field.max } }
  return undefined
}

export function problemsOf(
  type: RecordType,
  values: Values,
  names: readonly string[] = formFields(type),
): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const name of names) {
    const field = type.fields[name]
    const problem = field && problemOf(field, values[name])
    if (problem) problems[name] = problem
  }
  return problems
}

/** What differs from `base`, trimmed; a cleared field is null. */
export function changedFields(base: Values, values: Values): Record<string, Json> {
  const changed: Record<string, Json> = {}
  for (const name of new Set([...Object.keys(base), ...Object.keys(values)])) {
    const next = tidy(values[name])
    if (!sameValue(base[name], next)) changed[name] = isEmpty(next) ? null : next
  }
  return changed
}

/** Values without what is empty, for a new record. */
export function filledFields(values: Values): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      isEmpty(tidy(value)) ? [] : [[name, tidy(value)]],
    ),
  )
}

function tidy(value: Json | undefined): Json {
  if (value === undefined) return null
  if (typeof value === 'string') return value.replace(/\s+$/u, '')
  return value
}

/** Adds what was typed into a tags field: several at once by comma or ideographic comma. */
export function addTags(tags: Json | undefined, typed: string): string[] {
  const next = [...asTexts(tags)]
  for (const part of typed.split(/[,，、;；\n]/u)) {
    const tag = part.trim().slice(0, 40)
    if (tag !== '' && !next.includes(tag)) next.push(tag)
  }
  return next
}
