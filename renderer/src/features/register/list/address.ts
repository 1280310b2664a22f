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

/** Conditions that a link carries in `?where=`; what does not read as conditions on known fields is left out. */
export function conditionsFrom(
  where: unknown,
  fields: ReadonlyMap<string, unknown>,
): readonly Condition[] {
  if (typeof where !== 'string' || where === '') return []
  let given: unknown
  try {
    given = JSON.parse(where)
  } catch {
    return []
  }
  if (!Array.isArray(given)) return []
  return given.flatMap((one: unknown): Condition[] => {
    if (typeof one !== 'object' || one === null) return []
    const { field, op, value } = one as Partial<Condition>
    if (typeof field !== 'string' || !fields.has(field) || !isOperator(op)) return []
    return [{ field, op, ...(value === undefined ? {} : { value }) }]
  })
}
