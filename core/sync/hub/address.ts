import { DEFAULT_PORT } from '../../../contract/hub-protocol.ts'
import { CoreError } from '../../error.ts'

/** A server's address as people type it, `10.0.0.5` or `ops-hub:7443`, as a URL. Throws CoreError hubAddress. */
export function addressOf(text: string): URL {
  const trimmed = text.trim()
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (url?.protocol !== 'https:' || url.hostname === '' || url.pathname !== '/')
    throw new CoreError('hubAddress', { address: trimmed })
  // 443 is what a URL leaves out: it stays when it was written.
  if (url.port === '' && !/:443\/?$/u.test(trimmed)) url.port = String(DEFAULT_PORT)
  return url
}
