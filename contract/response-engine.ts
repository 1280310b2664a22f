import type { PlanBody, PlanStep, ResponsePhase } from './response-body.ts'
import { RESPONSE_PHASES } from './response-body.ts'

/**
 * One engine for incidents, activations and drills: what a list of steps and what was decided about them
 * amount to at a moment. Pure; times are milliseconds.
 */

const MINUTE = 60_000

export const STEP_OUTCOMES = ['done', 'cannot', 'skipped'] as const
export type StepOutcome = (typeof STEP_OUTCOMES)[number]

/** How long a decision about a step can be taken back; the wait for core included. */
export const UNDO_MS = 10_000

/** A step as it runs: of the plan, of its recovery, or added while it runs. */
export interface EngineStep extends PlanStep {
  readonly part: 'steps' | 'recovery' | 'added'
  /** added: the step that it comes after; at the end when absent. */
  readonly after?: string | undefined
  /** added: who carries it out and who watches over it, where no role is named. */
  readonly person?: string | undefined
  readonly guardPerson?: string | undefined
}

/** One decision about a step; `attempt` counts from 0, a later one replaces an earlier one. */
export interface StepDecision {
  readonly step: string
  readonly attempt: number
  readonly outcome: StepOutcome
  readonly at: number
  readonly undoneAt?: number | undefined
}

export interface StepLine<S, D> {
  readonly step: S
  /** Counts from 1. */
  readonly number: number
  readonly state: 'open' | StepOutcome
  readonly decision?: D
  /** The attempt that a new decision has. */
  readonly attempt: number
  /** When it could begin: as soon as what stands before it was decided. Absent: it cannot yet. */
  readonly startedAt?: number
  /** Until it was decided, or until now. */
  readonly usedMs?: number
  /** Beyond its limit. */
  readonly overMs?: number
}

export interface Progress<S, D> {
  readonly lines: readonly StepLine<S, D>[]
  /** Index of the first step that nobody has decided; absent when all are. */
  readonly current?: number
  readonly decided: number
  readonly phases: readonly { readonly phase: ResponsePhase; readonly state: PhaseState }[]
}
export type PhaseState = 'done' | 'current' | 'coming'

/** All steps in the order in which they are worked off; added ones come after the step they name. */
export function orderedSteps(
  body: Pick<PlanBody, 'steps' | 'recovery'>,
  added: readonly EngineStep[],
): EngineStep[] {
  const steps: EngineStep[] = [
    ...body.steps.map((step) => ({ ...step, part: 'steps' as const })),
    ...body.recovery.map((step) => ({ ...step, part: 'recovery' as const })),
  ]
  for (const step of added) {
    const before = steps.findIndex(({ id }) => id === step.after)
    let at = before < 0 ? steps.length : before + 1
    while (before >= 0 && steps[at]?.part === 'added' && steps[at]?.after === step.after) at++
    steps.splice(at, 0, step)
  }
  return steps
}

/** What counts about each step: the decision of the last attempt, unless it was taken back. */
export function decisionsOf<D extends StepDecision>(
  decisions: readonly D[],
): ReadonlyMap<string, { readonly decision?: D; readonly attempt: number }> {
  const last = new Map<string, D>()
  for (const decision of decisions) {
    const known = last.get(decision.step)
    if (known === undefined || known.attempt < decision.attempt) last.set(decision.step, decision)
  }
  return new Map(
    [...last].map(([step, decision]) => [
      step,
      {
        attempt: decision.attempt + 1,
        ...(decision.undoneAt === undefined ? { decision } : {}),
      },
    ]),
  )
}

export interface ResponseClock {
  readonly startedAt: number
  readonly now: number
  readonly endedAt?: number | undefined
}

/** Where a response stands at a moment. */
export function progressOf<S extends EngineStep, D extends StepDecision>(
  steps: readonly S[],
  decisions: readonly D[],
  clock: ResponseClock,
): Progress<S, D> {
  const known = decisionsOf(decisions)
  const lines: StepLine<S, D>[] = []
  let current: number | undefined
  for (const [index, step] of steps.entries()) {
    const { decision, attempt = 0 } = known.get(step.id) ?? {}
    if (decision === undefined) current ??= index
    const until = decision?.at ?? clock.endedAt ?? clock.now
    // Steps after the current one wait, unless somebody went ahead.
    const startedAt =
      decision === undefined && current !== index
        ? undefined
        : startOf(lines, clock.startedAt, until)
    const usedMs = startedAt === undefined ? undefined : Math.max(0, until - startedAt)
    const over = usedMs === undefined ? 0 : usedMs - (step.minutes ?? Infinity) * MINUTE
    lines.push({
      step,
      number: index + 1,
      state: decision?.outcome ?? 'open',
      attempt,
      ...(decision === undefined ? {} : { decision }),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(usedMs === undefined ? {} : { usedMs }),
      ...(over > 0 ? { overMs: over } : {}),
    })
  }
  return {
    lines,
    ...(current === undefined ? {} : { current }),
    decided: lines.filter(({ state }) => state !== 'open').length,
    phases: phasesOf(lines, clock.endedAt !== undefined),
  }
}

