import { createHash } from 'node:crypto'
import { CoreError } from '../error.ts'

/**
 * A bundle, before it is encrypted: "WKBUNDLE1\n", then sections of a letter, a length (4 bytes, big-endian) and so
 * many bytes. The last one, E, is the signature of everything before it.
 */
const MAGIC = Buffer.from('WKBUNDLE1\n')
export const HEAD = 5
/** Bytes of one section; more is refused unread. */
export const MOST_IN_SECTION = 300 << 20

/**
 * H header, N names of all attachments that its maker holds, J keys of a new workstation, C commits, B attachment,
 * P piece of one, L how many parts there are (in the last one), E end.
 */
export type SectionName = 'H' | 'N' | 'J' | 'C' | 'B' | 'P' | 'L' | 'E'
export interface Section {
  readonly name: SectionName
  readonly payload: Uint8Array
}
const NAMES: readonly string[] = ['H', 'N', 'J', 'C', 'B', 'P', 'L', 'E']

const damaged = (reason: string): CoreError => new CoreError('bundleDamaged', { reason })

/** The bytes of a bundle; `sign` signs the SHA-256 of all sections before the end. */
export async function* written(
  sections: AsyncIterable<Section> | Iterable<Section>,
  sign: (digest: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  const hashed = (bytes: Uint8Array): Uint8Array => {
    digest.update(bytes)
    return bytes
  }
  yield hashed(MAGIC)
  for await (const section of sections) {
    yield hashed(headOf(section))
    yield hashed(section.payload)
  }
  const payload = sign(digest.digest())
  yield headOf({ name: 'E', payload })
  yield payload
}

function headOf({ name, payload }: Section): Uint8Array {
  const head = Buffer.alloc(HEAD)
  head.write(name, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return head
}

/** What an end tells beside its signature: the digest that it has to be of. */
export interface End {
  readonly digest: Uint8Array
  readonly signature: Uint8Array
}

/**
 * The sections of a bundle, in order; `end` is told the last one. Throws CoreError bundleDamaged where the bytes do
 * not follow the format, end early, or go on after the end.
 */
export async function* read(
  bytes: AsyncIterable<Uint8Array>,
  end: (found: End) => void,
): AsyncGenerator<Section> {
  const from = new Source(bytes)
  const digest = createHash('sha256')
  const magic = await from.take(MAGIC.length)
  if (!magic.equals(MAGIC)) throw damaged('it is no bundle of Watchkeeper')
  digest.update(magic)
  for (;;) {
    const head = await from.take(HEAD)
    const name = head.toString('latin1', 0, 1)
    const length = head.readUInt32BE(1)
    if (!NAMES.includes(name) || length > MOST_IN_SECTION) throw damaged(`section ${name}`)
    const payload = await from.take(length)
    if (name === 'E') {
      if (!(await from.isOver())) throw damaged('it goes on after its end')
      return end({ digest: digest.digest(), signature: payload })
    }
    digest.update(head).update(payload)
    yield { name: name as SectionName, payload }
  }
}

/** Takes so many bytes at a time out of parts of any size. */
class Source {
  readonly #parts: AsyncIterator<Uint8Array>
  #kept: Uint8Array[] = []
  #size = 0

  constructor(parts: AsyncIterable<Uint8Array>) {
    this.#parts = parts[Symbol.asyncIterator]()
  }

  async take(length: number): Promise<Buffer> {
    while (this.#size < length) {
      const part = await this.#next()
      if (part === undefined) throw damaged('it ends early')
      this.#kept.push(part)
      this.#size += part.length
    }
    const whole = this.#kept.length === 1 ? this.#kept[0] : Buffer.concat(this.#kept)
    const bytes = whole ?? new Uint8Array()
    this.#kept = [bytes.subarray(length)]
    this.#size = bytes.length - length
    return Buffer.from(bytes.buffer, bytes.byteOffset, length)
  }

  async isOver(): Promise<boolean> {
    return this.#size === 0 && (await this.#next()) === undefined
  }

  async #next(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await this.#parts.next()
      return done === true ? undefined : value
    } catch (error) {
      // A part that was altered or cut is what the encryption finds out.
      throw error instanceof CoreError ? error : damaged(String(error))
    }
  }
}
