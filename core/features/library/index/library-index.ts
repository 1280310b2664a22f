import { setImmediate as turn } from 'node:timers/promises'
import { LEVELS, type Level } from '../../../../contract/roles.ts'
import type { Result } from '../../../../contract/result.ts'
import type { Background, BackgroundHost, Context } from '../../../feature.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import type { Extracted, ExtractedPart } from '../extracted.ts'
import { ask } from './ask.ts'
import { LibraryIndex, type IndexEntry } from './shelves.ts'
import { planOf, type Plan } from './plan.ts'
import type { ShelfEntry } from './shelf.ts'

/** Takes the text out of a version that is in the workspace; a failure says why it has none. */
export type ExtractVersion = (context: Context, version: string) => Promise<Result<Extracted>>

/** Changes are looked at together; what somebody else is about to hand over is given time to come. */
const SOON_MS = 300
const PATIENCE_MS = 10_000
/** After that nobody waits for what follows a sign-in. */
const WARM_MS = 5000
/** Words of both scripts that stand in most texts, the last one a beginning. */
const WARM_WORDS = '的 the'
/** Documents that are looked at before others get their turn. */
const AT_ONCE = 50

/** What other parts of the library do with the index, in the name of a session. */
interface IndexAccess {
  /**
   * Takes in what was extracted of published versions; what stood there of the same documents goes. Answers
   * when there is room for more, not when it is on the disk: what a crash took is found again at the next
   * opening.
   */
  put(entries: readonly IndexEntry[]): Promise<void>
  /** Takes versions out that were withdrawn, deleted or superseded. */
  drop(versions: readonly string[]): Promise<void>
}

const keepers = new WeakMap<Workspace, IndexKeeper>()

/** The keeper of the open workspace's index. */
export function keeperOf({ workspace }: Pick<Context, 'workspace'>): IndexKeeper {
  const keeper = keepers.get(workspace)
  if (keeper === undefined) throw new Error('the index of the library is not open')
  return keeper
}

/** The index of the open workspace. */
export function indexOf(context: Context): IndexAccess {
  const keeper = keeperOf(context)
  return {
    put: (entries) => keeper.put(context, entries),
    drop: (versions) => keeper.drop(versions),
  }
}

/** What was taken out of a version, as the index keeps it, where it can be read at once; undefined: it has to be taken out again. */
export function indexedParts(
  context: Context,
  { document, version }: { readonly document: string; readonly version: string },
): ExtractedPart[] | undefined {
  for (const reader of keeperOf(context).index.readable(context.session)) {
    const held = reader.documents.get(document)
    if (held?.version === version && reader.isSmall(held)) return reader.partsOf(held)
  }
  return undefined
}

/** The index as a background part of the library: opened with the workspace, closed with it. */
export const indexBackground =
  (extract: ExtractVersion | undefined) =>
  (host: BackgroundHost): Background => {
    const keeper = new IndexKeeper(host, extract)
    keepers.set(host.workspace, keeper)
    keeper.open(undefined)
    return {
      signedIn: (context) => keeper.open(context),
      signedOut: () => keeper.open(undefined),
      async close() {
        keepers.delete(host.workspace)
        await keeper.close()
      },
    }
  }

/**
 * Keeps the index as the records are: they are the truth, whatever a crash, another device or another
 * program left of the files.
 */
export class IndexKeeper {
  readonly index: LibraryIndex
  readonly #host: BackgroundHost
  readonly #extract: ExtractVersion | undefined
  /** Documents to look at, with when they changed; 0: as soon as possible. */
  readonly #due = new Map<string, number>()
  /** Versions that have no text, with the reason's code. */
  readonly #without = new Map<string, string>()
  #renewal: Promise<void> | undefined
  #opening = 0
  #timer: NodeJS.Timeout | undefined
  #warming: NodeJS.Timeout | undefined
  #running = false
  #closed = false

  constructor(host: BackgroundHost, extract: ExtractVersion | undefined) {
    this.#host = host
    this.#extract = extract
    this.index = new LibraryIndex(host, (documents) => this.#look(documents, host.now()))
  }

  /** Documents that wait to be looked at or indexed; not 0 while shelves are being opened or made anew. */
  get waiting(): number {
    return this.#due.size + this.#opening + (this.#renewal ? 1 : 0)
  }

  /** Versions whose text could not be taken out, with the reason's code. */
  get without(): ReadonlyMap<string, string> {
    return this.#without
  }

  /** Opens what whoever is there may open, and looks whether it is as the records are. */
  open(context: Context | undefined): void {
    this.#opening++
    this.#host.run('library index', async () => {
      try {
        await this.index.keepOnly(context?.session.cipher)
        await this.index.open(context?.session)
        this.lookAtAll()
      } finally {
        this.#opening--
      }
    })
    clearTimeout(this.#warming)
    if (context !== undefined) {
      this.#warming = setTimeout(() => this.#warm(context), WARM_MS)
      this.#warming.unref()
    }
  }

