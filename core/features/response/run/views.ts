import { nextReportAt, totalScore } from '../../../../contract/response-engine.ts'
import {
  REPORT_TEXTS,
  type ReportView,
  type ResponseDetail,
  type ResponseHead,
  type ScoreView,
} from '../../../../contract/response-views.ts'
import type { Context } from '../../../feature.ts'
import { seenIn } from '../../../records/approval.ts'
import { incoming } from '../../../records/links.ts'
import { labels, nameOf } from '../../../records/view.ts'
import { present, rowIfAny, rowsWhere, type ActivationRow } from '../rows.ts'
import { roleViews } from './roles.ts'
import { decisionsFor, planBodyOf, progressFor, stepsOf } from './steps.ts'

/** A response as lists show it. */
export function headOf(context: Context, activation: ActivationRow): ResponseHead {
  const progress = progressFor(context, activation)
  const line = progress.current === undefined ? undefined : progress.lines[progress.current]
  const over = line?.overMs === undefined ? undefined : context.now() - line.overMs
  const { drill, endedBy } = activation
  const [incident] = labels(context, activation.incident)
  const running = activation.endedAt === undefined
  return {
    id: activation.id,
    number: activation.number,
    title: activation.title,
    plan: activation.plan,
    planVersion: rowIfAny(context, 'emergency-plan-version', activation.version)?.version ?? 0,
    level: activation.level,
    reason: activation.reason,
    discoveredAt: activation.discoveredAt,
    startedAt: activation.startedAt,
    startedByName: nameOf(context, activation.startedBy),
    steps: progress.lines.length,
    decided: progress.decided,
    summedUp: activation.summedUpAt !== undefined,
    ...present({
      drill: drill ? { kind: activation.drillKind, scope: activation.drillScope } : undefined,
      incident,
      restoredAt: activation.restoredAt,
      endedAt: activation.endedAt,
      endedByName: endedBy === undefined ? undefined : nameOf(context, endedBy),
      outcome: activation.outcome,
      current: running ? line?.step.title : undefined,
      overdueSince: running ? over : undefined,
      nextReportAt: nextReportOf(context, activation),
      score: scoreOf(context, activation),
    }),
  }
}

/** Progress reports of a response, oldest first. */
export const reportsOf = (context: Context, of: string): ReportView[] =>
  rowsWhere(context, 'response-report', 'of = ?', of)
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, at, text, to, row }, index) => ({
      id,
      number: index + 1,
      at,
      text,
      to,
      by: nameOf(context, row.createdBy),
    }))

const nextReportOf = (context: Context, activation: ActivationRow): number | undefined =>
  nextReportAt(
    { startedAt: activation.startedAt, now: context.now(), endedAt: activation.endedAt },
    planBodyOf(context, activation).report.minutes,
    reportsOf(context, activation.id).map(({ at }) => at),
  )

const scoresOf = (context: Context, activation: string): ScoreView[] =>
  rowsWhere(context, 'drill-score', 'activation = ?', activation).map((score) => ({
    person: score.person,
    name: nameOf(context, score.person),
    scores: {
      feasibility: score.feasibility,
      effectiveness: score.effectiveness,
      teamwork: score.teamwork,
    },
    comment: score.comment,
    at: score.at,
  }))

/** What a drill was given in all, by its weights. */
export const scoreOf = (context: Context, { id, weights }: ActivationRow): number | undefined =>
  totalScore(
    scoresOf(context, id).map(({ scores }) => scores),
    weights,
  )?.total

/** Findings that came out of a response; closed ones, too. */
export function findingsOf({ workspace }: Context, activation: string) {
  return incoming(workspace.db, activation).flatMap(({ type, id }) => {
    const row = type === 'finding' ? workspace.log.row(type, id) : undefined
    if (row === undefined || row.deleted) return []
    const text = (name: string): string => {
      const value = row.fields[name]
      return typeof value === 'string' ? value : ''
    }
    return [
      {
        id,
        number: text('number'),
        title: text('title'),
        state: text('state'),
        ...(text('item') === '' ? {} : { step: text('item') }),
      },
    ]
  })
}

/** Texts that were written meanwhile, when the report was approved. */
function besideOf(
  { workspace }: Context,
  { id }: ActivationRow,
): ResponseDetail['review']['beside'] {
  const beside = workspace.log.unapproved('activation', id)
  return Object.fromEntries(
    REPORT_TEXTS.flatMap((name) => {
      const text = beside[name]
      return typeof text === 'string' ? [[name, text]] : []
    }),
  )
}

/** Everything about a response. */
export function detailOf(context: Context, activation: ActivationRow): ResponseDetail {
  const body = planBodyOf(context, activation)
  const named = (people: readonly string[]) =>
    people.map((person) => ({ person, name: nameOf(context, person) }))
  return {
    head: headOf(context, activation),
    body,
    steps: stepsOf(context, { type: 'activation', id: activation.id }).map((step) => ({
      ...step,
    })),
    decisions: decisionsFor(context, activation.id),
    roles: roleViews(context, body.roles, activation.roles),
    reports: reportsOf(context, activation.id),
    report: { minutes: body.report.minutes, to: body.report.to },
    findings: findingsOf(context, activation.id),
    summary: { well: activation.well, badly: activation.badly, lessons: activation.lessons },
    review: {
      state: activation.reportState,
      returnReason: activation.reportReturnReason,
      seen: seenIn(activation.row),
      beside: besideOf(context, activation),
      ...present({
        submittedBy: activation.reportSubmittedBy,
        approvedAt: activation.reportApprovedAt,
        approvedByName:
          activation.reportApprovedBy === undefined
            ? undefined
            : nameOf(context, activation.reportApprovedBy),
      }),
    },
    endNote: activation.endNote,
    goal: activation.goal,
    observers: named(activation.observers),
    attendees: named(activation.attendees),
    weights: activation.weights,
    scores: scoresOf(context, activation.id),
  }
}
