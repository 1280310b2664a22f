import type { DocumentFormat } from '../../../../contract/library.ts'

/** What a file is, by its first bytes and its name. gzip: look at what is in it; zip: look at what it holds. */
export type Kind =
  | DocumentFormat
  | 'gzip'
  | 'zip'
  | 'legacyOffice'
  | 'archive'
  | 'program'
  | 'unknown'

const IMAGES = /\.(?:png|jpe?g|gif|webp|bmp|svg|tiff?|avif|heic)$/iu

const starts = (bytes: Uint8Array, ...expected: readonly number[]): boolean =>
  expected.every((byte, at) => bytes[at] === byte)

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** `head`: the first 4 KiB are enough. The bytes go before the name: a name may say anything. */
export function kindOf(name: string, head: Uint8Array): Kind {
  return byBytes(head) ?? byName(name, head)
}

function byBytes(head: Uint8Array): Kind | undefined {
  if (latin(head, 0, 1024).includes('%PDF-')) return 'pdf'
  if (starts(head, 0x50, 0x4b, 3, 4) || starts(head, 0x50, 0x4b, 5, 6)) return 'zip'
  if (starts(head, 0x1f, 0x8b)) return 'gzip'
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'legacyOffice'
  if (starts(head, 0x7f, 0x45, 0x4c, 0x46) || starts(head, 0x4d, 0x5a)) return 'program'
  const isImage =
    starts(head, 0x89, 0x50, 0x4e, 0x47) ||
    starts(head, 0xff, 0xd8, 0xff) ||
    latin(head, 0, 4) === 'GIF8' ||
    (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP') ||
    (latin(head, 0, 2) === 'BM' && head[5] === 0 && head[6] === 0) ||
    (latin(head, 4, 8) === 'ftyp' && /avif|heic|mif1/u.test(latin(head, 8, 12)))
  if (isImage) return 'image'
  const isArchive =
    starts(head, 0xfd, 0x37, 0x7a, 0x58) ||
    latin(head, 0, 3) === 'BZh' ||
    latin(head, 0, 4) === 'Rar!' ||
    starts(head, 0x37, 0x7a, 0xbc, 0xaf) ||
    latin(head, 257, 262) === 'ustar'
  return isArchive ? 'archive' : undefined
}

function byName(name: string, head: Uint8Array): Kind {
  if (/\.(?:md|markdown|mdown|mkd)$/iu.test(name)) return 'markdown'
  const text = latin(head, 0, 4096).replaceAll('\0', '')
  if (/\.x?html?$/iu.test(name) || /^\W{0,4}\s*(?:<!doctype html|<html[\s>])/iu.test(text))
    return 'html'
  if (IMAGES.test(name)) return 'image'
  if (isManual(name, text)) return 'man'
  if (looksUtf16(head)) return 'text'
  return head.subarray(0, 1024).includes(0) || isControlled(head) ? 'unknown' : 'text'
}

/** No encoding of text has many control characters besides tab, line ends, form feed and escape. */
const isControlled = (head: Uint8Array): boolean => {
  const controls = head.reduce(
    (count, byte) => count + Number(byte < 0x20 && !TEXT_CONTROLS.has(byte)),
    0,
  )
  return controls > head.length / 50
}
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b])

/** `ls.1`, `openssl.1ssl`, `printf.3p`: the macros of man pages stand at its head. */
const isManual = (name: string, text: string): boolean =>
  /\.(?:[1-9n]\w{0,9}|man|roff|mdoc)$/u.test(name) &&
  /^(?:\.(?:TH|Dd|so|de|if|ie|ds|nr|nh|SH)\b|['.]\\")/mu.test(text)

const looksUtf16 = (head: Uint8Array): boolean => {
  if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) return true
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  return zeros > head.length / 50 && zeros < head.length * 0.6
}

const MIME: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  html: 'text/html',
  tree: 'application/zip',
  markdown: 'text/markdown',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  epub: 'application/epub+zip',
  text: 'text/plain',
  man: 'text/troff',
  image: 'application/octet-stream',
}

export const mimeOf = (format: DocumentFormat): string => MIME[format]
