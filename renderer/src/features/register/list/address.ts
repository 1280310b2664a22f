import type { Condition } from '../../../../../contract/common.ts'

const OPERATORS: ReadonlySet<string> = new Set<Condition['op']>([
  'is',
  'isNot',
  'any',
  'contains',
  'before',
  'after',
  'between',
  'empty',
  'notEmpty',
])
const isOperator = (value: unknown): value is Condition['op'] =>
  typeof value === 'string' && OPERATORS.has(value)

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Conditions that a link carries in `?where=`; what does not read as conditions on known fields is left out. */
export function conditionsFrom(
  where: unknown,
  fields: ReadonlyMap<string, unknown>,
): readonly Condition[] {
  const given = parsed(where)
  if (!Array.isArray(given)) return []
  return given.flatMap((one: unknown): Condition[] => {
    if (typeof one !== 'object' || one === null) return []
    const { field, op, value } = one as Partial<Condition>
    if (typeof field !== 'string' || !fields.has(field) || !isOperator(op)) return []
    return [{ field, op, ...(value === undefined ? {} : { value }) }]
  })
}

/** True where the place before this one, as the router keeps it, is a record of another register. */
export function cameFromRecord(state: unknown, type: string): boolean {
  const back = typeof state === 'object' && state !== null && 'back' in state ? state.back : ''
  const before = typeof back === 'string' ? /^\/register\/([^/?]+)\/[^/?]+$/u.exec(back) : null
  return before !== null && before[1] !== type
}
