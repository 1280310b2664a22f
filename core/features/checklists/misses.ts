import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { typeOf } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { findRound, missId, roundsIn } from './rounds.ts'
import { missOf, rowOf, type MissRow } from './rows.ts'
import { refusePeriod } from './runs.ts'
import { sign } from '../../records/sign.ts'
import { scheduleRow } from './start.ts'

/** Missed rounds 漏检: explained, approved by somebody else, or given a new date. The miss itself stays. */
export const missHandlers: Handlers = {
  'checklists.misses': (context, span) => {
    refusePeriod(span)
    return ok({
      rounds: roundsIn(context, span)
        .filter(({ state }) => state === 'missed')
        .reverse(),
    })
  },

  'checklists.explainMiss': (context, { schedule, occurrence, comment, newAt }) => {
    const row = scheduleRow(context, schedule)
    const round = findRound(context, row, occurrence)
    if (round === undefined) throw new CoreError('notFound')
    if (round.state !== 'missed') throw new CoreError('notMissed')
    const now = context.now()
    if (newAt !== undefined && newAt <= now)
      throw new CoreError('fieldInvalid', { field: 'newAt', name: 'newAt', reason: 'past' })
    const fields: Record<string, Json> = {
      state: newAt === undefined ? 'explained' : 'rescheduled',
      comment,
      person: context.session.person,
      at: now,
      newAt: newAt ?? null,
      reason: null,
    }
    const id = missId(schedule, occurrence)
    const known = context.workspace.log.row('checklist-miss', id)
    if (known) {
      const miss = missOf(known)
      if (miss.state !== 'returned') throw wrongState(context, miss)
      const op = patchOp(context, typeOf(context, 'checklist-miss'), known, fields)
      const receipt =
        op === undefined ? { commit: '', at: now } : commit(context, 'checklists.explainMiss', [op])
      return ok({ ...receipt, id })
    }
    const op = createOp(context, {
      type: 'checklist-miss',
      id,
      fields: { ...fields, name: row.name, schedule, occurrence, dueAt: round.at },
    })
    return ok({ ...commit(context, 'checklists.explainMiss', [op]), id })
  },

  'checklists.approveMiss': (context, input) => {
    const miss = toDecide(context, input.miss)
    const op = {
      patch: 'checklist-miss',
      id: miss.id,
      fields: {
        ...(miss.state === 'explained' ? { state: 'approved' } : {}),
        approvedBy: context.session.person,
        approvedAt: context.now(),
      },
    }
    return ok(
      sign(context, 'checklists.approveMiss', [op], {
        type: 'checklist-miss',
        id: miss.id,
        signer: context.session.takeSigner(input.confirmation),
      }),
    )
  },

  'checklists.returnMiss': (context, input) => {
    const miss = toDecide(context, input.miss)
    const fields = { state: 'returned', reason: input.reason, newAt: null }
    return ok(
      commit(context, 'checklists.returnMiss', [{ patch: 'checklist-miss', id: miss.id, fields }]),
    )
  },
}

/** An explained miss that nobody decided on yet, and that is not one's own. A new date may be approved, too. */
function toDecide(context: Context, id: string): MissRow {
  const miss = missOf(rowOf(context, 'checklist-miss', id))
  const isOpen = miss.state === 'explained' || miss.state === 'rescheduled'
  if (!isOpen || miss.approvedAt !== undefined) throw wrongState(context, miss)
  if (miss.person === context.session.person) throw new CoreError('ownAct')
  return miss
}

function wrongState(context: Context, { state }: MissRow): CoreError {
  const choices = typeOf(context, 'checklist-miss').fields['state']?.choices
  return new CoreError('wrongState', {
    state: choices?.find(({ value }) => value === state)?.label ?? state,
  })
}
