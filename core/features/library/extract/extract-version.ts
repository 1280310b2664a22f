import type { Attachment } from '../../../../contract/common.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import { fail, ok, type Result } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { opened } from '../../../records/seal.ts'
import { visibleRow } from '../../../records/view.ts'
import type { Extracted } from '../extracted.ts'
import { documentVersionType } from '../types/document.types.ts'
import { extract } from './extract.ts'
import type { ExtractInput } from './extract-file.ts'

/**
 * Takes the text out of a version that is in the workspace: what was written here, or a file that came by
 * import or from another device. A failure says why it has none; `clearance` when the session cannot open it.
 */
export async function extractVersion(
  context: Context,
  version: string,
): Promise<Result<Extracted>> {
  try {
    const input = inputOf(context, version)
    if (input === undefined) return fail('documentEmpty')
    const result = await extract(input, { background: true })
    return result.ok ? ok(result.value.extracted) : result
  } catch (error) {
    if (error instanceof CoreError) return fail(error.code, error.params)
    throw error
  }
}

function inputOf(context: Context, version: string): ExtractInput | undefined {
  const row = visibleRow(context, documentVersionType.name, version)
  const { file, body, format, encoding } = opened(context, documentVersionType, row.id, row.fields)
  if (typeof body === 'string' && body !== '') {
    const bytes = Buffer.from(body)
    return { source: { kind: 'bytes', bytes }, name: 'document.md', encoding: 'utf-8' }
  }
  const [first] = Array.isArray(file) ? (file as unknown as Attachment[]) : []
  if (first === undefined) return undefined
  const place = context.workspace.blobs.stored(first.sha256, context.session.cipher)
  return {
    source: { kind: 'blob', place },
    name: first.name,
    format: format as DocumentFormat,
    ...(typeof encoding === 'string' && encoding !== '' ? { encoding } : {}),
  }
}
