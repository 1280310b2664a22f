import Sqlite, { type Database } from 'better-sqlite3'
import { guarded } from '../db/errors.ts'
import { CoreError } from '../error.ts'
import { pathsOf, requireWritable } from './files.ts'

/**
 * Takes the workspace for this process. The lock is SQLite's own on a small file, which the operating
 * system gives back when the process ends, however it ends: there are no stale locks.
 * Throws CoreError workspaceInUse or workspaceReadOnly. Answers a function that gives the lock back.
 */
export function takeLock(folder: string): () => void {
  const paths = pathsOf(folder)
  // SQLite would open them for reading and fail at the lock, without telling why.
  for (const path of [folder, paths.lock, paths.database]) requireWritable(path)
  const db = guarded(() => new Sqlite(paths.lock, { timeout: 200 }))
  try {
    exclusive(db)
  } catch (error) {
    db.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_BUSY')) throw new CoreError('workspaceInUse', { path: folder })
    throw error
  }
  return () => db.close()
}

function exclusive(db: Database): void {
  db.pragma('journal_mode = DELETE')
  db.exec('BEGIN EXCLUSIVE')
}
