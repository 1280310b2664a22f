import type { Json, RecordType, Transition } from '../../contract/record-type.ts'

/** The state that a new record starts in: the field's declared initial value, else its first choice. */
export function initialState(type: RecordType): Record<string, Json> {
  if (type.workflow === undefined) return {}
  const name = type.workflow.field
  const field = type.fields[name]
  const initial = typeof field?.initial === 'string' ? field.initial : field?.choices?.[0]?.value
  return initial === undefined ? {} : { [name]: initial }
}

/** A step that asks for more than a role: nothing else may lead where it leads. */
const isGuarded = ({ signed, fourEyes, guards }: Transition): boolean =>
  signed === true || fourEyes !== undefined || (guards?.length ?? 0) > 0

const known = new WeakMap<RecordType, ReadonlySet<string>>()

/** True where steps without signature, check and four eyes lead from the initial state to this one. */
export function stateFreely(type: RecordType, state: string): boolean {
  const reached = known.get(type) ?? freeStates(type)
  known.set(type, reached)
  return reached.has(state)
}

function freeStates(type: RecordType): ReadonlySet<string> {
  const reached = new Set(Object.values(initialState(type)).map(String))
  for (const from of reached)
    for (const transition of type.workflow?.transitions ?? [])
      if (transition.from.includes(from) && !isGuarded(transition)) reached.add(transition.to)
  return reached
}

/** Steps of a workflow that lead to a state. */
export const leadingTo = (type: RecordType, state: string): readonly Transition[] =>
  type.workflow?.transitions.filter(({ to }) => to === state) ?? []
