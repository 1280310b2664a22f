import { ok } from '../../../../contract/result.ts'
import type { Handler } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { documentType } from '../types/document.types.ts'
import { openedBy } from './opened.ts'

/** library.takeOut: printing and saving of what is read, recorded before it is done. */
export const takeOut: Handler<'library.takeOut'> = (context, { token, how }) => {
  const opened = openedBy(context, token)
  recordAccess(context, { action: how, what: opened.document, type: documentType.name, count: 1 })
  return ok({})
}
