import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { chainHash } from '../log/codec.ts'
import { STREAM } from '../log/identity.ts'
import type { StoredCommit } from '../log/types.ts'

/** Bytes of one batch once it is unpacked; more is refused unread. */
export const MOST_UNPACKED = 64 << 20
const HASH = 32
const SIGNATURE = 64
const LEVEL = 3

/** The bytes are no batch; the message says where. */
export class MalformedBatch extends Error {}

/** Commits of one stream whose numbers follow each other, with the hash that comes before the first. */
export interface Run {
  readonly previous: Uint8Array
  readonly commits: readonly StoredCommit[]
}

/**
 * Commits as they travel, between workstations and on a stick: zstd over runs of
 *
 *     length stream, seq of the first, hash before the first (32 bytes), count, count x (length body, signature (64 bytes))
 *
 * Lengths and numbers are LEB128. Hashes are not sent: they follow from the one before. The bodies are the bytes that
 * were signed.
 */
export function packBatch(runs: readonly Run[]): Uint8Array {
  const out: Uint8Array[] = []
  for (const { previous, commits } of runs) {
    const [first] = commits
    if (first === undefined) continue
    const stream = Buffer.from(first.stream)
    out.push(number(stream.length), stream, number(first.seq), previous, number(commits.length))
    for (const { body, signature } of commits) out.push(number(body.length), body, signature)
  }
  return zstdCompressSync(Buffer.concat(out), {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

/** The commits of a batch, in its order. Throws MalformedBatch; signatures and chains are for the log to check. */
export function unpackBatch(batch: Uint8Array): StoredCommit[] {
  let bytes: Buffer
  try {
    bytes = zstdDecompressSync(batch, { maxOutputLength: MOST_UNPACKED })
  } catch (error) {
    throw new MalformedBatch(`zstd: ${error instanceof Error ? error.message : String(error)}`)
  }
  const from = new Reader(bytes)
  const commits: StoredCommit[] = []
  while (!from.atEnd) {
    const stream = from.take(from.number()).toString('latin1')
    if (!STREAM.test(stream)) throw new MalformedBatch(`stream at ${from.at}`)
    let seq = from.number()
    let hash: Uint8Array = from.take(HASH)
    for (let left = from.number(); left > 0; left--, seq++) {
      const body = from.take(from.number())
      const signature = from.take(SIGNATURE)
      hash = chainHash(hash, body)
      commits.push({ stream, seq, body, hash, signature })
    }
  }
  return commits
}

function number(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

class Reader {
  readonly #bytes: Buffer
  at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.at === this.#bytes.length
  }

  take(length: number): Buffer {
    if (length > this.#bytes.length - this.at) throw new MalformedBatch(`it ends at ${this.at}`)
    const taken = this.#bytes.subarray(this.at, this.at + length)
    this.at += length
    return taken
  }

  number(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.take(1)[0] ?? 0
      value += (byte % 128) * scale
      if (!Number.isSafeInteger(value)) throw new MalformedBatch(`number at ${this.at}`)
      if (byte < 128) return value
    }
  }
}
