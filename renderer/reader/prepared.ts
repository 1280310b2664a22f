import { preparedDocument, type PreparedDocument } from '../../contract/reader-frame.ts'
import { fileBytes } from './files.ts'
import { CannotShow } from './view.ts'

let fetching: Promise<Uint8Array<ArrayBuffer>> | undefined

/** Fetches what core made of the document, once. */
export const fetchPrepared = (): Promise<Uint8Array<ArrayBuffer>> =>
  (fetching ??= fileBytes('v/document'))

/** What core made of the document. Throws CannotShow with what was wrong with it. */
export async function preparedAs<K extends PreparedDocument['kind']>(
  kind: K,
): Promise<Extract<PreparedDocument, { kind: K }>> {
  const text = new TextDecoder().decode(await fetchPrepared())
  const document = preparedDocument.parse(JSON.parse(text))
  if (document.kind === 'failed')
    throw new CannotShow(document.code === 'documentEncrypted' ? 'locked' : 'broken', document.code)
  if (document.kind !== kind) throw new CannotShow('broken', document.kind)
  return document as Extract<PreparedDocument, { kind: K }>
}
