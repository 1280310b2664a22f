import { nameOf } from '../../../records/view.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { deviceCode } from '../../../records/history.ts'
import { hlcToMs } from '../../../log/clock.ts'
import type { RecordRow } from '../../../log/types.ts'
import type { OutputOf } from '../../../../contract/procedures.ts'
import { commit, createOp } from '../../../records/write.ts'
import { documentOf, versionOf, type DocumentRow } from '../rows.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Ids of the people who must confirm that they have read a document: with an account, and cleared for it. */
export function askedOf({ workspace }: Tools, document: DocumentRow): string[] {
  const { everybody, posts = [], teams = [] } = document.readers
  if (everybody !== true && posts.length + teams.length === 0) return []
  return workspace.db
    .prepare<(string | number)[], { id: string }>(
      `SELECT DISTINCT person.id AS id FROM r_person person
       JOIN r_account account ON account.person = person.id AND account.active = 1
         AND account._deleted = 0 AND account.clearance >= ?
       WHERE person._deleted = 0 AND (? OR person.team IN (SELECT value FROM json_each(?))
         OR EXISTS (SELECT 1 FROM json_each(COALESCE(person.posts, '[]')) held
           WHERE held.value IN (SELECT value FROM json_each(?)))
         OR EXISTS (SELECT 1 FROM r_post post WHERE post.id IN (SELECT value FROM json_each(?))
           AND person.id IN (post.holder, post.standIn)))
       ORDER BY person.id`,
    )
    .all(
      document.level,
      everybody === true ? 1 : 0,
      JSON.stringify(teams),
      JSON.stringify(posts),
      JSON.stringify(posts),
    )
    .map(({ id }) => id)
}

/** When each person confirmed that he has read a version. */
export function readingsOf({ workspace }: Tools, version: string): Map<string, number> {
  return new Map(
    workspace.db
      .prepare<[string], { person: string; at: number }>(
        'SELECT person, at FROM r_document_reading WHERE _deleted = 0 AND version = ?',
      )
      .all(version)
      .map(({ person, at }) => [person, at]),
  )
}

/** Acknowledgement of reading. */
export const readingHandlers: Handlers = {
  'library.acknowledge': (context, { version: id }) => {
    const version = versionOf(context, id)
    if (version.state !== 'published') throw new CoreError('wrongState', { state: version.state })
    const { person } = context.session
    if (readingsOf(context, id).has(person)) return ok({ commit: '', at: context.now() })
    const op = createOp(context, {
      type: 'document-reading',
      id: derivedId('document-reading', id, person),
      fields: { document: version.document, version: id, person, at: context.now() },
    })
    return ok(commit(context, 'library.acknowledge', [op]))
  },

  'library.readers': (context, { document: id }) => {
    const document = documentOf(context, id)
    const read = document.current === undefined ? new Map() : readingsOf(context, document.current)
    return ok({
      readers: askedOf(context, document).map((person) => {
        const readAt: number | undefined = read.get(person)
        return {
          person,
          name: nameOf(context, person),
          ...(readAt === undefined ? {} : { readAt }),
        }
      }),
    })
  },

  'library.accesses': (context, { document: id, limit }) => {
    documentOf(context, id)
    const { workspace } = context
    const rows = workspace.db
      .prepare<[string, string, number], { id: string }>(
        `SELECT id FROM r_access_event WHERE type = ? AND what = ? AND action IN ('open', 'export', 'print')
         ORDER BY id DESC LIMIT ?`,
      )
      .all('document', id, limit)
      .flatMap(({ id: event }) => workspace.log.row('access-event', event) ?? [])
    return ok({ accesses: rows.flatMap((row) => accessOf(context, row)) })
  },
}

type Access = OutputOf<'library.accesses'>['accesses'][number]
const ACTIONS: readonly Access['action'][] = ['open', 'export', 'print']

function accessOf(context: Context, row: RecordRow): Access[] {
  const action = ACTIONS.find((name) => name === row.fields['action'])
  if (action === undefined) return []
  const stream = row.createOp.slice(0, row.createOp.indexOf('/'))
  return [
    {
      at: hlcToMs(row.created),
      person: nameOf(context, row.createdBy),
      action,
      device: deviceCode(context, stream),
    },
  ]
}
