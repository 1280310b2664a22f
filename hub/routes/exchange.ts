import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { checkpointRequest, type CheckpointAnswer } from '../../contract/checkpoint.ts'
import { pull, type Pushed } from '../../contract/hub-protocol.ts'
import { CoreError } from '../../core/error.ts'
import { lacking } from '../../core/sync/exchange.ts'
import type { Hub } from '../hub.ts'

/** Bytes after which an answer ends; the caller asks again. */
const MOST_IN_ANSWER = 16 << 20
/** Commits that wait for others; more means that somebody sends what nobody has. */
const MOST_HELD = 100_000

/** Commits in both directions, and the news of them. */
export function exchangeRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/v1/state', (request) => {
    hub.sessions.of(request.headers.authorization)
    return hub.state()
  })
  app.post('/v1/pull', (request, reply) => {
    hub.sessions.of(request.headers.authorization)
    const { holds } = pull.parse(request.body)
    const frames = framed(lacking(hub.served.replica.workspace, holds))
    return reply.type('application/octet-stream').send(Readable.from(frames))
  })
  app.post('/v1/push', async (request): Promise<Pushed> => {
    const { device } = hub.sessions.of(request.headers.authorization)
    if (!Buffer.isBuffer(request.body)) throw new CoreError('invalidInput', { issues: 'body' })
    const { replica, intake } = hub.served
    if (replica.workspace.log.receive([]).held > MOST_HELD) throw new CoreError('tooMany')
    const report = await intake.take(request.body)
    hub.metrics.took(report)
    for (const { stream, seq, reason } of report.refused)
      request.log.warn({ device, stream, seq, reason }, 'commit refused')
    if (report.applied > 0) hub.live.tell(hub.state())
    return { ...report, refused: [...report.refused], holds: hub.state().holds }
  })
  app.post('/v1/checkpoint', (request): Promise<CheckpointAnswer> => {
    hub.sessions.of(request.headers.authorization)
    return hub.checkpoint(checkpointRequest.parse(request.body))
  })
  app.get('/v1/live', (request, reply) => {
    const { device } = hub.sessions.of(request.headers.authorization)
    reply.hijack()
    hub.live.add(device, reply.raw)
    hub.live.tell(hub.state())
  })
}

function* framed(batches: Iterable<Uint8Array>): Generator<Uint8Array> {
  let sent = 0
  for (const batch of batches) {
    yield lengthOf(batch.length)
    yield batch
    sent += batch.length
    if (sent >= MOST_IN_ANSWER) break
  }
  yield lengthOf(0)
}

function lengthOf(bytes: number): Uint8Array {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(bytes)
  return head
}
