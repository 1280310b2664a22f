import { crc32, deflateRawSync } from 'node:zlib'

/** Formats that are packed already. */
const PACKED = /\.(?:png|jpe?g|gif|webp|woff2?|zip|gz|pdf|docx|xlsx|pptx|epub|mp4|webm)$/iu
/** 1 January 1980, 00:00: the first moment that a zip can name. */
const DATE = 0x0021

/**
 * A zip that is the same bytes for the same files: sorted by name, one date, one level. At most 65,535 files
 * and 4 GiB, which the limits of a document keep.
 */
export function writeArchive(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  let at = 0
  const names = [...files.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  for (const name of names) {
    const bytes = files.get(name) ?? new Uint8Array()
    const packed = PACKED.test(name) ? bytes : deflateRawSync(bytes, { level: 6 })
    const isStored = packed.length >= bytes.length
    const data = isStored ? bytes : packed
    const title = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800, 2)
    fields.writeUInt16LE(isStored ? 0 : 8, 4)
    fields.writeUInt16LE(DATE, 8)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(bytes.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    parts.push(signature(0x0403_4b50), fields, title, data)
    central.push(signature(0x0201_4b50), Buffer.from([20, 0]), fields, tail, title)
    at += 4 + fields.length + title.length + data.length
  }
  const size = central.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(names.length, 4)
  end.writeUInt16LE(names.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...central, signature(0x0605_4b50), end])
}

function signature(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
