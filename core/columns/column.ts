import type { Json } from '../../contract/record-type.ts'
import { SEALED_MARK } from '../log/shape.ts'
import { FIRST_CODE, MOST_VALUES, NONE, SEALED_CODE, type LoadedColumn } from './shape.ts'

/** Whether a value fulfils a condition; undefined stands for none. */
export type Passes = (value: string | number | undefined) => boolean

/** Which lists stay: those with an item that passes, those without, those that are empty or not. */
export type OfList = 'some' | 'none' | 'empty' | 'notEmpty'

/** One column in memory. */
export interface Column {
  readonly isList: boolean
  /** Takes off the mask what does not pass. */
  filter(mask: Uint8Array, count: number, passes: Passes, ofList: OfList): void
  /** Counts of values over the mask; without sealed ones. */
  facets(mask: Uint8Array, count: number): Map<string | number | null, number>
  /** What the column sorts by at a place: nothing comes first. Undefined for lists. */
  key(at: number): number | undefined
  /** The same for a value. */
  keyOf(value: string | number | null): number
  valueAt(at: number): string | number | null
  /** False: it holds too many values from now on. */
  set(at: number, value: Json): boolean
  grow(room: number): void
}

export function columnOf(loaded: LoadedColumn): Column {
  switch (loaded.holding) {
    case 'number':
      return new NumberColumn(loaded.numbers)
    case 'code':
      return new CodeColumn(loaded.codes, new Dictionary(loaded.values))
    case 'list':
      return new ListColumn(loaded.starts, loaded.codes, new Dictionary(loaded.values))
  }
}

class NumberColumn implements Column {
  readonly isList = false
  #numbers: Float64Array

  constructor(numbers: Float64Array) {
    this.#numbers = numbers
  }

  filter(mask: Uint8Array, count: number, passes: Passes): void {
    const numbers = this.#numbers
    for (let at = 0; at < count; at++) {
      if (mask[at] === 0) continue
      const value = numbers[at] as number
      if (!passes(value === value ? value : undefined)) mask[at] = 0
    }
  }

