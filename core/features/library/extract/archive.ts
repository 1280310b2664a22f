import { CoreError } from '../../../error.ts'
import { damaged, END, entryAt, LOCAL, number64, plainOf, type ZipEntry } from '../zip.ts'
import type { Limits } from './limits.ts'

/** An archive whose list has been checked; what is in it is unpacked one by one. */
export interface Archive {
  /** Names of files, `/` between folders, in the order of the archive. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a file; undefined when there is none of the name. Throws CoreError documentDamaged. */
  read(name: string): Uint8Array | undefined
}

const END_64 = 0x0606_4b50

/**
 * Reads a zip's list and refuses what no honest writer makes: more files or more unpacked bytes than the
 * limits, one file far larger than its packed form, files that share bytes, names that lead out of the
 * archive. Throws CoreError documentUnpacked, documentEncrypted or documentDamaged.
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map<string, ZipEntry>()
  let total = 0
  for (const entry of list(bytes, view, limits)) {
    total += entry.size
    const isBomb =
      total > limits.unpackedMb * 2 ** 20 ||
      (entry.size > 2 ** 20 && entry.size > entry.packed * limits.ratio)
    if (isBomb) throw new CoreError('documentUnpacked', { limit: limits.unpackedMb })
    if (!isSafe(entry.name)) throw new CoreError('documentSlip', { name: shown(entry.name) })
    // Of two files with one name the later wins, as it does for every unpacker.
    if (!entry.name.endsWith('/')) entries.set(entry.name, entry)
  }
  refuseOverlaps([...entries.values()])
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name)
      return entry && unpack(bytes, view, entry)
    },
  }
}

function* list(bytes: Uint8Array, view: DataView, limits: Limits): Iterable<ZipEntry> {
  const { count, start } = directory(view)
  if (count > limits.entries) throw new CoreError('documentUnpacked', { limit: limits.unpackedMb })
  let at = start
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(bytes, view, at)
    if (entry.encrypted) throw new CoreError('documentEncrypted')
    yield entry
    at = entry.next
  }
}

function directory(view: DataView): { count: number; start: number } {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== END) continue
    const count = view.getUint16(at + 10, true)
    const start = view.getUint32(at + 16, true)
    return count === 0xffff || start === 0xffff_ffff ? directory64(view, at) : { count, start }
  }
  throw damaged('zip')
}

function directory64(view: DataView, end: number): { count: number; start: number } {
  const at = end >= 20 ? number64(view, end - 20 + 8) : -1
  if (at < 0 || at + 56 > view.byteLength || view.getUint32(at, true) !== END_64)
    throw damaged('zip64')
  return { count: number64(view, at + 32), start: number64(view, at + 48) }
}

/** Relative, without steps upwards, drives or control characters. */
const isSafe = (name: string): boolean =>
  !name.startsWith('/') &&
  !/^[A-Za-z]:/u.test(name) &&
  !/\p{Cc}/u.test(name) &&
  !name.split('/').includes('..')

const shown = (name: string): string => name.replaceAll(/\p{Cc}/gu, '�').slice(0, 100)

function refuseOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0
  for (const { offset, packed } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw damaged('zip')
    end = offset + 30 + packed
  }
}

function unpack(bytes: Uint8Array, view: DataView, entry: ZipEntry): Uint8Array {
  const { offset, packed } = entry
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) throw damaged('zip')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const data = bytes.subarray(start, start + packed)
  if (data.length !== packed) throw damaged('zip')
  const plain = plainOf(entry, data)
  if (plain === undefined) throw damaged(shown(entry.name))
  return plain
}
