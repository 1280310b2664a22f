import type { RecordView } from '../../../contract/common.ts'
import type { FieldType, Json, RecordType } from '../../../contract/record-type.ts'
import { LEVELS, LEVEL_LABELS } from '../../../contract/roles.ts'

/** What every record has beside its declared fields; named as the list procedures name them. */
export const SYSTEM_FIELDS = {
  _created: { kind: 'instant', label: { 'zh-CN': '创建时间', en: 'Created' }, readOnly: true },
  _created_by: {
    kind: 'ref',
    ref: 'person',
    label: { 'zh-CN': '创建人', en: 'Created by' },
    readOnly: true,
  },
  _updated: { kind: 'instant', label: { 'zh-CN': '更新时间', en: 'Updated' }, readOnly: true },
  _updated_by: {
    kind: 'ref',
    ref: 'person',
    label: { 'zh-CN': '更新人', en: 'Updated by' },
    readOnly: true,
  },
} as const satisfies Record<string, FieldType>

const LEVEL_FIELD: FieldType = {
  kind: 'choice',
  label: { 'zh-CN': '密级', en: 'Level' },
  choices: LEVELS.map((value) => ({ value: String(value), label: LEVEL_LABELS[value] })),
}

const NUMBER_FIELD: FieldType = {
  kind: 'text',
  label: { 'zh-CN': '编号', en: 'Number' },
  readOnly: true,
}

/** Every field that a list of the type can show, filter or sort by, in the order of declaration. */
export function listFields(type: RecordType): ReadonlyMap<string, FieldType> {
  const fields = new Map<string, FieldType>()
  if (type.numbering) fields.set('number', NUMBER_FIELD)
  for (const [name, field] of Object.entries(type.fields))
    if (field.kind !== 'json') fields.set(name, field)
  if (type.levels) fields.set('_level', LEVEL_FIELD)
  for (const [name, field] of Object.entries(SYSTEM_FIELDS)) fields.set(name, field)
  return fields
}

/** The value of a list field in a row, as if it were declared. */
export function valueIn(row: RecordView, name: string): Json {
  switch (name) {
    case '_created':
      return row.createdAt
    case '_created_by':
      return row.createdBy
    case '_updated':
      return row.updatedAt
    case '_updated_by':
      return row.updatedBy
    case '_level':
      return String(row.level)
    case 'number':
      return row.number ?? row.fields['number'] ?? null
    default:
      return row.fields[name] ?? null
  }
}

export interface ColumnLayout {
  readonly field: string
  /** CSS pixels. */
  readonly width: number
}

const WIDTHS: Readonly<Partial<Record<FieldType['kind'], number>>> = {
  longText: 280,
  integer: 88,
  number: 104,
  boolean: 72,
  date: 104,
  instant: 136,
  choice: 104,
  tags: 160,
  ref: 120,
  refs: 160,
  links: 160,
  attachments: 88,
}
export const MIN_WIDTH = 56
export const MAX_WIDTH = 720

export function defaultWidth(type: RecordType, name: string): number {
  if (name === type.title) return 240
  if (name === 'number') return 168
  const kind = listFields(type).get(name)?.kind
  return (kind && WIDTHS[kind]) ?? 144
}

/** What a column takes of the width that is left, by kind; the title takes most. */
const SHARES: Readonly<Partial<Record<FieldType['kind'], number>>> = {
  text: 1,
  longText: 2,
  tags: 1,
  refs: 1,
  links: 1,
  choice: 0.5,
  ref: 0.5,
  date: 0.5,
  instant: 0.5,
}
const TITLE_SHARE = 3
/** Beside a heading: padding and the arrow of the order. */
const BESIDE = 38
/** Beside a choice: padding and the icon of a state. */
const BESIDE_CHOICE = 44

const roomFor = (text: string, beside: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 7), beside)

/**
 * A column as a track of the grid: at least as wide as its heading and its choices; what is left is shared, most of it among texts. A
 * width that somebody has set stays.
 */
export function trackOf(
  type: RecordType,
  column: ColumnLayout,
  label: string,
  choices: readonly string[] = [],
): string {
  const { field: name, width } = column
  const isTitle = name === type.title
  if (width !== defaultWidth(type, name)) return isTitle ? `minmax(${width}px, 1fr)` : `${width}px`
  const least = Math.max(
    width,
    roomFor(label, BESIDE),
    ...choices.map((choice) => roomFor(choice, BESIDE_CHOICE)),
  )
  const kind = listFields(type).get(name)?.kind
  const share = isTitle ? TITLE_SHARE : name === 'number' ? 0 : ((kind && SHARES[kind]) ?? 0)
  return share > 0 ? `minmax(${least}px, ${share}fr)` : `${least}px`
}

/** Pixels that a track takes at least. */
export const leastOf = (track: string): number => Number(/\d+/u.exec(track)?.[0] ?? 0)

/** Columns as declared, else the title and the first short fields. */
export function defaultColumns(type: RecordType): ColumnLayout[] {
  const known = listFields(type)
  const short = Object.entries(type.fields)
    .filter(
      ([name, field]) =>
        name !== type.title &&
        name !== 'number' &&
        !['json', 'longText', 'attachments', 'links'].includes(field.kind),
    )
    .map(([name]) => name)
  const names = type.list?.columns ?? [
    ...(type.numbering ? ['number'] : []),
    type.title,
    ...short.slice(0, 5),
  ]
  return names
    .filter((name) => known.has(name))
    .map((field) => ({ field, width: defaultWidth(type, field) }))
}

/** A stored layout made to fit the type as it is declared now; never without the title. */
export function fitColumns(
  type: RecordType,
  stored: readonly Partial<ColumnLayout>[],
): ColumnLayout[] {
  const known = listFields(type)
  const seen = new Set<string>()
  const fitted = stored.flatMap(({ field, width }) => {
    if (!field || !known.has(field) || seen.has(field)) return []
    seen.add(field)
    return [{ field, width: clampWidth(width ?? defaultWidth(type, field)) }]
  })
  if (fitted.length === 0) return defaultColumns(type)
  return seen.has(type.title)
    ? fitted
    : [{ field: type.title, width: defaultWidth(type, type.title) }, ...fitted]
}

export const clampWidth = (width: number): number =>
  Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(width)))

/** Moves one column; positions are those before the move. */
export function moveColumn(
  columns: readonly ColumnLayout[],
  from: number,
  to: number,
): ColumnLayout[] {
  const moved = [...columns]
  const [column] = moved.splice(from, 1)
  if (column) moved.splice(Math.max(0, Math.min(moved.length, to)), 0, column)
  return moved
}

/** Fields by which a list can be put in groups: those with few, comparable values. */
export function groupableFields(type: RecordType): string[] {
  return [...listFields(type)]
    .filter(
      ([name, field]) =>
        ['choice', 'boolean', 'ref', 'date'].includes(field.kind) && name !== type.title,
    )
    .map(([name]) => name)
}

export const isNumeric = (field: FieldType): boolean =>
  field.kind === 'integer' || field.kind === 'number'
