import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { blobNames, type BlobDifference } from '../../contract/hub-protocol.ts'
import { level as levelSchema } from '../../contract/common.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { CoreError } from '../../core/error.ts'
import { PART } from '../../core/sync/hub/partial-blobs.ts'
import type { CarriedBlob } from '../../core/workspace/workspace.ts'
import type { Hub } from '../hub.ts'

const named = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  level: z.coerce.number().pipe(levelSchema),
})
const place = z.object({
  offset: z.coerce.number().int().nonnegative(),
  total: z.coerce.number().int().nonnegative(),
})
const from = z.object({ offset: z.coerce.number().int().nonnegative() })

/** Attachments by name, in parts. */
export function blobRoutes(app: FastifyInstance, hub: Hub): void {
  const last = new LastBlob(hub)
  app.post('/v1/blobs/compare', (request): BlobDifference => {
    hub.sessions.of(request.headers.authorization)
    const { names, all } = blobNames.parse(request.body)
    const { replica, partial } = hub.served
    const here = new Map(
      [...replica.workspace.blobs.list()].map((blob) => [blob.sha256, blob.level]),
    )
    const theirs = new Map(names)
    const isBelow = (own: number | undefined, other: number): boolean =>
      own === undefined || (other >= FIRST_SEALED_LEVEL && own < other)
    return {
      lacks: names
        .filter(([sha256, level]) => isBelow(here.get(sha256), level))
        .map(([sha256, level]) => [
          sha256,
          partial.have({ sha256, level: levelSchema.parse(level) }),
        ]),
      offers: all
        ? [...here]
            .filter(([sha256, level]) => isBelow(theirs.get(sha256), level))
            .map(([sha256, level]) => [sha256, level, 0])
        : [],
    }
  })
  app.put<{ Params: unknown; Querystring: unknown }>(
    '/v1/blobs/:sha256/:level',
    async (request) => {
      hub.sessions.of(request.headers.authorization)
      const blob = named.parse(request.params)
      const { offset, total } = place.parse(request.query)
      if (!Buffer.isBuffer(request.body)) throw new CoreError('invalidInput', { issues: 'body' })
      const { replica, partial } = hub.served
      const have = partial.have(blob)
      // A part whose answer was lost comes again; all parts of one that was not put together yet are enough.
      if (offset !== have && have < total) return { have }
      if (have < total) partial.add(blob, offset, request.body)
      if (have < total && have + request.body.length < total)
        return { have: have + request.body.length }
      const whole = partial.whole(blob)
      partial.drop(blob)
      if (replica.workspace.blobs.take(whole)) hub.gained()
      await hub.store.keepBlob(whole)
      hub.live.tell(hub.state())
      return { have: total }
    },
  )
  app.get<{ Params: { sha256: string }; Querystring: unknown }>(
    '/v1/blobs/:sha256',
    (request, reply) => {
      hub.sessions.of(request.headers.authorization)
      const { offset } = from.parse(request.query)
      const blob = last.get(named.shape.sha256.parse(request.params.sha256))
      return reply
        .header('x-level', blob.level)
        .header('x-total', blob.bytes.length)
        .type('application/octet-stream')
        .send(Buffer.from(blob.bytes.subarray(offset, offset + PART)))
    },
  )
}

/** The attachment that was asked for last, opened once for all of its parts. */
class LastBlob {
  readonly #hub: Hub
  #kept: CarriedBlob | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(hub: Hub) {
    this.#hub = hub
  }

  get(sha256: string): CarriedBlob {
    if (this.#kept?.sha256 !== sha256)
      this.#kept = this.#hub.served.replica.workspace.blobs.carry(sha256)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.#kept = undefined), 10_000)
    this.#timer.unref()
    return this.#kept
  }
}
