import type { Json } from '../../contract/record-type.ts'
import { SEALED_MARK } from '../log/shape.ts'
import { byValue } from './by-value.ts'
import type { Among, Column, Part, Test, Text } from './column.ts'
import { eachWith } from './packed-texts.ts'
import type { TextOrder } from './shape.ts'

/** Beside the 1 of a mask: what the question names. */
const MARKED = 2
/** Beyond so many changes the order is made anew. */
const MOST_LATE = 20_000

/**
 * Texts with too many values for codes: held is the order that they give to the records, not they themselves. A place
 * in the order is found by asking for a few of them. What changed since the order was made stands beside it.
 */
export class OrderColumn implements Column {
  readonly isList = false
  readonly #places: Int32Array
  readonly #without: number
  readonly #packed: Uint8Array | undefined
  readonly #read: (at: number) => Text
  /** Texts of records that changed or came later, and their places sorted by them as far as this was needed. */
  readonly #late = new Map<number, Text>()
  readonly #isLate: Uint8Array
  #lateInOrder: number[] = []
  #lateUnsorted = false

  constructor({ places, without, packed }: TextOrder, read: (at: number) => Text) {
    this.#places = places
    this.#without = without
    this.#packed = packed
    this.#isLate = new Uint8Array(places.length)
    this.#read = read
  }

  filter(mask: Uint8Array, count: number, { passes, among }: Test): boolean {
    if (!among) return false
    const [places, without, packed] = [this.#places, this.#without, this.#packed]
    if ('part' in among) {
      const mark = (index: number): void => {
        const place = places[without + index] as number
        mask[place] = (mask[place] as number) | MARKED
      }
      if (!packed || !eachWith(packed, among.part, mark)) return false
    } else
      for (const [from, to] of this.#stretches(among))
        for (let at = from; at < to; at++) {
          const place = places[at] as number
          mask[place] = (mask[place] as number) | MARKED
        }
    const isOutside = among.outside === true
    for (const [place, text] of this.#late)
      mask[place] =
        ((mask[place] as number) & 1) | (passes(text ?? undefined) === isOutside ? 0 : MARKED)
    const staying = isOutside ? 1 : 1 | MARKED
    for (let at = 0; at < count; at++) mask[at] = mask[at] === staying ? 1 : 0
    return true
  }

  facets(): undefined {
    return undefined
  }

  part(mask: Uint8Array, _count: number, part: Part): number[] {
    const inOrder = this.#partInOrder(mask, part)
    if (this.#late.size === 0) return inOrder
    const sign = part.descending ? -1 : 1
    return [...inOrder, ...this.#partOfLate(mask, part)]
      .map((at) => ({ at, text: this.valueAt(at) }))
      .sort((a, b) => sign * (compare(a.text, b.text) || a.at - b.at))
      .slice(0, part.most)
      .map(({ at }) => at)
  }

  #partInOrder(mask: Uint8Array, { descending, most, after }: Part): number[] {
    const [places, isLate] = [this.#places, this.#isLate]
    const found: number[] = []
    const take = (place: number): void => {
      if (mask[place] === 1 && isLate[place] === 0) found.push(place)
    }
    const value = after && textOf(after.value)
    if (descending) {
      const end = after
        ? this.#countWhile((text, place) => {
            return (compare(text, value as Text) || place - after.at) < 0
          })
        : places.length
      for (let at = end - 1; at >= 0 && found.length < most; at--) take(places[at] as number)
      return found
    }
    const start = after
      ? this.#countWhile((text, place) => (compare(text, value as Text) || place - after.at) <= 0)
      : 0
    for (let at = start; at < places.length && found.length < most; at++) take(places[at] as number)
    return found
  }

  #partOfLate(mask: Uint8Array, { descending, most, after }: Part): number[] {
    if (this.#lateUnsorted) {
      const [late, order] = [this.#late, this.#lateInOrder]
      order.sort((a, b) => compare(late.get(a) ?? null, late.get(b) ?? null) || a - b)
      this.#lateUnsorted = false
    }
    const sign = descending ? -1 : 1
    const isAfter = (at: number): boolean =>
      !after || sign * (compare(this.valueAt(at), textOf(after.value)) || at - after.at) > 0
    const ordered = descending ? this.#lateInOrder.toReversed() : this.#lateInOrder
    const found: number[] = []
    for (const at of ordered) {
      if (found.length === most) break
      if (mask[at] === 1 && isAfter(at)) found.push(at)
    }
    return found
  }

  valueAt(at: number): Text {
    const late = this.#late.get(at)
    return late === undefined ? textOf(this.#read(at)) : late
  }

  set(at: number, value: Json): boolean {
    if (this.#late.has(at)) this.#lateInOrder = this.#lateInOrder.filter((place) => place !== at)
    this.#late.set(at, textOf(value))
    this.#isLate[at] = 1
    this.#lateInOrder.push(at)
    this.#lateUnsorted = true
    return this.#late.size <= MOST_LATE
  }

  grow(): void {
    // What comes later stands beside the order.
  }

  /** Stretches of the order, each up to its end. */
  #stretches(among: Exclude<Among, { readonly part: string }>): (readonly [number, number])[] {
    const before = (text: Text): number => this.#countWhile((other) => compare(other, text) < 0)
    const upTo = (text: Text): number => this.#countWhile((other) => compare(other, text) <= 0)
    if ('texts' in among) return among.texts.map((text) => [before(text), upTo(text)])
    const { from, to, inclusive } = among
    const start = from === undefined ? this.#without : (inclusive ? before : upTo)(from)
    const end = to === undefined ? this.#places.length : (inclusive ? upTo : before)(to)
    return [[start, end]]
  }

  /** How many of the order come before the first that does not pass; what changed since is passed over. */
  #countWhile(passes: (text: Text, place: number) => boolean): number {
    const [places, isLate] = [this.#places, this.#isLate]
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      let at = middle
      while (at < high && isLate[places[at] as number] === 1) at += 1
      const place = places[at] as number
      if (at === high) high = middle
      else if (passes(at < this.#without ? null : textOf(this.#read(place)), place)) low = at + 1
      else high = middle
    }
    return low
  }
}

/** Sealed texts are their mark alone. */
function textOf(value: Json): Text {
  if (value === null) return null
  const text = String(value)
  return text.startsWith(SEALED_MARK) ? SEALED_MARK : text
}

const compare = (a: Text, b: Text): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : byValue(a, b)
