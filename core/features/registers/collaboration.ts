import { z } from 'zod'
import { listQuery } from '../../../contract/common.ts'
import { LIST_MODES } from '../../../contract/register.ts'
import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { visibleRow } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'
import { rowsOf } from './belonging.ts'

/** Saved views: records of their own beside the register they belong to. */
export const collaborationHandlers: Handlers = {
  'register.views': (context, input) => {
    const views = rowsOf(context, 'saved-view', 'of', input.type)
      .filter(
        (row) =>
          !row.deleted &&
          (row.fields['shared'] === true || row.fields['owner'] === context.session.person),
      )
      .flatMap((row) => {
        const query = listQuery.safeParse(row.fields['query'])
        const columns = z.array(z.string()).safeParse(row.fields['columns'])
        if (!query.success || !columns.success) return []
        const groupBy = row.fields['groupBy']
        const mode = LIST_MODES.find((one) => one === row.fields['mode'])
        return [
          {
            id: row.id,
            name: String(row.fields['name']),
            shared: row.fields['shared'] === true,
            query: query.data,
            columns: columns.data,
            ...(typeof groupBy === 'string' ? { groupBy } : {}),
            ...(mode ? { mode } : {}),
          },
        ]
      })
    return ok({ views })
  },

  'register.saveView': (context, input) => {
    const fields: Record<string, Json> = {
      name: input.name,
      of: input.type,
      owner: context.session.person,
      shared: input.shared,
      query: input.query as unknown as Json,
      columns: input.columns,
      groupBy: input.groupBy ?? null,
      mode: input.mode ?? null,
    }
    if (input.id === undefined) {
      const op = createOp(context, { type: 'saved-view', fields })
      return ok({ ...commit(context, 'register.saveView', [op]), id: op.id })
    }
    ownView(context, input.id)
    return ok({
      ...commit(context, 'register.saveView', [{ patch: 'saved-view', id: input.id, fields }]),
      id: input.id,
    })
  },

  'register.removeView': (context, input) => {
    ownView(context, input.id)
    return ok(
      commit(context, 'register.removeView', [
        { patch: 'saved-view', id: input.id, fields: { $deleted: true } },
      ]),
    )
  },
}

function ownView(context: Context, id: string): void {
  const row = visibleRow(context, 'saved-view', id)
  if (row.fields['owner'] !== context.session.person) throw new CoreError('notFound')
}
