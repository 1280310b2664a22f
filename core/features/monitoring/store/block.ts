import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** One value as it came. `known`: milliseconds that were watched since the value before it. */
export interface RawSample {
  readonly series: number
  readonly at: number
  readonly value: number
  readonly known: number
}

const ENTRY = 20

/**
 * Samples of all series of some seconds in one row: written one after the other they cost a page or
 * two, where a row for each would cost a page for each series. By columns, since that packs better.
 */
export function pack(from: number, samples: readonly RawSample[]): Buffer {
  const count = samples.length
  const bytes = Buffer.alloc(count * ENTRY)
  samples.forEach(({ series, at, value, known }, index) => {
    bytes.writeUInt32LE(series, index * 4)
    bytes.writeUInt32LE(Math.min(Math.max(0, at - from), 0xffff_ffff), (count + index) * 4)
    bytes.writeUInt32LE(
      Math.min(Math.max(0, Math.round(known)), 0xffff_ffff),
      (2 * count + index) * 4,
    )
    bytes.writeDoubleLE(value, 3 * count * 4 + index * 8)
  })
  return deflateRawSync(bytes, { level: 1 })
}

/** Samples of a row; of one series when it is named. */
export function* unpack(from: number, packed: Uint8Array, only?: number): Iterable<RawSample> {
  const bytes = inflateRawSync(packed)
  const count = Math.floor(bytes.length / ENTRY)
  for (let index = 0; index < count; index++) {
    const series = bytes.readUInt32LE(index * 4)
    if (only !== undefined && series !== only) continue
    yield {
      series,
      at: from + bytes.readUInt32LE((count + index) * 4),
      known: bytes.readUInt32LE((2 * count + index) * 4),
      value: bytes.readDoubleLE(3 * count * 4 + index * 8),
    }
  }
}
