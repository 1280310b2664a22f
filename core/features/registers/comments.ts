import { z } from 'zod'
import { attachment } from '../../../contract/common.ts'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { Json, RecordType } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import type { Level } from '../../../contract/roles.ts'
import { mayActOn } from '../../dispatch.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { LEVEL, type NewOperation, type RecordRow } from '../../log/types.ts'
import { derivedId } from '../../records/derived-id.ts'
import { opened } from '../../records/seal.ts'
import { levelOf, nameOf, typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'
import { accountOf } from '../../session/account.ts'
import { rowsOf } from './belonging.ts'

type Comment = OutputOf<'register.comments'>['comments'][number]

/** What was said about a record, oldest first. */
export function commentsOf(context: Context, target: string): Comment[] {
  const type = typeOf(context, 'comment')
  return rowsOf(context, 'comment', 'target', target).map((row) => {
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
      mentions: mentionedIn(row).map((person) => {
        const readAt = readAtOf(context, row.id, person)
        return {
          person,
          name: nameOf(context, person),
          ...(readAt === undefined ? {} : { readAt }),
        }
      }),
    }
  })
}

const mentionedIn = (row: RecordRow): string[] => {
  const mentions = row.fields['mentions']
  return Array.isArray(mentions) ? mentions.map(String) : []
}

/** Two devices that tell of the same reading make one record. */
const readingOf = (comment: string, person: string): string =>
  derivedId('comment-read', comment, person)

function readAtOf({ workspace }: Context, comment: string, person: string): number | undefined {
  const row = workspace.log.row('comment-read', readingOf(comment, person))
  return row && hlcToMs(row.created)
}

/** Comments that mention this person and that he has not read; whatever he may not see is left out. */
export function unreadMentions(context: Context): { row: RecordRow; text: string }[] {
  const { db, log } = context.workspace
  const { person, clearance } = context.session
  const type = typeOf(context, 'comment')
  return db
    .prepare<[string], string>(
      "SELECT from_id FROM links WHERE to_id = ? AND from_type = 'comment' AND field = 'mentions' ORDER BY from_id DESC",
    )
    .pluck()
    .all(person)
    .flatMap((id) => {
      const row = log.row('comment', id)
      if (!row || row.deleted || row.level > clearance) return []
      if (readAtOf(context, id, person) !== undefined) return []
      return [{ row, text: String(opened(context, type, id, row.fields)['text'] ?? '') }]
    })
}

export const commentHandlers: Handlers = {
  'register.comments': (context, input) => {
    visibleRow(context, input.type, input.id)
    return ok({ comments: commentsOf(context, input.id) })
  },

  'register.comment': (context, input) => {
    const row = visibleRow(context, input.type, input.id)
    const mentions = [...new Set(input.mentions ?? [])]
    refuseBlind(context, typeOf(context, input.type), row, mentions)
    const fields = {
      target: input.id,
      targetType: input.type,
      text: input.text,
      attachments: (input.attachments ?? []) as unknown as Json,
      mentions,
    }
    // A comment is as confidential as what it speaks of.
    const op = createOp(context, { type: 'comment', fields, level: levelOf(row) })
    return ok({ ...commit(context, 'register.comment', [op]), id: op.id })
  },

  'register.readMentions': (context, input) => {
    visibleRow(context, input.type, input.id)
    const ops = unreadMentions(context)
      .filter(({ row }) => commentIsOn(context, row, input.id))
      .map(({ row }) =>
        createOp(context, {
          type: 'comment-read',
          id: readingOf(row.id, context.session.person),
          fields: { comment: row.id, person: context.session.person },
        }),
      )
    if (ops.length > 0) commit(context, 'register.readMentions', ops)
    return ok({ read: ops.length })
  },
}

const commentIsOn = (context: Context, row: RecordRow, target: string): boolean =>
  opened(context, typeOf(context, 'comment'), row.id, row.fields)['target'] === target

/** Nobody is called to what he cannot open: he would never learn of it, and whoever waits would not know. */
function refuseBlind(
  { workspace }: Context,
  type: RecordType,
  target: RecordRow,
  mentions: readonly string[],
): void {
  const blind = mentions.flatMap((person) => {
    const account = accountOf(workspace, person)
    const sees =
      account?.active === true &&
      account.clearance >= target.level &&
      mayActOn(workspace.types, account, type.name, 'read')
    const name = workspace.log.row('person', person)?.fields['name']
    return sees ? [] : [typeof name === 'string' ? name : person]
  })
  if (blind.length > 0) throw new CoreError('mentionBlind', { people: blind })
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
