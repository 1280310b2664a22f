const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u
const BYTES = 16

/** Writes the sixteen bytes of an id; false for one of another form. */
export function packId(id: string, into: Uint8Array, at: number): boolean {
  if (!ID.test(id)) return false
  let place = at * BYTES
  for (let from = 0; from < 36; from += 2) {
    if (id.charCodeAt(from) === 45) from += 1
    into[place++] = (digit(id.charCodeAt(from)) << 4) | digit(id.charCodeAt(from + 1))
  }
  return true
}

const digit = (code: number): number => (code < 58 ? code - 48 : code - 87)

export function unpackId(ids: Uint8Array, at: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + at * BYTES, BYTES).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const wanted = new Uint8Array(BYTES)

/** Place of an id among sorted ones; where it would stand, as a negative number less one, when it is not there. */
export function findId(ids: Uint8Array, count: number, id: string): number {
  if (!packId(id, wanted, 0)) return -count - 1
  let low = 0
  let high = count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compare(ids, middle)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -low - 1
}

function compare(ids: Uint8Array, at: number): number {
  const from = at * BYTES
  for (let byte = 0; byte < BYTES; byte++) {
    const difference = (ids[from + byte] ?? 0) - (wanted[byte] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
