import { nameOf } from '../../../records/view.ts'
import type { DocumentVersion } from '../../../../contract/library-life.ts'
import type { Context } from '../../../feature.ts'
import { type DocumentRow, type VersionRow } from '../rows.ts'
import { seenIn, wrote } from '../../../records/approval.ts'
import { besideOf } from './body.ts'
import { askedOf, readingsOf } from './readers.ts'
import { holds, isAuthor } from './roles.ts'

type Act = DocumentVersion['may'][number]

/** A draft belongs to its author; those who keep the library may help out. */
export const mayEdit = (context: Context, version: VersionRow): boolean =>
  version.state === 'draft' &&
  isAuthor(context) &&
  (version.author === context.session.person ||
    version.author === '' ||
    holds(context, 'library.keep'))

/** Whether he is its author, or wrote what stands in it in his place. */
export const isOwn = (context: Context, version: VersionRow): boolean =>
  version.author === context.session.person ||
  wrote(context, version.row, ['body', 'file', 'pictures'])

/** Acts that the person at this window may do with a version now. */
function actsOf(context: Context, document: DocumentRow, version: VersionRow): Act[] {
  const approves = holds(context, 'library.approve') && !isOwn(context, version)
  const keeps = holds(context, 'library.keep')
  switch (version.state) {
    case 'draft':
      return mayEdit(context, version) ? ['edit', 'submit', 'discard'] : []
    case 'review':
      return approves ? ['approve', 'return'] : []
    case 'approved':
      return [...(keeps ? (['publish'] as const) : []), ...(approves ? (['return'] as const) : [])]
    case 'published':
      return [
        ...(mustRead(context, document, version) ? (['acknowledge'] as const) : []),
        ...(keeps ? (['withdraw'] as const) : []),
      ]
    case 'superseded':
    case 'withdrawn':
      return keeps ? ['publish'] : []
  }
}

function mustRead(context: Context, document: DocumentRow, version: VersionRow): boolean {
  const { person } = context.session
  return (
    document.current === version.id &&
    askedOf(context, document).includes(person) &&
    !readingsOf(context, version.id).has(person)
  )
}

export function versionView(
  context: Context,
  document: DocumentRow,
  version: VersionRow,
): DocumentVersion {
  const { submittedAt, approvedAt, approvedBy, publishedAt, reason } = version
  const [file] = version.file
  const author = version.author === '' ? version.createdBy : version.author
  return {
    id: version.id,
    label: version.label,
    state: version.state,
    format: version.format,
    written: file === undefined,
    pages: version.pages,
    size: file?.size ?? 0,
    changes: version.changes,
    author,
    authorName: nameOf(context, author),
    seen: seenIn(version.row),
    beside: 'body' in besideOf(context, version),
    createdAt: version.createdAt,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(approvedAt === undefined ? {} : { approvedAt }),
    ...(approvedBy === undefined ? {} : { approverName: nameOf(context, approvedBy) }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(reason === '' ? {} : { reason }),
    may: actsOf(context, document, version),
  }
}
