import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { CoreError } from '../../../error.ts'
import type { Limits } from './limits.ts'

/** Where the bytes of a document are. */
export type Source =
  | { readonly kind: 'path'; readonly path: string | Uint8Array }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** The bytes of a source. Size and nature are looked at before anything is read. Throws CoreError. */
export async function readSource(source: Source, limits: Limits): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes
  const path = typeof source.path === 'string' ? source.path : Buffer.from(source.path)
  try {
    // Without O_NONBLOCK a pipe that nobody writes to would hold the worker for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = await mustBeFile(file)
      if (size > limits.fileMb * 2 ** 20)
        throw new CoreError('documentTooLarge', { limit: limits.fileMb })
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
