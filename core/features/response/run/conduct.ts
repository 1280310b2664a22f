import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { sign } from '../../../records/sign.ts'
import { nameOf } from '../../../records/view.ts'
import { commit, createOp } from '../../../records/write.ts'
import { tell } from '../../../response-timeline.ts'
import { rowIfAny, rowOf, type ActivationRow } from '../rows.ts'
import { refuseRoles } from './activate.ts'
import { decisionOp } from './decide.ts'
import { runningActivation, stepIn } from './open.ts'
import { refuseReviewed } from './review.ts'
import { planBodyOf, progressFor } from './steps.ts'

const CLOCK_SLACK_MS = 60_000
const refOf = ({ id }: ActivationRow) => ({ type: 'activation', id })

/** Leading a response: roles, level, reports, notes, its end and what is learned from it. */
export const conductHandlers: Handlers = {
  'response.assign': (context, { id, assignment }) => {
    const activation = runningActivation(context, id)
    refuseRoles(context, [assignment])
    const role = planBodyOf(context, activation).roles.find((one) => one.id === assignment.role)
    if (role === undefined)
      throw new CoreError('fieldInvalid', { field: 'role', name: 'role', reason: 'choice' })
    const roles = [...activation.roles.filter((one) => one.role !== assignment.role), assignment]
    const who =
      assignment.person === undefined ? assignment.name : nameOf(context, assignment.person)
    return ok(
      commit(context, 'response.assign', [
        { patch: 'activation', id, fields: { roles: roles as unknown as Json } },
        tell(context, {
          of: refOf(activation),
          kind: 'role',
          text: {
            'zh-CN': `${role.name}：${who || '空缺'}`,
            en: `${role.name}: ${who || 'nobody'}`,
          },
        }),
      ]),
    )
  },

  'response.setLevel': (context, { id, level, reason }) => {
    const activation = runningActivation(context, id)
    if (activation.level === level) return ok({ commit: '', at: context.now() })
    return ok(
      commit(context, 'response.setLevel', [
        { patch: 'activation', id, fields: { level: String(level) } },
        tell(context, {
          of: refOf(activation),
          kind: 'grade',
          text: {
            'zh-CN': `响应级别由${NUMERALS[activation.level]}级调为${NUMERALS[level]}级：${reason}`,
            en: `Level changed from ${activation.level} to ${level}: ${reason}`,
          },
        }),
      ]),
    )
  },

  'response.report': (context, { id, report, text, to, step }) => {
    const activation = runningActivation(context, id)
    if (rowIfAny(context, 'response-report', report)) return ok({ commit: '', at: context.now() })
    const ops: NewOperation[] = [
      createOp(context, {
        type: 'response-report',
        id: report,
        fields: { of: id, text, to, at: context.now() },
      }),
    ]
    if (step !== undefined) {
      const of = refOf(activation)
      const decision = decisionOp(context, {
        of,
        step: step.id,
        attempt: step.attempt,
        outcome: 'done',
      })
      if (decision) ops.push(decision)
    }
    return ok(commit(context, 'response.report', ops))
  },

  'response.note': (context, { id, note, text }) => {
    const activation = runningActivation(context, id)
    if (context.workspace.log.row('timeline-event', note))
      return ok({ commit: '', at: context.now() })
    return ok(
      commit(context, 'response.note', [
        tell(context, { id: note, of: refOf(activation), kind: 'note', text }),
      ]),
    )
  },

  'response.restored': (context, { id, at = context.now() }) => {
    const { restoredAt } = runningActivation(context, id)
    if (at > context.now() + CLOCK_SLACK_MS) throw new CoreError('timeInFuture')
    if (restoredAt !== undefined)
      throw new CoreError('alreadyDecided', {
        field: { 'zh-CN': '业务恢复', en: 'Service restored' },
      })
    return ok(
      commit(context, 'response.restored', [
        { patch: 'activation', id, fields: { restoredAt: at } },
      ]),
    )
  },

  'response.end': (context, { id, outcome, note = '', confirmation }) => {
    const activation = runningActivation(context, id)
    const { lines, decided } = progressFor(context, activation)
    if (outcome === 'normal' && decided < lines.length)
      throw new CoreError('stepsOpen', { count: lines.length - decided })
    if (outcome === 'aborted' && note === '')
      throw new CoreError('missingFields', {
        fields: [{ 'zh-CN': '原因', en: 'Reason' }],
        names: ['note'],
      })
    const fields = {
      endedAt: context.now(),
      endedBy: context.session.person,
      outcome,
      endNote: note || null,
    }
    return ok(
      sign(context, 'response.end', [{ patch: 'activation', id, fields }], {
        type: 'activation',
        id,
        signer: context.session.takeSigner(confirmation),
      }),
    )
  },

  'response.sumUp': (context, { id, well, badly, lessons }) => {
    const activation = ended(context, id)
    refuseReviewed(activation)
    const fields = {
      well: well || null,
      badly: badly || null,
      lessons: lessons || null,
      summedUpAt: activation.summedUpAt ?? context.now(),
    }
    return ok(commit(context, 'response.sumUp', [{ patch: 'activation', id, fields }]))
  },

  'response.raiseFinding': (context, { id, step, title, severity, details, owner, dueAt }) => {
    const activation = rowOf(context, 'activation', id)
    const of = refOf(activation)
    if (step !== undefined) stepIn(context, of, step)
    const op = createOp(
      context,
      {
        type: 'finding',
        fields: {
          title,
          severity: severity ?? 'minor',
          details: details ?? null,
          owner: owner ?? null,
          dueAt: dueAt ?? null,
          item: step ?? null,
          sources: [of, { type: 'emergency-plan', id: activation.plan }],
        },
      },
      { system: true },
    )
    const receipt = commit(context, 'response.raiseFinding', [op])
    const number = context.workspace.log.row('finding', op.id)?.fields['number']
    return ok({ ...receipt, finding: op.id, ...(typeof number === 'string' ? { number } : {}) })
  },
}

const NUMERALS = { 1: '一', 2: '二', 3: '三', 4: '四' } as const

/** A response that is over; throws CoreError wrongState while it goes on. */
function ended(context: Context, id: string): ActivationRow {
  const activation = rowOf(context, 'activation', id)
  if (activation.endedAt === undefined)
    throw new CoreError('wrongState', { state: { 'zh-CN': '进行中', en: 'Running' } })
  return activation
}
