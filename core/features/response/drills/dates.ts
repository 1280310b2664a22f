import { addDays, addMonths } from '../../../time/zone.ts'

/** When drills of the yearly plan are due. Pure; dates are local, `YYYY-MM-DD`. */

export interface DrillRule {
  readonly firstOn: string
  /** 0: once. */
  readonly everyMonths: number
}

/** How long before and after its day a drill still counts as that one. */
export const DUE_DAYS = 14
export const GRACE_DAYS = 31
const MOST = 1_000

/** Dates of a schedule from `from` to `to`, both included. Counted from the first one, so that a 31st stays a 31st. */
export function drillDates(rule: DrillRule, from: string, to: string): string[] {
  const dates: string[] = []
  for (let n = 0; n < MOST; n++) {
    const on = addMonths(rule.firstOn, n * rule.everyMonths)
    if (on > to) break
    if (on >= from) dates.push(on)
    if (rule.everyMonths === 0) break
  }
  return dates
}

export type DrillState = 'planned' | 'due' | 'overdue'

/** What a drill that nobody began is on a day. */
export function drillState(on: string, today: string): DrillState {
  if (today > addDays(on, GRACE_DAYS)) return 'overdue'
  return today >= addDays(on, -DUE_DAYS) ? 'due' : 'planned'
}
