import { CoreError } from '../../error.ts'
import { unreachable } from './link.ts'

/** Bytes of one frame; more is not read. */
const MOST = 80 << 20

/** The batches of an answer as they come: each after its length, 4 bytes big-endian; a length of 0 ends. Throws CoreError hubUnreachable when it ends before. */
export async function* frames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept: Buffer[] = []
  let size = 0
  let wanted: number | undefined
  const take = (length: number): Buffer => {
    const all = kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept)
    kept = [all.subarray(length)]
    size -= length
    return all.subarray(0, length)
  }
  for await (const part of arriving(bytes)) {
    kept.push(Buffer.from(part))
    size += part.length
    for (;;) {
      if (wanted === undefined) {
        if (size < 4) break
        wanted = take(4).readUInt32BE()
        if (wanted === 0) return
        if (wanted > MOST) throw new CoreError('hubUnreachable', { reason: 'a frame too long' })
      }
      if (size < wanted) break
      yield take(wanted)
      wanted = undefined
    }
  }
  throw new CoreError('hubUnreachable', { reason: 'the answer was cut' })
}

/** A line that breaks is an expected failure. */
async function* arriving(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw unreachable(error)
  }
}