  /** What a first search does for the first time is done before somebody searches. */
  #warm({ session }: Context): void {
    this.#host.run('library index', () => {
      if (this.#closed || this.#host.context()?.session !== session) return
      ask(this.index, session, { text: WARM_WORDS, filter: {}, sort: 'relevance', exact: false })
    })
  }

  async put(context: Context, entries: readonly IndexEntry[]): Promise<void> {
    for (const { document } of entries) this.#due.delete(document)
    this.#host.run('library index', () => this.index.put(context, entries))
    await this.index.room()
  }

  async drop(versions: readonly string[]): Promise<void> {
    const gone = new Set(versions)
    for (const level of LEVELS) {
      const held = [...(this.index.reader(level)?.documents.values() ?? [])]
      await this.#remove(
        level,
        held.flatMap(({ document, version }) => (gone.has(version) ? [document] : [])),
      )
    }
  }

  /** Everything is looked at again: after opening, and when somebody asks for it. */
  lookAtAll(): void {
    const held = LEVELS.flatMap((level) => [...(this.index.reader(level)?.documents.keys() ?? [])])
    this.#look([...this.index.facts.all.keys(), ...held], 0)
  }

  /** Throws the shelves away that this session opens and indexes everything on them again; answers how many documents. */
  reindex({ session }: Context): number {
    this.#without.clear()
    this.#renewal ??= this.#renew(session).finally(() => {
      this.#renewal = undefined
      this.lookAtAll()
    })
    const renewal = this.#renewal
    this.#host.run('library index', () => renewal)
    return this.index.facts.count(session.clearance)
  }

  async #renew(session: Context['session']): Promise<void> {
    await this.index.open(session)
    for (const { level } of this.index.readable(session))
      await this.index.renew(level, 'somebody asked for it')
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#warming)
    await this.index.close()
  }

  #look(documents: readonly string[], at: number): void {
    for (const document of documents) this.#due.set(document, at)
    this.#soon(SOON_MS)
  }

  #soon(ms: number): void {
    if (this.#closed || this.#running || this.#due.size === 0) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#running = true
      this.#host.run('library index', async () => {
        try {
          await this.#settle()
        } finally {
          this.#running = false
          this.#soon(PATIENCE_MS / 5)
        }
      })
    }, ms)
    this.#timer.unref()
  }

  async #settle(): Promise<void> {
    const documents = [...this.#due.keys()]
    for (let at = 0; at < documents.length && !this.#closed; at += AT_ONCE) {
      await this.#settleSome(documents.slice(at, at + AT_ONCE))
      await turn()
    }
  }

  /** Moves, renames and takes out what is not as the records are; what has no text yet gets it. */
  async #settleSome(documents: readonly string[]): Promise<void> {
    const { index } = this
    const context = this.#host.context()
    const plans = documents.map((document) => planOf(index, document, context?.session.cipher))
    for (const level of LEVELS) {
      const moved = plans.flatMap((plan) => this.#moved(plan, level, context) ?? [])
      if (moved.length > 0) await index.write({ act: 'put', level, entries: moved })
      const titles = plans.flatMap(({ rename }) => (rename?.level === level ? [rename.title] : []))
      if (titles.length > 0) await index.write({ act: 'title', level, titles })
    }
    for (const level of LEVELS)
      await this.#remove(
        level,
        plans.flatMap(({ document, remove }) => (remove.includes(level) ? [document] : [])),
      )
    for (const { document, extract } of plans) {
      const waits = this.#extract && extract && !this.#without.has(extract.version)
      if (!waits) this.#due.delete(document)
      else if (context && (this.#due.get(document) ?? 0) + PATIENCE_MS <= this.#host.now())
        await this.#takeIn(context, document, extract)
      if (this.#closed) return
    }
  }

  #moved(plan: Plan, to: Level, context: Context | undefined): ShelfEntry | undefined {
    const { document, move } = plan
    if (move?.to !== to) return undefined
    const reader = this.index.reader(move.from)
    const held = reader?.documents.get(document)
    const title = this.index.titleOf(document, context?.session.cipher)
    if (!reader || !held || !title) return undefined
    return { ...title, version: move.version, parts: reader.partsOf(held) }
  }

  async #remove(level: Level, documents: readonly string[]): Promise<void> {
    if (documents.length > 0) await this.index.write({ act: 'remove', level, documents })
  }

  async #takeIn(
    context: Context,
    document: string,
    { version, level }: { readonly version: string; readonly level: Level },
  ): Promise<void> {
    this.#due.delete(document)
    const result = await this.#extract?.(context, version)
    if (this.#closed || result === undefined) return
    if (result.ok)
      await this.index.put(context, [{ document, version, level, extracted: result.value }])
    else this.#without.set(version, result.error.code)
  }
}
