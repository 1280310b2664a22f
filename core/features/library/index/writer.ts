import { Worker } from 'node:worker_threads'
import { workerFile } from '../../../worker-file.ts'
import type { ShelfEntry } from './shelf.ts'
import type { WriterAct, WriterAnswer, WriterRequest } from './writer-messages.ts'

/** Characters that may wait in the thread; who brings more waits until there is room. */
const MOST_WAITING = 24_000_000
/** Memory of the thread, MiB. */
const MEMORY_MB = 512

/** The file of the index is damaged; it is thrown away and made anew. */
export class DamagedIndex extends Error {}

interface Waiting {
  readonly size: number
  resolve(answer: { made: boolean }): void
  reject(error: Error): void
}

/** The thread that writes the index; started with the first request. */
export class IndexWriter {
  #thread: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  #next = 1
  #size = 0
  #room: (() => void)[] = []

  /** Documents that were handed over and are not in the index yet. */
  get pending(): number {
    return this.#waiting.size
  }

  /** Answers when it is done and on the disk. Rejects with DamagedIndex or what went wrong. */
  async do(act: WriterAct): Promise<{ made: boolean }> {
    const id = this.#next++
    const size = act.act === 'put' ? act.entries.reduce(lengths, 0) : 0
    this.#size += size
    const thread = (this.#thread ??= this.#start())
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { size, resolve, reject })
      thread.postMessage({ ...act, id } satisfies WriterRequest)
    })
  }

  /** Waits until more may be handed over. */
  async room(): Promise<void> {
    while (this.#size > MOST_WAITING) await new Promise<void>((go) => this.#room.push(go))
  }

  /** Ends after what waits is written. */
  async close(): Promise<void> {
    if (this.#thread === undefined) return
    await this.do({ act: 'end' })
    const thread = this.#thread
    this.#thread = undefined
    await thread.terminate()
  }

  #start(): Worker {
    const thread = new Worker(
      workerFile(import.meta.url, 'writer-worker.ts', 'library-index-writer.js'),
      {
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      },
    )
    thread.unref()
    thread.on('message', (answer: WriterAnswer) => this.#answered(answer))
    thread.on('error', (error) => this.#lost(error))
    thread.on('exit', (code) => this.#lost(new Error(`the writer of the index ended with ${code}`)))
    return thread
  }

  #answered(answer: WriterAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    this.#settle(answer.id, waiting)
    if (answer.ok) waiting.resolve({ made: answer.made === true })
    else waiting.reject(answer.damaged ? new DamagedIndex(answer.error) : new Error(answer.error))
  }

  #lost(error: Error): void {
    this.#thread = undefined
    for (const [id, waiting] of this.#waiting) {
      this.#settle(id, waiting)
      waiting.reject(error)
    }
  }

  #settle(id: number, { size }: Waiting): void {
    this.#waiting.delete(id)
    this.#size -= size
    if (this.#size <= MOST_WAITING) for (const go of this.#room.splice(0)) go()
  }
}

const lengths = (sum: number, { parts }: ShelfEntry): number =>
  parts.reduce((all, { pieces }) => pieces.reduce((n, { text }) => n + text.length, all), sum)
