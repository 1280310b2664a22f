import type { OutputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import type { Json, RecordType } from '../../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL } from '../../../contract/roles.ts'
import { mayActOn } from '../../dispatch.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import type { TypeRegistry } from '../../workspace/workspace.ts'
import { recordAccess } from '../../records/access.ts'
import { refuseUnread } from '../../records/approval.ts'
import { disagreeing } from '../../records/disagreeing.ts'
import { historyOf } from '../../records/history.ts'
import { incoming, linksOf } from '../../records/links.ts'
import { conflicting, facetsOf, pageOf } from '../../records/list.ts'
import { lookup } from '../../records/lookup.ts'
import { raisedComments } from './comments.ts'
import { opened, sealed } from '../../records/seal.ts'
import { undo } from '../../records/undo.ts'
import { fieldIssues, refuse } from '../../records/validate.ts'
import {
  labels,
  levelOf,
  typeOf,
  viewOf,
  visibleRow,
  writableTypeOf,
  SECRET_FIELDS,
} from '../../records/view.ts'
import {
  changeable,
  commit,
  createOp,
  existsIn,
  patchOp,
  refuseLocked,
  setDeleted,
} from '../../records/write.ts'
import { openTransitions, refuseReturn, transit } from '../../records/workflow.ts'

/** What is declared is asked for before a workspace is open. */
export const declaredHandlers = (types: TypeRegistry): Handlers => ({
  'register.types': () => ok({ types: [...types.all()] }),
})

export const registerHandlers: Handlers = {
  'register.list': async (context, input) =>
    ok(await pageOf(context, typeOf(context, input.type), input)),

  'register.facets': async (context, input) => {
    const type = typeOf(context, input.type)
    return ok({ values: await facetsOf(context, type, input, input.field) })
  },

  'register.get': (context, input) => {
    const type = typeOf(context, input.type)
    const row = visibleRow(context, type.name, input.id)
    if (row.level >= FIRST_SEALED_LEVEL)
      recordAccess(context, { action: 'open', what: row.id, type: type.name, count: 1 })
    const from = incoming(context.workspace.db, row.id)
    const known = new Map(
      labels(context, [...linksOf(type, row.fields), ...from]).map((label) => [label.id, label]),
    )
    return ok({
      record: viewOf(context, type, row),
      labels: [...known.values()],
      incoming: from.flatMap((link) => {
        const label = known.get(link.id)
        return label && label.type === link.type ? [{ ...label, field: link.field }] : []
      }),
      ...stepsOf(context, type, row),
      ...disagreeing(
        context,
        type,
        row,
        row.conflicts.filter((field) => !SECRET_FIELDS.has(`${type.name}.${field}`)),
      ),
    })
  },

  'register.create': (context, input) => {
    const type = writableTypeOf(context, input.type)
    if (input.id !== undefined && context.workspace.log.row(type.name, input.id))
      throw new CoreError('wrongState', { state: '' })
    const op = createOp(context, input)
    const receipt = commit(context, 'register.create', [op])
    const number = context.workspace.log.row(type.name, op.id)?.fields['number']
    return ok({
      ...receipt,
      id: op.id,
      ...(typeof number === 'string' && type.numbering
        ? { number: opened(context, type, op.id, { number })['number'] as string }
        : {}),
    })
  },

  'register.update': (context, input) => {
    const type = writableTypeOf(context, input.type)
    const row = changeable(context, type, input.id)
    const op = patchOp(context, type, row, input.fields, { level: input.level, seen: input.seen })
    return ok(
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'register.update', [op, ...raisedComments(context, row, input.level)]),
    )
  },

  'register.bulkUpdate': (context, input) => {
    const type = writableTypeOf(context, input.type)
    const ops = input.ids.flatMap(
      (id) => patchOp(context, type, changeable(context, type, id), input.fields) ?? [],
    )
    return ok(
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'register.bulkUpdate', ops),
    )
  },

  'register.remove': (context, input) =>
    ok(setDeleted(context, writableTypeOf(context, input.type), input.ids, true)),
  'register.restore': (context, input) =>
    ok(setDeleted(context, writableTypeOf(context, input.type), input.ids, false)),

  'register.transition': (context, input) => {
    const type = writableTypeOf(context, input.type)
    const row = changeable(context, type, input.id)
    const to = type.workflow?.transitions.find(({ name }) => name === input.transition)
    if (to?.signed === true)
      refuseUnread(context, row, input.seen, type.workflow?.locked?.[to.to] ?? [])
    return ok(transit(context, type, row, input.transition, input.fields ?? {}, input.confirmation))
  },

  'register.resolve': (context, input) => {
    const type = writableTypeOf(context, input.type)
    const row = changeable(context, type, input.id)
    const field = type.fields[input.field]
    if (field?.policy === 'decided') throw new CoreError('alreadyDecided', { field: field.label })
    const given = { [input.field]: input.value }
    if (input.field === type.workflow?.field) refuseState(context, type, row, input.value)
    // What was approved is what was shown then: of several values that one alone may be chosen.
    const shown = opened(context, type, row.id, row.fields)[input.field] ?? null
    if (JSON.stringify(input.value) !== JSON.stringify(shown)) refuseLocked(type, row, given)
    refuse(fieldIssues(type, given, existsIn(context)))
    const fields: Record<string, Json> = sealed(context, type, row.id, levelOf(row), given)
    return ok(commit(context, 'register.resolve', [{ patch: type.name, id: row.id, fields }]))
  },

  'register.history': (context, input) => {
    const type = typeOf(context, input.type)
    const row = visibleRow(context, type.name, input.id)
    return ok({ entries: historyOf(context, type, row.id) })
  },

  'register.undo': (context, input) => ok(undo(context, input.commit)),
  'register.lookup': (context, input) =>
    ok({ labels: lookup(context, input.types, input.text, input.limit) }),
  'register.conflicts': (context, input) => ok({ records: conflicting(context, input.limit) }),
  'register.labels': (context, input) => ok({ labels: labels(context, input.refs) }),
}

/** Steps that this person may take now, and those that something stands against. */
function stepsOf(
  context: Context,
  type: RecordType,
  row: RecordRow,
): Pick<OutputOf<'register.get'>, 'transitions' | 'refusals'> {
  if (!mayActOn(context.workspace.types, context.session, type.name, 'update'))
    return { transitions: [], refusals: [] }
  const steps = openTransitions(context, type, row)
  return {
    transitions: steps.flatMap(({ transition, refusal }) => (refusal ? [] : transition.name)),
    refusals: steps.flatMap(({ transition, refusal }) =>
      refusal ? [{ transition: transition.name, ...refusal }] : [],
    ),
  }
}

/** Of states that two devices brought a record into one is chosen, never a third. */
function refuseState(context: Context, type: RecordType, row: RecordRow, state: Json): void {
  const field = String(type.workflow?.field)
  const heads = context.workspace.log.values(type.name, row.id, field)
  if (heads.length < 2 || !heads.some(({ value }) => value === state))
    throw new CoreError('wrongState', { state: String(row.fields[field]) })
  refuseReturn(context, type, row, String(state), { own: false })
}
