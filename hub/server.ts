import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { ZodError } from 'zod'
import type { ErrorCode } from '../contract/errors.ts'
import { CoreError } from '../core/error.ts'
import { MalformedBatch } from '../core/sync/batch.ts'
import type { Certificates } from './certificates.ts'
import type { Hub } from './hub.ts'
import { blobRoutes } from './routes/blobs.ts'
import { exchangeRoutes } from './routes/exchange.ts'
import { joiningRoutes } from './routes/joining.ts'
import { observingRoutes } from './routes/observing.ts'

/** Bytes of one request; a batch is about a mebibyte, a part of an attachment four. */
const MOST_IN_REQUEST = 80 << 20
const REQUESTS_PER_MINUTE = 3000

const STATUS: Partial<Record<ErrorCode, number>> = {
  deviceUnknown: 401,
  deviceRevoked: 403,
  hubCode: 403,
  invitationUnknown: 404,
  blobMissing: 404,
  tooMany: 429,
  diskFull: 507,
}

export function createServer(
  hub: Hub,
  certificates: Certificates,
  options: { readonly quiet?: boolean } = {},
): FastifyInstance {
  const server: FastifyInstance = Fastify({
    https: { key: certificates.key, cert: certificates.chain, minVersion: 'TLSv1.2' },
    bodyLimit: MOST_IN_REQUEST,
    // Requests that never end must not keep the server from closing.
    forceCloseConnections: true,
    logger: options.quiet === true ? false : { level: 'info' },
  }) as unknown as FastifyInstance
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  server.setErrorHandler((error, request, reply) => {
    const { status, code, params } = told(error, request.log)
    void reply.status(status).send({ code, params })
  })
  server.setNotFoundHandler((_request, reply) => {
    void reply.status(404).send({ code: 'notFound', params: {} })
  })
  void server.register(async (app) => {
    await app.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.headers.authorization ?? request.ip,
      errorResponseBuilder: () => new CoreError('tooMany'),
    })
    observingRoutes(app, hub)
    joiningRoutes(app, hub)
    exchangeRoutes(app, hub)
    blobRoutes(app, hub)
  })
  return server
}

interface Told {
  readonly status: number
  readonly code: string
  readonly params: unknown
}

function told(error: unknown, log: FastifyBaseLogger): Told {
  if (error instanceof CoreError)
    return { status: STATUS[error.code] ?? 409, code: error.code, params: error.params }
  if (error instanceof MalformedBatch)
    return { status: 400, code: 'bundleDamaged', params: { reason: error.message } }
  if (error instanceof ZodError)
    return {
      status: 400,
      code: 'invalidInput',
      params: { issues: error.issues.map((issue) => issue.path.join('.')).join(', ') },
    }
  const status = statusOf(error)
  if (status < 500) return { status, code: 'invalidInput', params: { issues: String(error) } }
  log.error(error)
  return { status: 500, code: 'internal', params: { reference: 'see the log of the server' } }
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error
    ? Number(error.statusCode)
    : 500
