import type { Json } from '../../../../contract/record-type.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { typeOf } from '../../../records/view.ts'
import { patchOp } from '../../../records/write.ts'
import { addMonths, dateAt, zoneHere } from '../../../time/zone.ts'
import { indexOf } from '../index/library-index.ts'
import {
  documentOf,
  rowsBy,
  versionOf,
  versionsOf,
  type DocumentRow,
  type VersionRow,
} from '../rows.ts'
import { textOf } from './text.ts'

/** Everything that changes with a new published version: the one before, the next review, answered requests. */
export function publishingOps(
  context: Context,
  document: DocumentRow,
  version: VersionRow,
): NewOperation[] {
  const before = versionsOf(context, document.id).filter(
    ({ id, state }) => state === 'published' && id !== version.id,
  )
  const months = document.reviewMonths
  return [
    changed(context, version, {
      state: 'published',
      publishedAt: context.now(),
      reason: null,
    }),
    ...before.map((old) => changed(context, old, { state: 'superseded' })),
    documentPatch(document, {
      current: version.id,
      ...(months === undefined
        ? {}
        : { reviewOn: addMonths(dateAt(context.now(), zoneHere()), months) }),
    }),
    ...rowsBy(context, 'document-update', 'document', document.id)
      .filter((row) => row.fields['answer'] == null)
      .map((row) => ({
        patch: 'document-update',
        id: row.id,
        fields: { answer: version.id },
      })),
  ]
}

export function changed(
  context: Context,
  version: VersionRow,
  fields: Readonly<Record<string, Json>>,
): NewOperation {
  const op = patchOp(context, typeOf(context, 'document-version'), version.row, fields, {
    system: true,
  })
  if (op === undefined) throw wrongState(context, version)
  return op
}

export const documentPatch = (
  document: DocumentRow,
  fields: Readonly<Record<string, Json>>,
): NewOperation => ({ patch: 'document', id: document.id, fields })

export function wrongState(context: Context, { state }: VersionRow): CoreError {
  const choices = typeOf(context, 'document-version').fields['state']?.choices
  return new CoreError('wrongState', {
    state: choices?.find(({ value }) => value === state)?.label ?? state,
  })
}

/** Takes the published version into the index of its level; under the title, tags and level of now. */
export async function indexAgain(context: Context, { id }: DocumentRow): Promise<void> {
  const { current, level } = documentOf(context, id)
  if (current === undefined) return
  const version = versionOf(context, current)
  await indexOf(context).drop([current])
  await indexOf(context).put([
    { document: id, version: current, level, extracted: await textOf(context, version) },
  ])
}
