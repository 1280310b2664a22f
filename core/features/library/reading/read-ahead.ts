import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handler } from '../../../feature.ts'
import { documentIfAny, versionIfAny, type VersionRow } from '../rows.ts'
import { prepared } from './prepared.ts'

/** More documents for an emergency than anybody reads in one. */
const MOST = 12
const PART = 1 << 20
const PREPARED: readonly VersionRow['format'][] = ['docx', 'man', 'xlsx', 'pptx', 'epub']

/** library.readAhead: the documents for an emergency are made readable, or their files touched, one after the other. */
export const readAhead: Handler<'library.readAhead'> = async (context) => {
  let ready = 0
  for (const version of pinned(context)) {
    try {
      if (await touch(context, version)) ready += 1
    } catch (error) {
      // What is wrong with a file is told to whoever opens it.
      if (!(error instanceof CoreError)) throw error
    }
  }
  return ok({ ready })
}

function pinned(context: Context): VersionRow[] {
  const { workspace, session } = context
  return workspace.db
    .prepare<[number, number], { id: string }>(
      'SELECT id FROM r_document WHERE pinned = 1 AND _deleted = 0 AND _level <= ? ORDER BY id LIMIT ?',
    )
    .all(session.clearance, MOST)
    .flatMap(({ id }) => {
      const current = documentIfAny(context, id)?.current
      const version = versionIfAny(context, current)
      return version === undefined ? [] : [version]
    })
}

async function touch(context: Context, version: VersionRow): Promise<boolean> {
  const [file] = version.file
  if (file === undefined) return false
  if (PREPARED.includes(version.format))
    await prepared(context, { ...version, version: version.id, file })
  else {
    const blob = context.workspace.blobs.open(file.sha256, context.session.cipher)
    blob.read(0, PART)
    // A PDF and an archive have their lists at the end.
    blob.read(Math.max(0, blob.size - PART), PART)
  }
  return true
}
