import type { RecordRef } from '../../../contract/common.ts'
import type { Context } from '../../feature.ts'
import { incoming } from '../../records/links.ts'
import { labelOf, mayRead, typeOf } from '../../records/view.ts'
import type { Tools } from './row.ts'

export interface OpenTask {
  readonly title: string
  readonly record: RecordRef
  readonly path: string
}

/** What is still to be done for an incident: findings that came out of it and are not closed. */
export const openTasks = (context: Tools, incident: string): OpenTask[] =>
  incoming(context.workspace.db, incident).flatMap((link) => findingTask(context, link))

function findingTask(
  context: Pick<Context, 'workspace' | 'session'>,
  { type, id }: RecordRef,
): OpenTask[] {
  if (type !== 'finding') return []
  const row = context.workspace.log.row(type, id)
  const known = typeOf(context, type)
  if (!row || row.deleted || row.fields['state'] === 'closed' || !mayRead(context, known)) return []
  const { title, number } = labelOf(context, known, row)
  return [
    {
      title: number === undefined ? title : `${number} ${title}`,
      record: { type, id },
      path: `/register/finding/${id}`,
    },
  ]
}
