import { FORMATS, type DocumentFormat } from '../../../../contract/library.ts'
import { attachment, type Attachment } from '../../../../contract/common.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Handler } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { levelOf, titleOf, visibleRow } from '../../../records/view.ts'
import { documentType, documentVersionType } from '../types/document.types.ts'
import { savedAs } from './export.ts'
import { fieldsOf, keep, letGo, reserve, versionToRead, type OpenDocument } from './opened.ts'
import { positionOf } from './position.ts'

/** library.open: what may be read, once it is recorded who reads it. */
export const openDocument: Handler<'library.open'> = (context, input) => {
  const document = visibleRow(context, documentType.name, input.document)
  const version =
    input.version === undefined
      ? versionToRead(context, document)
      : visibleRow(context, documentVersionType.name, input.version)
  const about = fieldsOf(context, documentType, document)
  const fields = fieldsOf(context, documentVersionType, version)
  if (document.deleted || version.deleted || fields['document'] !== document.id)
    throw new CoreError('notFound')
  const [file] = attachmentsOf(fields['file'])
  const format = formatOf(fields['format'])
  const pictures = attachmentsOf(fields['pictures'])
  const body = text(fields['body'])
  recordAccess(context, { action: 'open', what: document.id, type: documentType.name, count: 1 })
  const opened: OpenDocument = {
    document: document.id,
    version: version.id,
    format,
    file,
    pictures,
    body,
    encoding: text(fields['encoding']),
  }
  const token = keep(context.session, opened, input.token)
  const position = positionOf(context, document.id)
  const publishedAt = fields['publishedAt']
  return ok({
    token,
    document: {
      id: document.id,
      number: text(about['number']),
      title: titleOf(documentType, about),
      level: levelOf(document),
      pinned: about['pinned'] === true,
      ...(typeof about['reviewOn'] === 'string' ? { reviewOn: about['reviewOn'] } : {}),
    },
    version: {
      id: version.id,
      label: text(fields['label']),
      state: text(fields['state']),
      format,
      ...(typeof publishedAt === 'number' ? { publishedAt } : {}),
      current: document.fields['current'] === version.id,
      file: file?.name ?? '',
      saveAs: savedAs(titleOf(documentType, about), file, pictures),
      size: file?.size ?? Buffer.byteLength(body),
      encoding: text(fields['encoding']),
      pages: Number(fields['pages'] ?? 0),
    },
    entry: text(fields['entry']),
    ...(position === undefined ? {} : { position }),
    workstation: context.workspace.device.code,
  })
}

/** library.reserve: what the next document is opened for. */
export const reserveToken: Handler<'library.reserve'> = ({ session }) =>
  ok({ token: reserve(session) })

/** library.close: a pane that went away. */
export const closeDocument: Handler<'library.close'> = ({ session }, { token }) => {
  letGo(session, token)
  return ok({})
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function formatOf(value: Json | undefined): DocumentFormat {
  const format = FORMATS.find((one) => one === value)
  if (format === undefined) throw new CoreError('notFound')
  return format
}

function attachmentsOf(value: Json | undefined): Attachment[] {
  return Array.isArray(value)
    ? value.flatMap((item) => {
        const parsed = attachment.safeParse(item)
        return parsed.success ? [parsed.data] : []
      })
    : []
}
