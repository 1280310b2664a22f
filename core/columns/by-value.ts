/** As the database orders what stands in one column: numbers by size, texts by the bytes of their UTF-8. */
export function byValue(a: string | number, b: string | number): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  const end = Math.min(a.length, b.length)
  for (let at = 0; at < end; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x !== y) return x < HALVES || y < HALVES ? x - y : behindHalves(x) - behindHalves(y)
  }
  return a.length - b.length
}

/** Halves of pairs stand for letters beyond all others, yet some of these have higher numbers. */
const HALVES = 0xd800
const behindHalves = (unit: number): number => (unit < 0xe000 ? unit + 0x2000 : unit - 0x800)
