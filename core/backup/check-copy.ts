import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { guarded } from '../db/errors.ts'
import { openReader } from '../db/open.ts'
import { CoreError } from '../error.ts'
import { shapesOf } from '../log/open-log.ts'
import { verifyLog } from '../log/verify.ts'
import { fileError } from '../workspace/files.ts'
import type { RecordType } from '../../contract/record-type.ts'

const PART = 1 << 20

/** SHA-256 of a file of any size. */
export function digestOf(path: string): string {
  const digest = createHash('sha256')
  const part = Buffer.alloc(PART)
  try {
    const file = openSync(path, 'r')
    try {
      for (let count = readSync(file, part); count > 0; count = readSync(file, part))
        digest.update(part.subarray(0, count))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw fileError(error)
  }
  return digest.digest('hex')
}

/**
 * Reads a copied database to its end: every page, every chain and signature, every row of the tables. Throws CoreError
 * backupDamaged when it is no whole database; answers how many commits it holds and how many findings there are.
 */
export async function checkCopy(
  path: string,
  key: Uint8Array,
  workspace: string,
  types: readonly RecordType[],
): Promise<{ readonly commits: number; readonly findings: number }> {
  let db
  try {
    db = openReader(path, key)
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
    throw new CoreError('backupDamaged', { reason: 'database' })
  }
  try {
    const [first] = guarded(() => db.pragma('integrity_check(1)')) as { integrity_check: string }[]
    if (first?.integrity_check !== 'ok')
      throw new CoreError('backupDamaged', { reason: String(first?.integrity_check) })
    const { commits, findings } = await verifyLog(db, workspace, shapesOf(types), {
      progress: () => true,
    })
    return { commits, findings: findings.list.length }
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
    throw new CoreError('backupDamaged', { reason: 'database' })
  } finally {
    db.close()
  }
}
