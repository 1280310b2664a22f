import { request as plain, type IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import type { TLSSocket } from 'node:tls'

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
  /** Milliseconds until the answer began. */
  readonly time: number
  readonly certificate?: {
    /** When it expires, milliseconds since 1970. */
    readonly until: number
    /** Why it is not proven; absent when it is. */
    readonly problem?: string
  }
}

/** Bytes of an answer that are read. */
const MOST_BODY = 4_000_000

/** Asks once, without following anything; a certificate that is not proven is told, not refused. */
export function ask(
  url: string,
  options: { readonly method?: string; readonly signal: AbortSignal; readonly accept?: string },
): Promise<HttpAnswer> {
  const started = performance.now()
  const isSecure = url.startsWith('https:')
  const common = {
    method: options.method ?? 'GET',
    signal: options.signal,
    agent: false as const,
    headers: {
      'user-agent': 'Watchkeeper',
      accept: options.accept ?? '*/*',
      connection: 'close',
    },
  }
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage): void => {
      const time = performance.now() - started
      const certificate = isSecure ? certificateOf(answer.socket as TLSSocket) : undefined
      const parts: Buffer[] = []
      let size = 0
      const end = () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts),
          time,
          ...(certificate ? { certificate } : {}),
        })
      answer.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size < MOST_BODY) return
        answer.destroy()
        end()
      })
      answer.once('end', end)
      answer.once('error', reject)
    }
    const call = isSecure
      ? secure(url, { ...common, rejectUnauthorized: false }, onAnswer)
      : plain(url, common, onAnswer)
    call.once('error', reject)
    call.end()
  })
}

function certificateOf(socket: TLSSocket): HttpAnswer['certificate'] {
  const until = Date.parse(socket.getPeerCertificate().valid_to)
  if (Number.isNaN(until)) return undefined
  return {
    until,
    ...(socket.authorized ? {} : { problem: String(socket.authorizationError) }),
  }
}
