import { dirname, join } from 'node:path'
import type { OutputOf } from '../../contract/procedures.ts'
import type { CoreClient } from './core-client.ts'
import { OWN_HOST, SCHEME, serveBundle } from './bundle-files.ts'

/**
 * Each document that is read has an origin of its own, named by its token: `/_reader/…` is the reader,
 * `/f/…` the document's files, which core gives for the token (ADR 10).
 */
const HOST = /^doc-([0-9a-f]{32})$/u
const READER = '/_reader/'
/** The one page that a frame may show. */
const PAGE = `${READER}reader/index.html`
/** Parts of the bundle that the reader consists of; the application's own page is none of them. */
const BUNDLE = /^\/_reader\/(?:reader|assets)\//u
/** Character maps, fonts and decoders, which lie beside the interface for core's workers as well. */
const PDF_DATA = /^\/_reader\/pdf-data\/(.+)$/u

const tokenOf = (url: URL): string | undefined =>
  url.protocol === `${SCHEME}:` ? HOST.exec(url.host)?.[1] : undefined

const parsed = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined)

/** True for everything at a document's origin. */
export function isDocumentAddress(url: string): boolean {
  const address = parsed(url)
  return address !== undefined && tokenOf(address) !== undefined
}

/** True for the reader's page, the only page that is ever shown at such an origin. */
export function isReaderPage(url: string): boolean {
  const address = parsed(url)
  return address !== undefined && tokenOf(address) !== undefined && address.pathname === PAGE
}

/** Scripts come from the reader alone; the document gives pictures and bytes; nothing goes anywhere else. */
function readerPolicy(origin: string): string {
  return [
    "default-src 'none'",
    // The decoders of pictures in PDF files are WebAssembly of the reader's own.
    `script-src ${origin}${READER} 'wasm-unsafe-eval'`,
    `worker-src ${origin}${READER}`,
    // Formats carry their looks in attributes; what they load is held by the other rules.
    `style-src ${origin} 'unsafe-inline'`,
    `img-src ${origin} blob: data:`,
    `font-src ${origin} blob: data:`,
    `connect-src ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${SCHEME}://${OWN_HOST}`,
  ].join('; ')
}

const NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'"

const missing = (): Response =>
  new Response('not found', { status: 404, headers: { 'content-security-policy': NOTHING } })

/** Answers a request at a document's origin; undefined when the address is none. */
export async function serveDocument(
  core: Pick<CoreClient, 'call'>,
  folder: string,
  url: URL,
): Promise<Response | undefined> {
  const token = tokenOf(url)
  if (token === undefined) return undefined
  const origin = `${SCHEME}://${url.host}`
  if (BUNDLE.test(url.pathname))
    return serveBundle(folder, url.pathname.slice(READER.length), readerPolicy(origin))
  const data = PDF_DATA.exec(url.pathname)?.[1]
  if (data !== undefined)
    return serveBundle(join(dirname(folder), 'pdf-data'), data, readerPolicy(origin))
  const file = await fileOf(core, token, url)
  if (file === undefined) return missing()
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': file.mime,
      'content-length': String(file.bytes.length),
      'x-file-size': String(file.size),
      'content-security-policy': NOTHING,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

async function fileOf(
  core: Pick<CoreClient, 'call'>,
  token: string,
  url: URL,
): Promise<OutputOf<'library.serve'> | undefined> {
  const path = decoded(url.pathname.slice(1))
  if (path === undefined) return undefined
  const from = url.searchParams.get('from')
  const length = url.searchParams.get('length')
  const answer = await core.call('library.serve', {
    token,
    path,
    ...(from === null ? {} : { from: Number(from) }),
    ...(length === null ? {} : { length: Number(length) }),
  })
  return answer.ok ? (answer.value as OutputOf<'library.serve'>) : undefined
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
