/** Where one rule stands for one instance of its monitor (a file system, a pattern). */
export interface RuleState {
  readonly phase: 'well' | 'bad' | 'raised' | 'recovering'
  /** Watched milliseconds so far; it never counts what nobody saw. */
  readonly position: number
  /** Position at which the phase began. */
  readonly from: number
  /** Values of the window of an average, or counts of matches, with their positions. */
  readonly window: readonly (readonly [position: number, value: number])[]
  /** Positions at which it was raised or relapsed, the last few. */
  readonly turns: readonly number[]
  /** How often it came again while it was raised. */
  readonly repeats: number
  /** When it began to be bad, and when it was raised; by the clock. */
  readonly since?: number
  readonly raisedAt?: number
  readonly worst?: number | undefined
}

export const FRESH: RuleState = {
  phase: 'well',
  position: 0,
  from: 0,
  window: [],
  turns: [],
  repeats: 0,
}

/** What was seen. `step`: watched milliseconds since the input before; `at`: the clock, for people. */
export type RuleInput =
  | { readonly kind: 'value'; readonly at: number; readonly step: number; readonly value: number }
  | {
      readonly kind: 'state'
      readonly at: number
      readonly step: number
      readonly state: 'up' | 'down' | 'unknown'
    }
  | { readonly kind: 'matches'; readonly at: number; readonly step: number; readonly count: number }
  /** Nobody watched since the input before. */
  | { readonly kind: 'gap' }

/** Why nothing is raised now. waiting: the parent is being asked. */
export type HeldBack = 'none' | 'parent' | 'maintenance' | 'waiting'

export interface RuleSurroundings {
  readonly heldBack: HeldBack
  readonly zone: string
}

export type Decision =
  | {
      readonly kind: 'raise'
      readonly at: number
      readonly since: number
      readonly value: number | undefined
      readonly limit: number | undefined
    }
  | {
      readonly kind: 'clear'
      readonly at: number
      readonly worst: number | undefined
      readonly by: 'recovered' | 'quiet'
    }
