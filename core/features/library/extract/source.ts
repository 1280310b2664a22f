import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { CoreError } from '../../../error.ts'
import { readBlob, type BlobPlace } from '../../../workspace/blobs.ts'
import { writeArchive } from './archive-writer.ts'
import type { Limits } from './limits.ts'

/** Where the bytes of a document are. */
export type Source =
  | { readonly kind: 'path'; readonly path: string | Uint8Array }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Something that the library keeps. */
  | { readonly kind: 'blob'; readonly place: BlobPlace }
  /** Pages that belong together with what they show, as one archive. */
  | { readonly kind: 'tree'; readonly files: readonly TreeFile[] }

export interface TreeFile {
  /** Name within the tree, `/` between folders. */
  readonly name: string
  readonly path: string
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** The bytes of a source. Size and nature are looked at before anything is read. Throws CoreError. */
export async function readSource(source: Source, limits: Limits): Promise<Uint8Array> {
  switch (source.kind) {
    case 'bytes':
      return source.bytes
    case 'blob':
      return readBlob(source.place, () => source.place.key)
    case 'path':
      return readPath(source.path, limits.fileMb)
    case 'tree':
      return writeArchive(await readTree(source.files, limits))
  }
}

async function readTree(
  files: readonly TreeFile[],
  limits: Limits,
): Promise<Map<string, Uint8Array>> {
  const all = new Map<string, Uint8Array>()
  let total = 0
  for (const { name, path } of files) {
    const bytes = await readPath(path, limits.fileMb)
    total += bytes.length
    if (total > limits.fileMb * 2 ** 20)
      throw new CoreError('documentTooLarge', { limit: limits.fileMb })
    all.set(name, bytes)
  }
  return all
}

async function readPath(given: string | Uint8Array, limitMb: number): Promise<Uint8Array> {
  const path = typeof given === 'string' ? given : Buffer.from(given)
  try {
    // Without O_NONBLOCK a pipe that nobody writes to would hold the worker for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = await mustBeFile(file)
      if (size > limitMb * 2 ** 20) throw new CoreError('documentTooLarge', { limit: limitMb })
      const bytes = Buffer.alloc(size)
      let at = 0
      while (at < size) {
        const { bytesRead } = await file.read(bytes, at, size - at, at)
        if (bytesRead === 0) break
        at += bytesRead
      }
      return bytes.subarray(0, at)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw sourceError(error)
  }
}

async function mustBeFile(file: Awaited<ReturnType<typeof open>>): Promise<{ size: number }> {
  const status = await file.stat()
  if (!status.isFile()) throw new CoreError('sourceSpecial')
  return status
}

/** A refusal of the file system as people understand it. */
export function sourceError(error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CoreError('sourceMissing')
    case 'EACCES':
    case 'EPERM':
      return new CoreError('sourceDenied')
    case 'ELOOP':
      return new CoreError('sourceLoop')
    case 'ENXIO':
    case 'EISDIR':
    case 'ENODEV':
      return new CoreError('sourceSpecial')
    case 'EIO':
    case 'EMFILE':
    case 'ENAMETOOLONG':
    case 'EBUSY':
      return new CoreError('sourceFailed', { reason: codeOf(error) })
    default:
      return error
  }
}
