import { REPORT_STATES, type ReportState } from '../../../../contract/report-states.ts'
import { REPORT_TEXTS } from '../../../../contract/response-views.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { refuseUnread, wrote } from '../../../records/approval.ts'
import { sign } from '../../../records/sign.ts'
import { commit } from '../../../records/write.ts'
import { rowOf, type ActivationRow } from '../rows.ts'

const WRITABLE: readonly ReportState[] = ['draft', 'returned']

/** A response whose report is in one of the states; throws CoreError wrongState. */
function inState(context: Context, id: string, states: readonly ReportState[]): ActivationRow {
  const activation = rowOf(context, 'activation', id)
  refuseState(activation, states)
  return activation
}

function refuseState({ reportState }: ActivationRow, states: readonly ReportState[]): void {
  if (states.includes(reportState)) return
  const label = REPORT_STATES.find(({ value }) => value === reportState)?.label
  throw new CoreError('wrongState', { state: label ?? reportState })
}

/** What stands in a report changes neither while somebody reviews it nor after it was approved. */
export const refuseReviewed = (activation: ActivationRow): void => refuseState(activation, WRITABLE)

/** The report of a response or drill: submitted, returned, approved with a signature by somebody else. */
export const reviewHandlers: Handlers = {
  'response.submitReport': (context, { id }) => {
    const { summedUpAt } = inState(context, id, WRITABLE)
    if (summedUpAt === undefined)
      throw new CoreError('wrongState', { state: { 'zh-CN': '待总结', en: 'To be summed up' } })
    const fields = {
      reportState: 'review',
      reportSubmittedBy: context.session.person,
      reportReturnReason: null,
    }
    return ok(commit(context, 'response.submitReport', [{ patch: 'activation', id, fields }]))
  },

  'response.returnReport': (context, { id, reason }) => {
    const { reportSubmittedBy = null } = inState(context, id, ['review'])
    const fields = { reportState: 'returned', reportSubmittedBy, reportReturnReason: reason }
    return ok(commit(context, 'response.returnReport', [{ patch: 'activation', id, fields }]))
  },

  'response.approveReport': (context, { id, seen, confirmation }) => {
    const { reportSubmittedBy = null, row } = inState(context, id, ['review'])
    const { person } = context.session
    if (reportSubmittedBy === person || wrote(context, row, REPORT_TEXTS))
      throw new CoreError('ownAct')
    refuseUnread(context, row, seen)
    const fields = {
      reportState: 'approved',
      reportSubmittedBy,
      reportReturnReason: null,
      reportApprovedAt: context.now(),
      reportApprovedBy: person,
    }
    return ok(
      sign(context, 'response.approveReport', [{ patch: 'activation', id, fields }], {
        type: 'activation',
        id,
        signer: context.session.takeSigner(confirmation),
      }),
    )
  },
}
