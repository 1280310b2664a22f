import type { Json } from '../../contract/record-type.ts'
import type { Column, Test } from './column.ts'
import { countsByValue, type Dictionary } from './dictionary.ts'

/** Lists of texts, one after the other. */
export class ListColumn implements Column {
  readonly isList = true
  readonly #starts: Uint32Array
  readonly #codes: Int32Array
  /** Lists that changed since all were read, and those of later records. */
  readonly #changed = new Map<number, readonly number[]>()
  readonly #loaded: number
  readonly #dictionary: Dictionary

  constructor(starts: Uint32Array, codes: Int32Array, dictionary: Dictionary) {
    this.#starts = starts
    this.#codes = codes
    this.#loaded = Math.max(0, starts.length - 1)
    this.#dictionary = dictionary
  }

  filter(mask: Uint8Array, count: number, { passes, ofList }: Test): boolean {
    const table = this.#dictionary.passing(passes)
    const wanted = ofList === 'some' || ofList === 'notEmpty'
    const items = ofList === 'some' || ofList === 'none'
    this.#each(mask, count, (at, codes, from, to) => {
      let some = !items && from < to
      for (let place = from; items && place < to && !some; place++)
        some = table[codes[place] as number] === 1
      if (some !== wanted) mask[at] = 0
    })
    return true
  }

  facets(mask: Uint8Array, count: number): Map<string | number | null, number> {
    return countsByValue(this.#dictionary, (counts) => {
      this.#each(mask, count, (_at, codes, from, to) => {
        for (let place = from; place < to; place++) {
          const code = codes[place] as number
          counts[code] = (counts[code] as number) + 1
        }
      })
    })
  }

  part(): number[] {
    return []
  }

  valueAt(): null {
    return null
  }

  set(at: number, value: Json): boolean {
    const items = Array.isArray(value) ? value : value === null ? [] : [value as Json]
    const codes = items.map((item) => this.#dictionary.codeOf(String(item)))
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
      const changed = some ? this.#changed.get(at) : undefined
      if (changed) visit(at, changed, 0, changed.length)
      else if (at < this.#loaded)
        visit(at, this.#codes, starts[at] as number, starts[at + 1] as number)
      else visit(at, [], 0, 0)
    }
  }
}
