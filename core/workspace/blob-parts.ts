import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { lock } from '../keys/box.ts'
import { CHECK, CHUNK, context, HEAD, MAGIC } from './blob-reader.ts'
import { fileError } from './files.ts'
import type { BlobReader } from './workspace.ts'

/** Bytes of an attachment that is stored sealed, as they are. */
export function sealedReader(path: string): BlobReader {
  return {
    size: statSync(path).size,
    read(from, length) {
      try {
        const file = openSync(path, 'r')
        try {
          const bytes = Buffer.alloc(length)
          return bytes.subarray(0, readSync(file, bytes, 0, length, from))
        } finally {
          closeSync(file)
        }
      } catch (error) {
        throw fileError(error)
      }
    },
  }
}

/** The file of an internal attachment that comes plain, in chunks. Throws CoreError blobDamaged where it is another one. */
export function* encryptedParts(
  sha256: string,
  key: Uint8Array,
  size: number,
  parts: Iterable<Uint8Array>,
): Generator<Uint8Array> {
  const plain = createHash('sha256')
  const whole = createHash('sha256')
  const told = (bytes: Uint8Array): Uint8Array => {
    whole.update(bytes)
    return bytes
  }
  yield told(Buffer.concat([MAGIC, Uint8Array.of(1)]))
  const chunks = Math.max(1, Math.ceil(size / CHUNK))
  let index = 0
  let seen = 0
  for (const part of parts) {
    plain.update(part)
    seen += part.length
    yield told(lock(key, part, context(sha256, index, index === chunks - 1)))
    index += 1
  }
  if (seen !== size || plain.digest('hex') !== sha256)
    throw new CoreError('blobDamaged', { name: sha256 })
  yield whole.digest()
}

/** The file of a sealed attachment as it was stored elsewhere. Throws CoreError blobDamaged where it does not pass its check. */
export function* sealedParts(
  sha256: string,
  level: Level,
  parts: Iterable<Uint8Array>,
): Generator<Uint8Array> {
  const whole = createHash('sha256')
  let end = Buffer.alloc(0)
  let isFirst = true
  for (const part of parts) {
    if (
      isFirst &&
      (!Buffer.from(part.subarray(0, MAGIC.length)).equals(MAGIC) || part[HEAD - 1] !== level)
    )
      throw new CoreError('blobDamaged', { name: sha256 })
    isFirst = false
    const seen = Buffer.concat([end, part])
    const settled = Math.max(0, seen.length - CHECK)
    whole.update(seen.subarray(0, settled))
    end = seen.subarray(settled)
    yield part
  }
  if (!whole.digest().equals(end)) throw new CoreError('blobDamaged', { name: sha256 })
}
