import {
  policyOf,
  type ConflictPolicy,
  type FieldKind,
  type Json,
  type RecordType,
} from '../../contract/record-type.ts'
import { writersOf, type TypeWriters } from './writers.ts'

/** Starts every sealed text, whatever kind of value it hides; input that starts with it is refused. */
export const SEALED_MARK = '\u0001'

/** Kinds whose values tell something; the others (times, choices, numbers, references) stay readable to the tables. */
export const SEALED_KINDS: ReadonlySet<FieldKind> = new Set([
  'text',
  'longText',
  'tags',
  'attachments',
  'json',
])

export type ColumnType = 'TEXT' | 'INTEGER' | 'REAL'

/** What the log needs to know of a declared field. */
export interface FieldShape {
  readonly name: string
  readonly kind: FieldKind
  readonly policy: ConflictPolicy
  /** Under which its heads stand: the first field of its group, or itself. */
  readonly key: string
  readonly column: ColumnType
  /** Stored as JSON text. */
  readonly json: boolean
}

/** What the log needs to know of a declared type: tables and merge follow from this alone. */
export interface TypeShape {
  readonly name: string
  readonly table: string
  readonly all: readonly FieldShape[]
  /** A record without any value. */
  readonly blank: Readonly<Record<string, Json>>
  /** Texts of several lines stand in a table of their own. */
  readonly columns: readonly FieldShape[]
  readonly longs: readonly FieldShape[]
  readonly fields: ReadonlyMap<string, FieldShape>
  readonly keys: ReadonlyMap<string, KeyShape>
  readonly appendOnly: boolean
  readonly indexes: readonly (readonly string[])[]
  /** Records may stand above internal. */
  readonly levels: boolean
  /** People decide between what was changed apart, where their registers show it. */
  readonly mayDisagree: boolean
  /** Fields that the device writes without a person. */
  readonly byDevice: ReadonlySet<string>
  readonly approval: ApprovalShape | undefined
  /** Whose roles allow what. */
  readonly writers: TypeWriters
}

/** What an approval covers, in which state; see `Approval` of the contract. */
export interface ApprovalShape {
  readonly by: string
  /** Nothing where it does not hold. */
  covers(state: Json | undefined): readonly string[]
  readonly state?: { readonly field: string; readonly holds: readonly string[] }
}

/** Fields with one shared head; its policy is the strictest of theirs. */
export interface KeyShape {
  readonly name: string
  readonly policy: ConflictPolicy
  readonly fields: readonly FieldShape[]
  readonly names: readonly string[]
}

const COLUMNS: Readonly<Record<FieldKind, ColumnType>> = {
  text: 'TEXT',
  longText: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  instant: 'INTEGER',
  choice: 'TEXT',
  tags: 'TEXT',
  ref: 'TEXT',
  refs: 'TEXT',
  links: 'TEXT',
  attachments: 'TEXT',
  json: 'TEXT',
}
const JSON_KINDS: ReadonlySet<FieldKind> = new Set(['tags', 'refs', 'links', 'attachments', 'json'])
const STRICTNESS: readonly ConflictPolicy[] = ['append', 'free', 'reviewed', 'decided']

const NAME = /^[a-z][a-zA-Z0-9]{0,59}$/u

/** Records of other types change by their own procedures, which decide themselves. */
export const mayDisagree = (type: RecordType): boolean =>
  type.appendOnly !== true && type.managed !== true

export const tableOf = (type: string): string => `r_${type.replaceAll('-', '_')}`

/** The shape of a declared type. Throws when its groups cannot be. */
export function shapeOf(type: RecordType): TypeShape {
  const keyOf = new Map<string, string>()
  for (const [group, names] of Object.entries(type.groups ?? {})) {
    for (const name of names) {
      if (!(name in type.fields) || keyOf.has(name))
        throw new Error(`${type.name}: group ${group} cannot hold ${name}`)
      keyOf.set(name, names[0] ?? name)
    }
  }
  const fields = new Map<string, FieldShape>()
  for (const [name, field] of Object.entries(type.fields)) {
    if (!NAME.test(name) || name === 'id')
      throw new Error(`${type.name}: a field cannot be named ${name}`)
    fields.set(name, {
      name,
      kind: field.kind,
      policy: policyOf(field, type),
      key: keyOf.get(name) ?? name,
      column: COLUMNS[field.kind],
      json: JSON_KINDS.has(field.kind),
    })
  }
  const all = [...fields.values()]
  return {
    name: type.name,
    table: tableOf(type.name),
    all,
    blank: Object.fromEntries(all.map(({ name }) => [name, null])),
    columns: all.filter((field) => field.kind !== 'longText'),
    longs: all.filter((field) => field.kind === 'longText'),
    fields,
    keys: keysOf(all),
    appendOnly: type.appendOnly === true,
    indexes: type.indexes ?? [],
    levels: type.levels === true,
    mayDisagree: mayDisagree(type),
    byDevice: new Set(type.byDevice ?? []),
    approval: approvalOf(type),
    writers: writersOf(type),
  }
}

