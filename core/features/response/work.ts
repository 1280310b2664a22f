import type { WorkItem } from '../../../contract/duty.ts'
import { CAPABILITIES } from '../../../contract/roles.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { dayText } from '../../time/day-text.ts'
import { dateAt, momentOf, zoneHere } from '../../time/zone.ts'
import { DUE_DAYS, GRACE_DAYS } from './drills/dates.ts'
import { comprehensiveIn, drillsBetween } from './drills/year.ts'
import { openProposals } from './plans/versions.ts'
import { rowIfAny, rowsWhere, type ActivationRow } from './rows.ts'
import { headOf } from './run/views.ts'

const DAY = 86_400_000
const SOURCE = 'response'
/** How long before its day a review is shown. */
const REVIEW_DAYS = 30
/** Days in which a response that is over is summed up. */
const SUM_UP_DAYS = 3
/** A drill that nobody held is asked for so long. */
const LOOK_BACK_DAYS = 400
/** Month in which the next year's plan of drills has to be there. */
const PLANNING_MONTH = 11
const LEADS = ['lead', 'manager'] as const

const say = ({ session }: Context, text: Text): string => text[session.language]

/** Plans to approve and review, drills to hold, responses to conduct and to sum up. */
export function responseWork(context: Context, period: Period): WorkItem[] {
  return [
    ...running(context),
    ...approvals(context),
    ...openReports(context),
    ...reviews(context, period),
    ...proposals(context),
    ...drills(context, period),
    ...yearPlan(context),
  ].filter(({ at }) => at < period.to)
}

const openActivations = (context: Context): ActivationRow[] =>
  rowsWhere(context, 'activation', '"endedAt" IS NULL OR "summedUpAt" IS NULL')

const marked = (context: Context, drill: boolean, title: string): string =>
  drill ? say(context, { 'zh-CN': `演练：${title}`, en: `Drill: ${title}` }) : title

function running(context: Context): WorkItem[] {
  const now = context.now()
  return openActivations(context).flatMap((activation): WorkItem[] => {
    const head = headOf(context, activation)
    const record = { type: 'activation', id: activation.id }
    if (head.endedAt !== undefined) {
      const dueBy = head.endedAt + SUM_UP_DAYS * DAY
      const title = marked(context, activation.drill, head.title)
      return [
        {
          key: `response/sum-up/${head.id}`,
          source: SOURCE,
          title: say(context, { 'zh-CN': `总结：${title}`, en: `Sum up: ${title}` }),
          detail: head.number,
          state: now > dueBy ? 'overdue' : 'due',
          at: head.endedAt,
          dueBy,
          roles: [...LEADS],
          record,
          path: `/emergency/response/${head.id}`,
        },
      ]
    }
    return [
      {
        key: `response/${head.id}`,
        source: SOURCE,
        title: marked(context, activation.drill, head.title),
        detail: say(context, {
          'zh-CN': `第${head.decided + 1}步，共${head.steps}步：${head.current ?? '待结束'}`,
          en: `Step ${head.decided + 1} of ${head.steps}: ${head.current ?? 'to be ended'}`,
        }),
        state: head.overdueSince === undefined ? 'progress' : 'overdue',
        at: head.startedAt,
        record,
        path: `/emergency/${head.id}`,
      },
      ...(head.nextReportAt === undefined
        ? []
        : [
            {
              key: `response/report/${head.id}/${head.nextReportAt}`,
              source: SOURCE,
              title: say(context, {
                'zh-CN': `进展报告：${head.title}`,
                en: `Progress report: ${head.title}`,
              }),
              state: now > head.nextReportAt ? ('overdue' as const) : ('scheduled' as const),
              at: head.nextReportAt,
              dueBy: head.nextReportAt,
              record,
              path: `/emergency/${head.id}`,
            },
          ]),
    ]
  })
}

/** Reports that somebody is to submit once more, or to approve. */
const openReports = (context: Context): WorkItem[] =>
  rowsWhere(context, 'activation', "\"reportState\" IN ('review', 'returned')")
    // Nobody is asked to approve his own. What was approved stays so, whatever was done elsewhere meanwhile.
    .filter(
      ({ reportState, reportSubmittedBy, reportApprovedAt }) =>
        reportApprovedAt === undefined &&
        (reportState === 'returned' || reportSubmittedBy !== context.session.person),
    )
    .map((activation) => {
      const title = marked(context, activation.drill, activation.title)
      const isReview = activation.reportState === 'review'
      return {
        key: `response/report/${activation.id}/${activation.reportState}`,
        source: SOURCE,
        title: say(
          context,
          isReview
            ? { 'zh-CN': `批准报告：${title}`, en: `Approve the report: ${title}` }
            : { 'zh-CN': `修改报告：${title}`, en: `Change the report: ${title}` },
        ),
        detail: isReview ? activation.number : activation.reportReturnReason,
        state: 'due' as const,
        at: activation.summedUpAt ?? activation.startedAt,
        ...(isReview ? { roles: [...CAPABILITIES['incident.approve']] } : { roles: [...LEADS] }),
        record: { type: 'activation', id: activation.id },
        path: `/emergency/response/${activation.id}`,
      }
    })

