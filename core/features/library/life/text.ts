import { createHash } from 'node:crypto'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { extractVersion } from '../extract/extract-version.ts'
import type { Extracted } from '../extracted.ts'
import type { VersionRow } from '../rows.ts'
import { bodyOf } from './body.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** SHA-256 of what a version says: of its file, or of its Markdown. */
export function hashOf(context: Tools, version: VersionRow): string {
  const [file] = version.file
  return file?.sha256 ?? createHash('sha256').update(bodyOf(context, version)).digest('hex')
}

/** What a version says, piece by piece, taken out in a worker. Throws CoreError with what is wrong with the file. */
export async function textOf(context: Context, version: VersionRow): Promise<Extracted> {
  const answer = await extractVersion(context, version.id)
  if (!answer.ok) throw new CoreError(answer.error.code, answer.error.params)
  return answer.value
}
