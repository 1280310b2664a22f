import { ok } from '../../../contract/result.ts'
import type { ShiftProblem } from '../../../contract/roster-shapes.ts'
import type { Handler, Period } from '../../feature.ts'
import { factsOf } from './facts.ts'
import { shiftOf } from './find.ts'
import type { DutyFacts } from './model.ts'
import { problemsOf } from './problems.ts'
import { shiftsFrom } from './read.ts'

const DAY = 86_400_000
type RestProblem = Extract<ShiftProblem, { kind: 'rest' | 'double' }>

/** roster.swapRest: too little rest, or two shifts at once, that a swap would bring to its two people. */
export const restAfterSwap: Handler<'roster.swapRest'> = (context, input) => {
  const { asker, other } = input
  const facts = factsOf(context)
  const shifts = [input.shift, input.inReturn].flatMap((key) =>
    key === undefined ? [] : [shiftOf(context, key)],
  )
  const period = {
    from: Math.min(...shifts.map(({ from }) => from)) - 2 * DAY,
    to: Math.max(...shifts.map(({ to }) => to)) + 2 * DAY,
  }
  const swapped = exchanged(facts, input.shift, asker, other)
  const after = input.inReturn ? exchanged(swapped, input.inReturn, other, asker) : swapped
  const known = new Set(restProblems(facts, period, [asker, other]).map(nameOfProblem))
  return ok({
    problems: restProblems(after, period, [asker, other]).filter(
      (problem) => !known.has(nameOfProblem(problem)),
    ),
  })
}

/** The facts as they would be with one more person in another's place. */
const exchanged = (facts: DutyFacts, key: string, out: string, into: string): DutyFacts => ({
  ...facts,
  exchanges: new Map(facts.exchanges).set(key, [
    ...(facts.exchanges.get(key) ?? []),
    { out, into },
  ]),
})

/** By the shift that comes too early, in order of time. */
const restProblems = (
  facts: DutyFacts,
  period: Period,
  people: readonly string[],
): (RestProblem & { readonly at: string })[] =>
  [...problemsOf(facts, shiftsFrom(facts, period))].flatMap(([at, problems]) =>
    problems.flatMap((problem) =>
      (problem.kind === 'rest' || problem.kind === 'double') && people.includes(problem.person)
        ? [{ ...problem, at }]
        : [],
    ),
  )

const nameOfProblem = ({ at, kind, person, shift }: RestProblem & { readonly at: string }) =>
  [at, kind, person, shift].join(' ')
