import type { Json } from '../../contract/record-type.ts'
import { SEALED_MARK } from '../log/shape.ts'
import type { Column, Part, Test } from './column.ts'
import { countsByValue, type Dictionary } from './dictionary.ts'
import { nearest } from './nearest.ts'
import { grown, NONE, SEALED_CODE, widened, type Codes } from './shape.ts'

/** Values by their codes. */
export class CodeColumn implements Column {
  readonly isList = false
  #codes: Codes
  readonly #dictionary: Dictionary

  constructor(codes: Codes, dictionary: Dictionary) {
    this.#codes = codes
    this.#dictionary = dictionary
  }

  filter(mask: Uint8Array, count: number, { passes }: Test): boolean {
    const table = this.#dictionary.passing(passes)
    const codes = this.#codes
    for (let at = 0; at < count; at++)
      mask[at] = (mask[at] as number) & (table[codes[at] as number] as number)
    return true
  }

  facets(mask: Uint8Array, count: number): Map<string | number | null, number> {
    return countsByValue(this.#dictionary, (counts) => {
      const codes = this.#codes
      for (let at = 0; at < count; at++) {
        const code = codes[at] as number
        counts[code] = (counts[code] as number) + (mask[at] as number)
      }
    })
  }

  part(mask: Uint8Array, count: number, part: Part): number[] {
    const [codes, ranks] = [this.#codes, this.#dictionary.ranks()]
    const { after } = part
    const from = after && { key: this.#dictionary.rankOf(after.value), ...after }
    return nearest(mask, count, (at) => ranks[codes[at] as number] as number, part, from)
  }

  /** A sealed text is its mark alone: it is a place in the order, not what it hides. */
  valueAt(at: number): string | number | null {
    const code = this.#codes[at] as number
    return code === SEALED_CODE ? SEALED_MARK : (this.#dictionary.valueOf(code) ?? null)
  }

  set(at: number, value: Json): boolean {
    const code = this.#dictionary.codeOf(value) ?? NONE
    if (code > 255 && this.#codes instanceof Uint8Array) this.#codes = widened(this.#codes)
    this.#codes[at] = code
    return value === null || code !== NONE
  }

  grow(room: number): void {
    this.#codes = grown(this.#codes, room)
  }
}
