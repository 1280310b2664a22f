import { CoreError } from '../error.ts'

/** What SQLite refused, as the failure people can act on; anything else comes back as it was. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error
  const code = error.code
  const detail = `${code}: ${error.message}`
  if (code === 'SQLITE_FULL') return new CoreError('diskFull')
  if (code.startsWith('SQLITE_READONLY')) return new CoreError('workspaceReadOnly')
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new CoreError('workspaceDamaged', { detail })
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN'))
    return new CoreError('storageFailed', { detail })
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new CoreError('storageFailed', { detail })
  return error
}

/** Runs `work`; failures of the store come out as CoreError. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storageError(error)
  }
}
