import type { RoundState } from '../../../contract/checklist-rounds.ts'
import type { RoundTiming } from '../../../contract/checklist-schedule.ts'

const MINUTE = 60_000

export interface RoundTimes {
  readonly at: number
  /** May be begun from here on. */
  readonly opensAt: number
  readonly dueBy: number
  readonly graceBy: number
  readonly missedAt: number
}

export function timesOf(at: number, timing: RoundTiming): RoundTimes {
  const dueBy = at + timing.due * MINUTE
  return {
    at,
    opensAt: at - timing.early * MINUTE,
    dueBy,
    graceBy: dueBy + timing.grace * MINUTE,
    missedAt: at + timing.missed * MINUTE,
  }
}

/** What is known of a round's run. */
export interface RunFacts {
  readonly state: 'progress' | 'submitted' | 'cancelled'
  readonly startedAt?: number
  readonly submittedAt?: number
  /** Every item has its answer; it only has to be submitted. */
  readonly complete?: boolean
  /** Keyed in from paper; `madeAt` is the time of its last reading. */
  readonly lateEntry?: boolean
  readonly madeAt?: number
  /** Somebody has said why it was missed: a form that turns up later does not undo that. */
  readonly explained?: boolean
}

export interface Standing {
  readonly state: RoundState
  /** It was missed, and made all the same afterwards. */
  readonly madeUp: boolean
}

/**
 * How a round stands at a moment. A round that nobody began before its end is missed for ever, whatever
 * is done later; one that was begun in time and ended late is late, and so is one that was made in time on
 * paper and keyed in afterwards: it never counts as done in time.
 */
export function standingOf(times: RoundTimes, run: RunFacts | undefined, now: number): Standing {
  const plain = (state: RoundState): Standing => ({ state, madeUp: false })
  if (run?.state === 'cancelled') return plain('cancelled')
  const begunInTime = run?.startedAt !== undefined && run.startedAt < times.missedAt
  const wasOnPaper =
    run?.lateEntry === true &&
    run.explained !== true &&
    run.madeAt !== undefined &&
    run.madeAt <= times.graceBy
  if (now >= times.missedAt && run?.state === 'submitted' && !begunInTime && wasOnPaper)
    return plain('late')
  if (now >= times.missedAt && !begunInTime)
    return { state: 'missed', madeUp: run?.state === 'submitted' }
  if (run?.state === 'submitted')
    return plain((run.submittedAt ?? times.at) <= times.graceBy ? 'done' : 'late')
  if (run) return plain(run.complete === true ? 'complete' : 'progress')
  if (now < times.at) return plain('scheduled')
  return plain(now <= times.graceBy ? 'due' : 'overdue')
}
