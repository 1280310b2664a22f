import { z } from 'zod'
import { attachment, listQuery } from '../../../contract/common.ts'
import { LIST_MODES } from '../../../contract/register.ts'
import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { LEVEL, type NewOperation, type RecordRow } from '../../log/types.ts'
import { opened } from '../../records/seal.ts'
import { levelOf, nameOf, typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'

/** Comments and saved views: records of their own beside the record or register they belong to. */
export const collaborationHandlers: Handlers = {
  'register.comments': (context, input) => {
    visibleRow(context, input.type, input.id)
    const type = typeOf(context, 'comment')
    const comments = rowsOf(context, 'comment', 'target', input.id).map((row) => {
      const fields = opened(context, type, row.id, row.fields)
      return {
        id: row.id,
        text: String(fields['text'] ?? ''),
        at: hlcToMs(row.created),
        actor: row.createdBy,
        actorName: nameOf(context, row.createdBy),
        attachments: z
          .array(attachment)
          .catch([])
          .parse(fields['attachments'] ?? []),
      }
    })
    return ok({ comments })
  },

  'register.comment': (context, input) => {
    const row = visibleRow(context, input.type, input.id)
    const fields = {
      target: input.id,
      targetType: input.type,
      text: input.text,
      attachments: (input.attachments ?? []) as unknown as Json,
    }
    // A comment is as confidential as what it speaks of.
    const op = createOp(context, { type: 'comment', fields, level: levelOf(row) })
    return ok({ ...commit(context, 'register.comment', [op]), id: op.id })
  },

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

/** Comments on a record whose level goes up, which go up with it. What they said stays in the log as it was written. */
export function raisedComments(
  context: Context,
  target: RecordRow,
  level: Level | undefined,
): NewOperation[] {
  if (level === undefined || level <= levelOf(target)) return []
  const type = typeOf(context, 'comment')
  return rowsOf(context, 'comment', 'target', target.id)
    .filter((row) => row.level < level)
    .map((row) => {
      const { attachments } = opened(context, type, row.id, row.fields)
      for (const { sha256 } of z.array(attachment).catch([]).parse(attachments))
        context.workspace.blobs.raise(sha256, level, context.session.cipher)
      return { patch: 'comment', id: row.id, fields: { [LEVEL]: level } }
    })
}

/** Rows of a managed type by an indexed text field, oldest first. */
function rowsOf(
  { workspace, session }: Context,
  type: 'comment' | 'saved-view',
  field: 'target' | 'of',
  value: string,
): RecordRow[] {
  const table = type === 'comment' ? 'r_comment' : 'r_saved_view'
  // A sealed target cannot be compared in the table: comments above internal are few and opened one by one.
  const ids = workspace.db
    .prepare<[number, string], { id: string }>(
      `SELECT id FROM ${table} WHERE _deleted = 0 AND _level <= ? AND ("${field}" = ? OR _level >= 2) ORDER BY id`,
    )
    .all(session.clearance, value)
  const declared = typeOf({ workspace }, type)
  return ids.flatMap(({ id }) => {
    const row = workspace.log.row(type, id)
    return row && (row.level < 2 || opened({ session }, declared, id, row.fields)[field] === value)
      ? [row]
      : []
  })
}

function ownView(context: Context, id: string): void {
  const row = visibleRow(context, 'saved-view', id)
  if (row.fields['owner'] !== context.session.person) throw new CoreError('notFound')
}
