import { uuidv7 } from 'uuidv7'
import type { Receipt } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { DELETED, LEVEL, type NewOperation, type RecordRow } from '../log/types.ts'
import { SEALED_KINDS } from '../log/shape.ts'
import { nextNumber } from './numbering.ts'
import { nextDate } from './recurrence.ts'
import { fieldIssues, isEmpty, missingFields, refuse, type Exists } from './validate.ts'
import { opened, sealed } from './seal.ts'
import { initialState, stateFreely } from './states.ts'
import { levelOf, seenOf, typeOf, visibleRow } from './view.ts'

const DEFAULT_LEVEL: Level = 1

/** Records that may be referred to: visible ones of a known type, and ones made in the same act. */
export function existsIn(
  context: Pick<Context, 'workspace' | 'session'>,
  also: ReadonlySet<string> = new Set(),
): Exists {
  return (type, id) => {
    if (also.has(id)) return true
    const row = context.workspace.types.get(type) && context.workspace.log.row(type, id)
    return row !== undefined && row.level <= context.session.clearance
  }
}

export interface NewRecord {
  readonly type: string
  readonly fields: Readonly<Record<string, Json>>
  readonly level?: Level | undefined
  readonly id?: string | undefined
}

/**
 * Checks a new record and answers its operation; nothing is written yet. `system`: read-only fields may be given.
 * `trial`: it will not be written, so no number is used up.
 */
export function createOp(
  context: Context,
  record: NewRecord,
  options: { system?: boolean; trial?: boolean; also?: ReadonlySet<string> } = {},
): NewOperation & { create: string } {
  const type = typeOf(context, record.type)
  const level = levelFor(context, type, record.level)
  const id = record.id ?? uuidv7()
  const given: Record<string, Json> = {}
  for (const [name, value] of Object.entries(record.fields))
    if (!isEmpty(value)) given[name] = value
  if (options.system !== true) {
    refuseReadOnly(type, given)
    refuseState(type, given)
  }
  refuse([
    ...fieldIssues(type, given, existsIn(context, options.also)),
    ...missingFields(type, given),
  ])
  const number =
    type.numbering && options.trial !== true ? { number: nextNumber(context, type) } : {}
  const after = { ...initialState(type), ...nextDate(type, given), ...given, ...number }
  const more = context.shared.follows(context, { type: type.name, id, after })
  const fields = sealed(context, type, id, level, { ...after, ...more })
  return {
    create: type.name,
    id,
    fields: level === DEFAULT_LEVEL ? fields : { ...fields, [LEVEL]: level },
  }
}

function levelFor(context: Context, type: RecordType, level: Level | undefined): Level {
  if (level === undefined || type.levels !== true) return DEFAULT_LEVEL
  if (level > context.session.clearance) throw new CoreError('clearance')
  return level
}

function refuseReadOnly(type: RecordType, fields: Readonly<Record<string, Json>>): void {
  for (const name in fields) {
    const field = type.fields[name]
    if (field?.readOnly === true) refuse([{ field: name, label: field.label, reason: 'readOnly' }])
  }
}

/** A new record stands in no state that a signature, a check or four eyes lead to. */
function refuseState(type: RecordType, fields: Readonly<Record<string, Json>>): void {
  const name = type.workflow?.field
  const given = name === undefined ? undefined : fields[name]
  if (given === undefined || name === undefined || stateFreely(type, String(given))) return
  const label = type.fields[name]?.label ?? { 'zh-CN': name, en: name }
  refuse([{ field: name, label, reason: 'state' }])
}

/** A record that may be changed: visible, not deleted, of a type that is edited at all. */
export function changeable(context: Context, type: RecordType, id: string): RecordRow {
  if (type.appendOnly === true) throw new CoreError('appendOnly')
  const row = visibleRow(context, type.name, id)
  if (row.deleted) throw new CoreError('recordDeleted')
  return row
}

