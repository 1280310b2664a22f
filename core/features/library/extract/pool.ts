import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism, constants, setPriority } from 'node:os'
import { fail, type Result } from '../../../../contract/result.ts'
import { workerFile } from '../../../worker-file.ts'
import type { JobInput, JobName, JobOutput } from './jobs.ts'
import type { WorkerAnswer, WorkerRequest } from './messages.ts'

export interface PoolOptions {
  /** Processes for jobs that somebody waits for. */
  readonly front: number
  /** Processes for jobs of the background, which run at a low priority. */
  readonly background: number
  /** JavaScript heap of one process, MiB; all its memory may be three times as much. */
  readonly memoryMb: number
  /** A process that has had nothing to do for so long ends. */
  readonly idleMs: number
  /** Entry of the processes. */
  readonly file: string
}

export interface RunOptions {
  /** Ends a job that has shown no progress for so long; a job may tell of its progress. */
  readonly stallMs?: number
  /** Ends a job after so long, whatever its progress. */
  readonly totalMs?: number
  readonly signal?: AbortSignal
  /** Told of each part that a job sends ahead of its answer. */
  readonly onPart?: (part: unknown) => void
  /** Jobs of the background never take a process from those that somebody waits for. */
  readonly background?: boolean
}

const STALL_MS = 30_000
const TOTAL_MS = 10 * 60_000

interface Job {
  readonly id: number
  readonly kind: JobName
  readonly input: unknown
  readonly background: boolean
  readonly stallMs: number
  readonly totalMs: number
  readonly onPart: ((part: unknown) => void) | undefined
  readonly settle: (result: Result<unknown>) => void
}

interface Helper {
  readonly child: ChildProcess
  readonly background: boolean
  job: Job | undefined
  stall: NodeJS.Timeout | undefined
  total: NodeJS.Timeout | undefined
  idle: NodeJS.Timeout | undefined
}

/**
 * Processes for what strangers' files may do to a program: each job has its limits of memory and time, and
 * one that breaks them ends with its process alone (a thread that runs out of memory takes all threads with
 * it). Answers are Results; what ends a process is documentMemory, documentTime or documentCrashed, a
 * cancelled job `cancelled`.
 */
export class WorkerPool {
  readonly #options: PoolOptions
  readonly #helpers = new Set<Helper>()
  #queue: Job[] = []
  #next = 0
  #closed = false

