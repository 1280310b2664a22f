/** Bytes that somebody or something altered: a bit turned, cut off, taken out, put in, said twice, in another order. */
export function mutated(bytes: Uint8Array, random: () => number): Buffer {
  const some = (most: number): number => Math.floor(random() * most)
  const at = some(bytes.length)
  const length = 1 + some(Math.min(64, bytes.length - at))
  const [before, piece, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ]
  switch (some(7)) {
    case 0:
      return Buffer.from(before)
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, piece, piece, after])
    case 3:
      return Buffer.concat([before, noise(length, random), piece, after])
    case 4:
      return Buffer.concat([before, noise(length, random), after])
    case 5:
      return Buffer.concat([before, after.subarray(0, length), piece, after.subarray(length)])
    default: {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ (1 << some(8))
      return altered
    }
  }
}

const noise = (length: number, random: () => number): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
