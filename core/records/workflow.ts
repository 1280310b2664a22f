import type { Receipt } from '../../contract/common.ts'
import type { Json, RecordType, Transition } from '../../contract/record-type.ts'
import type { Failure } from '../../contract/result.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { opId } from '../log/identity.ts'
import type { OpId, RecordRow } from '../log/types.ts'
import { completed } from './recurrence.ts'
import { opened } from './seal.ts'
import { leadingTo, stateFreely } from './states.ts'
import { isEmpty, refuse } from './validate.ts'
import { commit, patchOp, withAlong } from './write.ts'

/** Transitions that this person's roles permit from the record's state, each with what stands against it now. */
export function openTransitions(
  context: Context,
  type: RecordType,
  row: RecordRow,
): { transition: Transition; refusal: Failure | undefined }[] {
  const workflow = type.workflow
  if (!workflow || row.deleted) return []
  const state = String(row.fields[workflow.field])
  const fields = opened(context, type, row.id, row.fields)
  return workflow.transitions
    .filter(({ from, roles }) => from.includes(state) && mayTake(context, roles))
    .map((transition) => ({ transition, refusal: refusal(context, type, row, transition, fields) }))
}

const mayTake = ({ session }: Context, roles: Transition['roles']): boolean =>
  roles.some((role) => session.roles.includes(role))

/** Why the step is refused to this person now; undefined: it is not. */
function refusal(
  context: Context,
  type: RecordType,
  row: RecordRow,
  transition: Transition,
  fields: Readonly<Record<string, Json>>,
): Failure | undefined {
  if (isOwn(context, type, row, transition)) return { code: 'ownAct', params: {} }
  for (const name of transition.guards ?? []) {
    const failure = context.guards.get(name)?.(context, { type, id: row.id, fields })
    if (failure) return failure
  }
  return undefined
}

/** True where four eyes are wanted and these are the two that saw it before. */
function isOwn(
  context: Context,
  type: RecordType,
  row: RecordRow,
  { fourEyes }: Pick<Transition, 'fourEyes'>,
): boolean {
  if (fourEyes === undefined || type.workflow === undefined) return false
  const { person } = context.session
  const past = pastOf(context, type, row)
  // Who stood in the field once does not get out of it by writing somebody else's name.
  const stood = [...past.values()].some(({ fields }) =>
    fourEyes.some((field) => fields[field] === person),
  )
  return stood || broughtBy(past, type, row).has(person)
}

interface Step {
  readonly actor: string
  readonly act: string
  readonly fields: Readonly<Record<string, Json>>
  readonly base: Readonly<Record<string, readonly OpId[]>>
}

function pastOf({ workspace }: Context, type: RecordType, row: RecordRow): Map<OpId, Step> {
  const past = new Map<OpId, Step>()
  for (const { stream, seq, actor, act, ops } of workspace.log.commitsOf(row.id, row.type))
    for (const [at, op] of ops.entries())
      if (op.id === row.id && op.type === type.name)
        past.set(opId(stream, seq, at), {
          actor,
          act,
          fields: op.fields,
          base: op.kind === 'patch' ? op.base : {},
        })
  return past
}

/** Acts that choose between states, or take one back: those who brought it there before count with them. */
const AGAIN: ReadonlySet<string> = new Set(['register.resolve', 'register.undo'])

/** The people who brought the record into its state. */
function broughtBy(
  past: ReadonlyMap<OpId, Step>,
  type: RecordType,
  row: RecordRow,
): ReadonlySet<string> {
  const field = String(type.workflow?.field)
  const names = Object.values(type.groups ?? {}).find((group) => group.includes(field)) ?? [field]
  const people = new Set<string>()
  const seen = new Set<OpId>()
  const waiting = [...(row.heads[names[0] ?? field] ?? [row.createOp])]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = past.get(id)
    if (seen.has(id) || !step) continue
    seen.add(id)
    people.add(step.actor)
    if (field in step.fields && !AGAIN.has(step.act)) continue
    const before = names.flatMap((name) => step.base[name] ?? [])
    waiting.push(...(before.length > 0 ? before : [row.createOp]))
  }
  return people
}

/**
 * Whether a record may be brought into a state again, by a choice between two devices' states or by taking a
 * step back: where a signature, a check or four eyes lead, by a person who might take such a step, as long as
 * its checks hold. Throws what stands against it.
 */
export function refuseReturn(
  context: Context,
  type: RecordType,
  row: RecordRow,
  state: string,
  options: { own: boolean },
): void {
  if (stateFreely(type, state)) return
  const fields = opened(context, type, row.id, row.fields)
  const steps = leadingTo(type, state)
  const checks = steps.filter(({ roles }) => options.own || mayTake(context, roles))
  if (checks.length === 0)
    throw new CoreError('denied', { roles: [...new Set(steps.flatMap(({ roles }) => roles))] })
  const refusals = checks.map((step) => {
    const { fourEyes: _before, ...rest } = step
    return refusal(context, type, row, options.own ? rest : step, fields)
  })
  const [first] = refusals
  if (first && refusals.every(Boolean)) throw new CoreError(first.code, first.params)
}

/** Takes a step of the workflow; everything that the step asks for is asked here. */
export function transit(
  context: Context,
  type: RecordType,
  row: RecordRow,
  name: string,
  given: Readonly<Record<string, Json>>,
  confirmation: string | undefined,
): Receipt {
  const workflow = type.workflow
  const transition = workflow?.transitions.find((candidate) => candidate.name === name)
  if (!workflow || !transition) throw new CoreError('wrongState', { state: '' })
  const state = String(row.fields[workflow.field])
  if (!transition.from.includes(state))
    throw new CoreError('wrongState', { state: stateLabel(type, workflow.field, state) })
  if (!mayTake(context, transition.roles))
    throw new CoreError('denied', { roles: [...transition.roles] })
  const after = { ...opened(context, type, row.id, row.fields), ...given }
  const refused = refusal(context, type, row, transition, after)
  if (refused) throw new CoreError(refused.code, refused.params)
  const lacking = (transition.requires ?? []).filter((field) => isEmpty(after[field]))
  refuse(
    lacking.map((field) => ({
      field,
      label: type.fields[field]?.label ?? { 'zh-CN': field, en: field },
      reason: 'required',
    })),
  )
  patchOp(context, type, row, given)
  const round = transition.completes === true ? completed(type, context.now()) : {}
  const op = patchOp(
    context,
    type,
    row,
    { ...round, ...given, [workflow.field]: transition.to },
    { system: true },
  )
  if (op === undefined)
    throw new CoreError('wrongState', { state: stateLabel(type, workflow.field, state) })
  const act = `transition:${name}`
  if (transition.signed !== true) return commit(context, act, [op])
  const signer = context.session.takeSigner(confirmation)
  if (signer === undefined) throw new CoreError('passwordNeeded')
  return context.workspace.log.append({
    actor: context.session.person,
    act,
    ops: withAlong(context, [op]),
    sign: { purpose: act, type: type.name, id: row.id, signer },
  })
}

/** A state as the interface names it. */
function stateLabel(type: RecordType, field: string, state: string): unknown {
  return type.fields[field]?.choices?.find((choice) => choice.value === state)?.label ?? state
}
