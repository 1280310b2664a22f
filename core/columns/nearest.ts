import type { Part } from './column.ts'

/**
 * The first places of a mask after one, by key and then by place; sorted. They are met in the order of places in which
 * equal ones stand in the answer, and kept in a heap with the last of them on top.
 */
export function nearest(
  mask: Uint8Array,
  count: number,
  keyOf: (at: number) => number,
  { descending, most }: Part,
  from: { readonly key: number; readonly at: number } | undefined,
): number[] {
  const sign = descending ? -1 : 1
  const after = from && { key: sign * from.key, at: from.at }
  const keys = new Float64Array(most)
  const places = new Int32Array(most)
  let held = 0
  const isLater = (a: number, b: number): boolean => {
    const [x, y] = [keys[a] as number, keys[b] as number]
    return x === y ? sign * ((places[a] as number) - (places[b] as number)) > 0 : x > y
  }
  const swap = (a: number, b: number): void => {
    const [key, place] = [keys[a] as number, places[a] as number]
    keys[a] = keys[b] as number
    places[a] = places[b] as number
    keys[b] = key
    places[b] = place
  }
  const rise = (child: number): void => {
    for (let at = child; at > 0;) {
      const parent = (at - 1) >> 1
      if (!isLater(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = (): void => {
    for (let at = 0; ;) {
      let last = at
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < held; child++)
        if (isLater(child, last)) last = child
      if (last === at) return
      swap(at, last)
      at = last
    }
  }
  for (let step = 0; step < count; step++) {
    const at = descending ? count - 1 - step : step
    if (mask[at] === 0) continue
    const key = sign * keyOf(at)
    if (held === most && key >= (keys[0] as number)) continue
    if (after && (key < after.key || (key === after.key && sign * (at - after.at) <= 0))) continue
    const into = held < most ? held++ : 0
    keys[into] = key
    places[into] = at
    if (into === 0) sink()
    else rise(into)
  }
  return Array.from({ length: held }, (_, at) => at)
    .sort((a, b) => (isLater(a, b) ? 1 : -1))
    .map((at) => places[at] as number)
}
