import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { DELETED } from '../../../log/types.ts'
import { typeOf } from '../../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../../records/write.ts'
import { isTimeZone } from '../../../time/zone.ts'
import { suitable } from '../rules/defaults.ts'
import { monitorIfAny, monitorOf } from './rows.ts'

type Given = ParsedInputOf<'monitor.update'>['changes']

const TYPE = 'monitor'
const MOST_PARENTS = 100

/** Making, changing and switching of monitors. */
export const monitorHandlers: Handlers = {
  'monitor.rules': (_context, { target }) => ok(suitable(target)),

  'monitor.create': async (context, given) => {
    await refuseOdd(context, given)
    const op = createOp(context, {
      type: TYPE,
      fields: {
        ...asFields(given),
        device: given.device ?? context.workspace.device.record,
        enabled: true,
      },
    })
    return ok({ ...commit(context, 'monitor.create', [op]), id: op.id })
  },

  'monitor.update': async (context, { id, changes, seen }) => {
    await refuseOdd(context, changes, id)
    const type = typeOf(context, TYPE)
    const row = changeable(context, type, id)
    const op = patchOp(context, type, row, asFields(changes), { seen })
    return ok(op ? commit(context, 'monitor.update', [op]) : { commit: '', at: context.now() })
  },

  'monitor.enable': (context, { ids, enabled }) => {
    const type = typeOf(context, TYPE)
    const ops = ids.flatMap(
      (id) => patchOp(context, type, changeable(context, type, id), { enabled }) ?? [],
    )
    return ok(
      ops.length > 0 ? commit(context, 'monitor.enable', ops) : { commit: '', at: context.now() },
    )
  },

  'monitor.remove': (context, { ids }) => {
    const type = typeOf(context, TYPE)
    const ops = ids.map((id) => ({
      patch: TYPE,
      id: changeable(context, type, id).id,
      fields: { [DELETED]: true },
    }))
    return ok(commit(context, 'monitor.remove', ops))
  },
}

/** The kind stands beside the target, so that lists can filter by it. */
function asFields(given: Given): Record<string, Json> {
  const fields = JSON.parse(JSON.stringify(given)) as Record<string, Json>
  return given.target === undefined ? fields : { ...fields, kind: given.target.kind }
}

/** What a schema alone does not see: rings of parents, rules that share a key, zones that are none. */
async function refuseOdd(context: Context, given: Given, id?: string): Promise<void> {
  if (given.zone != null && !isTimeZone(given.zone)) throw invalid('zone', 'timeZone')
  const problem = given.target && (await problemOf(given.target))
  if (problem !== undefined) throw invalid('target', problem)
  const keys = (given.rules ?? []).map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw invalid('rules', 'double')
  let above = given.parent ?? undefined
  for (let step = 0; above !== undefined; step++) {
    if (above === id || step > MOST_PARENTS) throw invalid('parent', 'ring')
    const row = monitorIfAny(context.workspace, above)
    above = row?.parent
  }
}

/** Read when it is needed: the engine of expressions is no part of a start. */
async function problemOf(target: MonitorTarget): Promise<string | undefined> {
  const { targetProblem } = await import('../logs/target-problem.ts')
  return targetProblem(target)
}

const invalid = (field: string, reason: string): CoreError =>
  new CoreError('fieldInvalid', { field, name: field, reason })

/** A monitor that is there. Throws CoreError notFound. */
export function monitorFor(context: Context, id: string): ReturnType<typeof monitorOf> {
  const row = context.workspace.log.row(TYPE, id)
  if (row === undefined || row.deleted || row.level > context.session.clearance)
    throw new CoreError('notFound')
  return monitorOf(row)
}
