import type { Handlers } from '../../../feature.ts'
import { exportDocument } from './export.ts'
import { listNotes, removeNote, restoreNote, saveNote } from './notes.ts'
import { closeDocument, openDocument, reserveToken } from './open.ts'
import { takeOut } from './print.ts'
import { rememberPosition } from './position.ts'
import { readAhead } from './read-ahead.ts'
import { serveDocument } from './serve.ts'

/** Reading: tokens, files, positions. */
export const readerHandlers: Handlers = {
  'library.open': openDocument,
  'library.reserve': reserveToken,
  'library.readAhead': readAhead,
  'library.serve': serveDocument,
  'library.remember': rememberPosition,
  'library.notes': listNotes,
  'library.saveNote': saveNote,
  'library.removeNote': removeNote,
  'library.restoreNote': restoreNote,
  'library.takeOut': takeOut,
  'library.export': exportDocument,
  'library.close': closeDocument,
}
