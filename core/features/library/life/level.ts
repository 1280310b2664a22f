import type { Level } from '../../../../contract/roles.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { levelOf, typeOf, visibleRow } from '../../../records/view.ts'
import { patchOp } from '../../../records/write.ts'
import { opened } from '../../../records/seal.ts'
import { rowsBy, versionsOf, type DocumentRow } from '../rows.ts'

/** Records that carry the level of their document. */
const FOLLOWING = [
  'document-version',
  'document-binding',
  'document-update',
  'document-note',
] as const

/** A document is never below its collection. Throws CoreError collectionLevel. */
export function refuseBelowCollection(
  context: Context,
  level: Level,
  collection: string | null | undefined,
): void {
  if (collection == null) return
  const row = visibleRow(context, 'collection', collection)
  if (level >= levelOf(row)) return
  const name = opened(context, typeOf(context, 'collection'), row.id, row.fields)['name']
  throw new CoreError('collectionLevel', { collection: String(name) })
}

/** Operations that move everything that belongs to a document to another level. */
export function relevelled(context: Context, document: DocumentRow, level: Level): NewOperation[] {
  if (level > context.session.clearance) throw new CoreError('clearance')
  return FOLLOWING.flatMap((name) => {
    const type = typeOf(context, name)
    return rowsBy(context, name, 'document', document.id).flatMap(
      (row) => patchOp(context, type, row, {}, { level, system: true }) ?? [],
    )
  })
}

/** Files and pictures of a document whose level was lowered, under the key of the new one. */
export function lowerFiles(context: Context, document: string, level: Level): void {
  const { blobs } = context.workspace
  for (const { file, pictures } of versionsOf(context, document))
    for (const { sha256 } of [...file, ...pictures])
      blobs.lower(sha256, level, context.session.cipher)
}
