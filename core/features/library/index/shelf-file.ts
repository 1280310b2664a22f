import { existsSync, rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { openDerived } from '../../../db/open.ts'
import { CoreError } from '../../../error.ts'
import { Shelf } from './shelf.ts'

/** Memory of the connection that writes, KiB. */
const CACHE_KIB = 32_000
/** Bytes of a page: of a file that is not in memory few large pieces are read sooner than many small ones. */
const PAGE = 16_384

export interface ShelfFile {
  readonly db: Database
  readonly shelf: Shelf
  /** It was not there, or could not be used: everything has to be indexed. */
  readonly made: boolean
}

/** Opens a shelf's file for writing; one that is damaged, foreign or of another version is thrown away and made anew. */
export function openShelf(path: string, key: Uint8Array, workspace: string): ShelfFile {
  if (existsSync(path)) {
    const db = opened(path, key)
    if (db && Shelf.isCurrent(db, workspace)) return { db, shelf: new Shelf(db), made: false }
    db?.close()
  }
  return makeShelf(path, key, workspace)
}

export function makeShelf(path: string, key: Uint8Array, workspace: string): ShelfFile {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
  const db = openDerived(path, key, { cacheKib: CACHE_KIB, page: PAGE })
  Shelf.make(db, workspace)
  return { db, shelf: new Shelf(db), made: true }
}

function opened(path: string, key: Uint8Array): Database | undefined {
  try {
    return openDerived(path, key, { cacheKib: CACHE_KIB })
  } catch (error) {
    if (error instanceof CoreError && error.code === 'workspaceDamaged') return undefined
    throw error
  }
}
