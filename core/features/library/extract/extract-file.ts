import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { ok, type Result } from '../../../../contract/result.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import { CoreError } from '../../../error.ts'
import type { Extracted } from '../extracted.ts'
import { Budget, extracted, type Found } from './build.ts'
import { kindOf, mimeOf, type Kind } from './detect.ts'
import type { Progress } from './jobs.ts'
import { LIMITS, type Limits } from './limits.ts'
import { readSource, type Source } from './source.ts'

export interface ExtractInput {
  readonly source: Source
  /** Name of the file: how it is read follows from its bytes and from this. */
  readonly name: string
  /** Encoding of a text that a person chose; absent: found. */
  readonly encoding?: string | undefined
  /** True: the file's bytes come back with its text. */
  readonly keep?: boolean
  readonly limits?: Partial<Limits>
}

export interface ExtractOutput {
  readonly extracted: Extracted
  /** Of the bytes as they are kept: a packed text is kept unpacked. */
  readonly sha256: string
  readonly size: number
  readonly mime: string
  /** Where they were asked for. */
  readonly bytes?: Uint8Array
}

type Reader = (
  bytes: Uint8Array,
  budget: Budget,
  encoding: string | undefined,
  progress: Progress,
) => Found | Promise<Found>

/** Each format's code is loaded when the first file of it comes. */
const READERS: Readonly<Partial<Record<DocumentFormat, () => Promise<Reader>>>> = {
  text: async () => (await import('./formats/text.ts')).text,
  markdown: async () => (await import('./formats/markdown.ts')).markdown,
  html: async () => (await import('./formats/html.ts')).html,
}

/** Formats that are text as a whole, with the smaller limit. */
const TEXTS: readonly Kind[] = ['text', 'markdown', 'html', 'man']

/** Takes the text out of one file. Runs in a worker; throws CoreError with what is wrong with the file. */
export async function extractFile(
  input: ExtractInput,
  progress: Progress,
): Promise<Result<ExtractOutput>> {
  const limits = { ...LIMITS, ...input.limits }
  let bytes = await readSource(input.source, limits)
  let name = input.name
  let kind = kindOf(name, bytes.subarray(0, 4096))
  if (kind === 'gzip') {
    bytes = unpack(bytes, limits)
    name = name.replace(/\.gz$/iu, '')
    kind = kindOf(name, bytes.subarray(0, 4096))
  }
  if (bytes.length === 0) throw new CoreError('documentEmpty')
  if (TEXTS.includes(kind) && bytes.length > limits.textMb << 20)
    throw new CoreError('documentTooLarge', { limit: limits.textMb })
  const format = formatOf(kind)
  const load = READERS[format]
  if (load === undefined) throw new CoreError('documentFormat')
  const read = await load()
  const found = await read(bytes, new Budget(limits), input.encoding, progress)
  return ok({
    extracted: extracted(format, found),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    mime: mimeOf(format),
    ...(input.keep === true ? { bytes } : {}),
  })
}

/** Throws CoreError where a file is of no kind that can be read. */
function formatOf(kind: Kind): DocumentFormat {
  switch (kind) {
    case 'gzip':
    case 'zip':
    case 'archive':
      throw new CoreError('documentArchive')
    case 'legacyOffice':
      throw new CoreError('documentLegacyOffice')
    case 'program':
    case 'unknown':
      throw new CoreError('documentFormat')
    default:
      return kind
  }
}

function unpack(bytes: Uint8Array, limits: Limits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.textMb << 20 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw code === 'ERR_BUFFER_TOO_LARGE'
      ? new CoreError('documentUnpacked', { limit: limits.textMb })
      : new CoreError('documentDamaged', { detail: 'gzip' })
  }
}
