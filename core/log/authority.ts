import type { Json } from '../../contract/record-type.ts'
import type { Writer } from '../../contract/writers.ts'
import { chainStart } from './codec.ts'
import { DEVICE } from './device-act.ts'
import { InvalidCommit, type Engine, type Stream } from './engine.ts'
import { workspaceIdOf } from './identity.ts'
import { actOf, Past } from './past.ts'
import type { TypeShape } from './shape.ts'
import { ACCOUNT, type Standing } from './standing.ts'
import { refusedStep } from './step.ts'
import {
  DELETED,
  LEVEL,
  type Commit,
  type CreateOp,
  type Operation,
  type PatchOp,
} from './types.ts'

/** What a commit wrote that its person's roles did not allow, and whose would have. */
export interface Trespass {
  readonly what: string
  readonly roles: readonly string[]
}

/** A commit beyond what its person was allowed; `roles` are those that would have been. */
export class Forbidden extends InvalidCommit {
  readonly roles: readonly string[]

  constructor(person: string, { what, roles }: Trespass) {
    super('role', `person ${person} may not write ${what}`)
    this.roles = roles
  }
}

/** Throws Forbidden where a commit's person had no role, in what he had seen, that allows what it writes. */
export function checkAuthority(engine: Engine, stream: Stream, commit: Commit): void {
  const trespass = trespassOf(engine, stream, commit)
  if (trespass) throw new Forbidden(commit.actor, trespass)
}

/** Judged by the commit's causal past alone. `stream` is as it was before the commit. */
export function trespassOf(engine: Engine, stream: Stream, commit: Commit): Trespass | undefined {
  if (!knowsRoles(engine) || commit.actor === DEVICE || begins(engine, stream, commit))
    return undefined
  const standing = engine.standings.of(commit.actor, stream, commit)
  if (engine.standings.isHidden(commit.actor)) return undefined
  if (!standing) return { what: 'anything: it has no account', roles: [] }
  const past = new Past(engine, stream, commit)
  for (const [index, op] of commit.ops.entries()) {
    const shape = engine.shapes.get(op.type)
    // What a newer program declares cannot be judged here.
    if (!shape) continue
    past.index = index
    const trespass =
      op.kind === 'create'
        ? inCreate(shape, op, commit, standing)
        : inPatch(shape, op, standing, past)
    if (trespass) return trespass
  }
  return undefined
}

/** Logs whose accounts have no roles are those of tests. */
const knowsRoles = ({ shapes }: Engine): boolean =>
  shapes.get(ACCOUNT)?.fields.has('roles') ?? false

/** The first commit of all makes the first account; nobody can have been allowed to write it. */
function begins(engine: Engine, stream: Stream, { seq }: Commit): boolean {
  if (seq !== 1 || !stream.id.endsWith('.1')) return false
  return Buffer.from(chainStart(workspaceIdOf(stream.publicKey))).equals(engine.start)
}

const may = (writer: Writer, { roles }: Standing): boolean =>
  writer === 'all' || writer.some((role) => roles.has(role))

const rolesOf = (writer: Writer): readonly string[] => (writer === 'all' ? [] : writer)

function inCreate(
  shape: TypeShape,
  op: CreateOp,
  commit: Commit,
  standing: Standing,
): Trespass | undefined {
  const { create, workflow } = shape.writers
  if (!may(create, standing)) return { what: shape.name, roles: rolesOf(create) }
  const state = workflow && op.fields[workflow.field]
  if (typeof state === 'string' && workflow?.states.has(state) && !workflow.free.has(state))
    return { what: `${shape.name}.${workflow.field} ${state}`, roles: [] }
  return aboveClearance(shape, op.fields, standing) ?? inMarks(shape, op, commit, standing)
}

function inPatch(
  shape: TypeShape,
  op: PatchOp,
  standing: Standing,
  past: Past,
): Trespass | undefined {
  const { writers, name } = shape
  const isOwn = writers.own.size > 0 && standing.accounts.has(op.id)
  for (const field in op.fields) {
    if (field !== DELETED && field !== LEVEL && !shape.fields.has(field)) continue
    if (isOwn && writers.own.has(field)) continue
    const writer =
      field === DELETED ? writers.delete : (writers.fields.get(field) ?? writers.update)
    if (may(writer, standing)) continue
    if (field === DELETED && takesBack(shape, op, standing, past)) continue
    return { what: `${name}.${field}`, roles: rolesOf(writer) }
  }
  return (
    refusedStep(shape, op, standing, past) ??
    aboveClearance(shape, op.fields, standing) ??
    inMarks(shape, op, past.commit, standing)
  )
}

/** Whoever made a record takes it back by undoing it, without the right to delete others. */
const takesBack = ({ writers }: TypeShape, op: PatchOp, standing: Standing, past: Past): boolean =>
  actOf(past.commit) === 'register.undo' &&
  may(writers.update, standing) &&
  past.create(op)?.actor === past.commit.actor

function aboveClearance(
  { name }: TypeShape,
  fields: Readonly<Record<string, Json>>,
  { clearance }: Standing,
): Trespass | undefined {
  const level = fields[LEVEL]
  return typeof level === 'number' && level > clearance
    ? { what: `${name} at level ${level}`, roles: [] }
    : undefined
}

function inMarks(
  { name, writers }: TypeShape,
  op: Operation,
  { actor, signed }: Commit,
  standing: Standing,
): Trespass | undefined {
  for (const { fields, values, on, roles, signed: bySignature } of writers.marks) {
    if (on !== undefined && (on === 'create') !== (op.kind === 'create')) continue
    for (const field of fields) {
      const value = op.fields[field]
      if (value === undefined || value === null || (values && !values.includes(value))) continue
      if (roles && !may(roles, standing)) return { what: `${name}.${field}`, roles }
      if (bySignature && signed?.person !== actor && signed?.person !== value)
        return { what: `${name}.${field} without a signature`, roles: [] }
    }
  }
  return undefined
}
