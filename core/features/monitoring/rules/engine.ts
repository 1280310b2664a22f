import type { MonitorRule } from '../../../../contract/monitoring.ts'
import {
  FRESH,
  type Decision,
  type RuleInput,
  type RuleState,
  type RuleSurroundings,
} from './state.ts'
import { judge } from './judge.ts'

/** More turns than these within so much watched time: it flaps, and must be well for longer. */
export const FLAP_TURNS = 4
const FLAP_MS = 30 * 60_000
export const STEADY_MS = 10 * 60_000

export interface Step {
  readonly state: RuleState
  readonly decision?: Decision
}

/**
 * One step of one rule: what was seen changes its state and perhaps raises or clears. Pure; time counts
 * as watched time (`step` of the inputs) and never by a clock, so that no clock that is moved, no sleep
 * and no restart can raise or clear anything.
 */
export function advance(
  rule: MonitorRule,
  before: RuleState,
  input: RuleInput,
  around: RuleSurroundings,
): Step {
  if (input.kind === 'gap') return { state: broken(before) }
  const moved: RuleState = { ...before, position: before.position + input.step }
  const { verdict, state, value, limit } = judge(rule, moved, input, around.zone)
  switch (verdict) {
    case 'bad':
      return bad(rule, state, { at: input.at, value, limit }, around)
    case 'good':
      return good(rule, state, input.at)
    case 'between':
    case 'unknown':
      return { state: undecided(state) }
  }
}

/** What nobody saw counts for nothing: sustained times begin anew, what is raised stays. */
function broken(state: RuleState): RuleState {
  return { ...undecided(state), window: [] }
}

function undecided(state: RuleState): RuleState {
  if (state.phase === 'bad') return { ...state, phase: 'well', from: state.position }
  return state.phase === 'recovering' ? { ...state, phase: 'raised', from: state.position } : state
}

interface Reading {
  readonly at: number
  readonly value: number | undefined
  readonly limit: number | undefined
}

function bad(
  rule: MonitorRule,
  state: RuleState,
  reading: Reading,
  { heldBack }: RuleSurroundings,
): Step {
  if (state.phase === 'raised' || state.phase === 'recovering') {
    const relapsed = state.phase === 'recovering'
    return {
      state: {
        ...state,
        phase: 'raised',
        from: state.position,
        ...worst(rule, state, reading),
        ...(relapsed ? { repeats: state.repeats + 1, turns: turnsAnd(state) } : {}),
      },
    }
  }
  const started: RuleState =
    state.phase === 'well'
      ? { ...state, phase: 'bad', from: state.position, since: reading.at }
      : state
  // Under a parent that is down, or in planned time, the sustained time begins when that is over.
  if (heldBack === 'parent' || heldBack === 'maintenance')
    return { state: { ...started, from: started.position, since: reading.at } }
  if (heldBack === 'waiting' || started.position - started.from < sustainedMs(rule))
    return { state: started }
  return {
    state: {
      ...started,
      phase: 'raised',
      from: started.position,
      raisedAt: reading.at,
      turns: turnsAnd(started),
      repeats: 0,
      worst: reading.value,
    },
    decision: {
      kind: 'raise',
      at: reading.at,
      since: started.since ?? reading.at,
      value: reading.value,
      limit: reading.limit,
    },
  }
}

function good(rule: MonitorRule, state: RuleState, at: number): Step {
  if (state.phase === 'bad' || state.phase === 'well')
    return { state: { ...state, phase: 'well', from: state.position } }
  const recovering: RuleState =
    state.phase === 'recovering' ? state : { ...state, phase: 'recovering', from: state.position }
  const needed = Math.max(recoveryMs(rule), flaps(recovering) ? STEADY_MS : 0)
  if (recovering.position - recovering.from < needed) return { state: recovering }
  return {
    state: {
      ...FRESH,
      position: recovering.position,
      turns: recovering.turns,
      window: recovering.window,
    },
    decision: {
      kind: 'clear',
      at,
      worst: recovering.worst,
      by: rule.kind === 'matches' ? 'quiet' : 'recovered',
    },
  }
}

const sustainedMs = (rule: MonitorRule): number =>
  rule.kind === 'matches' ? 0 : rule.forSeconds * 1_000
const recoveryMs = (rule: MonitorRule): number =>
  rule.kind === 'matches' ? 0 : rule.clearForSeconds * 1_000

/** Whether it went to and fro too often lately. */
export const flaps = ({ turns, position }: RuleState): boolean =>
  turns.filter((turn) => position - turn <= FLAP_MS).length >= FLAP_TURNS

const turnsAnd = ({ turns, position }: RuleState): number[] =>
  [...turns.filter((turn) => position - turn <= FLAP_MS), position].slice(-FLAP_TURNS)

function worst(rule: MonitorRule, state: RuleState, { value }: Reading): { worst?: number } {
  if (value === undefined) return {}
  const below = rule.kind === 'threshold' && rule.side === 'below'
  const known = state.worst ?? value
  return { worst: below ? Math.min(known, value) : Math.max(known, value) }
}
