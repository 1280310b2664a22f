import type { FieldType, RecordType } from '../../contract/record-type.ts'
import { SEALED_KINDS } from '../log/shape.ts'

/** How the values of one column are held. */
export type Holding = 'number' | 'code' | 'list'

export interface ColumnPlan {
  readonly name: string
  readonly holding: Holding
  /** Hidden for records above internal: what they hold is known only after opening them. */
  readonly sealed: boolean
}

const HOLDINGS: Readonly<Partial<Record<FieldType['kind'], Holding>>> = {
  text: 'code',
  choice: 'code',
  date: 'code',
  ref: 'code',
  integer: 'number',
  number: 'number',
  instant: 'number',
  boolean: 'number',
  tags: 'list',
  refs: 'list',
}

/** What every record has beside the declared fields; times are stamps of the log. */
const OWN: readonly ColumnPlan[] = [
  { name: '_created', holding: 'number', sealed: false },
  { name: '_updated', holding: 'number', sealed: false },
  { name: '_level', holding: 'number', sealed: false },
  { name: '_created_by', holding: 'code', sealed: false },
  { name: '_updated_by', holding: 'code', sealed: false },
]

/** The columns of a type that are held in memory; long texts, links and files are not. */
export const columnPlans = (type: RecordType): readonly ColumnPlan[] => [
  ...Object.entries(type.fields).flatMap(([name, field]) => {
    const holding = HOLDINGS[field.kind]
    return holding ? [{ name, holding, sealed: SEALED_KINDS.has(field.kind) }] : []
  }),
  ...OWN,
]

/** Codes of no value and of one that is sealed; those of values follow. */
export const NONE = 0
export const SEALED_CODE = 1
export const FIRST_CODE = 2
/** Columns with more values have no codes: their numbers are held as they are, their texts by the order of the records. */
export const MOST_VALUES = 65_536 - FIRST_CODE

/** As narrow as the values are few. */
export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** The same numbers with room for more. */
export function grown<T extends Numbers>(numbers: T, room: number): T {
  const larger = new (numbers.constructor as new (length: number) => T)(room)
  larger.set(numbers)
  return larger
}

/** The same codes with room for all that there can be. */
export const widened = (codes: Codes): Codes => Uint16Array.from(codes)

/** What the thread that reads a table answers: typed arrays that change hands without a copy. */
export interface LoadedColumns {
  readonly count: number
  /** Sixteen bytes of each id, ascending. */
  readonly ids: Uint8Array<ArrayBuffer>
  /** 1 for each record that is not deleted. */
  readonly visible: Uint8Array<ArrayBuffer>
  /** Number of the record's document in the index of texts; 0: none. */
  readonly docs: Int32Array<ArrayBuffer>
  readonly columns: readonly LoadedColumn[]
}

export type LoadedColumn = { readonly name: string } & (
  | { readonly holding: 'number'; readonly numbers: Float64Array<ArrayBuffer> }
  | {
      readonly holding: 'code'
      readonly codes: Codes
      /** Ascending. */
      readonly values: readonly (string | number)[]
    }
  | ({ readonly holding: 'order' } & TextOrder)
  | {
      readonly holding: 'list'
      /** Where the list of each record begins in `codes`, one more for the end; empty where nobody has one. */
      readonly starts: Uint32Array<ArrayBuffer>
      readonly codes: Int32Array<ArrayBuffer>
      readonly values: readonly string[]
    }
)

/** The places of all records, sorted by a text of each and then by place; those without one come first. */
export interface TextOrder {
  readonly places: Int32Array<ArrayBuffer>
  readonly without: number
  /** The texts themselves, sorted, where they take little memory: `packed-texts.ts`. */
  readonly packed?: Uint8Array<ArrayBuffer>
}

/** Room for records that come later, so that arrays seldom move. */
export const roomFor = (count: number): number => Math.ceil(count * 1.1) + 4096
