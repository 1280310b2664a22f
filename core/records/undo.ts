import type { Receipt } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { opId } from '../log/identity.ts'
import {
  DELETED,
  LEVEL,
  type Commit,
  type NewOperation,
  type Operation,
  type RecordRow,
} from '../log/types.ts'
import { mayActOn } from '../dispatch.ts'
import { typeOf, visibleRow } from './view.ts'
import { refuseReturn } from './workflow.ts'
import { commit as write, refuseLocked } from './write.ts'

/**
 * Compensates one commit of this person: every field goes back to what it was, as a new commit.
 * Throws undoConflict when somebody changed one of the fields since; then nothing is undone.
 */
export function undo(context: Context, id: string): Receipt {
  const commit = context.workspace.log.commit(id)
  if (commit === undefined || commit.actor !== context.session.person)
    throw new CoreError('notFound')
  const conflicts: unknown[] = []
  const ops = commit.ops.flatMap((op, index) => {
    const type = typeOf(context, op.type)
    const follows = isFollower(type, op)
    if ((!follows && (type.appendOnly === true || type.managed === true)) || commit.signed)
      throw new CoreError('appendOnly')
    if (!follows && !mayActOn(context.workspace.types, context.session, type.name, 'update'))
      throw new CoreError('denied', { roles: [...(type.permissions.update as string[])] })
    const row = visibleRow(context, type.name, op.id)
    const own = opId(commit.stream, commit.seq, index)
    const later =
      op.kind === 'create'
        ? Object.keys(row.heads)
        : Object.keys(op.fields).filter((field) => !isOnlyHead(type, row, field, own))
    conflicts.push(...later.map((field) => type.fields[field]?.label ?? field))
    if (op.kind === 'create') return [{ patch: type.name, id: op.id, fields: { [DELETED]: true } }]
    const back = reverse(context, op, commit)
    const state = type.workflow && back.fields[type.workflow.field]
    if (typeof state === 'string') refuseReturn(context, type, row, state, { own: true })
    refuseLocked(type, row, back.fields, state === null ? undefined : state)
    conflicts.push(...changedSince(context, type, row, String(state), commit.hlc))
    return [back]
  })
  if (conflicts.length > 0) throw new CoreError('undoConflict', { fields: conflicts })
  return write(context, 'register.undo', ops)
}

/** A comment whose level went up with its record's. */
const isFollower = (type: RecordType, op: Operation): boolean =>
  type.appendOnly === true &&
  op.kind === 'patch' &&
  Object.keys(op.fields).every((name) => name === LEVEL)

/** Fields that a state locks and that were written while the record was out of it. */
function changedSince(
  { workspace }: Context,
  type: RecordType,
  row: RecordRow,
  state: string,
  hlc: number,
): unknown[] {
  return (type.workflow?.locked?.[state] ?? [])
    .filter((name) =>
      workspace.log.values(type.name, row.id, name).some((value) => value.hlc > hlc),
    )
    .map((name) => type.fields[name]?.label ?? name)
}

function isOnlyHead(type: RecordType, row: RecordRow, field: string, own: string): boolean {
  const key = Object.values(type.groups ?? {}).find((group) => group.includes(field))?.[0] ?? field
  const heads = row.heads[key] ?? [row.createOp]
  return heads.length === 1 && heads[0] === own
}

function reverse({ workspace }: Context, op: Operation, commit: Commit): NewOperation {
  const before: Record<string, Json> = {}
  for (const earlier of workspace.log.commitsOf(op.id, op.type)) {
    if (earlier.stream === commit.stream && earlier.seq === commit.seq) break
    for (const past of earlier.ops) if (past.id === op.id) Object.assign(before, past.fields)
  }
  return {
    patch: op.type,
    id: op.id,
    fields: Object.fromEntries(
      Object.keys(op.fields).map((field) => [
        field,
        before[field] ?? (field === DELETED ? false : null),
      ]),
    ),
  }
}
