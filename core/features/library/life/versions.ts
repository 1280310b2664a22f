import type { Attachment, Receipt } from '../../../../contract/common.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handler, Handlers } from '../../../feature.ts'
import { DELETED, type NewOperation } from '../../../log/types.ts'
import { refuseUnread } from '../../../records/approval.ts'
import { seenOf, typeOf, nameOf } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { documentOf, versionOf, versionsOf, type VersionRow } from '../rows.ts'
import { extract } from '../extract/extract.ts'
import { relocate } from './bindings.ts'
import { indexOf } from '../index/library-index.ts'
import { besideOf, bodyOf } from './body.ts'
import { isOwn, mayEdit } from './version-view.ts'
import { changed, documentPatch, indexAgain, publishingOps, wrongState } from './publishing.ts'

const OPEN_STATES: readonly VersionRow['state'][] = ['draft', 'review', 'approved']

/** Versions 版本: draft, review, approval by a second person, publishing, withdrawal. */
export const versionHandlers: Handlers = {
  'library.body': (context, { version: id }) => {
    const version = versionOf(context, id)
    return ok({
      document: version.document,
      label: version.label,
      body: bodyOf(context, version),
      pictures: version.pictures,
      changes: version.changes,
      seen: JSON.stringify(version.row.heads),
      editable: mayEdit(context, version),
    })
  },

  'library.newVersion': (context, input) => newVersion(context, input),

  'library.saveVersion': (context, { version: id, seen, ...given }) => {
    const version = ownDraft(context, id)
    seenOf(seen)
    const fields = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Record<string, Json>
    const op = patchOp(context, typeOf(context, 'document-version'), version.row, fields, {
      seen,
      system: true,
    })
    return ok(
      op === undefined
        ? { commit: '', at: context.now() }
        : commit(context, 'library.saveVersion', [op]),
    )
  },

  'library.discardVersion': (context, { version: id }) => {
    const version = ownDraft(context, id)
    const ops: NewOperation[] = [
      { patch: 'document-version', id: version.id, fields: { [DELETED]: true } },
    ]
    // A document of which nothing else is left goes with its only draft.
    if (versionsOf(context, version.document).length === 1)
      ops.push({ patch: 'document', id: version.document, fields: { [DELETED]: true } })
    return ok(commit(context, 'library.discardVersion', ops))
  },

  'library.submitVersion': (context, { version: id }) => {
    const version = ownDraft(context, id)
    if (version.file.length === 0 && bodyOf(context, version).trim() === '')
      throw new CoreError('versionEmpty')
    return ok(
      setState(context, 'library.submitVersion', version, {
        state: 'review',
        submittedAt: context.now(),
        reason: null,
      }),
    )
  },

  'library.returnVersion': (context, { version: id, reason }) => {
    const version = ofOthers(context, inState(context, id, ['review', 'approved']))
    return ok(setState(context, 'library.returnVersion', version, { state: 'draft', reason }))
  },

  'library.approveVersion': (context, { version: id, seen, confirmation }) => {
    const version = ofOthers(context, inState(context, id, ['review']))
    refuseUnread(context, version.row, seen)
    const signer = context.session.takeSigner(confirmation)
    if (signer === undefined) throw new CoreError('passwordNeeded')
    const op = changed(context, version, {
      state: 'approved',
      approvedBy: context.session.person,
      approvedAt: context.now(),
    })
    return ok(
      context.workspace.log.append({
        actor: context.session.person,
        act: 'library.approveVersion',
        ops: [op],
        sign: { purpose: 'library.approveVersion', type: 'document-version', id, signer },
      }),
    )
  },

  'library.publishVersion': (context, input) => publish(context, input),

  'library.withdrawVersion': async (context, { version: id, reason }) => {
    const version = inState(context, id, ['published'])
    const document = documentOf(context, version.document)
    const ops = [
      changed(context, version, { state: 'withdrawn', reason }),
      ...(document.current === id ? [documentPatch(document, { current: null })] : []),
    ]
    const receipt = commit(context, 'library.withdrawVersion', ops)
    await indexOf(context).drop([id])
    return ok(receipt)
  },
}

const newVersion: Handler<'library.newVersion'> = async (
  context,
  { document: id, label, file, changes },
) => {
  const document = documentOf(context, id)
  const versions = versionsOf(context, id)
  const open = versions.find(({ state }) => OPEN_STATES.includes(state))
  if (open) throw new CoreError('draftExists', { version: open.label })
  const base = versions.find((version) => version.id === document.current) ?? versions[0]
  const op = createOp(context, {
    type: 'document-version',
    level: document.level,
    fields: {
      document: id,
      label: label ?? nextLabel(base?.label),
      author: context.session.person,
      changes: changes ?? '',
      ...(file === undefined ? writtenFrom(context, base) : await readFrom(context, file)),
    },
  })
  return ok({ ...commit(context, 'library.newVersion', [op]), version: op.id })
}

const writtenFrom = (context: Context, base: VersionRow | undefined): Record<string, Json> => ({
  format: 'markdown',
  ...(base === undefined
    ? { body: '', pictures: [] }
    : { body: bodyOf(context, base), pictures: base.pictures, ...besideOf(context, base) }),
})

/** A file is looked at before it becomes a version: what cannot be read is refused here. */
async function readFrom(context: Context, file: Attachment): Promise<Record<string, Json>> {
  const bytes = context.workspace.blobs.get(file.sha256, context.session.cipher)
  const answer = await extract({ source: { kind: 'bytes', bytes }, name: file.name })
  if (!answer.ok) throw new CoreError(answer.error.code, answer.error.params)
  const { format, pages, encoding, entry } = answer.value.extracted
  return { format, pages, encoding, entry, file: [{ ...file, mime: answer.value.mime }] }
}

const publish: Handler<'library.publishVersion'> = async (context, { version: id }) => {
  const version = inState(context, id, ['approved', 'superseded', 'withdrawn'])
  const document = documentOf(context, version.document)
  const receipt = commit(
    context,
    'library.publishVersion',
    publishingOps(context, document, version),
  )
  await indexAgain(context, document)
  return ok({ ...receipt, ...(await relocate(context, document.id)) })
}

const setState = (
  context: Context,
  act: string,
  version: VersionRow,
  fields: Readonly<Record<string, Json>>,
): Receipt => commit(context, act, [changed(context, version, fields)])

function inState(context: Context, id: string, states: readonly VersionRow['state'][]): VersionRow {
  const version = versionOf(context, id)
  if (!states.includes(version.state)) throw wrongState(context, version)
  return version
}

function ownDraft(context: Context, id: string): VersionRow {
  const version = inState(context, id, ['draft'])
  if (!mayEdit(context, version))
    throw new CoreError('ownDraft', { name: nameOf(context, version.author) })
  return version
}

/** Nobody decides on a version of his own. */
function ofOthers(context: Context, version: VersionRow): VersionRow {
  if (isOwn(context, version)) throw new CoreError('ownAct')
  return version
}

/** 1.0 after nothing, 1.2 after 1.1, 1.0.1 after 1.0.0; what is no number gets a number behind it. */
export function nextLabel(label: string | undefined): string {
  if (label === undefined || label === '') return '1.0'
  const found = /^(.*?)(\d+)(\D*)$/u.exec(label)
  return found === null ? `${label} 2` : `${found[1]}${Number(found[2]) + 1}${found[3]}`
}
