import type { Handlers } from '../../../feature.ts'
import { closeDocument, openDocument } from './open.ts'
import { rememberPosition } from './position.ts'
import { serveDocument } from './serve.ts'

/** Reading: tokens, files, positions. */
export const readerHandlers: Handlers = {
  'library.open': openDocument,
  'library.serve': serveDocument,
  'library.remember': rememberPosition,
  'library.close': closeDocument,
}
