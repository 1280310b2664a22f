/** Bytes of one line at most; what is longer is cut there and the rest of the line is left out. */
export const LONGEST_LINE = 64 * 1024

/** How wide a character of the encoding is at least; its line ends are found by it. */
export type Width = 'bytes' | 'utf-16le' | 'utf-16be'

export interface SplitLines {
  readonly lines: readonly Uint8Array[]
  /** Bytes that need not be read again. */
  readonly used: number
  /** In the middle of a line that was cut: what comes up to its end is left out. */
  readonly dropping: boolean
}

export const widthOf = (encoding: string | undefined): Width =>
  encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : 'bytes'

/**
 * The complete lines of a part of a file, without their ends. A line that is not finished yet stays unread unless
 * `whole` says that nothing comes after it. Second bytes of GB18030 and Big5 never look like a line end.
 */
export function splitLines(
  bytes: Uint8Array,
  options: { readonly width: Width; readonly dropping: boolean; readonly whole: boolean },
): SplitLines {
  const { width } = options
  const unit = width === 'bytes' ? 1 : 2
  const lines: Uint8Array[] = []
  let { dropping } = options
  let start = 0
  for (;;) {
    const end = lineEnd(bytes, start, width)
    if (end < 0) break
    if (!dropping) lines.push(lineOf(bytes, start, end, width))
    dropping = false
    start = end + unit
  }
  const rest = bytes.length - start
  if (rest > 0 && (options.whole || rest > LONGEST_LINE || dropping)) {
    if (!dropping) lines.push(lineOf(bytes, start, bytes.length, width))
    // A character of two bytes may be half here.
    const used = options.whole ? bytes.length : start + rest - (rest % unit)
    return { lines, used, dropping: !options.whole }
  }
  return { lines, used: start, dropping: dropping && rest === 0 }
}

/** Index of the next line feed from `start`, in whole characters; -1: none. */
function lineEnd(bytes: Uint8Array, start: number, width: Width): number {
  if (width === 'bytes') return bytes.indexOf(0x0a, start)
  const low = width === 'utf-16le' ? 0 : 1
  for (let at = bytes.indexOf(0x0a, start); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    const first = at - low
    if ((first - start) % 2 === 0 && first >= start && bytes[first + 1 - low] === 0) return first
  }
  return -1
}

function lineOf(bytes: Uint8Array, start: number, end: number, width: Width): Uint8Array {
  const line = bytes.subarray(start, Math.min(end, start + LONGEST_LINE))
  const ends =
    width === 'bytes'
      ? line.at(-1) === 0x0d
      : line.at(width === 'utf-16le' ? -2 : -1) === 0x0d &&
        line.at(width === 'utf-16le' ? -1 : -2) === 0
  return ends ? line.subarray(0, line.length - (width === 'bytes' ? 1 : 2)) : line
}
