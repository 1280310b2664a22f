import { open } from 'node:fs/promises'
import { markedEncoding } from '../../../encoding/decode.ts'
import {
  BEFORE_THE_FILE,
  beginsAs,
  headOf,
  logFile,
  readFrom,
  rotatedFiles,
  type FilePosition,
  type LogFile,
} from './file-position.ts'
import { LineDecoder } from './line-decoder.ts'
import { splitLines, widthOf } from './split-lines.ts'

/** Bytes read in one go: core must answer people meanwhile. */
const MOST_AT_ONCE = 2 * 1024 * 1024
/** From the end of a file that is followed for the first time, to learn its encoding. */
const SAMPLE = 256 * 1024

/** missing: the file is not there. replaced: the file that was read is gone, its last lines may be lost. */
export type FollowNote = 'missing' | 'truncated' | 'replaced'

export interface FollowedLines {
  readonly lines: readonly string[]
  readonly position: FilePosition
  readonly notes: readonly FollowNote[]
  /** More waits to be read at once. */
  readonly more: boolean
}

export interface FollowOptions {
  readonly path: string
  /** Absent: detected. */
  readonly encoding?: string | undefined
  readonly mostAtOnce?: number
  /** Without a position: the last lines of what is there, too. */
  readonly tail?: boolean
}

/**
 * What was written to a log since `position`; without one the log is followed from its present end. Finds what was
 * written before a rotation, by rename as well as by copy and truncation, also several of them.
 * Throws what the file system throws except for a missing file.
 */
export async function followFile(
  options: FollowOptions,
  position: FilePosition | undefined,
): Promise<FollowedLines> {
  const { path } = options
  const present = await logFile(path)
  if (position === undefined)
    return present
      ? await beginAtEnd(present, options)
      : { lines: [], position: BEFORE_THE_FILE, notes: ['missing'], more: false }
  if (present && isUnchanged(present, position))
    return { lines: [], position, notes: [], more: false }
  const chain = await chainFrom(path, present, position)
  if (chain.files.length === 0) return { lines: [], position, notes: ['missing'], more: false }

  let at = chain.isFound ? position : fresh(position)
  let budget = options.mostAtOnce ?? MOST_AT_ONCE
  const lines: string[] = []
  for (const [index, file] of chain.files.entries()) {
    const isLast = index === chain.files.length - 1
    if (index > 0) at = fresh(at)
    const read = await readFile(file, at, {
      ...options,
      budget,
      // A rotated file gets no more lines; the log itself may be written to this very moment.
      whole: !isLast,
    })
    lines.push(...read.lines)
    at = read.position
    budget -= read.bytes
    if (read.more) return { lines, position: at, notes: chain.notes, more: true }
  }
  return { lines, position: at, notes: chain.notes, more: false }
}

const isUnchanged = (file: LogFile, position: FilePosition): boolean =>
  file.file === position.file &&
  file.size === position.offset &&
  file.changedAt === position.changedAt

/** Another file from its beginning, in the same encoding as the one before. */
const fresh = ({ encoding }: FilePosition): FilePosition => ({
  ...BEFORE_THE_FILE,
  ...(encoding === undefined ? {} : { encoding }),
})

/** The files that hold what comes after a position, in order; the log itself is the last. */
async function chainFrom(
  path: string,
  present: LogFile | undefined,
  position: FilePosition,
): Promise<{
  readonly files: readonly LogFile[]
  readonly isFound: boolean
  readonly notes: readonly FollowNote[]
}> {
  const log = present ? [present] : []
  if (position.file === '' && position.offset === 0)
    return { files: log, isFound: false, notes: log.length === 0 ? ['missing'] : [] }
  const isSame = present?.file === position.file
  if (present && isSame && position.headLength > 0 && (await beginsAs(present, position)))
    return { files: log, isFound: true, notes: [] }
  const rotated = await rotatedFiles(path).catch((error: unknown) => {
    // Without its folder the log itself is missing, too.
    if (present === undefined) return []
    throw error
  })
  // It was empty, so no head tells it: all that was written to since then came after.
  if (position.headLength === 0) {
    const later = rotated.filter(({ changedAt }) => changedAt > position.changedAt)
    return { files: [...later, ...log], isFound: false, notes: [] }
  }
  const byNumber = rotated.filter(({ file }) => file === position.file)
  for (const candidate of [...byNumber, ...rotated.toReversed()]) {
    if (!(await beginsAs(candidate, position))) continue
    const later = rotated.filter(({ changedAt }) => changedAt > candidate.changedAt)
    return { files: [candidate, ...later, ...log], isFound: true, notes: [] }
  }
  const note = isSame ? 'truncated' : 'replaced'
  return { files: log, isFound: false, notes: present ? [note] : ['missing'] }
}

async function beginAtEnd(file: LogFile, options: FollowOptions): Promise<FollowedLines> {
  const { bytes: first, head, length } = await headOf(file.path)
  const marked = markedEncoding(first)
  const width = widthOf(options.encoding ?? marked)
  const decoder = new LineDecoder(options.encoding, marked === 'utf-8' ? undefined : marked)
  const handle = await open(file.path, 'r')
  try {
    const even = file.size - Math.min(file.size, SAMPLE)
    const from = even - (even % 2)
    const tail = await readFrom(handle, from, file.size - from)
    // Its first line may be half.
    const { lines, used } = splitLines(tail, { width, dropping: from > 0, whole: false })
    decoder.learn(lines)
    return {
      lines: options.tail ? decoder.decode(lines) : [],
      position: {
        file: file.file,
        offset: from + used,
        head,
        headLength: length,
        dropping: false,
        changedAt: file.changedAt,
        ...encodingOf(decoder),
      },
      notes: [],
      more: false,
    }
  } finally {
    await handle.close()
  }
}

interface Part {
  readonly lines: readonly string[]
  readonly position: FilePosition
  readonly bytes: number
  readonly more: boolean
}

async function readFile(
  file: LogFile,
  position: FilePosition,
  options: FollowOptions & { readonly budget: number; readonly whole: boolean },
): Promise<Part> {
  const head = await headOf(file.path)
  const marked = position.offset === 0 ? markedEncoding(head.bytes) : undefined
  const found = marked === undefined || marked === 'utf-8' ? position.encoding : marked
  const decoder = new LineDecoder(options.encoding, found)
  const handle = await open(file.path, 'r')
  try {
    const wanted = Math.max(0, Math.min(file.size - position.offset, options.budget))
    const bytes = await readFrom(handle, position.offset, wanted)
    const more = position.offset + bytes.length < file.size
    const split = splitLines(bytes, {
      width: widthOf(options.encoding ?? found),
      dropping: position.dropping,
      whole: options.whole && !more,
    })
    return {
      lines: decoder.decode(split.lines),
      position: {
        file: file.file,
        offset: position.offset + split.used,
        head: head.head,
        headLength: head.length,
        dropping: split.dropping,
        changedAt: file.changedAt,
        ...encodingOf(decoder),
      },
      bytes: split.used,
      more,
    }
  } finally {
    await handle.close()
  }
}

const encodingOf = ({ found }: LineDecoder): { readonly encoding?: string } =>
  found === undefined ? {} : { encoding: found }
