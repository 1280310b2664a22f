import { crc32, inflateRawSync } from 'node:zlib'
import { CoreError } from '../../../error.ts'
import type { Limits } from './limits.ts'

/** An archive whose list has been checked; what is in it is unpacked one by one. */
export interface Archive {
  /** Names of files, `/` between folders, in the order of the archive. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a file; undefined when there is none of the name. Throws CoreError documentDamaged. */
  read(name: string): Uint8Array | undefined
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly crc: number
  readonly offset: number
}

const END = 0x0605_4b50
const END_64 = 0x0606_4b50
const CENTRAL = 0x0201_4b50
const LOCAL = 0x0403_4b50
const ENCRYPTED = 1
const UTF8 = 0x800

const damaged = (detail: string): CoreError => new CoreError('documentDamaged', { detail })

/**
 * Reads a zip's list and refuses what no honest writer makes: more files or more unpacked bytes than the
 * limits, one file far larger than its packed form, files that share bytes, names that lead out of the
 * archive. Throws CoreError documentUnpacked, documentEncrypted or documentDamaged.
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map<string, Entry>()
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

function* list(bytes: Uint8Array, view: DataView, limits: Limits): Iterable<Entry> {
  const { count, start } = directory(view)
  if (count > limits.entries) throw new CoreError('documentUnpacked', { limit: limits.unpackedMb })
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged('zip')
    const flags = view.getUint16(at + 8, true)
    if (flags & ENCRYPTED) throw new CoreError('documentEncrypted')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const nameEnd = at + 46 + nameLength
    yield {
      name: nameOf(bytes.subarray(at + 46, nameEnd), (flags & UTF8) !== 0),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizes(view, at, nameEnd, extraLength),
    }
    at = nameEnd + extraLength + view.getUint16(at + 32, true)
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

/** A number of eight bytes; what no file on this machine can have is damage. */
function number64(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged('zip64')
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('zip64')
  return Number(value)
}

function sizes(view: DataView, at: number, extra: number, length: number) {
  const found = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  }
  for (let here = extra; here + 4 <= extra + length && here + 4 <= view.byteLength;) {
    const id = view.getUint16(here, true)
    let field = here + 4
    if (id === 1)
      for (const name of ['size', 'packed', 'offset'] as const) {
        if (found[name] !== 0xffff_ffff) continue
        found[name] = number64(view, field)
        field += 8
      }
    here += 4 + view.getUint16(here + 2, true)
  }
  return found
}

const nameOf = (bytes: Uint8Array, utf8: boolean): string => {
  const text = Buffer.from(bytes)
  return (utf8 || isUtf8(bytes) ? text.toString('utf8') : text.toString('latin1')).replaceAll(
    '\\',
    '/',
  )
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== ''
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Relative, without steps upwards, drives or control characters. */
const isSafe = (name: string): boolean =>
  !name.startsWith('/') &&
  !/^[A-Za-z]:/u.test(name) &&
  !/\p{Cc}/u.test(name) &&
  !name.split('/').includes('..')

const shown = (name: string): string => name.replaceAll(/\p{Cc}/gu, '�').slice(0, 100)

function refuseOverlaps(entries: readonly Entry[]): void {
  let end = 0
  for (const { offset, packed } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw damaged('zip')
    end = offset + 30 + packed
  }
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { offset, packed, size, method } = entry
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) throw damaged('zip')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const data = bytes.subarray(start, start + packed)
  if (data.length !== packed) throw damaged('zip')
  const plain = method === 0 ? data : method === 8 ? inflate(data, size) : undefined
  if (plain === undefined || plain.length !== size || crc32(plain) !== entry.crc)
    throw damaged(shown(entry.name))
  return plain
}

function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
