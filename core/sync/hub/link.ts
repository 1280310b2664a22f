import { createHash, X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { z } from 'zod'
import {
  hello as helloSchema,
  PROTOCOL,
  refusal,
  session as sessionSchema,
  type Hello,
} from '../../../contract/hub-protocol.ts'
import { isErrorCode } from '../../../contract/errors.ts'
import { LEVELS, type Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import { deviceIdOf } from '../../log/identity.ts'

/** Milliseconds without a byte after which a connection counts as lost: a busy server lets callers wait for their turn. */
const SILENCE_MS = 60_000
/** Where nobody has to wait for a turn: finding the server, and its news, which come at least every 5 seconds. */
const SHORT_SILENCE_MS = 12_000
const PROMPT: ReadonlySet<string> = new Set(['/v1/hello', '/v1/session', '/v1/live'])
/** Bytes of an answer that is read whole. */
const MOST = 80 << 20

/** Where a server is and which certificate it has to show. */
export interface Place {
  readonly url: URL
  /** PEM of the authority that vouches for it; absent: whoever answers, for the first call alone. */
  readonly certificate?: string
}

/** Who calls: an open workspace with its device's key. */
export interface Caller {
  readonly id: string
  readonly publicKey: Uint8Array
  sign(data: Uint8Array): Uint8Array
}

/** What a device signs to open a session: this workspace, this server, this one challenge. */
export const sessionDigest = (workspace: string, hub: string, challenge: string): Uint8Array =>
  createHash('sha256').update(`wk1 session\0${workspace}\0${hub}\0${challenge}`).digest()

interface Body {
  readonly json?: unknown
  readonly bytes?: Uint8Array
}

/** The way to one server. Failures are CoreError: hubUnreachable, or what the server answered. */
export class HubLink {
  readonly #place: Place
  readonly #agent: Agent
  #token: string | undefined

  constructor(place: Place) {
    this.#place = place
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 4,
      // The authority is the server's own and vouches for nobody else: names and addresses may change.
      ...(place.certificate === undefined
        ? { rejectUnauthorized: false }
        : { ca: place.certificate, checkServerIdentity: () => undefined }),
    })
  }

  close(): void {
    this.#agent.destroy()
  }

  async hello(signal?: AbortSignal): Promise<Hello> {
    const told = await this.ask('GET', '/v1/hello', {}, helloSchema, signal)
    if (told.protocol > PROTOCOL) throw new CoreError('hubNewer')
    return told
  }

  /** Opens a session; answers how far the server is. */
  async open(
    caller: Caller,
    hub: string,
    signal?: AbortSignal,
  ): Promise<z.infer<typeof sessionSchema>> {
    const told = await this.hello(signal)
    if (told.hub !== hub || told.workspace !== caller.id) throw new CoreError('hubOther')
    const digest = sessionDigest(caller.id, hub, told.challenge)
    const opened = await this.ask(
      'POST',
      '/v1/session',
      {
        json: {
          device: deviceIdOf(caller.publicKey),
          challenge: told.challenge,
          signature: Buffer.from(caller.sign(digest)).toString('base64url'),
        },
      },
      sessionSchema,
      signal,
    )
    this.#token = opened.token
    return opened
  }

  /** The certificate that vouches for the server, in PEM and DER: the last one that it shows. */
  async authority(): Promise<{ pem: string; der: Uint8Array }> {
    const answer = await this.#send('GET', '/v1/hello', {})
    answer.resume()
    let shown = (answer.socket as TLSSocket).getPeerCertificate(true)
    while (shown.issuerCertificate !== undefined && shown.issuerCertificate !== shown) {
      if (shown.issuerCertificate.fingerprint256 === shown.fingerprint256) break
      shown = shown.issuerCertificate
    }
    return { pem: new X509Certificate(shown.raw).toString(), der: shown.raw }
  }

  async ask<S extends z.ZodType>(
    method: string,
    path: string,
    body: Body,
    schema: S,
    signal?: AbortSignal,
  ): Promise<z.output<S>> {
    const bytes = await this.bytes(method, path, body, signal)
    try {
      const parsed = schema.safeParse(JSON.parse(bytes.toString('utf8')))
      if (parsed.success) return parsed.data
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    throw new CoreError('hubUnreachable', { reason: `${path}: it answers something else` })
  }

  /** A whole answer. */
  async bytes(method: string, path: string, body: Body, signal?: AbortSignal): Promise<Buffer> {
    return whole(await this.stream(method, path, body, signal))
  }

  /** An answer to be read as it comes. */
  async stream(
    method: string,
    path: string,
    body: Body,
    signal?: AbortSignal,
  ): Promise<IncomingMessage> {
    const answer = await this.#send(method, path, body, signal)
    if (answer.statusCode !== undefined && answer.statusCode < 300) return answer
    throw refused(answer.statusCode ?? 0, await whole(answer))
  }

  /** A part of an attachment, and how long all of it is. */
  async part(
    sha256: string,
    offset: number,
    signal?: AbortSignal,
  ): Promise<{ level: Level; total: number; bytes: Buffer }> {
    const answer = await this.stream('GET', `/v1/blobs/${sha256}?offset=${offset}`, {}, signal)
    const bytes = await whole(answer)
    const level = LEVELS.find((one) => String(one) === answer.headers['x-level'])
    const total = Number(answer.headers['x-total'])
    if (level === undefined || !Number.isSafeInteger(total))
      throw new CoreError('hubUnreachable', { reason: 'it answers something else' })
    return { level, total, bytes }
  }

  #send(method: string, path: string, body: Body, signal?: AbortSignal): Promise<IncomingMessage> {
    const payload = body.bytes ?? (body.json === undefined ? undefined : JSON.stringify(body.json))
    const timeout = PROMPT.has(path) ? SHORT_SILENCE_MS : SILENCE_MS
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.#place.url),
        {
          method,
          agent: this.#agent,
          // Counts from the first packet on: a network that swallows everything is noticed, too.
          timeout,
          ...(signal === undefined ? {} : { signal }),
          headers: {
            ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
            ...(payload === undefined
              ? {}
              : {
                  'content-type': body.bytes ? 'application/octet-stream' : 'application/json',
                  'content-length': Buffer.byteLength(payload),
                }),
          },
        },
        resolve,
      )
      sent.on('timeout', () => sent.destroy(new Error('no answer')))
      sent.on('error', (error) => reject(unreachable(error)))
      sent.end(payload)
    })
  }
}

/** What the network says, as an expected failure. */
export function unreachable(error: unknown): CoreError {
  if (error instanceof CoreError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(CERT|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/u.test(code))
    return new CoreError('hubCertificate', { reason: code })
  const reason = error instanceof Error ? error.message : String(error)
  return new CoreError('hubUnreachable', { reason })
}

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length
      if (size > MOST) throw new CoreError('hubUnreachable', { reason: 'the answer is too long' })
      parts.push(part)
    }
  } catch (error) {
    throw unreachable(error)
  }
  return Buffer.concat(parts)
}

function refused(status: number, body: Buffer): CoreError {
  try {
    const told = refusal.safeParse(JSON.parse(body.toString('utf8')))
    if (told.success && isErrorCode(told.data.code))
      return new CoreError(told.data.code, told.data.params)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return new CoreError('hubUnreachable', { reason: `HTTP ${status}` })
}