/** The last decision about anything before it that lies before its end; the start of all when there is none. */
function startOf(
  before: readonly StepLine<EngineStep, StepDecision>[],
  startedAt: number,
  until: number,
): number {
  const times = before.flatMap(({ decision }) =>
    decision !== undefined && decision.at <= until ? [decision.at] : [],
  )
  return Math.min(until, Math.max(startedAt, ...times))
}

/** A phase is over when its steps and those of all phases before it are decided; the review ends with the response. */
function phasesOf(
  lines: readonly StepLine<EngineStep, StepDecision>[],
  ended: boolean,
): Progress<never, never>['phases'] {
  let reached = false
  return RESPONSE_PHASES.map((phase) => {
    const open =
      phase === 'review'
        ? true
        : !ended &&
          lines.some(({ step, state }) => (step.phase ?? 'handle') === phase && state === 'open')
    if (reached) return { phase, state: 'coming' as const }
    reached = open
    return { phase, state: open ? ('current' as const) : ('done' as const) }
  })
}

/** When the next progress report is due; reports that were made count from their own time. */
export function nextReportAt(
  clock: ResponseClock,
  minutes: number,
  reports: readonly number[],
): number | undefined {
  if (clock.endedAt !== undefined) return undefined
  return Math.max(clock.startedAt, ...reports) + minutes * MINUTE
}

export interface StepDeviation {
  readonly step: string
  readonly number: number
  readonly title: string
  readonly state: StepLine<EngineStep, StepDecision>['state']
  readonly plannedMs?: number
  readonly actualMs?: number
}

export interface Comparison {
  readonly steps: readonly StepDeviation[]
  /** Sum of the limits of all steps, and the time from the start to the end or until now. */
  readonly plannedMs: number
  readonly actualMs: number
  readonly late: number
  readonly failed: number
  readonly rtoMs?: number
  /** From the discovery until service was back. */
  readonly restoredMs?: number
}

/** Planned against actual, for each step, in all, and against the RTO (minutes). */
export function comparisonOf(
  progress: Progress<EngineStep, StepDecision>,
  clock: ResponseClock & {
    readonly discoveredAt: number
    readonly restoredAt?: number | undefined
  },
  rto: number | undefined,
): Comparison {
  const { lines } = progress
  return {
    steps: lines.map(({ step, number, state, usedMs }) => ({
      step: step.id,
      number,
      title: step.title,
      state,
      ...(step.minutes === undefined ? {} : { plannedMs: step.minutes * MINUTE }),
      ...(usedMs === undefined || state === 'open' ? {} : { actualMs: usedMs }),
    })),
    plannedMs: lines.reduce((sum, { step }) => sum + (step.minutes ?? 0) * MINUTE, 0),
    actualMs: Math.max(0, (clock.endedAt ?? clock.now) - clock.startedAt),
    late: lines.filter(({ overMs, state }) => overMs !== undefined && state !== 'open').length,
    failed: lines.filter(({ state }) => state === 'cannot').length,
    ...(rto === undefined ? {} : { rtoMs: rto * MINUTE }),
    ...(clock.restoredAt === undefined
      ? {}
      : { restoredMs: Math.max(0, clock.restoredAt - clock.discoveredAt) }),
  }
}

export const SCORE_ASPECTS = ['feasibility', 'effectiveness', 'teamwork'] as const
export type Scores = Readonly<Record<(typeof SCORE_ASPECTS)[number], number>>

/** Mean of the observers' scores for each aspect, and all of it by weight; undefined without scores. */
export function totalScore(
  scores: readonly Scores[],
  weights: Scores,
): { readonly aspects: Scores; readonly total: number } | undefined {
  if (scores.length === 0) return undefined
  const mean = (aspect: keyof Scores): number =>
    scores.reduce((sum, one) => sum + one[aspect], 0) / scores.length
  const aspects = {
    feasibility: mean('feasibility'),
    effectiveness: mean('effectiveness'),
    teamwork: mean('teamwork'),
  }
  const weight = SCORE_ASPECTS.reduce((sum, aspect) => sum + weights[aspect], 0)
  const total = SCORE_ASPECTS.reduce((sum, aspect) => sum + aspects[aspect] * weights[aspect], 0)
  return { aspects, total: weight === 0 ? 0 : total / weight }
}
