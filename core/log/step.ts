import type { Trespass } from './authority.ts'
import type { KnownOp } from './merge.ts'
import type { Past } from './past.ts'
import { actOf } from './past.ts'
import type { TypeShape } from './shape.ts'
import type { Standing } from './standing.ts'
import type { PatchOp } from './types.ts'

/**
 * A new state needs a step of the workflow that leads there from a state that its author saw, that his roles allow and
 * that he signed where it is signed; or a choice between states that stood beside each other; or the way back from his
 * own step.
 */
export function refusedStep(
  shape: TypeShape,
  op: PatchOp,
  standing: Standing,
  past: Past,
): Trespass | undefined {
  const { workflow } = shape.writers
  const to = workflow && op.fields[workflow.field]
  // States that a newer program declares cannot be judged here.
  if (!workflow || typeof to !== 'string' || !workflow.states.has(to)) return undefined
  const { field, transitions, free } = workflow
  const replaced = past.replaced(shape, op, field)
  const from = past.values(shape, op, field, replaced)
  const leading = transitions.filter((step) => step.to === to)
  const allowed = leading.filter(({ roles }) => roles.some((role) => standing.roles.has(role)))
  const { actor, signed } = past.commit
  if (from.includes(to)) {
    if (from.length === 1 || free.has(to) || allowed.length > 0) return undefined
  } else {
    const open = allowed.filter((step) => from.some((state) => step.from.includes(String(state))))
    if (open.some((step) => step.signed !== true || signed?.person === actor)) return undefined
    if (isWayBack(shape, op, replaced, past)) return undefined
    if (open.length > 0)
      return { what: `${shape.name}.${field} ${to} without a signature`, roles: [] }
  }
  return {
    what: `${shape.name}.${field} ${to}`,
    roles: [...new Set(leading.flatMap(({ roles }) => roles))],
  }
}

/** Whether the change takes back a step of the same person, to a state that stood before it. */
function isWayBack(
  shape: TypeShape,
  op: PatchOp,
  replaced: readonly KnownOp[],
  past: Past,
): boolean {
  const { workflow } = shape.writers
  const [step] = replaced
  if (!workflow || actOf(past.commit) !== 'register.undo' || replaced.length !== 1) return false
  if (step?.op.kind !== 'patch' || step.actor !== past.commit.actor) return false
  if (step.op.type !== op.type || step.op.id !== op.id) return false
  const before = past.replaced(shape, step.op, workflow.field)
  const states = past.values(shape, op, workflow.field, before)
  return states.includes(op.fields[workflow.field] ?? null)
}
