import type { ListQuery } from '../../../../contract/common.ts'
import type { FieldType, Json } from '../../../../contract/record-type.ts'
import { ok, type Result } from '../../../../contract/result.ts'
import { call } from '../../call.ts'

export interface Facet {
  readonly value: Json
  readonly count: number
}

/** Values of a field with their counts; those of a choice as its declaration writes them, and in its order. */
export async function facetsOf(
  query: ListQuery,
  name: string,
  field: FieldType,
): Promise<Result<readonly Facet[]>> {
  const answer = await call('register.facets', { ...query, field: name })
  if (!answer.ok) return answer
  const { choices } = field
  if (!choices) return ok(answer.value.values)
  const place = new Map(choices.map(({ value }, at) => [value, at]))
  const order = ({ value }: Facet): number =>
    value === null ? Infinity : (place.get(String(value)) ?? choices.length)
  return ok(
    answer.value.values
      .map(({ value, count }) => ({ value: value === null ? null : String(value), count }))
      .toSorted((a, b) => order(a) - order(b)),
  )
}
