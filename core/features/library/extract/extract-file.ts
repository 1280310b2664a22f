import { createHash } from 'node:crypto'
import { ok, type Result } from '../../../../contract/result.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import { CoreError } from '../../../error.ts'
import type { Extracted, ExtractedPart } from '../extracted.ts'
import { openArchive, type Archive } from './archive.ts'
import { Budget, extracted, type Found } from './build.ts'
import { mimeOf, type Kind } from './detect.ts'
import type { Tell } from './jobs.ts'
import { readKept } from './kept.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { Source } from './source.ts'

export interface ExtractInput {
  readonly source: Source
  /** Name of the file: how it is read follows from its bytes and from this. */
  readonly name: string
  /** Encoding of a text that a person chose; absent: found. */
  readonly encoding?: string | undefined
  /** The format it is known to have; absent: found. */
  readonly format?: DocumentFormat | undefined
  readonly limits?: Partial<Limits>
}

export interface ExtractOutput {
  readonly extracted: Extracted
  /** Of the bytes as they are kept: a packed text is kept unpacked. */
  readonly sha256: string
  readonly size: number
  readonly mime: string
}

type Reader = (
  bytes: Uint8Array,
  budget: Budget,
  encoding: string | undefined,
  progress: () => void,
) => Found | Promise<Found>

type ArchiveReader = (
  archive: Archive,
  budget: Budget,
  bytes: Uint8Array,
  progress: () => void,
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
    mark: /^(?:[^/]+\/)?META-INF\/container\.xml$/u,
    load: async () => (await import('./formats/epub.ts')).epub,
  },
} as const satisfies Partial<
  Record<DocumentFormat, { mark: RegExp; load: () => Promise<ArchiveReader> }>
>
type ArchiveFormat = keyof typeof ARCHIVES
const ARCHIVE_FORMATS = Object.keys(ARCHIVES) as readonly ArchiveFormat[]

/** Text that is sent in one message, characters. */
const MESSAGE = 1_000_000

/** Takes the text out of one document and sends it part by part. Throws CoreError with what is wrong with it. */
export async function extractFile(input: ExtractInput, tell: Tell): Promise<Result<ExtractOutput>> {
  const limits = { ...LIMITS, ...input.limits }
  const { bytes, kind } = await readKept(input, limits)
  const budget = new Budget(limits)
  const { format, found } =
    kind === 'zip'
      ? await fromArchive(bytes, isTree(input), budget, tell.progress)
      : await fromFile(bytes, kind, budget, input.encoding, tell.progress)
  const result = extracted(format, found)
  sendParts(result.parts, tell)
  return ok({
    extracted: { ...result, parts: [] },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    mime: mimeOf(format),
  })
}

const isTree = ({ source, format }: ExtractInput): boolean =>
  source.kind === 'tree' || format === 'tree'

function sendParts(parts: readonly ExtractedPart[], tell: Tell): void {
  let some: ExtractedPart[] = []
  let size = 0
  for (const part of parts) {
    some.push(part)
    for (const { text, heading } of part.pieces) size += text.length + heading.length
    if (size < MESSAGE) continue
    tell.part(some)
    some = []
    size = 0
  }
  tell.part(some)
}

async function fromFile(
  bytes: Uint8Array,
  kind: Kind,
  budget: Budget,
  encoding: string | undefined,
  progress: () => void,
): Promise<{ format: DocumentFormat; found: Found }> {
  if (!(kind in READERS)) throw refusalOf(kind, bytes)
  const format = kind as keyof typeof READERS
  const read: Reader = await READERS[format]()
  return { format, found: await read(bytes, budget, encoding, progress) }
}

async function fromArchive(
  bytes: Uint8Array,
  isTree: boolean,
  budget: Budget,
  progress: () => void,
): Promise<{ format: DocumentFormat; found: Found }> {
  const archive = openArchive(bytes, budget.limits)
  if (isTree) {
    const { tree } = await import('./formats/tree.ts')
    return { format: 'tree', found: tree(archive, budget, bytes, progress) }
  }
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
