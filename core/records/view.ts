import { z } from 'zod'
import type { RecordLabel, RecordView } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { LEVELS, type Level } from '../../contract/roles.ts'
import type { Text } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { hlcToMs } from '../log/clock.ts'
import { DEVICE } from '../log/device-act.ts'
import { tableOf } from '../log/shape.ts'
import type { OpId, RecordRow } from '../log/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { opened } from './seal.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

const TITLE_LENGTH = 80

/** The declared type; throws CoreError unknownType. */
export function typeOf({ workspace }: Pick<Context, 'workspace'>, name: string): RecordType {
  const type = workspace.types.get(name)
  if (type === undefined) throw new CoreError('unknownType', { type: name })
  return type
}

/** A type that the generic register may write; managed ones belong to their own procedures. */
export function writableTypeOf(context: Context, name: string): RecordType {
  const type = typeOf(context, name)
  if (type.managed === true) throw new CoreError('denied', { roles: [] })
  return type
}

export const levelOf = (row: Pick<RecordRow, 'level'>): Level =>
  LEVELS.find((level) => level === row.level) ?? 3

/** Of changed records those that somebody with this clearance may know of. */
export function idsUpTo(
  { db, types }: Pick<Workspace, 'db' | 'types'>,
  type: string,
  ids: readonly string[],
  clearance: number,
): readonly string[] {
  if (clearance >= LEVELS.length - 1 || types.get(type) === undefined) return ids
  const above = new Set(
    db
      .prepare<[string, number], string>(
        `SELECT id FROM ${tableOf(type)} WHERE id IN (SELECT value FROM json_each(?)) AND _level > ?`,
      )
      .pluck()
      .all(JSON.stringify(ids), clearance),
  )
  return above.size === 0 ? ids : ids.filter((id) => !above.has(id))
}

/** The row when this person may see it; what is above his clearance is not there for him. */
export function visibleRow(context: Tools, type: string, id: string): RecordRow {
  const row = context.workspace.log.row(type, id)
  if (row === undefined || row.level > context.session.clearance) throw new CoreError('notFound')
  return row
}

/** Fields that are never given to the interface. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'account.wrapped',
  'account.contentKeys',
  'account.boxKey',
  'account.formerSignKeys',
  'personal-note.sealed',
])
const TYPES_WITH_SECRETS = new Set([...SECRET_FIELDS].map((field) => field.split('.')[0]))

export function withoutSecrets(
  type: RecordType,
  fields: Readonly<Record<string, Json>>,
): Record<string, Json> {
  if (!TYPES_WITH_SECRETS.has(type.name)) return { ...fields }
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !SECRET_FIELDS.has(`${type.name}.${name}`)),
  )
}

export function viewOf(context: Tools, type: RecordType, row: RecordRow): RecordView {
  const fields = withoutSecrets(type, opened(context, type, row.id, row.fields))
  return {
    id: row.id,
    type: type.name,
    title: titleOf(type, fields),
    ...numberOf(fields),
    level: levelOf(row),
    fields,
    createdAt: hlcToMs(row.created),
    createdBy: row.createdBy,
    updatedAt: hlcToMs(row.updated),
    updatedBy: row.updatedBy,
    deleted: row.deleted,
    conflicts: [...row.conflicts],
    ...besideOf(context, type, row),
    seen: JSON.stringify(row.heads),
  }
}

/** Fields that an approval covers and that others changed without knowing of it. */
function besideOf(
  { workspace }: Tools,
  { name, approval }: RecordType,
  { id }: RecordRow,
): Pick<RecordView, 'beside'> {
  if (approval === undefined) return {}
  const beside = Object.keys(workspace.log.unapproved(name, id))
  return beside.length === 0 ? {} : { beside }
}

/** What the reader saw, as `update` takes it. Throws CoreError invalidInput for a text that is not of that form. */
export function seenOf(
  seen: string | undefined,
): Readonly<Record<string, readonly OpId[]>> | undefined {
  if (seen === undefined) return undefined
  const parsed = seenSchema.safeParse(parsedJson(seen))
  if (!parsed.success) throw new CoreError('invalidInput', { issues: 'seen' })
  return parsed.data
}

const seenSchema = z.record(z.string(), z.array(z.string()))

/** The JSON of a text that came from outside; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const numberOf = (fields: Readonly<Record<string, Json>>): { number?: string } =>
  typeof fields['number'] === 'string' && fields['number'] !== ''
    ? { number: fields['number'] }
    : {}

/** First line of the title field, shortened. */
export function titleOf(type: RecordType, fields: Readonly<Record<string, Json>>): string {
  const value = fields[type.title]
  const line =
    typeof value === 'string' ? (value.split('\n', 1)[0] ?? '') : value == null ? '' : String(value)
  const letters = [...line]
  return letters.length <= TITLE_LENGTH ? line : `${letters.slice(0, TITLE_LENGTH).join('')}…`
}

export function labelOf(context: Tools, type: RecordType, row: RecordRow): RecordLabel {
  const wanted = Object.fromEntries(
    [type.title, 'number'].map((name) => [name, row.fields[name] ?? null]),
  )
  const fields = opened(context, type, row.id, wanted)
  return {
    type: type.name,
    id: row.id,
    title: titleOf(type, fields),
    ...numberOf(fields),
    deleted: row.deleted,
  }
}

/** Labels of records that this person may see; others are left out. */
export function labels(
  context: Tools,
  refs: Iterable<{ readonly type: string; readonly id: string }>,
): RecordLabel[] {
  const found = new Map<string, RecordLabel>()
  for (const { type: name, id } of refs) {
    const type = context.workspace.types.get(name)
    const row = type && !found.has(id) ? context.workspace.log.row(name, id) : undefined
    if (type && row && row.level <= context.session.clearance && mayRead(context, type))
      found.set(id, labelOf(context, type, row))
  }
  return [...found.values()]
}

export function mayRead({ session }: Pick<Tools, 'session'>, type: RecordType): boolean {
  const allowed = type.permissions.read
  return allowed === 'all' || allowed.some((role) => session.roles.includes(role))
}

const SYSTEM: Text = { 'zh-CN': '系统', en: 'System' }

/** Name of a person for histories and lists; the device that wrote by itself is 系统. */
export function nameOf(context: Tools, person: string): string {
  if (person === DEVICE) return SYSTEM[context.session.language]
  const row = context.workspace.log.row('person', person)
  return typeof row?.fields['name'] === 'string' ? row.fields['name'] : person
}
