import { setImmediate as turn } from 'node:timers/promises'
import type { ImportLine, ImportState, ImportView } from '../../../../contract/library-import.ts'
import type { Failure } from '../../../../contract/result.ts'
import { inSmallSteps } from '../../../db/open.ts'
import { CoreError } from '../../../error.ts'
import type { BackgroundHost, Context } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { commit } from '../../../records/write.ts'
import { extract, workers } from '../extract/extract.ts'
import type { Source } from '../extract/source.ts'
import { indexOf } from '../index/library-index.ts'
import type { IndexEntry } from '../index/shelves.ts'
import { KEEPERS } from '../types/document.types.ts'
import { Journal, type JournalHead } from './journal.ts'
import { KnownContent } from './known.ts'
import { documentOps, settleCollection, type NewDocument } from './records.ts'
import type { ScanItem } from './scan.ts'

/** Documents of one commit, and the text that ends it sooner: whoever works beside it waits that long. */
const BATCH = 12
const BATCH_CHARACTERS = 5_000_000
/** Documents whose content is looked up at once. */
const AHEAD = 100
/** Documents that are read at the same time. */
const AT_ONCE = 3
const TELL_MS = 150

type Work = Exclude<ScanItem, { kind: 'failure' }>

interface Read {
  readonly line: ImportLine
  readonly made?: NewDocument
}

/** One import from its first file to its last, or to its pause. */
export class ImportRun {
  readonly person: string
  readonly #host: BackgroundHost
  readonly #journal: Journal
  readonly #known = new KnownContent()
  /** Content that is being brought in, by where it stood: a second copy in the same folder is a duplicate, too. */
  readonly #coming = new Map<string, string>()
  readonly #stopping = new AbortController()
  /** Sources that this import has dealt with, before a pause or since. */
  readonly #dealtWith: Set<string>
  #head: JournalHead
  #batch: Read[] = []
  #characters = 0
  /** Documents that are being written. */
  #inHand = 0
  #toldAt = 0
  #state: ImportState = 'scanning'
  #interrupted = false

  constructor(
    host: BackgroundHost,
    context: Context,
    head: JournalHead,
    lines: readonly ImportLine[],
  ) {
    this.person = context.session.person
    this.#host = host
    this.#head = head
    this.#journal = new Journal(host.workspace, context.session)
    this.#dealtWith = new Set(lines.map(({ source }) => source))
  }

  get isActive(): boolean {
    return this.#state === 'scanning' || this.#state === 'running'
  }

  get view(): ImportView {
    return { ...this.#head.view, state: this.#state }
  }

  stop(state: 'paused' | 'cancelled'): void {
    if (!this.isActive) return
    this.#state = state
    this.#stopping.abort()
    this.#tell(true)
  }

  /** Its person left, or the program ends: on the disk it stands as under way, and goes on when he is back. */
  interrupt(): void {
    this.#interrupted ||= this.isActive
    this.stop('paused')
  }

  async go(): Promise<void> {
    const steps = inSmallSteps(this.#host.workspace.db)
    try {
      const items = await this.#scan()
      if (this.isActive) this.#state = 'running'
      if (items) await this.#all(items)
      await this.#flush()
      if (this.isActive) this.#state = 'done'
    } catch (error) {
      this.stop('paused')
      throw error
    } finally {
      steps.end()
      this.#writeHead()
      this.#tell(true)
    }
  }

  async #scan(): Promise<ScanItem[] | undefined> {
    const items: ScanItem[] = []
    this.#tell(true)
    const result = await workers.run(
      'scan',
      { roots: this.#head.roots },
      {
        background: true,
        signal: this.#stopping.signal,
        onPart: (part) => items.push(...(part as ScanItem[])),
      },
    )
    if (!result.ok) {
      if (this.isActive) throw new CoreError(result.error.code, result.error.params)
      return undefined
    }
    this.#count({ total: items.length, skipped: result.value.skipped })
    return items
  }

  async #all(items: readonly ScanItem[]): Promise<void> {
    const context = this.#context()
    if (context === undefined) return this.interrupt()
    await this.#known.load(context)
    const open = items.filter(({ shown }) => !this.#dealtWith.has(shown))
    for (let at = 0; at < open.length && this.isActive; at += AHEAD) {
      const some = open.slice(at, at + AHEAD)
      for (const item of some)
        if (item.kind === 'failure') await this.#take({ line: failed(item.shown, item.failure) })
      await this.#some(some.filter((item) => item.kind !== 'failure'))
    }
  }

  async #some(items: readonly Work[]): Promise<void> {
    const files = items.filter((item) => item.kind === 'file')
    const prints = await workers.run(
      'fingerprint',
      files.map((item) => ({ source: sourceOf(item), name: item.name })),
      this.#background(),
    )
    const known = new Map<Work, string>()
    if (prints.ok)
      prints.value.forEach((print, at) => {
        const file = files[at]
        if (file && 'sha256' in print) known.set(file, print.sha256)
      })
    const queue = [...items]
    const reader = async (): Promise<void> => {
      for (let item = queue.shift(); item && this.isActive; item = queue.shift())
        await this.#one(item, known.get(item))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, reader))
  }

  #background = () => ({ background: true, signal: this.#stopping.signal })

  async #one(item: Work, sha256: string | undefined): Promise<void> {
    const context = this.#context()
    if (context === undefined) return this.interrupt()
    const same = sha256 && this.#same(context, item, sha256)
    if (same) return this.#take({ line: same })
    const source = sourceOf(item)
    const { name, shown } = item
    const { encoding, level } = this.#head.options
    const read = await extract({ source, name, encoding }, this.#background())
    if (!read.ok) return this.#refused(shown, read.error)
    const again = this.#same(context, item, read.value.sha256)
    if (again) return this.#take({ line: again })
    this.#coming.set(read.value.sha256, shown)
    const place = context.workspace.blobs.place(read.value.sha256, level, context.session.cipher)
    const stored = await workers.run('store', { source, name, place }, this.#background())
    if (!stored.ok) {
      this.#coming.delete(read.value.sha256)
      return this.#refused(shown, stored.error)
    }
    await this.#take({
      line: { source: shown, outcome: 'imported', warnings: [...read.value.extracted.warnings] },
      made: { shown, name, read: read.value },
    })
  }

  /** The line of content that the library has; what this import itself brought in before a crash is no duplicate. */
  #same(context: Context, item: Work, sha256: string): ImportLine | undefined {
    const coming = this.#coming.get(sha256)
    if (coming !== undefined) return { source: item.shown, outcome: 'duplicate', title: coming }
    const found = this.#known.find(context, sha256)
    if (found === undefined) return undefined
    const { document, title, source, createdAt } = found
    const isOwn = source === item.shown && createdAt >= this.#head.view.startedAt
    return { source: item.shown, outcome: isOwn ? 'imported' : 'duplicate', document, title }
  }

