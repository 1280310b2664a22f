import type { Failure } from '../../contract/result.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import type { NewOperation } from '../log/types.ts'
import { createOp } from '../records/write.ts'
import { lookup } from '../records/lookup.ts'
import type { Table } from './table.ts'

export interface ImportProblem {
  /** Row of the file as people count: the head is 1. */
  readonly row: number
  readonly column: string
  readonly value: string
  readonly code: string
  /** A code of contract/field-reasons.ts. */
  readonly reason: string
}

/** Fields that can be imported. */
const importable = (field: FieldType): boolean =>
  field.readOnly !== true && !['attachments', 'links', 'json'].includes(field.kind)

/** Column -> field where the column's name is the field's label in either language, or its name. */
export function proposeMapping(
  type: RecordType,
  columns: readonly string[],
): Record<string, string> {
  const mapping: Record<string, string> = {}
  for (const column of columns) {
    const plain = column.trim().toLowerCase()
    const found = Object.entries(type.fields).find(
      ([name, field]) =>
        importable(field) &&
        [name, field.label['zh-CN'], field.label.en].some((label) => label.toLowerCase() === plain),
    )
    if (found && !Object.values(mapping).includes(found[0])) mapping[column] = found[0]
  }
  return mapping
}

/** What one row of a file comes to: the operation that writes it, or what is wrong with it. */
export interface PlannedRow {
  /** Row of the file as people count: the head is 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly op?: NewOperation
  readonly problems: readonly ImportProblem[]
}

/**
 * Row by row what an import would write, worked out when it is asked for. Nothing is written. `trial`: nothing will
 * be, so no numbers are used up. Throws CoreError fieldInvalid for a mapping to what cannot be imported.
 */
export function planImport(
  context: Context,
  type: RecordType,
  table: Table,
  mapping: Readonly<Record<string, string>>,
  options: { readonly trial: boolean },
): Iterable<PlannedRow> {
  for (const field of Object.values(mapping)) {
    const declared = type.fields[field]
    if (declared === undefined || !importable(declared))
      throw new CoreError('fieldInvalid', { field, name: field, reason: 'unknown' })
  }
  const places = table.columns.flatMap((column, at) =>
    mapping[column] === undefined ? [] : [{ column, at, field: String(mapping[column]) }],
  )
  const initial = initialValues(type, new Set(places.map(({ field }) => field)))
  const found = new Map<string, string | undefined>()
  return plannedRows()

  function* plannedRows(): Generator<PlannedRow> {
    let row = 1
    for (const cells of table.rows) yield planned(++row, cells)
  }

  function planned(row: number, cells: readonly string[]): PlannedRow {
    const fields: Record<string, Json> = { ...initial }
    const problems: ImportProblem[] = []
    for (const { column, at, field } of places) {
      const declared = type.fields[field] as FieldType
      const text = cells[at] ?? ''
      const value = text === '' ? null : valueOf(context, declared, text, found)
      if (value === undefined)
        problems.push({
          row,
          column,
          value: text,
          code: 'fieldInvalid',
          reason: reasonOf(declared),
        })
      else if (value !== null) fields[field] = value
    }
    if (problems.length > 0) return { row, cells, problems }
    try {
      const state = type.workflow?.field
      if (state !== undefined) delete fields[state]
      return { row, cells, op: createOp(context, { type: type.name, fields }, options), problems }
    } catch (error) {
      if (!(error instanceof CoreError)) throw error
      return { row, cells, problems: [problemOf(row, places, cells, error)] }
    }
  }
}

/** What a form would start with in fields that no column fills. */
function initialValues(type: RecordType, filled: ReadonlySet<string>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(type.fields).flatMap(([name, { initial }]): [string, Json][] =>
      // 'now' and 'me' belong to somebody who fills in a form.
      filled.has(name) || initial === undefined || typeof initial === 'object'
        ? []
        : [[name, initial]],
    ),
  )
}

function problemOf(
  row: number,
  places: readonly { column: string; at: number; field: string }[],
  cells: readonly string[],
  error: Failure,
): ImportProblem {
  const names = error.params['names']
  const name = String(error.params['name'] ?? (Array.isArray(names) ? names[0] : ''))
  const place = places.find((candidate) => candidate.field === name)
  return {
    row,
    column: place?.column ?? name,
    value: place ? (cells[place.at] ?? '') : '',
    code: error.code,
    reason: String(error.params['reason'] ?? 'required'),
  }
}

const reasonOf = (field: FieldType): string =>
  field.kind === 'choice'
    ? 'choice'
    : field.kind === 'ref' || field.kind === 'refs'
      ? 'reference'
      : 'kind'

/** The value that a cell's text means for a field; undefined when it means none. */
function valueOf(
  context: Context,
  field: FieldType,
  text: string,
  found: Map<string, string | undefined>,
): Json | undefined {
  if (field.kind === 'text' || field.kind === 'longText') return text
  const plain = text.normalize('NFKC').trim()
  switch (field.kind) {
    case 'integer':
    case 'number': {
      const number = Number(plain.replaceAll(',', ''))
      return Number.isFinite(number) && plain !== '' ? number : undefined
    }
    case 'boolean':
      return /^(是|y|yes|true|1|√|✓)$/iu.test(plain)
        ? true
        : /^(否|n|no|false|0)$/iu.test(plain)
          ? false
          : undefined
    case 'date':
      return dateOf(plain)
    case 'instant': {
      const at = Date.parse(plain.replaceAll('/', '-').replace(' ', 'T'))
      return Number.isNaN(at) ? undefined : at
    }
    case 'choice':
      return choiceNames(field).get(plain.toLowerCase())
    case 'tags':
      return plain
        .split(/[;,；，、]/u)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '')
    case 'ref':
      return referenced(context, String(field.ref), plain, found)
    case 'refs': {
      const ids = plain
        .split(/[;；]/u)
        .map((part) => referenced(context, String(field.ref), part.trim(), found))
      return ids.every((id) => id !== undefined) ? ids : undefined
    }
    default:
      return undefined
  }
}

const choices = new WeakMap<FieldType, ReadonlyMap<string, string>>()

/** Values of a choice by every name that a file may have for them, in small letters; the first one stands. */
function choiceNames(field: FieldType): ReadonlyMap<string, string> {
  const known = choices.get(field)
  if (known) return known
  const names = new Map<string, string>()
  for (const { value, label } of field.choices ?? [])
    for (const name of [value, label['zh-CN'], label.en])
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), value)
  choices.set(field, names)
  return names
}

function dateOf(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text)
  return match
    ? `${match[1]}-${String(match[2]).padStart(2, '0')}-${String(match[3]).padStart(2, '0')}`
    : undefined
}

/** The one record of the type with this title or number. */
function referenced(
  context: Context,
  type: string,
  text: string,
  found: Map<string, string | undefined>,
): string | undefined {
  const key = `${type} ${text}`
  if (!found.has(key)) {
    const same = lookup(context, [type], text, 20).filter(
      (label) => label.title === text || label.number === text,
    )
    found.set(key, same.length === 1 ? same[0]?.id : undefined)
  }
  return found.get(key)
}
