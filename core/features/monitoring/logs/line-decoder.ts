import { decodeChinese, decoderOf, decodeText, strictly } from '../../../encoding/decode.ts'

/** What cannot be told from its bytes is shown as Western text, and told anew with the next line. */
const UNSURE = 'windows-1252'

/**
 * Lines of one file as text. An encoding that nobody named is found from what is not ASCII, and kept for as long as
 * every line fits it: a few characters alone tell little.
 */
export class LineDecoder {
  readonly #named: InstanceType<typeof TextDecoder> | undefined
  #found: string | undefined

  /** `named`: by a person; `found`: what earlier lines were. Throws CoreError documentEncoding. */
  constructor(named: string | undefined, found: string | undefined) {
    // UTF-16 is told by the beginning of a file alone, never by a line.
    const certain = named ?? (found?.startsWith('utf-16') === true ? found : undefined)
    this.#named = certain === undefined ? undefined : decoderOf(certain)
    this.#found = found
  }

  /** The encoding of the lines so far; undefined: nothing told it yet. */
  get found(): string | undefined {
    return this.#found
  }

  /** Looks at a larger part of the file first, whose lines need not be decoded. */
  learn(lines: readonly Uint8Array[]): void {
    if (this.#named === undefined) this.#settle(lines)
  }

  decode(lines: readonly Uint8Array[]): string[] {
    const named = this.#named
    if (named) return lines.map((line) => named.decode(line))
    this.#settle(lines)
    return lines.map((line) => this.#text(line))
  }

  #settle(lines: readonly Uint8Array[]): void {
    const telling = lines.filter(isTelling).map(withoutZeros)
    const found = this.#found
    if (telling.length === 0) return
    if (found !== undefined && telling.every((line) => strictly(found, line) !== undefined)) return
    const bytes = Buffer.concat(telling.flatMap((line) => [line, Buffer.from('\n')]))
    const { encoding } = textOf(bytes)
    if (encoding !== UNSURE) this.#found = encoding
  }

  #text(line: Uint8Array): string {
    const bytes = withoutZeros(line)
    const text = this.#found === undefined ? undefined : strictly(this.#found, bytes)
    return text ?? textOf(bytes).text
  }
}

const isTelling = (line: Uint8Array): boolean => line.some((byte) => byte > 0x7f)

/** A log may have a stretch of zeros in it after a power cut. */
const withoutZeros = (line: Uint8Array): Uint8Array =>
  line.includes(0) ? line.filter((byte) => byte !== 0) : line

function textOf(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const unicode = strictly('utf-8', bytes)
  if (unicode !== undefined) return { text: unicode, encoding: 'utf-8' }
  return decodeChinese(bytes) ?? decodeText(bytes)
}
