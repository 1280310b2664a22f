import type { Condition } from '../../../../../contract/common.ts'
import type { FieldType, Json } from '../../../../../contract/record-type.ts'
import type { Language, Text } from '../../../../../contract/text.ts'
import { fill } from '../../../../../contract/text.ts'
import { dayOf, formatInstant, startOfDay } from '../../../records/dates.ts'
import { formatValue, separator, type Reading } from '../../../records/format.ts'
import { asObject, isEmpty, isList } from '../../../records/values.ts'

export type Operator = Condition['op']

/** Operators that make sense for a kind of field; the first is the one a new condition starts with. */
export function operatorsFor(field: FieldType): readonly Operator[] {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return ['contains', 'is', 'isNot', 'empty', 'notEmpty']
    case 'integer':
    case 'number':
      return ['is', 'after', 'before', 'between', 'empty', 'notEmpty']
    case 'boolean':
      return ['is']
    case 'date':
    case 'instant':
      return ['between', 'before', 'after', 'empty', 'notEmpty']
    case 'choice':
    case 'tags':
    case 'ref':
    case 'refs':
      return ['any', 'empty', 'notEmpty']
    case 'links':
    case 'attachments':
      return ['notEmpty', 'empty']
    case 'json':
      return []
  }
}

const OPERATORS = {
  contains: { 'zh-CN': '包含', en: 'contains' },
  is: { 'zh-CN': '等于', en: 'is' },
  isNot: { 'zh-CN': '不等于', en: 'is not' },
  any: { 'zh-CN': '是其中之一', en: 'is any of' },
  before: { 'zh-CN': '小于', en: 'less than' },
  after: { 'zh-CN': '大于', en: 'greater than' },
  between: { 'zh-CN': '介于', en: 'between' },
  empty: { 'zh-CN': '为空', en: 'is empty' },
  notEmpty: { 'zh-CN': '不为空', en: 'is not empty' },
} as const satisfies Record<Operator, Text>

const TIME_OPERATORS: Readonly<Partial<Record<Operator, Text>>> = {
  before: { 'zh-CN': '早于', en: 'before' },
  after: { 'zh-CN': '晚于', en: 'after' },
  between: { 'zh-CN': '期间', en: 'during' },
}

const isTime = (field: FieldType): boolean => field.kind === 'date' || field.kind === 'instant'

export const operatorLabel = (field: FieldType, op: Operator): Text =>
  (isTime(field) ? TIME_OPERATORS[op] : undefined) ?? OPERATORS[op]

/** Periods that move with the calendar; kept as such in saved views. Days from today, both included. */
export const PERIODS = [
  { within: [0, 0], label: { 'zh-CN': '今天', en: 'Today' } },
  { within: [-1, -1], label: { 'zh-CN': '昨天', en: 'Yesterday' } },
  { within: [-6, 0], label: { 'zh-CN': '近7天', en: 'Last 7 days' } },
  { within: [-29, 0], label: { 'zh-CN': '近30天', en: 'Last 30 days' } },
  { within: [1, 7], label: { 'zh-CN': '今后7天', en: 'Next 7 days' } },
  { within: [1, 30], label: { 'zh-CN': '今后30天', en: 'Next 30 days' } },
] as const satisfies readonly { within: readonly [number, number]; label: Text }[]

/** The days of a moving period, or undefined for fixed limits. */
export function periodOf(value: Json | undefined): readonly [number, number] | undefined {
  const within = asObject(value)['within']
  if (!isList(within)) return undefined
  const [from, to] = within
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : undefined
}

/** A condition that says something; others are being written and do not filter yet. */
export function isComplete(condition: Condition): boolean {
  if (condition.op === 'empty' || condition.op === 'notEmpty') return true
  const { value } = condition
  if (condition.op === 'between')
    return periodOf(value) !== undefined || (isList(value) && value.some((part) => !isEmpty(part)))
  return !isEmpty(value)
}

