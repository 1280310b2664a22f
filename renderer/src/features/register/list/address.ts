import type { Json, RecordType } from '../../../../../contract/record-type.ts'
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

/** Values that a link to a new record carries in `?given=`; what no field of the type takes is left out. */
export function givenIn(text: unknown, type: RecordType): Record<string, Json> | undefined {
  const given = parsed(text)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
  return Object.fromEntries(
    Object.entries(given as Record<string, Json>).filter(
      ([name]) => type.fields[name] && type.fields[name].readOnly !== true,
    ),
  )
}

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
