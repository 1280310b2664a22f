import type { Json } from '../../contract/record-type.ts'
import type { Column, Part, Test } from './column.ts'
import { nearest } from './nearest.ts'
import { grown } from './shape.ts'

/** Numbers as they are. */
export class NumberColumn implements Column {
  readonly isList = false
  #numbers: Float64Array<ArrayBuffer>

  constructor(numbers: Float64Array<ArrayBuffer>) {
    this.#numbers = numbers
  }

  filter(mask: Uint8Array, count: number, { passes }: Test): boolean {
    const numbers = this.#numbers
    for (let at = 0; at < count; at++) {
      if (mask[at] === 0) continue
      const value = numbers[at] as number
      if (!passes(value === value ? value : undefined)) mask[at] = 0
    }
    return true
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

  part(mask: Uint8Array, count: number, part: Part): number[] {
    const numbers = this.#numbers
    const key = (at: number): number => {
      const value = numbers[at] as number
      return value === value ? value : -Infinity
    }
    const { after } = part
    const from = after && { key: after.value === null ? -Infinity : Number(after.value), ...after }
    return nearest(mask, count, key, part, from)
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
    this.#numbers = grown(this.#numbers, room)
  }
}
