import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../../../contract/roles.ts'
import { openDerived } from '../../../db/open.ts'
import { CoreError } from '../../../error.ts'
import type { Background, BackgroundHost, Context } from '../../../feature.ts'
import { opened } from '../../../records/seal.ts'
import type { ContentCipher, Workspace } from '../../../workspace/workspace.ts'
import type { Extracted } from '../extracted.ts'
import { documentType } from '../types/document.types.ts'
import { Shelf, type ShelfEntry } from './shelf.ts'

/** What import and publishing hand over; title and tags are taken from the document's record. */
export interface IndexEntry {
  readonly document: string
  readonly version: string
  readonly level: Level
  readonly extracted: Extracted
}

const indexes = new WeakMap<Workspace, LibraryIndex>()

/** What other parts of the library do with the index, in the name of a session. */
export interface IndexAccess {
  /**
   * Takes in what was extracted of published versions; what stood there of the same documents goes. Answers
   * when there is room for more, not when it is on the disk: what a crash took is found again at the next
   * opening. Throws CoreError clearance for a level that the session cannot open.
   */
  put(entries: readonly IndexEntry[]): Promise<void>
  /** Takes versions out that were withdrawn, deleted or superseded. */
  drop(versions: readonly string[]): Promise<void>
}

/** The index of the open workspace. @public */
export function indexOf(context: Context): IndexAccess {
  const index = indexes.get(context.workspace)
  if (index === undefined) throw new Error('the index of the library is not open')
  return {
    put: (entries) => index.put(context, entries),
    drop: (versions) => index.drop(context, versions),
  }
}

/** The index as a background part of the library: opened with the workspace, closed with it. */
export function indexBackground(host: BackgroundHost): Background {
  const index = new LibraryIndex(host.workspace)
  indexes.set(host.workspace, index)
  return {
    signedIn: ({ session }) => index.keepOnly(session.cipher),
    signedOut: () => index.keepOnly(undefined),
    close() {
      indexes.delete(host.workspace)
      index.close()
    },
  }
}

const fileOf = (workspace: Workspace, level: Level): string =>
  join(workspace.path, `library-${level}.db`)

/** A file for each level: what is above somebody's clearance stands in files that he cannot open. */
export class LibraryIndex {
  readonly #workspace: Workspace
  readonly #shelves = new Map<Level, { readonly db: Database; readonly shelf: Shelf }>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  async put(context: Context, entries: readonly IndexEntry[]): Promise<void> {
    for (const level of LEVELS) {
      const own = entries.filter((entry) => entry.level === level)
      if (own.length === 0) continue
      const shelf = this.#shelf(level, context.session.cipher)
      if (shelf === undefined) throw new CoreError('clearance')
      shelf.put(own.flatMap((entry) => entryOf(context, entry) ?? []))
    }
    return Promise.resolve()
  }

  async drop(context: Context, versions: readonly string[]): Promise<void> {
    for (const level of LEVELS) this.#shelf(level, context.session.cipher)?.dropVersions(versions)
    return Promise.resolve()
  }

  /** Lets go of what only a cleared person may open. */
  keepOnly(cipher: ContentCipher | undefined): void {
    for (const [level, { db }] of this.#shelves) {
      if (level < FIRST_SEALED_LEVEL || cipher?.holds(level)) continue
      db.close()
      this.#shelves.delete(level)
    }
  }

  close(): void {
    for (const { db } of this.#shelves.values()) db.close()
    this.#shelves.clear()
  }

  #shelf(level: Level, cipher: ContentCipher): Shelf | undefined {
    const known = this.#shelves.get(level)
    if (known) return known.shelf
    const name = `library ${level}`
    const key =
      level < FIRST_SEALED_LEVEL ? this.#workspace.derivedKey(name) : cipher.derivedKey(level, name)
    if (key === undefined) return undefined
    const db = openShelf(fileOf(this.#workspace, level), key, this.#workspace.id)
    const shelf = new Shelf(db)
    this.#shelves.set(level, { db, shelf })
    return shelf
  }
}

/** Opens a shelf's file; one that is damaged, foreign or of another program version is made anew. */
function openShelf(path: string, key: Uint8Array, workspace: string): Database {
  try {
    const db = openDerived(path, key)
    if (Shelf.isCurrent(db, workspace)) return db
    db.close()
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
  }
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) rmSync(file)
  const fresh = openDerived(path, key)
  Shelf.make(fresh, workspace)
  return fresh
}

/** The document's title and tags are its record's; a document that is no longer there is not indexed. */
function entryOf(context: Context, entry: IndexEntry): ShelfEntry | undefined {
  const row = context.workspace.log.row(documentType.name, entry.document)
  if (row === undefined || row.deleted) return undefined
  const { title, tags } = opened(context, documentType, row.id, {
    title: row.fields['title'] ?? null,
    tags: row.fields['tags'] ?? null,
  })
  return {
    document: entry.document,
    version: entry.version,
    title: typeof title === 'string' ? title : '',
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    parts: entry.extracted.parts,
  }
}