/** Where nothing is declared, a signed step covers what the state locks into which it leads. */
function approvalOf({ approval, workflow }: RecordType): ApprovalShape | undefined {
  if (approval) {
    const { by, covers, state } = approval
    const holds = (value: Json | undefined) => !state || state.holds.includes(String(value))
    return { by, covers: (value) => (holds(value) ? covers : []), ...(state ? { state } : {}) }
  }
  const signed = (workflow?.transitions ?? []).filter((step) => step.signed === true)
  const holds = signed.map(({ to }) => to).filter((to) => workflow?.locked?.[to] !== undefined)
  if (!workflow || holds.length === 0) return undefined
  const covers = (value: Json | undefined) =>
    holds.includes(String(value)) ? (workflow.locked?.[String(value)] ?? []) : []
  return { by: workflow.field, covers, state: { field: workflow.field, holds } }
}

function keysOf(fields: readonly FieldShape[]): Map<string, KeyShape> {
  const keys = new Map<string, KeyShape>()
  for (const key of new Set(fields.map((field) => field.key))) {
    const own = fields.filter((field) => field.key === key && field.policy !== 'append')
    if (own.length === 0) continue
    if (
      own.some((field) => field.policy === 'decided') &&
      !own.every((field) => field.policy === 'decided')
    ) {
      throw new Error(`group of ${key}: a decided field shares its head with decided ones only`)
    }
    const strictest = Math.max(...own.map((field) => STRICTNESS.indexOf(field.policy)))
    keys.set(key, {
      name: key,
      policy: STRICTNESS[strictest] ?? 'free',
      fields: own,
      names: own.map((field) => field.name),
    })
  }
  return keys
}

/** Text that changes exactly when tables of the type must be made anew; see core/log/evolve.ts. */
export function fingerprint(shape: TypeShape): Record<string, string> {
  const entries = [...shape.fields.values()].map((field): [string, string] => [
    field.name,
    `${field.kind} ${field.policy} ${field.key}`,
  ])
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The value as the table can hold it: null where its kind does not fit, so that an operation of a
 * stranger never stops the log. What was written stays in the log.
 */
export function fitting(field: FieldShape, value: Json | undefined): Json {
  if (value === undefined || value === null) return null
  if (isText(value) && value.startsWith(SEALED_MARK) && SEALED_KINDS.has(field.kind)) return value
  return fits(field.kind, value) ? value : null
}

const isText = (value: Json | undefined): value is string => typeof value === 'string'
const SHA256 = /^[0-9a-f]{64}$/u

/** Whether a value is one of the kind at all; limits and references are a matter of the procedures. */
export function fits(kind: FieldKind, value: Json): boolean {
  switch (kind) {
    case 'integer':
    case 'instant':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'tags':
    case 'refs':
      return Array.isArray(value) && value.every(isText)
    case 'links':
      return members(value).every(({ type, id }) => isText(type) && isText(id))
    case 'attachments':
      return members(value).every(
        ({ sha256, name, mime }) =>
          isText(sha256) && SHA256.test(sha256) && isText(name) && isText(mime),
      )
    case 'json':
      return true
    default:
      return isText(value)
  }
}

const NOT_A_MEMBER: Readonly<Record<string, Json>> = {}

/** The objects of a list; something that fits nothing where it is no list, or one of them is no object. */
function members(value: Json): readonly Readonly<Record<string, Json>>[] {
  if (!Array.isArray(value)) return [NOT_A_MEMBER]
  return value.map((item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? (item as Readonly<Record<string, Json>>)
      : NOT_A_MEMBER,
  )
}
