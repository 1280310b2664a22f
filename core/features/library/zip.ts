import { crc32, inflateRawSync } from 'node:zlib'
import { CoreError } from '../../error.ts'

/** The parts of a zip archive (APPNOTE 6.3.10), for those who read it whole and those who read a file of it. */
export const END = 0x0605_4b50
export const LOCAL = 0x0403_4b50
const CENTRAL = 0x0201_4b50
const CENTRAL_LENGTH = 46
const ENCRYPTED = 1
const UTF8 = 0x800
const STORED = 0
const DEFLATED = 8

export interface ZipEntry {
  /** `/` between folders. */
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly crc: number
  /** Of the local header. */
  readonly offset: number
  /** Where the next entry of the directory begins. */
  readonly next: number
}

export const damaged = (detail: string): CoreError => new CoreError('documentDamaged', { detail })

/** One entry of the directory. Throws CoreError documentDamaged. */
export function entryAt(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  if (at + CENTRAL_LENGTH > view.byteLength || view.getUint32(at, true) !== CENTRAL)
    throw damaged('zip')
  const flags = view.getUint16(at + 8, true)
  const extraLength = view.getUint16(at + 30, true)
  const nameEnd = at + CENTRAL_LENGTH + view.getUint16(at + 28, true)
  return {
    name: nameOf(bytes.subarray(at + CENTRAL_LENGTH, nameEnd), (flags & UTF8) !== 0),
    encrypted: (flags & ENCRYPTED) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    ...sizes(view, at, nameEnd, extraLength),
    next: nameEnd + extraLength + view.getUint16(at + 32, true),
  }
}

/** A file's bytes out of its packed ones; undefined where they are not what the directory says. */
export function plainOf(entry: ZipEntry, data: Uint8Array): Uint8Array | undefined {
  const { method, size, crc } = entry
  const plain = method === STORED ? data : method === DEFLATED ? inflate(data, size) : undefined
  return plain !== undefined && plain.length === size && crc32(plain) === crc ? plain : undefined
}

/** A number of eight bytes; what no file on this machine can have is damage. */
export function number64(view: DataView, at: number): number {
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

function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
