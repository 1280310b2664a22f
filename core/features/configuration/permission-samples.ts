import { uuidv7 } from 'uuidv7'
import type { InputOf, ProcedureName } from '../../../contract/procedures.ts'

const id = uuidv7()
type Names = Extract<ProcedureName, `configuration.${string}`>

/** A valid input for each procedure of configuration management, for the tests of who may call it. */
export const CONFIGURATION_SAMPLES: { readonly [N in Names]: () => InputOf<N> } = {
  'configuration.surroundings': () => ({ id }),
  'configuration.conflicts': () => ({ items: [id], from: 0, to: 1 }),
  'configuration.difference': () => ({ type: 'change', id }),
  'configuration.facts': () => ({ device: id }),
  'configuration.collect': () => ({}),
  'configuration.review': () => ({ id }),
  'configuration.adopt': () => ({ item: id }),
}
