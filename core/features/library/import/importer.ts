import type { ImportLine, ImportOptions, ImportView } from '../../../../contract/library-import.ts'
import { CoreError } from '../../../error.ts'
import type { Background, BackgroundHost, Context } from '../../../feature.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import { Journal, type JournalHead } from './journal.ts'
import { ImportRun } from './run.ts'

const importers = new WeakMap<Workspace, Importer>()

/** The importer of the open workspace. */
export function importerOf(context: Context): Importer {
  const importer = importers.get(context.workspace)
  if (importer === undefined) throw new Error('the importer of the library is not open')
  return importer
}

/** Imports as a background part of the library. */
export function importBackground(host: BackgroundHost): Background {
  const importer = new Importer(host)
  importers.set(host.workspace, importer)
  return {
    signedIn: (context) => importer.signedIn(context),
    signedOut: () => importer.interrupt(),
    close() {
      importers.delete(host.workspace)
      importer.interrupt()
    },
  }
}

/** One import at a time, of the person at the window; it stops with his session and goes on when he asks for it. */
export class Importer {
  readonly #host: BackgroundHost
  #run: ImportRun | undefined
  /** Of the run before: what it has in its hands when it is stopped is still written. */
  #ended: Promise<unknown> = Promise.resolve()

  constructor(host: BackgroundHost) {
    this.#host = host
  }

  async start(
    context: Context,
    roots: readonly string[],
    options: ImportOptions,
  ): Promise<ImportView> {
    await this.#mayBegin()
    const journal = this.#journal(context)
    journal.forget()
    const view: ImportView = {
      state: 'scanning',
      sources: roots.map((root) => root.replace(/^.*[\\/](?=.)/u, '')),
      startedAt: context.now(),
      total: 0,
      done: 0,
      imported: 0,
      duplicates: 0,
      failed: 0,
      skipped: 0,
    }
    const head: JournalHead = {
      view,
      options,
      roots: [...roots],
      batches: 0,
      collection: null,
    }
    journal.writeHead(head)
    return this.#begin(context, head, [])
  }

  status(context: Context): ImportView | null {
    return this.#mine(context)?.view ?? this.#stored(context)?.view ?? null
  }

  pause(context: Context): ImportView {
    const run = this.#mine(context)
    if (run?.isActive !== true) throw new CoreError('importNone')
    run.stop('paused')
    return run.view
  }

  async resume(context: Context): Promise<ImportView> {
    await this.#mayBegin()
    const head = this.#stored(context)
    if (head?.view.state !== 'paused') throw new CoreError('importNone')
    return this.#begin(context, head, this.#journal(context).lines(head.batches))
  }

  cancel(context: Context): ImportView {
    const run = this.#mine(context)
    if (run?.isActive) {
      run.stop('cancelled')
      return run.view
    }
    const head = this.#stored(context)
    if (head?.view.state !== 'paused') throw new CoreError('importNone')
    const view: ImportView = { ...head.view, state: 'cancelled' }
    this.#journal(context).writeHead({ ...head, view })
    this.#run = undefined
    this.#host.emit('library.import', view)
    return view
  }

  dismiss(context: Context): void {
    if (this.#run?.isActive) throw new CoreError('importRunning')
    if (this.#stored(context) === undefined) throw new CoreError('importNone')
    this.#journal(context).forget()
    this.#run = undefined
  }

  report(context: Context): ImportLine[] {
    const head = this.#stored(context)
    if (head === undefined) throw new CoreError('importNone')
    return this.#journal(context).lines(head.batches)
  }

  /** An import goes on only in the name of its person, and by itself when he is back. */
  signedIn(context: Context): void {
    if (this.#run?.isActive) {
      if (this.#run.person === context.session.person) return
      this.interrupt()
    }
    const head = this.#journal(context).head()
    if (head !== undefined && isOpen(head))
      this.#begin(context, head, this.#journal(context).lines(head.batches))
  }

  /** Stops before the next commit; what was committed stays and is not imported again. */
  interrupt(): void {
    this.#run?.interrupt()
  }

  #begin(context: Context, head: JournalHead, lines: readonly ImportLine[]): ImportView {
    const run = new ImportRun(this.#host, context, head, lines)
    this.#run = run
    this.#host.run('library.import', () => {
      const going = run.go()
      this.#ended = Promise.allSettled([going])
      return going
    })
    return run.view
  }

  async #mayBegin(): Promise<void> {
    if (this.#run?.isActive) throw new CoreError('importRunning')
    await this.#ended
    if (this.#run?.isActive) throw new CoreError('importRunning')
  }

  #mine(context: Context): ImportRun | undefined {
    return this.#run?.person === context.session.person ? this.#run : undefined
  }

  /** What the disk knows; an import that a crash ended waits to go on. */
  #stored(context: Context): JournalHead | undefined {
    const head = this.#journal(context).head()
    if (head === undefined || this.#mine(context)?.isActive) return head
    return isOpen(head) ? { ...head, view: { ...head.view, state: 'paused' } } : head
  }

  #journal(context: Context): Journal {
    return new Journal(this.#host.workspace, context.session)
  }
}

const isOpen = ({ view }: JournalHead): boolean =>
  view.state === 'scanning' || view.state === 'running'
