import { LEVELS, type Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import type { BlobSource, CarriedBlob } from '../workspace/workspace.ts'
import type { Section } from './sections.ts'

/** Bytes of a piece of an attachment; every attachment is cut at the same places, whoever cuts it. */
export const PIECE = 1 << 20
/** Attachments that go as a whole where the bundle is one file. */
export const WHOLE = 64 << 20
const HASH = 32
const HEAD = HASH + 1 + 8 + 8

export interface Piece extends Omit<CarriedBlob, 'bytes'> {
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}

/** An attachment on its way: as a whole, or in pieces where it is large or may be spread over several media. */
export function* blobSections(blob: BlobSource, isSplit: boolean): Generator<Section> {
  const name = Buffer.concat([Buffer.from(blob.sha256, 'hex'), Uint8Array.of(blob.level)])
  if (!isSplit && blob.size <= WHOLE) {
    yield { name: 'B', payload: Buffer.concat([name, blob.read(0, blob.size)]) }
    return
  }
  for (let offset = 0; offset < Math.max(1, blob.size); offset += PIECE) {
    const place = Buffer.alloc(16)
    place.writeBigUInt64BE(BigInt(offset))
    place.writeBigUInt64BE(BigInt(blob.size), 8)
    yield { name: 'P', payload: Buffer.concat([name, place, blob.read(offset, PIECE)]) }
  }
}

/** Throws CoreError bundleDamaged. */
export function blobIn(payload: Uint8Array): CarriedBlob {
  return { ...nameIn(payload), bytes: payload.subarray(HASH + 1) }
}

/** Throws CoreError bundleDamaged where it is no piece as they are cut. */
export function pieceIn(payload: Uint8Array): Piece {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  const damaged = new CoreError('bundleDamaged', { reason: 'piece of an attachment' })
  if (bytes.length < HEAD) throw damaged
  const offset = Number(bytes.readBigUInt64BE(HASH + 1))
  const total = Number(bytes.readBigUInt64BE(HASH + 9))
  const piece = { ...nameIn(payload), offset, total, bytes: bytes.subarray(HEAD) }
  const isCutSo =
    Number.isSafeInteger(total) &&
    offset % PIECE === 0 &&
    piece.bytes.length === Math.min(PIECE, total - offset)
  if (!isCutSo) throw damaged
  return piece
}

function nameIn(payload: Uint8Array): { readonly sha256: string; readonly level: Level } {
  const level = LEVELS.find((one) => one === payload[HASH])
  if (level === undefined) throw new CoreError('bundleDamaged', { reason: 'attachment' })
  return { sha256: Buffer.from(payload.subarray(0, HASH)).toString('hex'), level }
}