  async #refused(shown: string, failure: Failure): Promise<void> {
    // What a pause interrupted is read again when the import goes on.
    if (failure.code === 'cancelled') return
    await this.#take({ line: failed(shown, failure) })
  }

  async #take(read: Read): Promise<void> {
    if (!this.isActive) return
    this.#batch.push(read)
    for (const { pieces } of read.made?.read.extracted.parts ?? [])
      for (const { text } of pieces) this.#characters += text.length
    this.#tell(false)
    if (this.#batch.length >= BATCH || this.#characters >= BATCH_CHARACTERS) await this.#flush()
  }

  /** Writes what was read: records in one commit, then the index, then the lines of the report. */
  async #flush(): Promise<void> {
    const batch = this.#batch.splice(0)
    this.#characters = 0
    if (batch.length === 0) return
    this.#inHand += batch.length
    const lines = await this.#write(batch).finally(() => (this.#inHand -= batch.length))
    if (lines) this.#keep(lines)
  }

  /** The lines of the report; undefined when the person left meanwhile. */
  async #write(batch: readonly Read[]): Promise<ImportLine[] | undefined> {
    const context = this.#context()
    if (context === undefined) return undefined
    const lines: ImportLine[] = []
    const entries: IndexEntry[] = []
    const ops: NewOperation[] = []
    const { options } = this.#head
    if (batch.some(({ made }) => made) && this.#head.collection === null)
      this.#head = { ...this.#head, collection: settleCollection(context, options) }
    for (const { line, made } of batch) {
      if (made === undefined) {
        lines.push(line)
        continue
      }
      const {
        document,
        version,
        title,
        ops: own,
      } = documentOps(context, made, options, this.#head.collection)
      ops.push(...own)
      lines.push({ ...line, document, title })
      entries.push({ document, version, level: options.level, extracted: made.read.extracted })
      this.#known.add(made.read.sha256, document)
      // Other calls get their turn between two documents.
      await turn()
    }
    if (this.#left()) return undefined
    if (ops.length > 0) commit(context, 'library.import', ops)
    for (const { made } of batch) if (made) this.#coming.delete(made.read.sha256)
    await indexOf(context).put(entries)
    await turn()
    // What was not noted is recognised as its own when the import goes on.
    return this.#left() ? undefined : lines
  }

  #left(): boolean {
    if (this.#context() !== undefined) return false
    this.interrupt()
    return true
  }

  #keep(lines: readonly ImportLine[]): void {
    const { batches, view } = this.#head
    for (const { source } of lines) this.#dealtWith.add(source)
    const count = (outcome: ImportLine['outcome']) =>
      lines.filter((line) => line.outcome === outcome).length
    this.#head = { ...this.#head, batches: batches + 1 }
    this.#count({
      done: view.done + lines.length,
      imported: view.imported + count('imported'),
      duplicates: view.duplicates + count('duplicate'),
      failed: view.failed + count('failed'),
    })
    this.#journal.writeBatch(batches, lines, this.#headNow())
  }

  #count(changes: Partial<ImportView>): void {
    this.#head = { ...this.#head, view: { ...this.#head.view, ...changes } }
    this.#tell(true)
  }

  #writeHead(): void {
    this.#journal.writeHead(this.#headNow())
  }

  #headNow(): JournalHead {
    const view: ImportView = this.#interrupted ? { ...this.view, state: 'running' } : this.view
    return { ...this.#head, view }
  }

  #tell(now: boolean): void {
    if (!now && Date.now() - this.#toldAt < TELL_MS) return
    this.#toldAt = Date.now()
    const { view } = this
    const reading = this.isActive ? this.#batch.length + this.#inHand : 0
    this.#host.emit('library.import', { ...view, done: view.done + reading })
  }

  /** The session in whose name the import goes on; undefined when it may not any more. */
  #context(): Context | undefined {
    const context = this.#host.context()
    const { level } = this.#head.options
    const may =
      context?.session.person === this.person &&
      context.session.roles.some((role) => KEEPERS.includes(role)) &&
      context.session.clearance >= level &&
      context.session.cipher.holds(level)
    return may ? context : undefined
  }
}

const failed = (source: string, failure: Failure): ImportLine => ({
  source,
  outcome: 'failed',
  failure: { code: failure.code, params: { ...failure.params } },
})

const sourceOf = (item: Work): Source =>
  item.kind === 'file'
    ? { kind: 'path', path: item.path }
    : { kind: 'tree', files: [...item.files] }
