import type { CoverageRow, PlannedDrill } from '../../../../contract/response-views.ts'
import type { Context } from '../../../feature.ts'
import { dateAt, zoneHere } from '../../../time/zone.ts'
import { versionInUse } from '../plans/versions.ts'
import { present, rowIfAny, rowsWhere, type ActivationRow, type RowOf } from '../rows.ts'
import { findingsOf, scoreOf } from '../run/views.ts'
import { drillDates, drillState } from './dates.ts'

const endOf = (year: number): string => `${year}-12-31`
const startOf = (year: number): string => `${year}-01-01`

export const schedulesOf = (context: Context): RowOf<'drill-schedule'>[] =>
  rowsWhere(context, 'drill-schedule')

const drillsOf = (context: Context): ActivationRow[] =>
  rowsWhere(context, 'activation', 'drill = 1').toSorted((a, b) => b.startedAt - a.startedAt)

/** The drills that the plan has between two dates, with what became of each. */
export function drillsBetween(context: Context, from: string, to: string): PlannedDrill[] {
  const made = drillsOf(context)
  const today = dateAt(context.now(), zoneHere())
  return schedulesOf(context)
    .flatMap((schedule) =>
      drillDates(schedule, from, to).map((on): PlannedDrill => {
        const activation = made.find(
          (one) =>
            one.drillSchedule === schedule.id && one.drillOn === on && one.outcome !== 'aborted',
        )
        const state =
          activation === undefined
            ? drillState(on, today)
            : activation.endedAt === undefined
              ? 'running'
              : 'done'
        return {
          schedule: schedule.id,
          plan: schedule.plan,
          planName: rowIfAny(context, 'emergency-plan', schedule.plan)?.name ?? '',
          kind: schedule.kind,
          scope: schedule.scope,
          on,
          state,
          ...present({ activation: activation?.id }),
        }
      }),
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.schedule < b.schedule ? -1 : 1))
}

/** Drills that were carried to their end in a year. */
const doneIn = (drills: readonly ActivationRow[], year: number): ActivationRow[] =>
  drills.filter(
    ({ endedAt, outcome }) =>
      outcome === 'normal' &&
      endedAt !== undefined &&
      dateAt(endedAt, zoneHere()).startsWith(String(year)),
  )

/** Comprehensive drills that were done in a year. */
export const comprehensiveIn = (context: Context, year: number): number =>
  doneIn(drillsOf(context), year).filter(({ drillScope }) => drillScope === 'comprehensive').length

/** The year's plan, and which plan was last drilled when. */
export function yearOf(context: Context, year: number) {
  const drills = drillsBetween(context, startOf(year), endOf(year))
  const all = drillsOf(context)
  const done = doneIn(all, year)
  const coverage = rowsWhere(context, 'emergency-plan')
    .filter(({ retired }) => !retired)
    .map((plan): CoverageRow => {
      const own = all.filter((one) => one.plan === plan.id)
      const last = own.find(({ outcome }) => outcome === 'normal')
      const waiting = drills.filter((one) => one.plan === plan.id && one.state !== 'done')
      return {
        plan: plan.id,
        planName: plan.name,
        category: plan.category,
        done: done.filter((one) => one.plan === plan.id).length,
        planned: waiting.length,
        findings: own
          .flatMap((one) => findingsOf(context, one.id))
          .filter(({ state }) => state !== 'closed').length,
        approved: versionInUse(context, plan) !== undefined,
        ...present({
          lastAt: last?.endedAt,
          lastKind: last?.drillKind,
          last: last?.id,
          score: last && scoreOf(context, last),
          nextOn: waiting[0]?.on,
        }),
      }
    })
  return { drills, coverage, comprehensive: comprehensiveIn(context, year) }
}
