import type { Json } from '../../../../contract/record-type.ts'
import type { Context } from '../../../feature.ts'
import { opened } from '../../../records/seal.ts'
import { typeOf } from '../../../records/view.ts'
import type { VersionRow } from '../rows.ts'

/** The Markdown of a version; empty for a file. */
export function bodyOf(
  context: Pick<Context, 'workspace' | 'session'>,
  version: VersionRow,
): string {
  const { row } = version
  const { body } = opened(context, typeOf(context, row.type), row.id, {
    body: row.fields['body'] ?? null,
  })
  return typeof body === 'string' ? body : ''
}

/** Text and pictures that were written meanwhile into a version that was approved. */
export function besideOf(
  context: Pick<Context, 'workspace' | 'session'>,
  { row }: VersionRow,
): Record<string, Json> {
  const { body, pictures } = context.workspace.log.unapproved(row.type, row.id)
  return opened(context, typeOf(context, row.type), row.id, {
    ...(body === undefined ? {} : { body }),
    ...(pictures === undefined ? {} : { pictures }),
  })
}