/** Conditions as core takes them: moving periods become days of now, half-open ranges one-sided. */
export function resolveConditions(
  conditions: readonly Condition[],
  fields: ReadonlyMap<string, FieldType>,
  now: number,
): Condition[] {
  return conditions.filter(isComplete).flatMap((condition) => {
    const field = fields.get(condition.field)
    if (!field) return []
    if (condition.op !== 'between') return [condition]
    const { field: name } = condition
    const period = periodOf(condition.value)
    const [low = null, high = null] = period
      ? field.kind === 'date'
        ? [dayOf(startOfDay(now, period[0])), dayOf(startOfDay(now, period[1]))]
        : [startOfDay(now, period[0]), startOfDay(now, period[1] + 1) - 1]
      : isList(condition.value)
        ? condition.value
        : []
    // Both limits are part of a range; `before` and `after` would leave them out.
    const [least, most] = isTime(field)
      ? field.kind === 'date'
        ? ['0000-01-01', '9999-12-31']
        : [-MAX_TIME, MAX_TIME]
      : [-Number.MAX_VALUE, Number.MAX_VALUE]
    return [
      {
        field: name,
        op: 'between' as const,
        value: [isEmpty(low) ? (least ?? null) : low, isEmpty(high) ? (most ?? null) : high],
      },
    ]
  })
}

/** Farthest instant that a Date can hold, milliseconds. */
const MAX_TIME = 8_640_000_000_000_000

const CHIPS = {
  value: { 'zh-CN': '{field}：{value}', en: '{field}: {value}' },
  contains: { 'zh-CN': '{field}含“{value}”', en: '{field} contains “{value}”' },
  isNot: { 'zh-CN': '{field}不是{value}', en: '{field} is not {value}' },
  before: { 'zh-CN': '{field}小于{value}', en: '{field} < {value}' },
  after: { 'zh-CN': '{field}大于{value}', en: '{field} > {value}' },
  beforeTime: { 'zh-CN': '{field}早于{value}', en: '{field} before {value}' },
  afterTime: { 'zh-CN': '{field}晚于{value}', en: '{field} after {value}' },
  empty: { 'zh-CN': '{field}为空', en: '{field} empty' },
  notEmpty: { 'zh-CN': '{field}不为空', en: '{field} not empty' },
  range: { 'zh-CN': '{low}至{high}', en: '{low} to {high}' },
} as const satisfies Record<string, Text>

/** A condition in words, for its chip. */
export function describeCondition(
  condition: Condition,
  field: FieldType,
  reading: Reading,
): string {
  const { language } = reading
  const say = (text: Text, value = ''): string =>
    fill(text[language], { field: field.label[language], value })
  const one = (value: Json | undefined): string => formatBound(field, value, reading)
  switch (condition.op) {
    case 'empty':
      return say(CHIPS.empty)
    case 'notEmpty':
      return say(CHIPS.notEmpty)
    case 'contains':
      return say(CHIPS.contains, one(condition.value))
    case 'isNot':
      return say(CHIPS.isNot, one(condition.value))
    case 'before':
      return say(isTime(field) ? CHIPS.beforeTime : CHIPS.before, one(condition.value))
    case 'after':
      return say(isTime(field) ? CHIPS.afterTime : CHIPS.after, one(condition.value))
    case 'any':
      return say(
        CHIPS.value,
        (isList(condition.value) ? condition.value : []).map(one).join(separator(language)),
      )
    case 'is':
      return say(CHIPS.value, one(condition.value))
    case 'between':
      return say(CHIPS.value, describeRange(condition.value, one, language))
  }
}

function describeRange(
  value: Json | undefined,
  one: (part: Json | undefined) => string,
  language: Language,
): string {
  const period = periodOf(value)
  if (period) {
    const known = PERIODS.find(({ within }) => within[0] === period[0] && within[1] === period[1])
    if (known) return known.label[language]
  }
  const [low, high] = isList(value) ? value : []
  return fill(CHIPS.range[language], { low: one(low) || '…', high: one(high) || '…' })
}

function formatBound(field: FieldType, value: Json | undefined, reading: Reading): string {
  if (field.kind === 'instant' && typeof value === 'number') return formatInstant(value)
  // A list field's condition compares single members.
  if (field.kind === 'tags') return typeof value === 'string' ? value : ''
  if (field.kind === 'refs' && typeof value === 'string')
    return formatValue({ ...field, kind: 'ref' }, value, reading)
  return formatValue(field, value, reading)
}

/** Replaces the condition on a field, removes it when `next` is undefined. One condition a field. */
export function withCondition(
  conditions: readonly Condition[],
  field: string,
  next: Condition | undefined,
): Condition[] {
  const at = conditions.findIndex((condition) => condition.field === field)
  if (at < 0) return next ? [...conditions, next] : [...conditions]
  return conditions.flatMap((condition, index) =>
    index === at ? (next ? [next] : []) : [condition],
  )
}