const approvals = (context: Context): WorkItem[] =>
  rowsWhere(context, 'emergency-plan-version', "state = 'submitted'")
    // Nobody is asked to approve his own.
    .filter(
      ({ author, approvedAt }) => approvedAt === undefined && author !== context.session.person,
    )
    .map((version) => {
      const name = rowIfAny(context, 'emergency-plan', version.plan)?.name ?? ''
      return {
        key: `response/version/${version.id}`,
        source: SOURCE,
        title: say(context, {
          'zh-CN': `批准预案：${name} 第${version.version}版`,
          en: `Approve plan: ${name}, version ${version.version}`,
        }),
        ...(version.note === '' ? {} : { detail: version.note }),
        state: 'due',
        at: version.submittedAt ?? 0,
        roles: ['manager'],
        record: { type: 'emergency-plan-version', id: version.id },
        path: `/emergency/plans/${version.plan}`,
      }
    })

function reviews(context: Context, period: Period): WorkItem[] {
  const last = dateAt(period.to + REVIEW_DAYS * DAY, zoneHere())
  return rowsWhere(context, 'emergency-plan', '"reviewOn" <= ?', last)
    .filter(({ retired, reviewOn }) => !retired && reviewOn !== undefined)
    .map((plan) => {
      const dueBy = momentOf(plan.reviewOn ?? '', '00:00', zoneHere()).at + DAY
      const at = dueBy - REVIEW_DAYS * DAY
      return {
        key: `response/review/${plan.id}/${plan.reviewOn}`,
        source: SOURCE,
        title: say(context, { 'zh-CN': `评审预案：${plan.name}`, en: `Review plan: ${plan.name}` }),
        state: stateAt(context.now(), at, dueBy),
        at,
        dueBy,
        ...ownerOf(plan.post),
        record: { type: 'emergency-plan', id: plan.id },
        path: `/emergency/plans/${plan.id}`,
      }
    })
}

/** One item for each plan that somebody proposed to change. */
function proposals(context: Context): WorkItem[] {
  return rowsWhere(context, 'emergency-plan').flatMap((plan): WorkItem[] => {
    const [first] = plan.retired ? [] : openProposals(context, plan.id)
    if (first === undefined) return []
    return [
      {
        key: `response/proposal/${first.id}`,
        source: SOURCE,
        title: say(context, {
          'zh-CN': `修订预案：${plan.name}`,
          en: `Revise plan: ${plan.name}`,
        }),
        detail: first.text,
        state: 'due',
        at: Math.floor(hlcToMs(first.row.created)),
        ...ownerOf(plan.post),
        record: { type: 'emergency-plan', id: plan.id },
        path: `/emergency/plans/${plan.id}`,
      },
    ]
  })
}

function drills(context: Context, period: Period): WorkItem[] {
  const from = dateAt(context.now() - LOOK_BACK_DAYS * DAY, zoneHere())
  const to = dateAt(period.to + DUE_DAYS * DAY, zoneHere())
  return drillsBetween(context, from, to)
    .filter(({ state }) => state !== 'done' && state !== 'running')
    .map((drill) => {
      const on = momentOf(drill.on, '00:00', zoneHere()).at
      const at = on - DUE_DAYS * DAY
      const dueBy = on + (GRACE_DAYS + 1) * DAY
      return {
        key: `response/drill/${drill.schedule}/${drill.on}`,
        source: SOURCE,
        title: say(context, { 'zh-CN': `演练：${drill.planName}`, en: `Drill: ${drill.planName}` }),
        detail: dayText(drill.on, context.session.language),
        state: stateAt(context.now(), at, dueBy),
        at,
        dueBy,
        roles: [...LEADS],
        record: { type: 'drill-schedule', id: drill.schedule },
        path: `/emergency/drills`,
      }
    })
}

/** From November on the next year wants a plan with a comprehensive drill; the running year wants one held. */
function yearPlan(context: Context): WorkItem[] {
  const today = dateAt(context.now(), zoneHere())
  const year = Number(today.slice(0, 4))
  if (Number(today.slice(5, 7)) < PLANNING_MONTH) return []
  if (rowsWhere(context, 'emergency-plan').every(({ retired }) => retired)) return []
  const at = momentOf(`${year}-${PLANNING_MONTH}-01`, '00:00', zoneHere()).at
  const item = (key: string, title: Text, dueBy: number): WorkItem => ({
    key: `response/year/${key}`,
    source: SOURCE,
    title: say(context, title),
    state: stateAt(context.now(), at, dueBy),
    at,
    dueBy,
    roles: ['manager'],
    path: '/emergency/drills',
  })
  const planned = drillsBetween(context, `${year + 1}-01-01`, `${year + 1}-12-31`)
  return [
    ...(planned.some(({ scope }) => scope === 'comprehensive')
      ? []
      : [
          item(
            String(year + 1),
            {
              'zh-CN': `制定${year + 1}年演练计划，至少一次综合演练`,
              en: `Plan the drills of ${year + 1}, one of them comprehensive`,
            },
            momentOf(`${year}-12-01`, '00:00', zoneHere()).at,
          ),
        ]),
    ...(comprehensiveIn(context, year) > 0
      ? []
      : [
          item(
            `comprehensive/${year}`,
            {
              'zh-CN': `${year}年还没有做过综合演练`,
              en: `No comprehensive drill was held in ${year} yet`,
            },
            momentOf(`${year + 1}-01-01`, '00:00', zoneHere()).at,
          ),
        ]),
  ]
}

const ownerOf = (post: string | undefined): Pick<WorkItem, 'post' | 'roles'> =>
  post === undefined ? { roles: ['manager'] } : { post }

const stateAt = (now: number, at: number, dueBy: number): WorkItem['state'] =>
  now >= dueBy ? 'overdue' : now >= at ? 'due' : 'scheduled'
