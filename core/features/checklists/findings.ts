import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import { incoming } from '../../records/links.ts'
import { commit, createOp } from '../../records/write.ts'
import { itemIn } from './record.ts'
import { CoreError } from '../../error.ts'
import { rowOf, runOf, versionOf } from './rows.ts'
import { itemsOf } from './views.ts'

/** Follow-ups that came out of a run. */
export function findingsOf({ workspace }: Context, run: string) {
  return incoming(workspace.db, run).flatMap(({ type, id }) => {
    const row = type === 'finding' ? workspace.log.row(type, id) : undefined
    return row && !row.deleted ? [findingView(row)] : []
  })
}

const findingView = ({ id, fields }: RecordRow) => ({
  id,
  item: String(fields['item'] ?? ''),
  title: String(fields['title'] ?? ''),
  state: String(fields['state'] ?? ''),
})

export const findingHandlers: Handlers = {
  'checklists.raiseFinding': (context, input) => {
    const run = runOf(rowOf(context, 'checklist-run', input.run))
    if (run.version === undefined) throw new CoreError('notFound')
    const version = versionOf(rowOf(context, 'checklist-version', run.version))
    const item = itemIn(itemsOf(version), input.item)
    const sources = [
      { type: 'checklist-run', id: run.id },
      ...(item.target ? [{ type: item.target.type, id: item.target.id }] : []),
    ]
    const fields: Record<string, Json> = {
      title: input.title,
      item: item.id,
      sources,
      details: input.details ?? null,
      owner: input.owner ?? null,
      dueAt: input.dueAt ?? null,
    }
    const op = createOp(context, { type: 'finding', fields }, { system: true })
    const receipt = commit(context, 'checklists.raiseFinding', [op])
    const number = context.workspace.log.row('finding', op.id)?.fields['number']
    return ok({ ...receipt, id: op.id, ...(typeof number === 'string' ? { number } : {}) })
  },
}
