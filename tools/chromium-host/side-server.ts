import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Body {
  readonly status: number
  readonly headers: readonly { name: string; value: string }[]
  readonly body: Buffer
}

const bodies = new Map<string, Body>()
let listening: Promise<number> | undefined

/** Asked by its own address, by a page of the application: not by a name that leads here, not by another page. */
function isOwn({ method, headers }: IncomingMessage, port: number): boolean {
  return (
    method === 'GET' &&
    headers.host === `127.0.0.1:${port}` &&
    (headers.origin === undefined || /^https:\/\/[^/]+\.localhost$/u.test(headers.origin))
  )
}

function listen(): Promise<number> {
  const server = createServer((request, answer) => {
    const { port } = server.address() as AddressInfo
    const found = isOwn(request, port) ? bodies.get(String(request.url)) : undefined
    if (!found) {
      answer.writeHead(404).end()
      return
    }
    bodies.delete(String(request.url))
    const headers = Object.fromEntries(found.headers.map(({ name, value }) => [name, value]))
    answer.writeHead(found.status, {
      ...headers,
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-private-network': 'true',
    })
    answer.end(found.body)
  })
  server.unref()
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
}

/** Address on the loopback under which a large body can be read once. */
export async function serveLarge(
  status: number,
  headers: Body['headers'],
  body: Buffer,
): Promise<string> {
  listening ??= listen()
  const path = `/${randomBytes(16).toString('hex')}`
  bodies.set(path, { status, headers, body })
  return `http://127.0.0.1:${await listening}${path}`
}
