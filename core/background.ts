import type { Background, BackgroundHost, Context, FeatureModule } from './feature.ts'
import type { Workspace } from './workspace/workspace.ts'

interface Options {
  readonly features: readonly FeatureModule[]
  host(workspace: Workspace): Omit<BackgroundHost, 'run' | 'report'>
  /** Told of every failure; nothing of the background reaches core otherwise. */
  report(job: string, error: unknown): void
}

/** Runs what features do beside the calls of people: with the workspace, and with who is signed in. */
export class BackgroundWork {
  readonly #options: Options
  readonly #jobs = new Set<Promise<void>>()
  #parts: readonly { readonly name: string; readonly work: Background }[] = []

  constructor(options: Options) {
    this.#options = options
  }

  /** The workspace was opened. */
  start(workspace: Workspace): void {
    const host: BackgroundHost = {
      ...this.#options.host(workspace),
      run: (job, work) => this.#run(job, work),
      report: this.#options.report,
    }
    this.#parts = this.#options.features.flatMap(({ name, background }) => {
      const work = background && this.#guarded(name, () => background(host))
      return work ? [{ name, work }] : []
    })
  }

  signedIn(context: Context): void {
    for (const { name, work } of this.#parts) this.#guarded(name, () => work.signedIn?.(context))
  }

  signedOut(): void {
    for (const { name, work } of this.#parts) this.#guarded(name, () => work.signedOut?.())
  }

  /** Ends all parts and waits for their jobs; afterwards nothing of them touches the database. */
  async close(): Promise<void> {
    const parts = this.#parts
    this.#parts = []
    for (const { name, work } of parts) this.#run(name, () => work.close())
    while (this.#jobs.size > 0) await Promise.all(this.#jobs)
  }

  #run(name: string, work: () => void | Promise<void>): void {
    const job = (async () => {
      try {
        await work()
      } catch (error) {
        this.#options.report(name, error)
      }
    })()
    this.#jobs.add(job)
    void job.finally(() => this.#jobs.delete(job))
  }

  #guarded<T>(name: string, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#options.report(name, error)
      return undefined
    }
  }
}
