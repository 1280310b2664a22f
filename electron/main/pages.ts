import { app, protocol, type Session } from 'electron'
import { OWN_HOST, SCHEME, serveBundle } from './bundle-files.ts'
import type { CoreClient } from './core-client.ts'
import { isDocumentAddress, serveDocument } from './document-pages.ts'

export const START_PAGE = `${SCHEME}://${OWN_HOST}/index.html`

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  // Documents at their own origins; the application's own pages let nobody frame them.
  `frame-src ${SCHEME}:`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

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
export const isOwnPage = (url: string): boolean => url.startsWith(`${SCHEME}://${OWN_HOST}/`)

/** Serves the built interface with its content security policy, and documents at their own origins. */
export function servePages(session: Session, folder: string, core: Pick<CoreClient, 'call'>): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    if (url.host === OWN_HOST) return serveBundle(folder, url.pathname, POLICY)
    return (await serveDocument(core, folder, url)) ?? new Response('not found', { status: 404 })
  })
}

/** The pages need no permission; every other request leaves the application and is stopped. */
export function closeDoors(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  )
  session.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  )
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({
      cancel:
        !isOwnPage(details.url) &&
        !isDocumentAddress(details.url) &&
        !/^(blob|data|devtools):/u.test(details.url),
    })
  })
}
