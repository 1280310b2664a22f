import { json } from '../../../contract/common.ts'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { RecordType } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { guarded } from '../../db/errors.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { mayActOn } from '../../dispatch.ts'
import { tableOf } from '../../log/shape.ts'
import { SEALED } from '../../log/tables.ts'
import { opened } from '../../records/seal.ts'
import type { Session } from '../../session/session.ts'

const MAX_BLOB_MB = 200

/** files.* and drafts.*: attachments by content; drafts of each person, on this device only. */
export function fileHandlers(): Handlers {
  return {
    'files.put': ({ workspace }, input) => {
      if (input.bytes.length > MAX_BLOB_MB << 20)
        throw new CoreError('blobTooLarge', { limit: MAX_BLOB_MB })
      const sha256 = workspace.blobs.put(input.bytes)
      return ok({ sha256, name: input.name, mime: input.mime, size: input.bytes.length })
    },
    'files.get': (context, input) => {
      const found = attachmentOf(context, input.sha256)
      if (found === undefined) throw new CoreError('notFound')
      return ok({
        ...found,
        bytes: context.workspace.blobs.get(input.sha256, context.session.cipher),
      })
    },
    'drafts.get': ({ workspace, session }, input) => {
      const row = workspace.db
        .prepare<[string, string], { value: string; saved_at: number }>(
          'SELECT value, saved_at FROM local_drafts WHERE person = ? AND key = ?',
        )
        .get(session.person, input.key)
      return ok(
        row === undefined ? { value: null, savedAt: null } : draftOf(session, input.key, row),
      )
    },
    'drafts.list': ({ workspace, session }) => {
      const drafts = workspace.db
        .prepare<[string], { key: string; savedAt: number }>(
          'SELECT key, saved_at AS savedAt FROM local_drafts WHERE person = ? ORDER BY saved_at DESC',
        )
        .all(session.person)
      return ok({ drafts })
    },
    'drafts.save': ({ workspace, session, now }, input) => {
      guarded(() =>
        workspace.db
          .prepare(
            `INSERT INTO local_drafts (person, key, value, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (person, key) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at`,
          )
          .run(
            session.person,
            input.key,
            session.own.seal(input.key, JSON.stringify(input.value)),
            now(),
          ),
      )
      return ok({})
    },
    'drafts.discard': ({ workspace, session }, input) => {
      guarded(() =>
        workspace.db
          .prepare('DELETE FROM local_drafts WHERE person = ? AND key = ?')
          .run(session.person, input.key),
      )
      return ok({})
    },
  }
}

/** Name and type of an attachment, when a record that this person may read holds it, or his own draft does. */
function attachmentOf(
  { workspace, session }: Context,
  sha256: string,
): { name: string; mime: string } | undefined {
  for (const type of workspace.types.all()) {
    if (!mayActOn(workspace.types, session, type.name, 'read')) continue
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.kind !== 'attachments' || field.guarded === true) continue
      const row =
        workspace.db
          .prepare<[string, number], { id: string }>(
            `SELECT id FROM ${tableOf(type.name)} WHERE "${name}" LIKE '%' || ? || '%' AND _level <= ? LIMIT 1`,
          )
          .get(sha256, session.clearance) ??
        sealedHolder({ workspace, session }, type, name, sha256)
      if (row === undefined) continue
      const value = workspace.log.row(type.name, row.id)?.fields ?? {}
      const found = listed(opened({ session }, type, row.id, value)[name]).find(
        (item) => item.sha256 === sha256,
      )
      if (found) return { name: found.name, mime: found.mime }
    }
  }
  const drafts = workspace.db
    .prepare<[string], { key: string; value: string }>(
      'SELECT key, value FROM local_drafts WHERE person = ?',
    )
    .all(session.person)
  return drafts.some(({ key, value }) => session.own.open(key, value)?.includes(sha256))
    ? { name: sha256, mime: 'application/octet-stream' }
    : undefined
}

/** A draft whose key was lost with a password is none any more. */
function draftOf(
  session: Session,
  key: string,
  row: { readonly value: string; readonly saved_at: number },
): OutputOf<'drafts.get'> {
  const plain = session.own.open(key, row.value)
  return plain === undefined
    ? { value: null, savedAt: null }
    : { value: json.parse(JSON.parse(plain)), savedAt: row.saved_at }
}

/** Attachments of records above internal are sealed with the record: the few that this person may see are opened. */
function sealedHolder(
  { workspace, session }: Pick<Context, 'workspace' | 'session'>,
  type: RecordType,
  field: string,
  sha256: string,
): { id: string } | undefined {
  const rows = workspace.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${SEALED} AND _level <= ? AND "${field}" IS NOT NULL`,
    )
    .all(session.clearance)
  return rows.find(({ id }) => {
    const fields = workspace.log.row(type.name, id)?.fields ?? {}
    return listed(opened({ session }, type, id, fields)[field]).some(
      (item) => item.sha256 === sha256,
    )
  })
}

function listed(value: unknown): { sha256: string; name: string; mime: string }[] {
  return Array.isArray(value) ? (value as { sha256: string; name: string; mime: string }[]) : []
}
