import type { Engine } from './engine.ts'
import { deviceIdOf } from './identity.ts'
import type { RecordRow, StreamId } from './types.ts'

const DEVICE_TYPE = 'device'

/**
 * How far the streams of revoked devices count, as the records of devices say now. A commit beyond that waits: for
 * somebody who is not revoked and had it before he knew, since what he wrote after it depends on it, or for an
 * administrator who lets it count.
 */
export class Limits {
  readonly #engine: Engine
  #isChanged = false
  #byDevice: ReadonlyMap<string, Readonly<Record<StreamId, number>>> | undefined
  /** What valid commits of others depend on, by stream. */
  readonly #vouched = new Map<StreamId, number>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The records of devices are others now. */
  changed(): void {
    this.#byDevice = undefined
    this.#isChanged = true
  }

  /** True once after each change. */
  takeChange(): boolean {
    const isChanged = this.#isChanged
    this.#isChanged = false
    return isChanged
  }

  isRevoked(stream: StreamId): boolean {
    return this.#limits().has(deviceOf(stream))
  }

  isBeyond(stream: StreamId, seq: number): boolean {
    const limit = this.#limits().get(deviceOf(stream))
    if (limit === undefined) return false
    return seq > Math.max(limit[stream] ?? 0, this.#vouched.get(stream) ?? 0)
  }

  /** A device that is not revoked had it; true when that lets more count than before. */
  vouch(stream: StreamId, seq: number): boolean {
    if (!this.isRevoked(stream) || seq <= (this.#vouched.get(stream) ?? 0)) return false
    this.#vouched.set(stream, seq)
    return true
  }

  #limits(): ReadonlyMap<string, Readonly<Record<StreamId, number>>> {
    const shape = this.#engine.shapes.get(DEVICE_TYPE)
    this.#byDevice ??= new Map(
      shape ? [...this.#engine.store.rowsOf(shape)].flatMap((row) => limitOf(row)) : [],
    )
    return this.#byDevice
  }
}

const deviceOf = (stream: StreamId): string => stream.slice(0, stream.indexOf('.'))

function limitOf({ fields }: RecordRow): readonly (readonly [string, Record<StreamId, number>])[] {
  const { publicKey, revokedAt, revokedHolds } = fields
  if (typeof publicKey !== 'string' || typeof revokedAt !== 'number') return []
  const holds =
    typeof revokedHolds === 'object' && revokedHolds !== null && !Array.isArray(revokedHolds)
      ? Object.entries(revokedHolds)
      : []
  const limits = holds.filter((one): one is [string, number] => typeof one[1] === 'number')
  return [[deviceIdOf(Buffer.from(publicKey, 'base64url')), Object.fromEntries(limits)]]
}
