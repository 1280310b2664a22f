import { createHash } from 'node:crypto'
import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** First bytes of a file by which it is known again after it was renamed or copied. */
const HEAD = 1024
/** What an archive holds is not read: a file is followed at least once a minute. */
const PACKED = /\.(?:gz|xz|bz2|zst|zip|lz4)$/iu

/** How far a log was read: kept across restarts. */
export const filePosition = z.object({
  /** Device and number of the file; a file that is renamed keeps them. */
  file: z.string(),
  /** Begin of the first line that was not read yet, bytes. */
  offset: z.int().nonnegative(),
  /** SHA-256 of the first bytes, and how many they were. */
  head: z.string(),
  headLength: z.int().min(0).max(HEAD),
  dropping: z.boolean(),
  /** When the file had last been changed then, milliseconds of its own clock. */
  changedAt: z.number(),
  encoding: z.string().optional(),
})
export type FilePosition = z.infer<typeof filePosition>

/** Nothing of the file was there yet: whatever comes is new. */
export const BEFORE_THE_FILE: FilePosition = {
  file: '',
  offset: 0,
  head: '',
  headLength: 0,
  dropping: false,
  changedAt: 0,
}

/** One file that is, or was, the log. */
export interface LogFile {
  readonly path: string
  readonly file: string
  readonly size: number
  readonly changedAt: number
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

export async function logFile(path: string): Promise<LogFile | undefined> {
  try {
    const found = await stat(path, { bigint: true })
    if (!found.isFile()) return undefined
    return {
      path,
      file: `${found.dev}:${found.ino}`,
      size: Number(found.size),
      changedAt: Number(found.mtimeNs / 1_000n) / 1_000,
    }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** What the log was called after rotations: files beside it whose names begin with its own, the oldest first. */
export async function rotatedFiles(path: string): Promise<readonly LogFile[]> {
  const folder = dirname(path)
  const name = basename(path)
  const stem = name.replace(/\.[^.]*$/u, '')
  const names = (await readdir(folder)).filter(
    (other) =>
      other !== name &&
      (other.startsWith(`${name}.`) ||
        other.startsWith(`${name}-`) ||
        new RegExp(`^${escaped(stem)}[-.]\\d`, 'u').test(other)) &&
      !PACKED.test(other),
  )
  const found = await Promise.all(names.map((other) => logFile(join(folder, other))))
  return found
    .filter((file) => file !== undefined)
    .toSorted((a, b) => a.changedAt - b.changedAt || (a.path > b.path ? -1 : 1))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** Whether a file begins as the one that was read, and still has what was read of it. */
export async function beginsAs(file: LogFile, position: FilePosition): Promise<boolean> {
  if (file.size < position.offset) return false
  if (position.headLength === 0) return file.file === position.file
  const { head } = await headOf(file.path, position.headLength)
  return head === position.head
}

/** Hash of the first bytes of a file; `length` is less where the file is shorter. */
export async function headOf(
  path: string,
  length = HEAD,
): Promise<{ readonly head: string; readonly length: number; readonly bytes: Uint8Array }> {
  const handle = await open(path, 'r')
  try {
    const bytes = await readFrom(handle, 0, length)
    return {
      head: createHash('sha256').update(bytes).digest('hex'),
      length: bytes.length,
      bytes,
    }
  } finally {
    await handle.close()
  }
}

/** Up to `length` bytes from `offset`; fewer at the end of the file. */
export async function readFrom(
  handle: FileHandle,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
