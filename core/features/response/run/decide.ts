import type { RecordRef } from '../../../../contract/common.ts'
import { UNDO_MS, type StepOutcome } from '../../../../contract/response-engine.ts'
import { ok } from '../../../../contract/result.ts'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../../../contract/record-type.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { commit, createOp } from '../../../records/write.ts'
import { rowIfAny, rowOf } from '../rows.ts'
import { inHand, refuseDecided, stepIn, workedOff } from './open.ts'
import { decisionsFor, decisionView, resultId, stepIdOf, stepsOf } from './steps.ts'

/** A key press that reaches core after its ten seconds were over, because core was away, still counts. */
const UNDO_SLACK_MS = 5_000

export interface Decision {
  readonly of: RecordRef
  readonly step: string
  readonly attempt: number
  readonly outcome: StepOutcome
  readonly reason?: string | undefined
}

/** The operation that decides about a step; undefined when the same was decided before. */
export function decisionOp(
  context: Context,
  { of, step: id, attempt, outcome, reason = '' }: Decision,
): NewOperation | undefined {
  const step = stepIn(context, of, id)
  const known = rowIfAny(context, 'step-result', resultId(of.id, id, attempt))
  if (known?.outcome === outcome && known.undoneAt === undefined) return undefined
  refuseDecided(context, of.id, id, attempt)
  return createOp(
    context,
    {
      type: 'step-result',
      id: resultId(of.id, id, attempt),
      fields: {
        of: of.id,
        step: id,
        attempt,
        title: step.title,
        outcome,
        at: context.now(),
        by: context.session.person,
        reason,
      },
    },
    { system: true },
  )
}

const UNREASONED = { 'zh-CN': '原因', en: 'Reason' }

/** Deciding about steps, of activations and of whatever else runs them. */
export const decideHandlers: Handlers = {
  'response.steps': (context, { of }) =>
    ok({
      steps: stepsOf(context, of).map((step) => ({ ...step })),
      decisions: decisionsFor(context, of.id),
    }),

  'response.addStep': (context, { of, id = uuidv7(), step, after }) => {
    workedOff(context, of)
    if (rowIfAny(context, 'response-step', id)) return ok({ commit: '', at: context.now(), id })
    const op = createOp(context, {
      type: 'response-step',
      id,
      fields: {
        of: of.id,
        ofType: of.type,
        title: step.title,
        kind: step.kind,
        step: { ...step, id: stepIdOf(id) } as unknown as Json,
        after: after ?? null,
        links: (step.links ?? []) as unknown as Json,
        at: context.now(),
      },
    })
    return ok({ ...commit(context, 'response.addStep', [op]), id })
  },

  'response.decide': (context, input) => {
    inHand(context, input.of)
    if (input.outcome !== 'done' && (input.reason ?? '') === '')
      throw new CoreError('missingFields', { fields: [UNREASONED], names: ['reason'] })
    const op = decisionOp(context, input)
    const receipt =
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'response.decide', [op])
    const result = rowOf(context, 'step-result', resultId(input.of.id, input.step, input.attempt))
    return ok({ ...receipt, decision: decisionView(context, result) })
  },

  'response.undo': (context, { of, step, attempt }) => {
    inHand(context, of)
    const result = rowIfAny(context, 'step-result', resultId(of.id, step, attempt))
    if (result === undefined) throw new CoreError('stepUnknown')
    if (result.undoneAt !== undefined) return ok({ commit: '', at: context.now() })
    if (context.now() - result.at > UNDO_MS + UNDO_SLACK_MS) throw new CoreError('undoTooLate')
    const fields = { undoneAt: context.now(), undoneBy: context.session.person }
    return ok(commit(context, 'response.undo', [{ patch: 'step-result', id: result.id, fields }]))
  },
}
