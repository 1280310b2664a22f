import type { RecordRef } from '../../../../contract/common.ts'
import { decisionsOf, type EngineStep } from '../../../../contract/response-engine.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { nameOf, visibleRow } from '../../../records/view.ts'
import { rowOf, type ActivationRow } from '../rows.ts'
import { decisionsFor, stepsOf } from './steps.ts'

/** An activation that goes on; throws CoreError notFound, responseEnded. */
export function runningActivation(context: Context, id: string): ActivationRow {
  const activation = rowOf(context, 'activation', id)
  if (activation.endedAt !== undefined) throw new CoreError('responseEnded')
  return activation
}

/**
 * A record whose steps may be worked on: visible, and not over. Whatever type it has, `endedAt` or `closedAt`
 * says that it is. Throws CoreError notFound, responseEnded.
 */
export function workedOff(context: Context, of: RecordRef): void {
  if (context.workspace.types.get(of.type) === undefined) throw new CoreError('notFound')
  const row = visibleRow(context, of.type, of.id)
  if (row.deleted) throw new CoreError('notFound')
  const { endedAt, closedAt } = row.fields
  if (typeof endedAt === 'number' || typeof closedAt === 'number')
    throw new CoreError('responseEnded')
}

/**
 * A record whose steps may be decided now: it is worked off, and in a state for it where its type names some.
 * Throws CoreError notFound, responseEnded, wrongState.
 */
export function inHand(context: Context, of: RecordRef): void {
  workedOff(context, of)
  const type = context.workspace.types.get(of.type)
  const field = type?.workflow?.field
  if (type?.steps === undefined || field === undefined) return
  const state = String(visibleRow(context, of.type, of.id).fields[field])
  if (type.steps.includes(state)) return
  const label = type.fields[field]?.choices?.find(({ value }) => value === state)?.label
  throw new CoreError('wrongState', { state: label ?? state })
}

/** A step of a record; throws CoreError stepUnknown. */
export function stepIn(context: Context, of: RecordRef, id: string): EngineStep {
  const step = stepsOf(context, of).find((one) => one.id === id)
  if (step === undefined) throw new CoreError('stepUnknown')
  return step
}

/** What stands against deciding a step in this attempt: it has a decision that was not taken back. */
export function refuseDecided(context: Context, of: string, step: string, attempt: number): void {
  const known = decisionsOf(decisionsFor(context, of)).get(step)
  const done = known?.decision?.outcome === 'done'
  if (attempt < (known?.attempt ?? 0) || done)
    throw new CoreError('stepDecided', { name: nameOf(context, known?.decision?.by ?? '') })
}
