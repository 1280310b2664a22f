import { constants, inflateRawSync } from 'node:zlib'
import type { BlobReader } from '../../../workspace/workspace.ts'

/**
 * Files of a zip archive by name, read one at a time: neither the archive nor its other files are
 * taken into memory. The archive is foreign: nothing in it is believed.
 */
export interface Archive {
  readonly names: readonly string[]
  /** Undefined for a name that is not there, and for a file that is broken, encrypted or too large. */
  read(name: string): Uint8Array | undefined
}

interface Entry {
  readonly at: number
  readonly method: number
  readonly packed: number
  readonly size: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const MOST_DIRECTORY = 64 << 20
const STORED = 0
const DEFLATED = 8
/** Largest single file that is shown. */
const MOST_FILE = 256 << 20

/** Undefined when the bytes are no archive that can be read. */
export function openArchive(blob: BlobReader): Archive | undefined {
  const entries = directoryOf(blob)
  return (
    entries && {
      names: [...entries.keys()],
      read(name) {
        const entry = entries.get(name)
        return entry && readEntry(blob, entry)
      },
    }
  )
}

function directoryOf(blob: BlobReader): Map<string, Entry> | undefined {
  const tailAt = Math.max(0, blob.size - END_LENGTH - LONGEST_COMMENT)
  const tail = Buffer.from(blob.read(tailAt, blob.size - tailAt))
  let end = tail.length - END_LENGTH
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) return undefined
  const size = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (size > MOST_DIRECTORY || at + size > blob.size) return undefined
  return entriesOf(Buffer.from(blob.read(at, size)))
}

function entriesOf(directory: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (let at = 0; at + CENTRAL_LENGTH <= directory.length;) {
    if (directory.readUInt32LE(at) !== CENTRAL) break
    const name = at + CENTRAL_LENGTH
    const nameLength = directory.readUInt16LE(at + 28)
    entries.set(directory.toString('utf8', name, name + nameLength), {
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    })
    at = name + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

function readEntry(blob: BlobReader, entry: Entry): Uint8Array | undefined {
  if (entry.size > MOST_FILE || entry.packed > MOST_FILE) return undefined
  const head = Buffer.from(blob.read(entry.at, LOCAL_LENGTH))
  if (head.length < LOCAL_LENGTH || head.readUInt32LE(0) !== LOCAL) return undefined
  const start = entry.at + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = blob.read(start, entry.packed)
  if (packed.length < entry.packed) return undefined
  if (entry.method === STORED) return packed
  if (entry.method !== DEFLATED) return undefined
  try {
    return inflateRawSync(packed, {
      // One byte more than promised: a file that is longer is not what the directory says.
      maxOutputLength: entry.size + 1,
      finishFlush: constants.Z_SYNC_FLUSH,
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
