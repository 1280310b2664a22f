import { diff3Merge } from 'node-diff3'
import type { Json, RecordType } from '../../contract/record-type.ts'

/**
 * One text out of two that were written apart, by what both had seen before: what only one of them changed is taken,
 * where both changed the same place there is no proposal. Where they have nothing in common, lines that only one of
 * them has are taken. Only long texts are merged.
 */
export function proposal(
  type: RecordType,
  field: string,
  values: readonly Json[],
  base: Json,
): string | undefined {
  const [a, b, ...more] = values
  if (
    type.fields[field]?.kind !== 'longText' ||
    typeof a !== 'string' ||
    typeof b !== 'string' ||
    more.length > 0
  )
    return undefined
  const [left, right] = [a.split('\n'), b.split('\n')]
  const merged = diff3Merge(
    left,
    typeof base === 'string' ? base.split('\n') : left.filter((line) => right.includes(line)),
    right,
  )
  return merged.some((part) => part.conflict)
    ? undefined
    : merged.flatMap((part) => part.ok ?? []).join('\n')
}
