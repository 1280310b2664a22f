import { imageSize } from 'image-size'
import { CoreError } from '../../../../error.ts'
import type { Found } from '../build.ts'

/** A picture has no text; that it is one is looked at, so that it can be shown. */
export function image(bytes: Uint8Array): Found {
  const { width, height } = imageSize(bytes)
  if (!(width > 0 && height > 0))
    throw new CoreError('documentDamaged', { detail: `${width}×${height}` })
  return { parts: [] }
}