  facets(mask: Uint8Array, count: number): Map<string | number | null, number> {
    const counts = new Map<string | number | null, number>()
    for (let at = 0; at < count; at++) {
      if (mask[at] === 0) continue
      const value = this.valueAt(at)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return counts
  }

  key(at: number): number {
    const value = this.#numbers[at] as number
    return value === value ? value : -Infinity
  }

  keyOf(value: string | number | null): number {
    return value === null ? -Infinity : Number(value)
  }

  valueAt(at: number): number | null {
    const value = this.#numbers[at] as number
    return value === value ? value : null
  }

  set(at: number, value: Json): boolean {
    this.#numbers[at] = value === null ? Number.NaN : Number(value)
    return true
  }

  grow(room: number): void {
    const larger = new Float64Array(room).fill(Number.NaN)
    larger.set(this.#numbers)
    this.#numbers = larger
  }
}

/** Texts by their codes. */
class Dictionary {
  readonly values: string[]
  readonly #codes: Map<string, number>
  #ranks: Float64Array | undefined
  #sorted: readonly string[] = []

  constructor(values: readonly string[]) {
    this.values = [...values]
    this.#codes = new Map(values.map((value, index) => [value, index + FIRST_CODE]))
  }

  get size(): number {
    return this.values.length + FIRST_CODE
  }

  /** Code of a value, a new one where it was not here before; undefined when there are too many. */
  codeOf(value: Json): number | undefined {
    if (value === null) return NONE
    const text = String(value)
    if (text.startsWith(SEALED_MARK)) return SEALED_CODE
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    if (this.values.length > MOST_VALUES) return undefined
    const code = this.size
    this.values.push(text)
    this.#codes.set(text, code)
    this.#ranks = undefined
    return code
  }

  valueOf(code: number): string | undefined {
    return this.values[code - FIRST_CODE]
  }

  /** For each code whether it passes; the sealed one never does. */
  passing(passes: Passes): Uint8Array {
    const table = new Uint8Array(this.size)
    table[NONE] = passes(undefined) ? 1 : 0
    this.values.forEach((value, index) => {
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
    this.#sorted = this.values.toSorted(byBytes)
    this.#sorted.forEach((value, rank) => {
      ranks[this.#codes.get(value) ?? NONE] = rank
    })
    this.#ranks = ranks
    return ranks
  }

  rankOf(value: string | number | null): number {
    if (value === null) return -Infinity
    const ranks = this.ranks()
    const text = String(value)
    if (text.startsWith(SEALED_MARK)) return -1
    const code = this.#codes.get(text)
    if (code !== undefined) return ranks[code] ?? 0
    const after = this.#sorted.findIndex((other) => byBytes(other, text) > 0)
    return (after < 0 ? this.#sorted.length : after) - 0.5
  }
}

/** As the database orders texts: by their bytes. */
const byBytes = (a: string, b: string): number => {
  if (a === b) return 0
  const plain = /[\ud800-\udfff]/u
  if (plain.test(a) || plain.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

class CodeColumn implements Column {
  readonly isList = false
  #codes: Int32Array
  readonly #dictionary: Dictionary

  constructor(codes: Int32Array, dictionary: Dictionary) {
    this.#codes = codes
    this.#dictionary = dictionary
  }

  filter(mask: Uint8Array, count: number, passes: Passes): void {
    const table = this.#dictionary.passing(passes)
    const codes = this.#codes
    for (let at = 0; at < count; at++)
      mask[at] = (mask[at] as number) & (table[codes[at] as number] as number)
  }

  facets(mask: Uint8Array, count: number): Map<string | number | null, number> {
    return named(this.#dictionary, (counts) => {
      const codes = this.#codes
      for (let at = 0; at < count; at++) {
        const code = codes[at] as number
        counts[code] = (counts[code] as number) + (mask[at] as number)
      }
    })
  }

  key(at: number): number {
    return this.#dictionary.ranks()[this.#codes[at] as number] as number
  }

  keyOf(value: string | number | null): number {
    return this.#dictionary.rankOf(value)
  }

  /** A sealed text is its mark alone: it is a place in the order, not what it hides. */
  valueAt(at: number): string | null {
    if (this.#codes[at] === SEALED_CODE) return SEALED_MARK
    return this.#dictionary.valueOf(this.#codes[at] as number) ?? null
  }

  set(at: number, value: Json): boolean {
    const code = this.#dictionary.codeOf(value)
    this.#codes[at] = code ?? NONE
    return code !== undefined
  }

  grow(room: number): void {
    const larger = new Int32Array(room)
    larger.set(this.#codes)
    this.#codes = larger
  }
}

/** Counts by code as counts by value. */
function named(
  dictionary: Dictionary,
  fill: (counts: Uint32Array) => void,
): Map<string | number | null, number> {
  const counts = new Uint32Array(dictionary.size)
  fill(counts)
  const found = new Map<string | number | null, number>()
  counts.forEach((count, code) => {
    if (count > 0 && code !== SEALED_CODE) found.set(dictionary.valueOf(code) ?? null, count)
  })
  return found
}

class ListColumn implements Column {
  readonly isList = true
  #starts: Uint32Array
  readonly #codes: Int32Array
  /** Lists that changed since all were read, and those of later records. */
  readonly #changed = new Map<number, readonly number[]>()
  readonly #loaded: number
  readonly #dictionary: Dictionary

  constructor(starts: Uint32Array, codes: Int32Array, dictionary: Dictionary) {
    this.#starts = starts
    this.#codes = codes
    this.#loaded = starts.length - 1
    this.#dictionary = dictionary
  }

  filter(mask: Uint8Array, count: number, passes: Passes, ofList: OfList): void {
    const table = this.#dictionary.passing(passes)
    const wanted = ofList === 'some' || ofList === 'notEmpty'
    const items = ofList === 'some' || ofList === 'none'
    this.#each(mask, count, (at, codes, from, to) => {
      let some = !items && from < to
      for (let place = from; items && place < to && !some; place++)
        some = table[codes[place] as number] === 1
      if (some !== wanted) mask[at] = 0
    })
  }

  facets(mask: Uint8Array, count: number): Map<string | number | null, number> {
    return named(this.#dictionary, (counts) => {
      this.#each(mask, count, (_at, codes, from, to) => {
        for (let place = from; place < to; place++) {
          const code = codes[place] as number
          counts[code] = (counts[code] as number) + 1
        }
      })
    })
  }

  key(): undefined {
    return undefined
  }

  keyOf(): number {
    return 0
  }

  valueAt(): null {
    return null
  }

  set(at: number, value: Json): boolean {
    const items = Array.isArray(value) ? value : value === null ? [] : [value as Json]
    const codes = items.map((item) => this.#dictionary.codeOf(item as Json))
    this.#changed.set(
      at,
      codes.flatMap((code) => code ?? []),
    )
    return !codes.includes(undefined)
  }

  grow(): void {
    // Later lists stand among the changed ones.
  }

  #each(
    mask: Uint8Array,
    count: number,
    visit: (at: number, codes: ArrayLike<number>, from: number, to: number) => void,
  ): void {
    const starts = this.#starts
    const some = this.#changed.size > 0
    for (let at = 0; at < count; at++) {
      if (mask[at] === 0) continue
      const changed = some || at >= this.#loaded ? this.#changed.get(at) : undefined
      if (changed) visit(at, changed, 0, changed.length)
      else if (at < this.#loaded)
        visit(at, this.#codes, starts[at] as number, starts[at + 1] as number)
      else visit(at, [], 0, 0)
    }
  }
}
