const BYTES = 16

/** Writes the sixteen bytes of an id; false for one of another form. */
export function packId(id: string, into: Uint8Array, at: number): boolean {
  if (id.length !== 36) return false
  let place = at * BYTES
  for (let from = 0; from < 36; from += 2) {
    if (from === 8 || from === 13 || from === 18 || from === 23) {
      if (id.charCodeAt(from) !== DASH) return false
      from += 1
    }
    const value = (digit(id.charCodeAt(from)) << 4) | digit(id.charCodeAt(from + 1))
    if (value > 255) return false
    into[place++] = value
  }
  return true
}

const DASH = 45
/** Of a small hexadecimal digit; more than any for other letters. */
const digit = (code: number): number =>
  code > 47 && code < 58 ? code - 48 : code > 96 && code < 103 ? code - 87 : 256

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