  constructor(options: Partial<PoolOptions> = {}) {
    this.#options = {
      front: 2,
      background: Math.max(1, availableParallelism() - 1),
      memoryMb: 512,
      idleMs: 30_000,
      file: workerFile(import.meta.url, 'worker.ts', 'library-worker.js'),
      ...options,
    }
  }

  run<K extends JobName>(
    kind: K,
    input: JobInput<K>,
    options: RunOptions = {},
  ): Promise<Result<JobOutput<K>>> {
    const { signal, background = false, stallMs = STALL_MS, totalMs = TOTAL_MS } = options
    if (this.#closed || signal?.aborted) return Promise.resolve(fail('cancelled'))
    return new Promise((resolve) => {
      const onAbort = () => this.#abort(job)
      const job: Job = {
        id: this.#next++,
        kind,
        input,
        background,
        stallMs,
        totalMs,
        onPart: options.onPart,
        settle(result) {
          signal?.removeEventListener('abort', onAbort)
          resolve(result as Result<JobOutput<K>>)
        },
      }
      signal?.addEventListener('abort', onAbort)
      this.#queue.push(job)
      this.#assign(background)
    })
  }

  /** Ends all processes; jobs that wait or run are answered as cancelled. */
  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#queue.splice(0)) job.settle(fail('cancelled'))
    await Promise.all([...this.#helpers].map((helper) => this.#end(helper, fail('cancelled'))))
  }

  /** Gives a waiting job to a process that is free, or to a new one where there may be more. */
  #assign(background: boolean): void {
    for (;;) {
      const at = this.#queue.findIndex((job) => job.background === background)
      const job = this.#queue[at]
      const mine = [...this.#helpers].filter((helper) => helper.background === background)
      const free = mine.find((helper) => helper.job === undefined)
      const most = background ? this.#options.background : this.#options.front
      if (job === undefined || (free === undefined && mine.length >= most)) return
      this.#queue.splice(at, 1)
      this.#start(free ?? this.#open(background), job)
    }
  }

  #start(helper: Helper, job: Job): void {
    clearTimeout(helper.idle)
    helper.job = job
    helper.child.ref()
    helper.child.channel?.ref()
    this.#watch(helper, job)
    helper.total = setTimeout(() => this.#late(helper, job.totalMs), job.totalMs)
    const request: WorkerRequest = { id: job.id, kind: job.kind, input: job.input }
    helper.child.send(request)
  }

  #watch(helper: Helper, job: Job): void {
    clearTimeout(helper.stall)
    helper.stall = setTimeout(() => this.#late(helper, job.stallMs), job.stallMs)
  }

  #late(helper: Helper, ms: number): void {
    void this.#end(helper, fail('documentTime', { seconds: Math.ceil(ms / 1000) }))
  }

  #open(background: boolean): Helper {
    const { file, memoryMb } = this.#options
    const child = fork(file, [String(memoryMb * 3)], {
      execArgv: [`--max-old-space-size=${memoryMb}`],
      serialization: 'advanced',
      env: surroundings(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const helper: Helper = {
      child,
      background,
      job: undefined,
      stall: undefined,
      total: undefined,
      idle: undefined,
    }
    child.on('message', (answer: WorkerAnswer) => this.#receive(helper, answer))
    child.on('error', () => void this.#end(helper, fail('documentCrashed')))
    child.on('exit', (code, signal) => void this.#end(helper, ended(code, signal, memoryMb)))
    if (background && child.pid !== undefined) stepBack(child.pid)
    this.#helpers.add(helper)
    return helper
  }

  #receive(helper: Helper, answer: WorkerAnswer): void {
    const job = helper.job
    if (job?.id !== answer.id) return
    if (answer.kind === 'part') job.onPart?.(answer.part)
    if (answer.kind !== 'done') return this.#watch(helper, job)
    this.#free(helper)
    job.settle(answer.result)
    // A process that waits keeps nobody from ending.
    helper.child.unref()
    helper.child.channel?.unref()
    helper.idle = setTimeout(() => void this.#end(helper, fail('cancelled')), this.#options.idleMs)
    helper.idle.unref()
    this.#assign(helper.background)
  }

  #free(helper: Helper): void {
    for (const timer of [helper.stall, helper.total, helper.idle]) clearTimeout(timer)
    helper.job = undefined
  }

  /** Ends a process and answers its job. */
  async #end(helper: Helper, result: Result<never>): Promise<void> {
    if (!this.#helpers.delete(helper)) return
    const { child, job } = helper
    this.#free(helper)
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.ref()
    const isGone = child.exitCode !== null || child.signalCode !== null || child.pid === undefined
    child.kill('SIGKILL')
    job?.settle(result)
    if (!this.#closed) this.#assign(helper.background)
    if (!isGone) await gone
  }

  #abort(job: Job): void {
    const running = [...this.#helpers].find((helper) => helper.job === job)
    if (running !== undefined) return void this.#end(running, fail('cancelled'))
    this.#queue = this.#queue.filter((waiting) => waiting !== job)
    job.settle(fail('cancelled'))
  }
}

/** What a process that was not ended from here died of: V8 aborts without memory, its own watch kills it. */
function ended(code: number | null, signal: string | null, memoryMb: number): Result<never> {
  const isMemory = signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134
  return isMemory ? fail('documentMemory', { limit: memoryMb }) : fail('documentCrashed')
}

/** Nothing of the surroundings is a worker's business, but what Windows cannot start without. */
function surroundings(): NodeJS.ProcessEnv {
  const root = process.env['SystemRoot']
  return { ELECTRON_RUN_AS_NODE: '1', ...(root === undefined ? {} : { SystemRoot: root }) }
}

/** People's own work goes first. */
function stepBack(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch (error) {
    // The process may be gone already, or the system may keep priorities to itself.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
