import type { PlanView, ProposalView } from '../../../../contract/response-views.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { labels, nameOf, typeOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { present, rowIfAny, rowOf, rowsWhere, type PlanRow } from '../rows.ts'
import { headOf } from '../run/views.ts'
import { openProposals, reviewMoved, versionHead, versionsOf } from './versions.ts'

/** Plans 应急预案 (D1): what there is, when it was last drilled, what is proposed. */
export const planHandlers: Handlers = {
  'plan.list': (context) =>
    ok({ plans: rowsWhere(context, 'emergency-plan').map((plan) => planView(context, plan)) }),

  'plan.get': (context, { id }) => {
    const plan = rowOf(context, 'emergency-plan', id)
    return ok({
      plan: planView(context, plan),
      versions: versionsOf(context, id).map((version) => versionHead(context, version)),
      proposals: rowsWhere(context, 'plan-proposal', 'plan = ?', id)
        .toReversed()
        .map((proposal) => proposalView(context, proposal)),
      responses: activationsOf(context, id).map((one) => headOf(context, one)),
    })
  },

  'plan.save': (context, { id, ...given }) => {
    const fields = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Record<string, Json>
    if (id === undefined) {
      const op = createOp(context, { type: 'emergency-plan', fields })
      return ok({ ...commit(context, 'plan.save', [op]), id: op.id })
    }
    const { row } = rowOf(context, 'emergency-plan', id)
    const op = patchOp(context, typeOf(context, 'emergency-plan'), row, fields)
    const receipt =
      op === undefined ? { commit: '', at: context.now() } : commit(context, 'plan.save', [op])
    return ok({ ...receipt, id })
  },

  'plan.reviewed': (context, { plan }) => {
    rowOf(context, 'emergency-plan', plan)
    const ops = reviewMoved(context, plan)
    return ok(
      ops.length === 0 ? { commit: '', at: context.now() } : commit(context, 'plan.reviewed', ops),
    )
  },

  'plan.propose': (context, { plan, text, activation }) => {
    rowOf(context, 'emergency-plan', plan)
    const op = createOp(context, {
      type: 'plan-proposal',
      fields: { plan, text, activation: activation ?? null, person: context.session.person },
    })
    return ok({ ...commit(context, 'plan.propose', [op]), id: op.id })
  },
}

const activationsOf = (context: Context, plan: string) =>
  rowsWhere(context, 'activation', 'plan = ?', plan).toSorted((a, b) => b.startedAt - a.startedAt)

/** The last drill of a plan that was carried to its end. */
export const lastDrillOf = (context: Context, plan: string) =>
  activationsOf(context, plan).find(
    ({ drill, endedAt, outcome }) => drill && endedAt !== undefined && outcome === 'normal',
  )

function planView(context: Context, plan: PlanRow): PlanView {
  const versions = versionsOf(context, plan.id)
  const current = versions.find(({ state }) => state === 'approved')
  const next = versions.find(
    ({ state, version }) => state !== 'approved' && version > (current?.version ?? 0),
  )
  const drill = lastDrillOf(context, plan.id)
  return {
    id: plan.id,
    number: plan.number,
    name: plan.name,
    category: plan.category,
    notes: plan.notes,
    retired: plan.retired,
    proposals: openProposals(context, plan.id).length,
    ...present({
      post: plan.post,
      reviewMonths: plan.reviewMonths,
      reviewOn: plan.reviewOn,
      current: current && versionHead(context, current),
      next: next && versionHead(context, next),
      lastDrill: drill && {
        id: drill.id,
        at: drill.endedAt ?? drill.startedAt,
        kind: drill.drillKind,
        scope: drill.drillScope,
      },
    }),
  }
}

function proposalView(
  context: Context,
  proposal: ReturnType<typeof rowsWhere<'plan-proposal'>>[number],
): ProposalView {
  const { activation } = proposal
  const [label] =
    activation === undefined ? [] : labels(context, [{ type: 'activation', id: activation }])
  return {
    id: proposal.id,
    text: proposal.text,
    by: nameOf(context, proposal.person),
    at: Math.floor(hlcToMs(proposal.row.created)),
    ...present({
      activation: label,
      answered: rowIfAny(context, 'emergency-plan-version', proposal.answer)?.version,
    }),
  }
}
