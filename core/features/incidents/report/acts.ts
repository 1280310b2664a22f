import { ok } from '../../../../contract/result.ts'
import { PHASE_LABELS } from '../../../../contract/incident-rules.ts'
import { REPORT_SECTIONS, SECTION_TITLES } from '../../../../contract/incident-report.ts'
import { REPORT_STATES, type ReportState } from '../../../../contract/report-states.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { refuseUnread, wrote } from '../../../records/approval.ts'
import { visibleRow } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { said } from '../change.ts'
import { chartsOf } from '../charts.ts'
import { incidentIn, incidentOf, text } from '../row.ts'
import { faultReportType } from '../types/report.type.ts'
import { clocksOf } from '../views.ts'
import { both } from '../words.ts'
import { docxOf } from './docx.ts'
import { prefilled } from './prefill.ts'
import {
  headOf,
  missingSections,
  reportId,
  reportIn,
  reportOf,
  viewOf,
  type Report,
} from './rows.ts'

const SUBMITTED = both('故障报告已提交', 'Fault report submitted')
const APPROVED = both('故障报告已批准，签字', 'Fault report approved, signed')

function inState(context: Context, id: string, states: readonly ReportState[]): Report {
  const report = reportIn(context, visibleRow(context, 'fault-report', id))
  if (!states.includes(report.state))
    throw new CoreError('wrongState', {
      state: REPORT_STATES.find(({ value }) => value === report.state)?.label ?? report.state,
    })
  return report
}

function changed(
  context: Context,
  { row }: Report,
  fields: Readonly<Record<string, Json>>,
  seen?: string,
): NewOperation[] {
  const op = patchOp(context, faultReportType, row, fields, { system: true, seen })
  return op === undefined ? [] : [op]
}

/** What the timeline of the incident tells of its report. */
function told(context: Context, { incident }: Report, words: typeof SUBMITTED): NewOperation[] {
  const row = context.workspace.log.row('incident', incident)
  if (!row || row.level > context.session.clearance) return []
  return [said(context, incidentIn(context, row), 'milestone', words)]
}

const WRITABLE: readonly ReportState[] = ['draft', 'returned']

export const reportHandlers: Handlers = {
  'incident.report': (context, { incident: id }) => {
    const incident = incidentOf(context, id)
    const report = reportOf(context, id)
    if (report === undefined) return ok({ report: null })
    const { reportBy } = clocksOf(context, incident, context.now())
    return ok({
      report: {
        ...viewOf(context, report),
        charts: chartsOf(context, incident),
        ...(reportBy === undefined ? {} : { dueBy: reportBy }),
      },
    })
  },

  'incident.reports': (context, { states, limit }) => {
    const rows = context.workspace.db
      .prepare<[number], { id: string }>(
        'SELECT id FROM r_fault_report WHERE _deleted = 0 AND _level <= ? ORDER BY _created DESC, id',
      )
      .all(context.session.clearance)
    const reports = rows
      .flatMap(({ id }) => context.workspace.log.row('fault-report', id) ?? [])
      .map((row) => reportIn(context, row))
      .filter(({ state }) => !states?.length || states.includes(state))
    return ok({ reports: reports.slice(0, limit).map((report) => headOf(context, report)) })
  },

  'incident.writeReport': (context, { incident: id, language }) => {
    const incident = incidentOf(context, id)
    const known = reportOf(context, id)
    if (known) return ok({ commit: '', at: context.now(), id: known.row.id, made: false })
    if (incident.phase !== 'review' && incident.phase !== 'closed')
      throw new CoreError('incidentPhase', { phase: PHASE_LABELS[incident.phase] })
    const title =
      language === 'en' ? `Fault report: ${incident.title}` : `故障报告：${incident.title}`
    const op = createOp(
      context,
      {
        type: 'fault-report',
        id: reportId(id),
        level: incident.level,
        fields: {
          title: title.slice(0, 200),
          incident: id,
          language,
          state: 'draft',
          author: context.session.person,
          ...prefilled(context, incident, language),
        },
      },
      { system: true },
    )
    return ok({ ...commit(context, 'incident.writeReport', [op]), id: op.id, made: true })
  },

  'incident.saveReport': (context, { id, texts, seen }) => {
    const report = inState(context, id, WRITABLE)
    const ops = changed(context, report, texts as Record<string, Json>, seen)
    return ok(
      ops.length === 0
        ? { commit: '', at: context.now() }
        : commit(context, 'incident.saveReport', ops),
    )
  },

  'incident.submitReport': (context, { id }) => {
    const report = inState(context, id, WRITABLE)
    const missing = missingSections(report)
    if (missing.length > 0)
      throw new CoreError('missingFields', {
        fields: missing.map((name) => SECTION_TITLES[name]),
        names: missing,
      })
    return ok(
      commit(context, 'incident.submitReport', [
        ...changed(context, report, {
          state: 'review',
          submittedAt: context.now(),
          submittedBy: context.session.person,
          returnReason: null,
        }),
        ...told(context, report, SUBMITTED),
      ]),
    )
  },

  'incident.returnReport': (context, { id, reason }) => {
    const report = inState(context, id, ['review'])
    return ok(
      commit(
        context,
        'incident.returnReport',
        changed(context, report, { state: 'returned', returnReason: reason }),
      ),
    )
  },

  'incident.approveReport': (context, { id, seen, confirmation }) => {
    const report = inState(context, id, ['review'])
    const { person } = context.session
    const own = [report.fields['author'], report.fields['submittedBy']].map(text)
    if (own.includes(person) || wrote(context, report.row, REPORT_SECTIONS))
      throw new CoreError('ownAct')
    refuseUnread(context, report.row, seen)
    const signer = context.session.takeSigner(confirmation)
    if (signer === undefined) throw new CoreError('passwordNeeded')
    const act = 'incident.approveReport'
    return ok(
      context.workspace.log.append({
        actor: person,
        act,
        ops: [
          ...changed(context, report, {
            state: 'approved',
            approvedAt: context.now(),
            approvedBy: person,
          }),
          ...told(context, report, APPROVED),
        ],
        sign: { purpose: act, type: 'fault-report', id, signer },
      }),
    )
  },

  'incident.exportReport': async (context, { id }) => {
    const report = reportIn(context, visibleRow(context, 'fault-report', id))
    return ok(await docxOf(context, report, incidentOf(context, report.incident)))
  },
}
