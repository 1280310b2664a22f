import type { RecordRef } from '../../../../contract/common.ts'
import {
  orderedSteps,
  progressOf,
  type EngineStep,
  type Progress,
} from '../../../../contract/response-engine.ts'
import type { DecisionView } from '../../../../contract/response-views.ts'
import type { Context } from '../../../feature.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { nameOf } from '../../../records/view.ts'
import {
  bodyOf,
  present,
  rowIfAny,
  rowOf,
  rowsWhere,
  type ActivationRow,
  type RowOf,
} from '../rows.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Steps that were added to a record, in the order in which they were added. */
export const addedSteps = (context: Tools, of: string): EngineStep[] =>
  rowsWhere(context, 'response-step', 'of = ?', of)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id, step, after }) => ({ ...step, id: stepIdOf(id), part: 'added', after }))

/** Id of an added step among the others: a part of its record's id, in the form that steps have. */
export const stepIdOf = (record: string): string => `x-${record.replaceAll('-', '').slice(0, 32)}`

/** The plan's version that an activation keeps; its content. */
export const planBodyOf = (context: Tools, { version }: ActivationRow) =>
  bodyOf(rowOf(context, 'emergency-plan-version', version))

/** All steps of a record that runs them, in order. */
export function stepsOf(context: Tools, { type, id }: RecordRef): EngineStep[] {
  const added = addedSteps(context, id)
  const activation = type === 'activation' ? rowIfAny(context, 'activation', id) : undefined
  const body = activation ? planBodyOf(context, activation) : { steps: [], recovery: [] }
  return orderedSteps(body, added)
}

/** Id of what is decided about a step in one attempt, the same on every device. */
export const resultId = (of: string, step: string, attempt: number): string =>
  derivedId('step-result', of, step, String(attempt))

/** Every decision about a record's steps, those that were taken back included. */
export const decisionsFor = (context: Tools, of: string): DecisionView[] =>
  rowsWhere(context, 'step-result', 'of = ?', of)
    .toSorted((a, b) => a.at - b.at || a.row.created - b.row.created)
    .map((row) => decisionView(context, row))

export function decisionView(context: Tools, result: RowOf<'step-result'>): DecisionView {
  return {
    id: result.id,
    step: result.step,
    attempt: result.attempt,
    outcome: result.outcome,
    at: result.at,
    by: result.by,
    byName: nameOf(context, result.by),
    reason: result.reason,
    // Several heads of what is decided once: somebody else decided it, too.
    twice: (result.row.heads['outcome']?.length ?? 0) > 1,
    ...present({ undoneAt: result.undoneAt }),
  }
}

/** How far an activation is. */
export function progressFor(
  context: Context,
  activation: ActivationRow,
): Progress<EngineStep, DecisionView> {
  return progressOf(
    stepsOf(context, { type: 'activation', id: activation.id }),
    decisionsFor(context, activation.id),
    { startedAt: activation.startedAt, now: context.now(), endedAt: activation.endedAt },
  )
}
