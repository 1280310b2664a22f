import { net } from 'electron'
import { join, normalize, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

export const SCHEME = 'app'
/** Host of the application's own pages. */
export const OWN_HOST = 'bundle'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
  wasm: 'application/wasm',
}

/** A file of the built interface with a content security policy; nothing outside of its folder. */
export async function serveBundle(folder: string, path: string, policy: string): Promise<Response> {
  const file = normalize(join(folder, decodeURIComponent(path)))
  if (!file.startsWith(folder + sep)) return new Response('not found', { status: 404 })
  const found = await net.fetch(pathToFileURL(file).href).catch((error: unknown) => {
    if (error instanceof Error) return undefined
    throw error
  })
  if (found === undefined || !found.ok) return new Response('not found', { status: 404 })
  const extension = file.slice(file.lastIndexOf('.') + 1)
  return new Response(found.body, {
    headers: {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    },
  })
}
