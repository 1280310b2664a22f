import { gunzipSync } from 'node:zlib'
import { CoreError } from '../../../error.ts'
import { kindOf, type Kind } from './detect.ts'
import type { Limits } from './limits.ts'
import { readSource, type Source } from './source.ts'

/** Formats that are text as a whole, with the smaller limit. */
const TEXTS: readonly Kind[] = ['text', 'markdown', 'html', 'man']

export interface KeptInput {
  readonly source: Source
  readonly name: string
}

/** The bytes of a document as the library keeps them, and what they are: a text packed by gzip is kept unpacked. */
export async function readKept(
  { source, name }: KeptInput,
  limits: Limits,
): Promise<{ readonly bytes: Uint8Array; readonly kind: Kind }> {
  let bytes = await readSource(source, limits)
  let kind = kindOf(name, bytes.subarray(0, 4096))
  if (kind === 'gzip') {
    bytes = unpack(bytes, limits)
    kind = kindOf(name.replace(/\.gz$/iu, ''), bytes.subarray(0, 4096))
  }
  if (bytes.length === 0) throw new CoreError('documentEmpty')
  if (TEXTS.includes(kind) && bytes.length > limits.textMb << 20)
    throw new CoreError('documentTooLarge', { limit: limits.textMb })
  return { bytes, kind }
}

function unpack(bytes: Uint8Array, limits: Limits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.textMb << 20 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw code === 'ERR_BUFFER_TOO_LARGE'
      ? new CoreError('documentUnpacked', { limit: limits.textMb })
      : new CoreError('documentDamaged', { detail: 'gzip' })
  }
}
