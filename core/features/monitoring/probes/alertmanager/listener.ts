import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { alertsIn, type OutsideAlert } from './message.ts'

/** This computer only: other systems reach it through a tunnel or a relay that their people have set up. */
const HOST = '127.0.0.1'
const PATH = '/alerts'
const MOST_BYTES = 1_000_000
const MOST_CONNECTIONS = 20
const HEADERS_MS = 5_000
const REQUEST_MS = 10_000

/** Takes webhooks on a port of this computer; each must carry the token of which the hash is given. */
export function listen(
  { port, tokenHash }: { readonly port: number; readonly tokenHash: string },
  take: (alerts: readonly OutsideAlert[]) => void,
): Promise<Server> {
  const wanted = Buffer.from(tokenHash, 'hex')
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: HEADERS_MS },
    (request, response) => {
      void answer(request, wanted, take).then((status) => reply(request, response, status))
    },
  )
  server.maxConnections = MOST_CONNECTIONS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function reply(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.destroyed) return
  // What was not read of a body is not waited for.
  const isWhole = request.complete
  response.writeHead(status, { 'content-length': 0, ...(isWhole ? {} : { connection: 'close' }) })
  response.end(() => isWhole || request.destroy())
}

async function answer(
  request: IncomingMessage,
  wanted: Buffer,
  take: (alerts: readonly OutsideAlert[]) => void,
): Promise<number> {
  // Strangers learn nothing but that: the token comes before everything else.
  if (!isKnown(request.headers.authorization, wanted)) return 401
  if (request.url !== PATH) return 404
  if (request.method !== 'POST') return 405
  const body = await bodyOf(request)
  if (body === undefined) return 413
  const alerts = alertsIn(parsed(body))
  if (alerts === undefined) return 400
  take(alerts)
  return 200
}

function isKnown(header: string | undefined, wanted: Buffer): boolean {
  const token = /^Bearer (\S{1,200})$/u.exec(header ?? '')?.[1]
  return token !== undefined && timingSafeEqual(createHash('sha256').update(token).digest(), wanted)
}

/** Undefined: it is too long, or it broke off. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of request) {
      const bytes = part as Buffer
      length += bytes.length
      if (length > MOST_BYTES) return undefined
      parts.push(bytes)
    }
  } catch (error) {
    if (request.destroyed) return undefined
    throw error
  }
  return Buffer.concat(parts).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
