import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../../../contract/roles.ts'
import { openReader } from '../../../db/open.ts'
import { CoreError } from '../../../error.ts'
import type { BackgroundHost, Context } from '../../../feature.ts'
import { opened } from '../../../records/seal.ts'
import type { ContentCipher, Workspace } from '../../../workspace/workspace.ts'
import type { Extracted } from '../extracted.ts'
import { documentType } from '../types/document.types.ts'
import { DocumentFacts } from './facts.ts'
import { ShelfReader } from './held.ts'
import type { ShelfEntry, ShelfTitle } from './shelf.ts'
import { DamagedIndex, IndexWriter } from './writer.ts'
import type { WriterAct } from './writer-messages.ts'

/** What import and publishing hand over; title and tags are taken from the document's record. */
export interface IndexEntry {
  readonly document: string
  readonly version: string
  readonly level: Level
  readonly extracted: Pick<Extracted, 'parts'>
}

type Writing = Exclude<WriterAct, { act: 'open' | 'end' | 'close' }>

/**
 * A file for each level, written by a thread of its own and read here: what is above somebody's clearance
 * stands in files that he cannot open.
 */
export class LibraryIndex {
  readonly facts: DocumentFacts
  readonly #host: BackgroundHost
  readonly #writer = new IndexWriter()
  readonly #readers = new Map<Level, ShelfReader>()
  readonly #opening = new Map<Level, Promise<void>>()
  #closed = false

  /** `changed` is told of documents that may have to be put, moved or taken out. */
  constructor(host: BackgroundHost, changed: (documents: readonly string[]) => void) {
    this.#host = host
    this.facts = new DocumentFacts(host.workspace, changed)
  }

  get workspace(): Workspace {
    return this.#host.workspace
  }

  /** Requests that were handed to the thread and are not done. */
  get pending(): number {
    return this.#writer.pending
  }

  /** Opens the shelves up to a session's clearance; without a session those that need no content key. */
  async open(session: Pick<Context['session'], 'clearance' | 'cipher'> | undefined): Promise<void> {
    await Promise.all(
      LEVELS.filter((level) => session === undefined || level <= session.clearance).map((level) => {
        const opening = this.#opening.get(level)
        if (opening) return opening
        const key = this.#keyOf(level, session?.cipher)
        return key && this.#opened(level, key)
      }),
    )
  }

  /** Shelves that a session may read. */
  readable({ clearance, cipher }: Pick<Context['session'], 'clearance' | 'cipher'>): ShelfReader[] {
    return [...this.#readers.values()].filter(
      ({ level }) => level <= clearance && cipher.holds(level),
    )
  }

  reader(level: Level): ShelfReader | undefined {
    return this.#readers.get(level)
  }

  /** Hands over what was extracted; answers when it is in the index. */
  async put(context: Context, entries: readonly IndexEntry[]): Promise<void> {
    await this.open(context.session)
    await Promise.all(
      LEVELS.map(async (level) => {
        const own = entries.filter((entry) => entry.level === level)
        if (own.length === 0) return
        if (!this.#readers.has(level)) throw new CoreError('clearance')
        await this.write({
          act: 'put',
          level,
          entries: own.flatMap((entry) => this.#entryOf(entry, context.session.cipher) ?? []),
        })
      }),
    )
  }

  /** Waits until more may be handed over. */
  room(): Promise<void> {
    return this.#writer.room()
  }

  /** Does something to one shelf and shows it; a shelf that turns out damaged is made anew, which `damaged` tells. */
  async write(act: Writing): Promise<void> {
    try {
      await this.#writer.do(act)
    } catch (error) {
      if (!(error instanceof DamagedIndex)) throw error
      await this.renew(act.level, error.message)
      return
    }
    if (act.act !== 'renew') this.#readers.get(act.level)?.refresh(documentsOf(act))
    this.#host.emit('library.indexed', { waiting: this.pending })
  }

  /** Throws a shelf away and makes it anew, empty. */
  async renew(level: Level, reason: string): Promise<void> {
    this.#told(level, reason)
    const cipher = this.#host.context()?.session.cipher
    const key = this.#keyOf(level, cipher)
    this.#readers.get(level)?.db.close()
    this.#readers.delete(level)
    await this.#writer.do({ act: 'renew', level })
    if (key) this.#readers.set(level, new ShelfReader(level, openReader(this.#fileOf(level), key)))
  }

  /**
   * Lets go of what only a cleared person may open: of all of it at once, so that whoever signs in meanwhile opens it
   * anew.
   */
  async keepOnly(cipher: ContentCipher | undefined): Promise<void> {
    const closing: Promise<unknown>[] = []
    for (const [level, { db }] of this.#readers) {
      if (level < FIRST_SEALED_LEVEL || cipher?.holds(level) === true) continue
      db.close()
      this.#readers.delete(level)
      this.#opening.delete(level)
      closing.push(this.#writer.do({ act: 'close', level }))
    }
    await Promise.all(closing)
  }

  /** Title and tags of a document as its record has them; undefined when they cannot be opened or it is gone. */
  titleOf(document: string, cipher: ContentCipher | undefined): ShelfTitle | undefined {
    const row = this.workspace.log.row(documentType.name, document)
    if (row === undefined || row.deleted) return undefined
    if (row.level >= FIRST_SEALED_LEVEL && cipher?.holds(row.level as Level) !== true)
      return undefined
    const wanted = { title: row.fields['title'] ?? null, tags: row.fields['tags'] ?? null }
    const { title, tags } =
      cipher === undefined ? wanted : opened({ session: { cipher } }, documentType, row.id, wanted)
    return {
      document,
      title: typeof title === 'string' ? title : '',
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.facts.close()
    await Promise.allSettled(this.#opening.values())
    for (const { db } of this.#readers.values()) db.close()
    this.#readers.clear()
    await this.#writer.close()
  }

  #told(level: Level, reason: string): void {
    this.#host.report('library index', `the index of level ${level} is made anew: ${reason}`)
  }

  #opened(level: Level, key: Uint8Array): Promise<void> {
    const opening = (async () => {
      const path = this.#fileOf(level)
      const existed = existsSync(path)
      const { made } = await this.#writer.do({
        act: 'open',
        level,
        path,
        key,
        workspace: this.workspace.id,
      })
      if (existed && made) this.#told(level, 'it was damaged, foreign or of another version')
      if (!this.#closed) this.#readers.set(level, new ShelfReader(level, openReader(path, key)))
    })()
    this.#opening.set(level, opening)
    opening.catch(() => this.#opening.delete(level))
    return opening
  }

  #fileOf(level: Level): string {
    return join(this.workspace.path, `library-${level}.db`)
  }

  #keyOf(level: Level, cipher: ContentCipher | undefined): Uint8Array | undefined {
    const name = `library ${level}`
    return level < FIRST_SEALED_LEVEL
      ? this.workspace.derivedKey(name)
      : cipher?.derivedKey(level, name)
  }

  #entryOf(entry: IndexEntry, cipher: ContentCipher): ShelfEntry | undefined {
    const title = this.titleOf(entry.document, cipher)
    return title && { ...title, version: entry.version, parts: entry.extracted.parts }
  }
}

function documentsOf(act: Exclude<Writing, { act: 'renew' }>): readonly string[] {
  if (act.act === 'remove') return act.documents
  return (act.act === 'put' ? act.entries : act.titles).map(({ document }) => document)
}
