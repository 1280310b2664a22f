import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { LEVELS, type Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { unlock } from '../keys/box.ts'
import { fileError } from './files.ts'
import type { BlobReader } from './workspace.ts'

/**
 * One file: "WKB1", the level's byte, chunks of 1 MiB under AES-256-GCM (28 bytes longer each), and
 * the SHA-256 of all that, so that rot shows without the key.
 */
export const MAGIC = Buffer.from('WKB1')
export const HEAD = MAGIC.length + 1
export const CHUNK = 1 << 20
export const OVERHEAD = 28
export const CHECK = 32

export const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export const context = (sha256: string, index: number, last: boolean) =>
  `watchkeeper blob ${sha256} ${index}${last ? ' last' : ''}`

export function missingOr(error: unknown, name: string): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isMissing ? new CoreError('blobMissing', { name }) : fileError(error)
}

/** Whether a stored attachment passes its own check, without any key. */
export function isWhole(file: Buffer): boolean {
  if (file.length < HEAD + OVERHEAD + CHECK || !file.subarray(0, MAGIC.length).equals(MAGIC))
    return false
  return digest(file.subarray(0, file.length - CHECK)).equals(file.subarray(file.length - CHECK))
}

export function levelOf(file: Buffer): Level {
  return LEVELS.find((level) => level === file[MAGIC.length]) ?? 3
}

/** Chunks of a reader that stay opened: neighbouring parts are asked for one after the other. */
const KEPT_CHUNKS = 4

/** Reads parts of a stored attachment; each chunk is authenticated by itself. */
export function blobReader(
  sha256: string,
  path: string,
  keyFor: (level: Level) => Uint8Array,
): BlobReader {
  const kept = new Map<number, Uint8Array>()
  const lengthOf = (file: number): number => fstatSync(file).size - HEAD - CHECK
  const sizeOf = (body: number): number => body - countOf(body) * OVERHEAD

  function chunk(file: number, index: number, body: number): Uint8Array {
    const known = kept.get(index)
    if (known) return known
    const at = index * (CHUNK + OVERHEAD)
    const locked = bytesOf(file, HEAD + at, Math.min(CHUNK + OVERHEAD, body - at))
    const key = keyFor(levelOf(bytesOf(file, 0, HEAD)))
    const plain = unlock(key, locked, context(sha256, index, index === countOf(body) - 1))
    if (plain === undefined) throw new CoreError('blobDamaged', { name: sha256 })
    if (kept.size >= KEPT_CHUNKS)
      for (const first of [...kept.keys()].slice(0, 1)) kept.delete(first)
    kept.set(index, plain)
    return plain
  }

  function opened<T>(use: (file: number) => T): T {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch (error) {
      throw missingOr(error, sha256)
    }
    try {
      const head = bytesOf(file, 0, HEAD)
      if (lengthOf(file) < OVERHEAD || !head.subarray(0, MAGIC.length).equals(MAGIC))
        throw new CoreError('blobDamaged', { name: sha256 })
      // Also where the parts are still in memory: the key may have gone with the session.
      keyFor(levelOf(head))
      return use(file)
    } finally {
      closeSync(file)
    }
  }

  return {
    size: opened((file) => sizeOf(lengthOf(file))),
    read: (from, length) =>
      opened((file) => {
        const body = lengthOf(file)
        const end = Math.min(from + length, sizeOf(body))
        const parts: Uint8Array[] = []
        for (let at = from; at < end;) {
          const index = Math.floor(at / CHUNK)
          const stop = Math.min(end, (index + 1) * CHUNK)
          parts.push(chunk(file, index, body).subarray(at - index * CHUNK, stop - index * CHUNK))
          at = stop
        }
        return Buffer.concat(parts)
      }),
  }
}

/** Chunks of a body of so many bytes. */
export const countOf = (body: number): number => Math.max(1, Math.ceil(body / (CHUNK + OVERHEAD)))

function bytesOf(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const count = readSync(file, bytes, 0, length, at)
  return bytes.subarray(0, count)
}
