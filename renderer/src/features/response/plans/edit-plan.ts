import type { PlanBody, PlanStep } from '../../../../../contract/response-body.ts'

/** Changes of a plan's content. Pure: each answers a new body. */

export type StepPart = 'steps' | 'recovery'
export interface Spot {
  readonly part: StepPart
  readonly index: number
}

export const EMPTY_PLAN: PlanBody = {
  trigger: '',
  scope: '',
  levels: [],
  roles: [],
  steps: [],
  recovery: [],
  contacts: [],
  report: { minutes: 30, to: [] },
}

/** Every step with its place, in the order in which they are worked off. */
export const spotsOf = (body: PlanBody): readonly Spot[] =>
  (['steps', 'recovery'] as const).flatMap((part) =>
    body[part].map((_step, index) => ({ part, index })),
  )

export const stepAt = (body: PlanBody, spot: Spot | undefined): PlanStep | undefined =>
  spot && body[spot.part][spot.index]

export const sameSpot = (a: Spot | undefined, b: Spot): boolean =>
  a?.part === b.part && a.index === b.index

const withSteps = (body: PlanBody, part: StepPart, steps: PlanStep[]): PlanBody => ({
  ...body,
  [part]: steps,
})

export const changedStep = (body: PlanBody, { part, index }: Spot, step: PlanStep): PlanBody =>
  withSteps(body, part, body[part].with(index, step))

export const insertedStep = (body: PlanBody, { part, index }: Spot, step: PlanStep): PlanBody =>
  withSteps(body, part, body[part].toSpliced(index, 0, step))

export const removedStep = (body: PlanBody, { part, index }: Spot): PlanBody =>
  withSteps(body, part, body[part].toSpliced(index, 1))

/** Takes a step to another place; where that is in the other part, it changes over. */
export function movedStep(
  body: PlanBody,
  from: Spot,
  to: Spot,
): { readonly body: PlanBody; readonly spot: Spot } {
  const step = stepAt(body, from)
  if (step === undefined) return { body, spot: from }
  const without = removedStep(body, from)
  const index = Math.min(Math.max(0, to.index), without[to.part].length)
  return { body: insertedStep(without, { part: to.part, index }, step), spot: { ...to, index } }
}

/** One place up or down; over the border between the parts as well. */
export function shiftedStep(
  body: PlanBody,
  spot: Spot,
  step: -1 | 1,
): { readonly body: PlanBody; readonly spot: Spot } {
  const { part, index } = spot
  if (part === 'recovery' && step === -1 && index === 0)
    return movedStep(body, spot, { part: 'steps', index: body.steps.length })
  if (part === 'steps' && step === 1 && index === body.steps.length - 1)
    return movedStep(body, spot, { part: 'recovery', index: 0 })
  return movedStep(body, spot, { part, index: index + step })
}

/** Without what is empty: the contract knows absent values, not empty ones. */
export function tidied(body: PlanBody): PlanBody {
  const roles = new Set(body.roles.map(({ id }) => id))
  const contacts = new Set(body.contacts.map(({ id }) => id))
  const step = (one: PlanStep): PlanStep => {
    const { role, guard, ...rest } = one
    const kept = Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value !== '' && value !== undefined),
    ) as unknown as PlanStep
    return {
      ...kept,
      title: one.title.trim(),
      ...(role !== undefined && roles.has(role) ? { role } : {}),
      ...(guard !== undefined && roles.has(guard) ? { guard } : {}),
    }
  }
  return {
    ...body,
    levels: body.levels.filter(({ when }) => when.trim() !== ''),
    steps: body.steps.map(step),
    recovery: body.recovery.map(step),
    contacts: body.contacts.map(({ under, ...rest }) => ({
      ...rest,
      ...(under !== undefined && contacts.has(under) && under !== rest.id ? { under } : {}),
    })),
  }
}

/** Whatever keeps a plan from being saved: parts without a name. */
export const unfinished = (body: PlanBody): readonly string[] => [
  ...[...body.steps, ...body.recovery].flatMap(({ title }, index) =>
    title.trim() === '' ? [String(index + 1)] : [],
  ),
  ...[...body.roles, ...body.contacts].flatMap(({ name }) => (name.trim() === '' ? ['—'] : [])),
]
