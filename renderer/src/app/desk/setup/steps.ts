/** What a workspace needs before its first shift, in the order in which one thing builds on another. */
export const STEPS = ['people', 'roster', 'checklists'] as const
export type StepName = (typeof STEPS)[number]

export interface Step {
  readonly name: StepName
  readonly done: boolean
}

/** Of each step: how many records it has made so far; undefined: the person may not do it. */
export type Found = Readonly<Record<StepName, number | undefined>>

/** Whoever founded the workspace has an account; only a second one is somebody else. */
const LEAST: Readonly<Record<StepName, number>> = { people: 2, roster: 1, checklists: 1 }

/** The steps that the person may do; none once all of them are done. */
export function stepsOf(found: Found): readonly Step[] {
  const steps = STEPS.flatMap((name): Step[] => {
    const count = found[name]
    return count === undefined ? [] : [{ name, done: count >= LEAST[name] }]
  })
  return steps.every(({ done }) => done) ? [] : steps
}
