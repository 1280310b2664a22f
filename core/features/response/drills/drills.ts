import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { DELETED } from '../../../log/types.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { typeOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { rowIfAny, rowOf, type ActivationRow, type RowOf } from '../rows.ts'
import { refuseReviewed } from '../run/review.ts'
import { schedulesOf, yearOf } from './year.ts'

/** Drills 应急演练 (D2): the yearly plan, scores, attendance, coverage. */
export const drillHandlers: Handlers = {
  'drill.score': (context, { id, scores, comment }) => {
    const activation = drillOf(context, id)
    if (activation.summedUpAt !== undefined)
      throw new CoreError('wrongState', { state: { 'zh-CN': '已总结', en: 'Summed up' } })
    const { person } = context.session
    const score = derivedId('drill-score', id, person)
    const fields: Record<string, Json> = { ...scores, comment: comment ?? '', at: context.now() }
    const known = rowIfAny(context, 'drill-score', score)
    const op = known
      ? patchOp(context, typeOf(context, 'drill-score'), known.row, fields)
      : createOp(context, {
          type: 'drill-score',
          id: score,
          fields: { activation: id, person, ...fields },
        })
    return ok(write(context, 'drill.score', op))
  },

  'drill.weigh': (context, { id, weights }) => {
    refuseReviewed(drillOf(context, id))
    return ok(commit(context, 'drill.weigh', [{ patch: 'activation', id, fields: { weights } }]))
  },

  'drill.attend': (context, { id, attendees, observers }) => {
    const activation = drillOf(context, id)
    refuseReviewed(activation)
    const { row } = activation
    const fields = { attendees: [...new Set(attendees)], observers: [...new Set(observers)] }
    const op = patchOp(context, typeOf(context, 'activation'), row, fields)
    return ok(write(context, 'drill.attend', op))
  },

  'drill.schedules': (context) =>
    ok({ schedules: schedulesOf(context).map((schedule) => scheduleView(context, schedule)) }),

  'drill.saveSchedule': (context, { id, note, ...given }) => {
    const plan = rowOf(context, 'emergency-plan', given.plan)
    const fields = { ...given, name: plan.name, note: note ?? '' }
    if (id === undefined) {
      const op = createOp(context, { type: 'drill-schedule', fields })
      return ok({ ...commit(context, 'drill.saveSchedule', [op]), id: op.id })
    }
    const { row } = rowOf(context, 'drill-schedule', id)
    const op = patchOp(context, typeOf(context, 'drill-schedule'), row, fields)
    return ok({ ...write(context, 'drill.saveSchedule', op), id })
  },

  'drill.removeSchedule': (context, { id }) => {
    rowOf(context, 'drill-schedule', id)
    return ok(
      commit(context, 'drill.removeSchedule', [
        { patch: 'drill-schedule', id, fields: { [DELETED]: true } },
      ]),
    )
  },

  'drill.year': (context, { year }) => ok(yearOf(context, year)),
}

const write = (
  context: Context,
  act: string,
  op: Parameters<typeof commit>[2][number] | undefined,
) => (op === undefined ? { commit: '', at: context.now() } : commit(context, act, [op]))

/** An activation that is a drill; throws CoreError notFound, notADrill. */
function drillOf(context: Context, id: string): ActivationRow {
  const activation = rowOf(context, 'activation', id)
  if (!activation.drill) throw new CoreError('notADrill')
  return activation
}

const scheduleView = (context: Context, schedule: RowOf<'drill-schedule'>) => ({
  id: schedule.id,
  plan: schedule.plan,
  planName: rowIfAny(context, 'emergency-plan', schedule.plan)?.name ?? '',
  kind: schedule.kind,
  scope: schedule.scope,
  firstOn: schedule.firstOn,
  everyMonths: schedule.everyMonths,
  note: schedule.note,
})
