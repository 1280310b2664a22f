import type { Json } from '../../../../../contract/record-type.ts'
import type { Values } from './form.ts'
import { sameValue } from '../../../records/values.ts'

/** A field that somebody else changed while the form was open. */
export interface Overlap {
  readonly field: string
  readonly before: Json
  readonly mine: Json
  readonly theirs: Json
  /** Both changed it, differently: a person has to decide. Else theirs is simply taken. */
  readonly clash: boolean
}

/** Compares a form with the record as it is now; `base` is what the form was opened with. */
export function overlaps(
  base: Values,
  mine: Values,
  theirs: Values,
  names: readonly string[],
): Overlap[] {
  return names.flatMap((field) => {
    const [before, own, other] = [base[field] ?? null, mine[field] ?? null, theirs[field] ?? null]
    if (sameValue(before, other) || sameValue(own, other)) return []
    return [{ field, before, mine: own, theirs: other, clash: !sameValue(before, own) }]
  })
}

/** The form after the newer record was taken in: own edits stay, except where `take` names theirs. */
export function rebase(mine: Values, found: readonly Overlap[], take: ReadonlySet<string>): Values {
  const next: Record<string, Json> = { ...mine }
  for (const { field, theirs, clash } of found) if (!clash || take.has(field)) next[field] = theirs
  return next
}
