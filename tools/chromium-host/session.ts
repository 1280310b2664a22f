import { readFile } from 'node:fs/promises'
import { only } from './unsupported.ts'

type Handler = (request: Request) => Response | Promise<Response>
interface RequestDetails {
  readonly url: string
  readonly method: string
  readonly resourceType: string
}
type Decide = (details: RequestDetails, answer: (decision: { cancel?: boolean }) => void) => void
type Permit = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void

const schemes = new Map<string, Handler | undefined>()
let decide: Decide | undefined
let permit: Permit | undefined

/** app://bundle/x as Chromium can load it: https://bundle.app.localhost/x, answered by the host. */
export function toPageUrl(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/iu.exec(url)
  return match && schemes.has(String(match[1]))
    ? `https://${match[2]}.${match[1]}.localhost${match[3] || '/'}`
    : url
}

export function fromPageUrl(url: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.localhost(.*)$/iu.exec(url)
  return match && schemes.has(String(match[2])) ? `${match[2]}://${match[1]}${match[3]}` : url
}

/** The application's answer to a request of its page; undefined when it is for nobody. */
export async function answerRequest(request: {
  url: string
  method: string
  resourceType: string
}): Promise<Response | 'blocked' | undefined> {
  const url = fromPageUrl(request.url)
  if (decide) {
    const { cancel } = await new Promise<{ cancel?: boolean }>((resolve) =>
      decide?.({ ...request, url }, resolve),
    )
    if (cancel) return 'blocked'
  }
  const handler = schemes.get(url.split(':', 1)[0] ?? '')
  const answer = await handler?.(withUrl(url, request.method))
  const policy = answer?.headers.get(POLICY)
  if (answer && policy) answer.headers.set(POLICY, toPagePolicy(policy))
  return answer
}

const POLICY = 'content-security-policy'

/** A policy names origins of the application's schemes; Chromium knows them by the names that it loads them by. */
export function toPagePolicy(policy: string): string {
  return policy.replace(
    /(?<=\s)([a-z][a-z0-9+-]*):(?:\/\/([^/;\s]+)([^;\s]*))?(?=[;\s]|$)/gu,
    (source, ...parts) => {
      const [scheme, host, path] = parts as [string, string | undefined, string | undefined]
      if (!schemes.has(scheme)) return source
      return host === undefined
        ? `https://*.${scheme}.localhost`
        : `https://${host}.${scheme}.localhost${path ?? ''}`
    },
  )
}

/** Request refuses custom schemes, so it is made with another and tells the real one. */
function withUrl(url: string, method: string): Request {
  const request = new Request(url.replace(/^[^:]+:/u, 'http:'), { method })
  return Object.defineProperty(request, 'url', { value: url })
}

export function isPermitted(permission: string): boolean {
  let granted = false
  permit?.(null, permission, (answer) => {
    granted = answer
  })
  return granted
}

const handle = (scheme: string, handler: Handler): void => {
  schemes.set(scheme, handler)
}

export const protocol = only('protocol', {
  registerSchemesAsPrivileged(list: readonly { scheme: string }[]): void {
    for (const { scheme } of list) schemes.set(scheme, schemes.get(scheme))
  },
  handle,
})

export const session = only('session', {
  defaultSession: only('session.defaultSession', {
    protocol: only('session.protocol', { handle }),
    webRequest: only('session.webRequest', {
      onBeforeRequest(given: Decide): void {
        decide = given
      },
    }),
    setPermissionRequestHandler(given: Permit): void {
      permit = given
    },
    // Chromium has no separate check; what was requested and granted is what it checks.
    setPermissionCheckHandler(): void {},
  }),
})

/** Only files of the bundle are fetched by the host; everything else has no way out. */
export const net = only('net', {
  async fetch(url: string): Promise<Response> {
    if (!url.startsWith('file:'))
      throw new Error(`net.fetch of ${url} is not available in the compatibility host`)
    return new Response(await readFile(new URL(url)))
  },
})
