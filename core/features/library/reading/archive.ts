import { CoreError } from '../../../error.ts'
import type { BlobReader } from '../../../workspace/workspace.ts'
import { END, entryAt, LOCAL, plainOf, type ZipEntry } from '../zip.ts'

/**
 * Files of a zip archive by name, read one at a time: neither the archive nor its other files are
 * taken into memory. The archive is foreign: nothing in it is believed.
 */
export interface Archive {
  readonly names: readonly string[]
  /** Undefined for a name that is not there, and for a file that is broken, encrypted or too large. */
  read(name: string): Uint8Array | undefined
}

const END_LENGTH = 22
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const MOST_DIRECTORY = 64 << 20
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

function directoryOf(blob: BlobReader): Map<string, ZipEntry> | undefined {
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

/** The entries up to the first that is none. */
function entriesOf(directory: Buffer): Map<string, ZipEntry> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const entries = new Map<string, ZipEntry>()
  try {
    for (let at = 0; at < directory.length;) {
      const entry = entryAt(directory, view, at)
      entries.set(entry.name, entry)
      at = entry.next
    }
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
  }
  return entries
}

function readEntry(blob: BlobReader, entry: ZipEntry): Uint8Array | undefined {
  if (entry.size > MOST_FILE || entry.packed > MOST_FILE) return undefined
  const head = Buffer.from(blob.read(entry.offset, LOCAL_LENGTH))
  if (head.length < LOCAL_LENGTH || head.readUInt32LE(0) !== LOCAL) return undefined
  const start = entry.offset + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = blob.read(start, entry.packed)
  return packed.length < entry.packed ? undefined : plainOf(entry, packed)
}
