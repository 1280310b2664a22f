import { uuidv7 } from 'uuidv7'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { commit, createOp } from '../../../records/write.ts'
import { rowsWhere } from '../rows.ts'
import { shippedPlans, type ShippedPlan } from './shipped.ts'
import { contentOf, versionName } from './versions.ts'

/** Months between reviews of a plan that was taken from the shipped ones. */
const REVIEW_MONTHS = 12

/** Shipped plans, and taking them into the workspace. */
export const planLibraryHandlers: Handlers = {
  'plan.library': (context, { language }) => {
    const taken = takenOf(context)
    return ok({
      plans: shippedPlans(language).map((plan) => {
        const record = taken.get(plan.key)
        return { ...plan, ...(record === undefined ? {} : { taken: record }) }
      }),
    })
  },

  'plan.takeFromLibrary': (context, { keys, language }) => {
    const taken = takenOf(context)
    const all = new Map(shippedPlans(language).map((plan) => [plan.key, plan]))
    const ops: NewOperation[] = []
    const plans = [...new Set(keys)].map((key) => {
      const plan = all.get(key)
      if (plan === undefined) throw new CoreError('notFound')
      const known = taken.get(key)
      const id = known ?? uuidv7()
      if (known === undefined) ops.push(...opsOf(context, id, plan))
      return { key, id }
    })
    const receipt =
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'plan.takeFromLibrary', ops)
    return ok({ ...receipt, plans })
  },
}

const takenOf = (context: Context): ReadonlyMap<string, string> =>
  new Map(
    rowsWhere(context, 'emergency-plan', 'origin IS NOT NULL').map(({ origin, id }) => [
      String(origin),
      id,
    ]),
  )

/** A draft: who does what and whom to call differs from site to site, so that somebody fills it in and has it approved. */
const opsOf = (context: Context, id: string, plan: ShippedPlan): NewOperation[] => [
  createOp(
    context,
    {
      type: 'emergency-plan',
      id,
      fields: {
        name: plan.name,
        category: plan.category,
        notes: plan.notes,
        reviewMonths: REVIEW_MONTHS,
        origin: plan.key,
      },
    },
    { system: true },
  ),
  createOp(
    context,
    {
      type: 'emergency-plan-version',
      fields: {
        plan: id,
        version: 1,
        name: versionName(plan.name, 1),
        ...contentOf(plan.body),
        author: context.session.person,
        state: 'draft',
      },
    },
    { also: new Set([id]) },
  ),
]
