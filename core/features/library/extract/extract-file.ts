import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { ok, type Result } from '../../../../contract/result.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import { CoreError } from '../../../error.ts'
import type { Extracted } from '../extracted.ts'
import { openArchive, type Archive } from './archive.ts'
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

type ArchiveReader = (
  archive: Archive,
  budget: Budget,
  bytes: Uint8Array,
  progress: Progress,
) => Found | Promise<Found>

/** Each format's code is loaded when the first file of it comes. */
const READERS = {
  text: async () => (await import('./formats/text.ts')).text,
  markdown: async () => (await import('./formats/markdown.ts')).markdown,
  html: async () => (await import('./formats/html.ts')).html,
  man: async () => (await import('./formats/man.ts')).man,
  pdf: async () => (await import('./formats/pdf.ts')).pdf,
  image: async () => (await import('./formats/image.ts')).image,
} as const satisfies Partial<Record<DocumentFormat, () => Promise<Reader>>>

/** Formats that are archives, with a file that tells each. */
const ARCHIVES = {
  docx: { mark: /^word\//u, load: async () => (await import('./formats/docx.ts')).docx },
  xlsx: {
    mark: /^xl\/workbook\.xml$/u,
    load: async () => (await import('./formats/xlsx.ts')).xlsx,
  },
  pptx: { mark: /^ppt\//u, load: async () => (await import('./formats/pptx.ts')).pptx },
  epub: {
    mark: /^META-INF\/container\.xml$/u,
    load: async () => (await import('./formats/epub.ts')).epub,
  },
} as const satisfies Partial<
  Record<DocumentFormat, { mark: RegExp; load: () => Promise<ArchiveReader> }>
>
type ArchiveFormat = keyof typeof ARCHIVES
const ARCHIVE_FORMATS = Object.keys(ARCHIVES) as readonly ArchiveFormat[]

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
  const budget = new Budget(limits)
  const { format, found } =
    kind === 'zip'
      ? await fromArchive(bytes, budget, progress)
      : await fromFile(bytes, kind, budget, input.encoding, progress)
  return ok({
    extracted: extracted(format, found),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    mime: mimeOf(format),
    ...(input.keep === true ? { bytes } : {}),
  })
}

async function fromFile(
  bytes: Uint8Array,
  kind: Kind,
  budget: Budget,
  encoding: string | undefined,
  progress: Progress,
): Promise<{ format: DocumentFormat; found: Found }> {
  if (!(kind in READERS)) throw refusalOf(kind, bytes)
  const format = kind as keyof typeof READERS
  const read: Reader = await READERS[format]()
  return { format, found: await read(bytes, budget, encoding, progress) }
}

async function fromArchive(
  bytes: Uint8Array,
  budget: Budget,
  progress: Progress,
): Promise<{ format: DocumentFormat; found: Found }> {
  const archive = openArchive(bytes, budget.limits)
  const format = ARCHIVE_FORMATS.find((name) =>
    archive.names.some((file) => ARCHIVES[name].mark.test(file)),
  )
  if (format === undefined)
    throw new CoreError(archive.has('content.xml') ? 'documentFormat' : 'documentArchive')
  const read: ArchiveReader = await ARCHIVES[format].load()
  return { format, found: await read(archive, budget, bytes, progress) }
}

/** Why a file is of no kind that can be read. */
function refusalOf(kind: Kind, bytes: Uint8Array): CoreError {
  if (kind === 'gzip' || kind === 'archive') return new CoreError('documentArchive')
  if (kind !== 'legacyOffice') return new CoreError('documentFormat')
  // An Office file with a password is kept inside of the old format.
  const isLocked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return new CoreError(isLocked ? 'documentEncrypted' : 'documentLegacyOffice')
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
