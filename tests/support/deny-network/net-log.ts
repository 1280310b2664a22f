import { readFileSync } from 'node:fs'
import { z } from 'zod'

const constants = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
})
const event = z.object({
  type: z.number(),
  params: z.object({ address: z.string(), host: z.string(), url: z.string() }).partial().optional(),
})

/** Kinds of events in Chromium's log of its network stack that begin something, and where they name the target. */
const ATTEMPTS = {
  TCP_CONNECT: 'address',
  TCP_CONNECT_ATTEMPT: 'address',
  UDP_CONNECT: 'address',
  HOST_RESOLVER_MANAGER_REQUEST: 'host',
  URL_REQUEST_START_JOB: 'url',
} as const

const OWN =
  /^(127\.0\.0\.1(:|$)|\[::1\]|(https?|ws):\/\/127\.0\.0\.1[:/]|(data|blob|app|chrome|devtools|about):|https:\/\/bundle\.app\.localhost\/)/u

/** Chromium's test for a route over IPv6: a datagram socket that is bound to a target and never written. */
const ROUTE_TEST = 'UDP_CONNECT [2001:4860:4860::8888]:443'

/**
 * What Chromium (the installed one, or Electron's) tried to reach outside of this machine, from the file
 * of its switch `--log-net-log`. The file is one event per line; a browser that was ended leaves it open.
 */
export function foreignAttempts(file: string): string[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n')
  const { logEventTypes } = constants.parse(JSON.parse(`${head.replace(/,\s*$/u, '')}}`)).constants
  const kinds = new Map(
    Object.entries(ATTEMPTS).map(([name, key]) => [logEventTypes[name], { name, key }]),
  )
  const found: string[] = []
  for (const line of lines) {
    const text = line.replace(/,\s*$/u, '')
    if (!text.startsWith('{') || !text.endsWith('}')) continue
    const { type, params } = event.parse(JSON.parse(text))
    const kind = kinds.get(type)
    const target = kind && params?.[kind.key]
    if (!kind || !target || OWN.test(target)) continue
    const attempt = `${kind.name} ${target}`
    if (attempt !== ROUTE_TEST) found.push(attempt)
  }
  return found
}
