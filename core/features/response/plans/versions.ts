import {
  planBody,
  type PlanBody,
  type PlanVersionHead,
} from '../../../../contract/response-body.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { refuseUnread, seenIn, wrote } from '../../../records/approval.ts'
import { sign } from '../../../records/sign.ts'
import { nameOf, typeOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { addMonths, dateAt, zoneHere } from '../../../time/zone.ts'
import {
  bodyOf,
  present,
  rowIfAny,
  rowOf,
  rowsWhere,
  type PlanRow,
  type PlanVersionRow,
} from '../rows.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Versions of a plan, newest first. */
export const versionsOf = (context: Tools, plan: string): PlanVersionRow[] =>
  rowsWhere(context, 'emergency-plan-version', 'plan = ?', plan).toSorted(
    (a, b) => b.version - a.version || (a.id < b.id ? 1 : -1),
  )

/** What an activation uses: the approved version with the highest number; undefined for a retired plan. */
export const versionInUse = (context: Tools, plan: PlanRow): PlanVersionRow | undefined =>
  plan.retired ? undefined : versionsOf(context, plan.id).find(({ state }) => state === 'approved')

/** What was written meanwhile into a version that was approved. */
const besideOf = ({ workspace }: Tools, { id }: PlanVersionRow): PlanBody | undefined =>
  planBody.safeParse(workspace.log.unapproved('emergency-plan-version', id)['body']).data

export function versionHead(context: Tools, version: PlanVersionRow): PlanVersionHead {
  const { steps, recovery } = bodyOf(version)
  return {
    id: version.id,
    plan: version.plan,
    number: version.version,
    state: version.state,
    note: version.note,
    seen: seenIn(version.row),
    beside: besideOf(context, version) !== undefined,
    steps: steps.length + recovery.length,
    author: version.author,
    authorName: nameOf(context, version.author),
    ...present({
      submittedAt: version.submittedAt,
      approvedAt: version.approvedAt,
      approvedByName:
        version.approvedBy === undefined ? undefined : nameOf(context, version.approvedBy),
      reason: version.state === 'returned' ? version.reason : undefined,
    }),
  }
}

/** The steps as lines of text, for the search. */
const textOf = ({ trigger, scope, steps, recovery }: PlanBody): string =>
  [
    trigger,
    scope,
    ...[...steps, ...recovery].flatMap(({ title, caution, expected }) => [
      title,
      caution ?? '',
      expected ?? '',
    ]),
  ]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 20_000)

/** Fields of a version with this content. */
export const contentOf = (body: PlanBody): Record<string, Json> => ({
  body: body as unknown as Json,
  text: textOf(body),
})

/** How a version is called in look-ups and in the audit trail. */
export const versionName = (name: string, version: number): string => `${name} V${version}`

/** Versions of plans: draft, submitted, approved by a manager who did not write it. */
export const versionHandlers: Handlers = {
  'plan.version': (context, { id }) => {
    const version = rowOf(context, 'emergency-plan-version', id)
    return ok({
      version: versionHead(context, version),
      ...present({ body: bodyOf(version), beside: besideOf(context, version) }),
    })
  },

  'plan.saveVersion': (context, { plan, body, note }) => {
    const { name } = rowOf(context, 'emergency-plan', plan)
    const [newest] = versionsOf(context, plan)
    if (newest?.state === 'submitted') throw wrongState(context, newest)
    const fields: Record<string, Json> = {
      ...contentOf(body),
      note: note ?? '',
      author: context.session.person,
      state: 'draft',
    }
    if (newest && newest.state !== 'approved') {
      const type = typeOf(context, 'emergency-plan-version')
      const op = patchOp(context, type, newest.row, fields)
      const receipt =
        op === undefined
          ? { commit: '', at: context.now() }
          : commit(context, 'plan.saveVersion', [op])
      return ok({ ...receipt, id: newest.id, number: newest.version })
    }
    const number = (newest?.version ?? 0) + 1
    const op = createOp(context, {
      type: 'emergency-plan-version',
      fields: { plan, version: number, name: versionName(name, number), ...fields },
    })
    return ok({ ...commit(context, 'plan.saveVersion', [op]), id: op.id, number })
  },

  'plan.submitVersion': (context, input) => {
    const version = inState(context, input.version, ['draft', 'returned'])
    if (bodyOf(version).steps.length === 0) throw new CoreError('planEmpty')
    const fields = { state: 'submitted', submittedAt: context.now() }
    return ok(commit(context, 'plan.submitVersion', [patch(version, fields)]))
  },

  'plan.approveVersion': (context, input) => {
    const version = ofOthers(context, inState(context, input.version, ['submitted']))
    refuseUnread(context, version.row, input.seen)
    const ops = [
      patch(version, {
        state: 'approved',
        approvedBy: context.session.person,
        approvedAt: context.now(),
      }),
      ...reviewMoved(context, version.plan),
      ...answered(context, version),
    ]
    return ok(
      sign(context, 'plan.approveVersion', ops, {
        type: 'emergency-plan-version',
        id: version.id,
        signer: context.session.takeSigner(input.confirmation),
      }),
    )
  },

  'plan.returnVersion': (context, input) => {
    const version = ofOthers(context, inState(context, input.version, ['submitted']))
    const fields = { state: 'returned', reason: input.reason }
    return ok(commit(context, 'plan.returnVersion', [patch(version, fields)]))
  },
}

const patch = ({ id }: PlanVersionRow, fields: Record<string, Json>): NewOperation => ({
  patch: 'emergency-plan-version',
  id,
  fields,
})

/** The next review of a plan, counted from today; nothing for plans that are not reviewed regularly. */
export function reviewMoved(context: Context, id: string): NewOperation[] {
  const plan = rowIfAny(context, 'emergency-plan', id)
  if (plan?.reviewMonths === undefined) return []
  const reviewOn = addMonths(dateAt(context.now(), zoneHere()), plan.reviewMonths)
  return reviewOn === plan.reviewOn ? [] : [{ patch: 'emergency-plan', id, fields: { reviewOn } }]
}

/** Proposals that were made before the version was submitted count as answered by it. */
const answered = (context: Context, version: PlanVersionRow): NewOperation[] =>
  openProposals(context, version.plan).map(({ id }) => ({
    patch: 'plan-proposal',
    id,
    fields: { answer: version.id },
  }))

export const openProposals = (context: Tools, plan: string) =>
  rowsWhere(context, 'plan-proposal', 'plan = ? AND answer IS NULL', plan)

function inState(
  context: Context,
  id: string,
  states: readonly PlanVersionRow['state'][],
): PlanVersionRow {
  const version = rowOf(context, 'emergency-plan-version', id)
  if (!states.includes(version.state)) throw wrongState(context, version)
  return version
}

function ofOthers(context: Context, version: PlanVersionRow): PlanVersionRow {
  if (version.author === context.session.person || wrote(context, version.row, ['body']))
    throw new CoreError('ownAct')
  return version
}

function wrongState(context: Context, { state }: PlanVersionRow): CoreError {
  const choices = typeOf(context, 'emergency-plan-version').fields['state']?.choices
  return new CoreError('wrongState', {
    state: choices?.find(({ value }) => value === state)?.label ?? state,
  })
}
