import { app, net, protocol, type Session } from 'electron'
import { join, normalize, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

const SCHEME = 'app'
const HOST = 'bundle'
export const START_PAGE = `${SCHEME}://${HOST}/index.html`

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
}

/** Before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** What the browser inside would do on its own; before the application is ready. */
export function muteBrowser(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    app.commandLine.appendSwitch(name)
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1')
}

/** True for pages of the bundle. */
export const isOwnPage = (url: string): boolean => url.startsWith(`${SCHEME}://${HOST}/`)

/** Serves the built interface with its content security policy; nothing else has an address. */
export function servePages(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const path = normalize(join(folder, decodeURIComponent(url.pathname)))
    if (url.host !== HOST || !path.startsWith(folder + sep))
      return new Response('not found', { status: 404 })
    const file = await net.fetch(pathToFileURL(path).href).catch((error: unknown) => {
      if (error instanceof Error) return undefined
      throw error
    })
    if (file === undefined || !file.ok) return new Response('not found', { status: 404 })
    const extension = path.slice(path.lastIndexOf('.') + 1)
    return new Response(file.body, {
      headers: {
        'content-type': TYPES[extension] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

/** The bundle needs no permission; every other request leaves the application and is stopped. */
export function closeDoors(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  )
  session.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  )
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnPage(details.url) && !/^(blob|data|devtools):/u.test(details.url) })
  })
}
