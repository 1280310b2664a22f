import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ExtractedPiece } from '../extracted.ts'

/** Most characters of one chunk: what is read to show one place. */
const CHUNK = 8000
/** Half a per cent larger than the usual, in two thirds of the time. */
const QUICK = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 15 },
}
const PIECE_END = '\u001e'
const FIELD_END = '\u001f'

/** A page or section as it is kept, or a part of a long one. */
export interface KeptPiece {
  readonly page: number
  readonly anchor: string
  readonly heading: string
  /** The piece began in the chunk before. */
  readonly continued: boolean
  readonly text: string
}

/** Texts of a part as they are kept: compressed, each with where it stands. */
export function* chunksOf(pieces: readonly ExtractedPiece[]): Iterable<Uint8Array> {
  let open: string[] = []
  let size = 0
  for (const piece of pieces) {
    const text = plain(piece.text)
    for (let at = 0; at === 0 || at < text.length;) {
      if (size >= CHUNK) {
        yield packed(open)
        open = []
        size = 0
      }
      const end = cut(text, at, CHUNK - size)
      const head = [
        piece.page,
        plain(piece.anchor),
        at === 0 ? plain(piece.heading) : '',
        at > 0 ? 1 : 0,
      ]
      open.push([...head, text.slice(at, end)].join(FIELD_END))
      size += Math.max(1, end - at) + piece.heading.length
      at = Math.max(end, 1)
    }
  }
  if (open.length > 0) yield packed(open)
}

// What separates must not stand in a text; whoever extracted it has no use for it.
const plain = (text: string): string =>
  /[\u001e\u001f]/u.test(text) ? text.replaceAll(/[\u001e\u001f]/gu, ' ') : text

/** Where a long text is cut: after a line or a sentence where one ends nearby, never inside a letter. */
function cut(text: string, at: number, room: number): number {
  if (text.length - at <= room) return text.length
  const end = at + room
  // Only the second half is looked at: a text without any of them would be searched to its beginning each time.
  const half = at + Math.ceil(room / 2)
  const late = text.slice(half, end + 1)
  const near = Math.max(late.lastIndexOf('\n'), late.lastIndexOf('。'))
  if (near >= 0) return half + near + 1
  const low = text.charCodeAt(end)
  return low >= 0xdc00 && low < 0xe000 ? end - 1 : end
}

const packed = (pieces: readonly string[]): Uint8Array =>
  zstdCompressSync(Buffer.from(pieces.join(PIECE_END)), QUICK)

/** The pieces of a chunk, in order. */
export function piecesOf(chunk: Uint8Array): KeptPiece[] {
  return zstdDecompressSync(chunk)
    .toString()
    .split(PIECE_END)
    .map((piece) => {
      const [page = '0', anchor = '', heading = '', continued = '0', text = ''] =
        piece.split(FIELD_END)
      return { page: Number(page), anchor, heading, continued: continued === '1', text }
    })
}

/** Long pieces that were cut, put together again. */
export function wholePieces(pieces: readonly KeptPiece[]): KeptPiece[] {
  const whole: KeptPiece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (piece.continued && last) whole[whole.length - 1] = { ...last, text: last.text + piece.text }
    else whole.push(piece)
  }
  return whole
}