/** Checks a change and answers its operation; undefined when nothing would change. */
export function patchOp(
  context: Context,
  type: RecordType,
  row: RecordRow,
  fields: Readonly<Record<string, Json>>,
  options: {
    level?: Level | undefined
    seen?: string | undefined
    system?: boolean
    /** Records of the same commit that are not there yet. */
    also?: ReadonlySet<string>
  } = {},
): NewOperation | undefined {
  if (options.system !== true) {
    refuseReadOnly(type, fields)
    if (type.workflow && fields[type.workflow.field] !== undefined)
      throw new CoreError('wrongState', { state: String(row.fields[type.workflow.field]) })
  }
  refuse(fieldIssues(type, fields, existsIn(context, options.also)))
  const before = opened(context, type, row.id, row.fields)
  const following = nextDate(type, fields, before)
  const level = options.level ?? levelOf(row)
  if (level !== levelOf(row)) levelFor(context, type, level)
  const changed = Object.fromEntries(
    Object.entries({ ...following, ...fields })
      .map(([name, value]): [string, Json] => [name, isEmpty(value) ? null : value])
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? null)),
  )
  if (options.system !== true) refuseLocked(type, row, changed)
  for (const [name] of Object.entries(changed)) {
    const field = type.fields[name]
    if (field?.policy === 'decided' && !isEmpty(before[name]))
      throw new CoreError('alreadyDecided', { field: field.label })
  }
  if (Object.keys(changed).length > 0) {
    const after = { ...before, ...changed }
    const more = context.shared.follows(context, { type: type.name, id: row.id, before, after })
    for (const [name, value] of Object.entries(more))
      if (JSON.stringify(value) !== JSON.stringify(before[name] ?? null)) changed[name] = value
  }
  const resealed = level === levelOf(row) ? {} : sealableOf(type, before)
  const patch = sealed(context, type, row.id, level, { ...resealed, ...changed })
  if (level !== levelOf(row)) patch[LEVEL] = level
  if (Object.keys(patch).length === 0) return undefined
  const seen = seenOf(options.seen)
  return {
    patch: type.name,
    id: row.id,
    fields: patch,
    ...(seen ? { seen: seenFor(type, patch, seen, row) } : {}),
  }
}

/** What was approved stays as it was approved, in the record's state or in the one that it goes into. */
export function refuseLocked(
  type: RecordType,
  row: RecordRow,
  changed: Readonly<Record<string, Json>>,
  state: Json | undefined = row.fields[type.workflow?.field ?? ''],
): void {
  const locked = type.workflow?.locked?.[String(state)] ?? []
  refuse(
    locked
      .filter((name) => name in changed)
      .map((name) => ({
        field: name,
        label: type.fields[name]?.label ?? { 'zh-CN': name, en: name },
        reason: 'locked',
      })),
  )
}

/** Heads that the person saw for each changed field; the create operation where nothing else was seen. */
function seenFor(
  type: RecordType,
  patch: Readonly<Record<string, Json>>,
  seen: Readonly<Record<string, readonly string[]>>,
  row: RecordRow,
): Record<string, readonly string[]> {
  const groups = Object.values(type.groups ?? {})
  return Object.fromEntries(
    Object.keys(patch).map((name) => {
      const key = groups.find((group) => group.includes(name))?.[0] ?? name
      return [name, seen[key] ?? [row.createOp]]
    }),
  )
}

const sealableOf = (
  type: RecordType,
  fields: Readonly<Record<string, Json>>,
): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== null && SEALED_KINDS.has(type.fields[name]?.kind ?? 'boolean'),
    ),
  )

export function setDeleted(
  context: Context,
  type: RecordType,
  ids: readonly string[],
  deleted: boolean,
): Receipt {
  if (type.appendOnly === true) throw new CoreError('appendOnly')
  const rows = ids
    .map((id) => visibleRow(context, type.name, id))
    // One that was deleted here and changed there stands, until somebody says that it is to stay.
    .filter((row) => row.deleted !== deleted || (!deleted && row.conflicts.includes(DELETED)))
  if (rows.length === 0) throw new CoreError(deleted ? 'recordDeleted' : 'notFound')
  return commit(
    context,
    deleted ? 'register.remove' : 'register.restore',
    rows.map((row) => ({ patch: type.name, id: row.id, fields: { [DELETED]: deleted } })),
  )
}

/** Writes one commit in the session's name. */
export function commit(context: Context, act: string, ops: readonly NewOperation[]): Receipt {
  return context.workspace.log.append({
    actor: context.session.person,
    act,
    ops: withAlong(context, ops),
  })
}

/** The operations of a commit, and what features write with them. */
export function withAlong(context: Context, ops: readonly NewOperation[]): readonly NewOperation[] {
  const along = ops.flatMap((op) => {
    if ('create' in op)
      return context.shared.along(context, { type: op.create, id: op.id, after: op.fields })
    const before = context.workspace.log.row(op.patch, op.id)?.fields ?? {}
    const after = { ...before, ...op.fields }
    return context.shared.along(context, { type: op.patch, id: op.id, before, after })
  })
  return along.length === 0 ? ops : [...ops, ...along]
}
