import type { RoundView } from '../../../../../contract/checklist-rounds.ts'
import { dayStart } from '../../../time/days.ts'

export const SPANS = ['shift', 'day', 'week'] as const
export type Span = (typeof SPANS)[number]

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The local day, or the week from Monday, around a moment. */
export function stretchOf(span: 'day' | 'week', at: number): Stretch {
  if (span === 'day') return { from: dayStart(at), to: dayStart(at, 1) }
  const monday = dayStart(at, -((new Date(at).getDay() + 6) % 7))
  return { from: monday, to: dayStart(monday, 7) }
}

/** A moment in the stretch before or after. */
export const beside = ({ from, to }: Stretch, step: -1 | 1): number => (step > 0 ? to : from - 1)

/** What may be done with a round from the list. */
export type RoundAct = 'start' | 'resume' | 'look' | 'makeUp' | 'none'

export function actOfRound(round: RoundView, mayPerform: boolean): RoundAct {
  if (!mayPerform) return round.run ? 'look' : 'none'
  if (round.state === 'scheduled' || round.state === 'due' || round.state === 'overdue')
    return 'start'
  if (round.state === 'progress' || round.state === 'complete') return 'resume'
  if (round.state === 'missed' && !round.madeUp) return round.run ? 'resume' : 'makeUp'
  return round.run ? 'look' : 'none'
}

/** Still to be done by somebody: also a miss that nobody explained, or that was returned. */
export const isToDo = (round: RoundView): boolean =>
  ['due', 'overdue', 'progress', 'complete'].includes(round.state) ||
  (round.state === 'missed' && (!round.miss || round.miss.state === 'returned'))

export interface RoundFilter {
  readonly state: RoundView['state'] | 'todo' | ''
  readonly area: string
  readonly team: string
}

export const fits = (round: RoundView, filter: RoundFilter): boolean =>
  (filter.state === '' ||
    (filter.state === 'todo' ? isToDo(round) : round.state === filter.state)) &&
  (filter.area === '' || round.area === filter.area) &&
  (filter.team === '' || round.team === filter.team)

/** Where the cursor goes in a list that was read again: to the same round, else to what is to be done first. */
export function startingAt(rounds: readonly RoundView[], key: string | undefined): number {
  const same = rounds.findIndex((round) => round.key === key)
  if (same >= 0) return same
  const first = rounds.findIndex(isToDo)
  return Math.max(0, first)
}
