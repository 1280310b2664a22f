import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type PeopleProcedure = Extract<CoreProcedureName, `people.${string}`>

/** A valid input for every procedure of people, for the matrix of permissions. */
export const PEOPLE_SAMPLES: { readonly [N in PeopleProcedure]: () => InputOf<N> } = {
  'people.myDuties': () => ({}),
  'people.withoutPost': () => ({}),
  'people.acknowledge': () => ({ post: uuidv7(), hash: 'x' }),
}
