import type { MonitorRule } from '../../../../contract/monitoring.ts'
import { hoursAt } from './hours.ts'
import type { RuleInput, RuleState } from './state.ts'

/** between: neither bad nor well enough. unknown: it cannot be told. */
export type Verdict = 'bad' | 'good' | 'between' | 'unknown'

export interface Judgement {
  readonly verdict: Verdict
  readonly state: RuleState
  readonly value: number | undefined
  readonly limit: number | undefined
}

/** Part of a window that must have been watched before its average counts. */
const FULL = 0.9
const MOST_VALUES = 2_000

type Of<K extends MonitorRule['kind']> = Extract<MonitorRule, { kind: K }>
type Seen = Exclude<RuleInput, { kind: 'gap' }>

/** What one input says under a rule, with the window that follows from it. */
export function judge(rule: MonitorRule, state: RuleState, input: Seen, zone: string): Judgement {
  const hours = hoursAt(rule.hours, input.at, zone)
  if (rule.kind === 'threshold' && input.kind === 'value')
    return threshold(rule, state, input.value, hours)
  if (rule.kind === 'matches' && input.kind === 'matches')
    return matches(rule, state, input.count, hours?.off === true)
  if (rule.kind === 'state' && input.kind === 'state')
    return {
      state,
      value: undefined,
      limit: undefined,
      verdict: hours?.off === true ? 'good' : ofState(rule, input.state),
    }
  return { verdict: 'unknown', state, value: undefined, limit: undefined }
}

function ofState(rule: Of<'state'>, seen: 'up' | 'down' | 'unknown'): Verdict {
  if (seen === rule.state) return 'bad'
  // Of what is unknown nobody can say that it is well again.
  return seen === 'unknown' ? 'unknown' : 'good'
}

function threshold(
  rule: Of<'threshold'>,
  before: RuleState,
  value: number,
  hours: ReturnType<typeof hoursAt>,
): Judgement {
  const raise = hours?.raise ?? rule.raise
  const clear = hours?.clear ?? (hours?.raise === undefined ? rule.clear : undefined) ?? raise
  const spanMs = rule.averageSeconds * 1_000
  const window =
    spanMs === 0 ? [] : within([...before.window, [before.position, value]], before, spanMs)
  const state = { ...before, window }
  const judged = spanMs === 0 ? value : averageOf(window, before.position, spanMs)
  if (judged === undefined) return { verdict: 'unknown', state, value: undefined, limit: raise }
  const verdict = hours?.off === true ? 'good' : side(rule.side, judged, raise, clear)
  return { verdict, state, value: judged, limit: raise }
}

function side(side: 'above' | 'below', value: number, raise: number, clear: number): Verdict {
  const sign = side === 'above' ? 1 : -1
  if ((value - raise) * sign > 0) return 'bad'
  // With one limit for both, what is not beyond it is well.
  if (clear === raise) return 'good'
  return (value - clear) * sign < 0 ? 'good' : 'between'
}

const within = (
  window: RuleState['window'],
  { position }: RuleState,
  spanMs: number,
): RuleState['window'] => window.filter(([at]) => position - at <= spanMs).slice(-MOST_VALUES)

function averageOf(
  window: RuleState['window'],
  position: number,
  spanMs: number,
): number | undefined {
  const [first] = window
  if (first === undefined || position - first[0] < spanMs * FULL) return undefined
  return window.reduce((sum, [, value]) => sum + value, 0) / window.length
}

function matches(rule: Of<'matches'>, before: RuleState, count: number, off: boolean): Judgement {
  const kept = Math.max(rule.withinSeconds, rule.quietSeconds) * 1_000
  const all: RuleState['window'] =
    count > 0 && !off ? [...before.window, [before.position, count]] : before.window
  const window = within(all, before, kept)
  const total = window
    .filter(([at]) => before.position - at <= rule.withinSeconds * 1_000)
    .reduce((sum, [, value]) => sum + value, 0)
  // After a gap the window is empty: quiet begins where it was raised or seen again.
  const last = Math.max(window.at(-1)?.[0] ?? 0, before.from)
  const quiet = before.position - last >= rule.quietSeconds * 1_000
  const state = { ...before, window }
  const verdict =
    off || (quiet && count === 0) ? 'good' : total >= rule.count && count > 0 ? 'bad' : 'between'
  return { verdict, state, value: total, limit: rule.count }
}
