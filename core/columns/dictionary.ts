import type { Json } from '../../contract/record-type.ts'
import { SEALED_MARK } from '../log/shape.ts'
import { byValue } from './by-value.ts'
import type { Passes } from './column.ts'
import { FIRST_CODE, MOST_VALUES, NONE, SEALED_CODE } from './shape.ts'

type Value = string | number

/** Values by their codes. */
export class Dictionary {
  readonly #values: Value[]
  readonly #codes: Map<Value, number>
  /** Codes in the order of their values, and the places there of each. */
  #sorted: number[] | undefined
  #ranks: Float64Array | undefined

  constructor(values: readonly Value[]) {
    this.#values = [...values]
    this.#codes = new Map(values.map((value, index) => [value, index + FIRST_CODE]))
  }

  get size(): number {
    return this.#values.length + FIRST_CODE
  }

  /** Code of a value, a new one where it was not here before; undefined when there are too many. */
  codeOf(value: Json): number | undefined {
    if (value === null) return NONE
    const own = typeof value === 'boolean' ? Number(value) : (value as Value)
    if (isSealed(own)) return SEALED_CODE
    const known = this.#codes.get(own)
    if (known !== undefined) return known
    if (this.#values.length === MOST_VALUES) return undefined
    const code = this.size
    this.#values.push(own)
    this.#codes.set(own, code)
    this.#sorted?.splice(this.#placeOf(own), 0, code)
    this.#ranks = undefined
    return code
  }

  valueOf(code: number): Value | undefined {
    return this.#values[code - FIRST_CODE]
  }

  /** For each code whether it passes; the sealed one never does. */
  passing(passes: Passes): Uint8Array {
    const table = new Uint8Array(this.size)
    table[NONE] = passes(undefined) ? 1 : 0
    this.#values.forEach((value, index) => {
      table[index + FIRST_CODE] = passes(value) ? 1 : 0
    })
    return table
  }

  /** Order of the codes; sealed ones come after nothing and before all others, as their texts do. */
  ranks(): Float64Array {
    if (this.#ranks) return this.#ranks
    const ranks = new Float64Array(this.size)
    ranks[NONE] = -Infinity
    ranks[SEALED_CODE] = -1
    this.#inOrder().forEach((code, rank) => {
      ranks[code] = rank
    })
    this.#ranks = ranks
    return ranks
  }

  rankOf(value: Value | null): number {
    if (value === null) return -Infinity
    if (isSealed(value)) return -1
    const code = this.#codes.get(value)
    return code === undefined ? this.#placeOf(value) - 0.5 : (this.ranks()[code] as number)
  }

  #inOrder(): number[] {
    this.#sorted ??= this.#values
      .map((_, index) => index + FIRST_CODE)
      .sort((a, b) => byValue(this.valueOf(a) as Value, this.valueOf(b) as Value))
    return this.#sorted
  }

  /** How many values come before one. */
  #placeOf(value: Value): number {
    const sorted = this.#inOrder()
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byValue(this.valueOf(sorted[middle] as number) as Value, value) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

const isSealed = (value: Value): boolean =>
  typeof value === 'string' && value.startsWith(SEALED_MARK)

/** Counts by code as counts by value. */
export function countsByValue(
  dictionary: Dictionary,
  fill: (counts: Uint32Array) => void,
): Map<Value | null, number> {
  const counts = new Uint32Array(dictionary.size)
  fill(counts)
  const found = new Map<Value | null, number>()
  counts.forEach((count, code) => {
    if (count > 0 && code !== SEALED_CODE) found.set(dictionary.valueOf(code) ?? null, count)
  })
  return found
}
