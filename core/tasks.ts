import type { Events } from '../contract/events.ts'
import { CoreError } from './error.ts'

/** Long work that shows progress and can be cancelled, by the name its caller gave it. */
export class Tasks {
  readonly #emit: (event: 'task.progress', payload: Events['task.progress']) => void
  readonly #cancelled = new Set<string>()

  constructor(emit: (event: 'task.progress', payload: Events['task.progress']) => void) {
    this.#emit = emit
  }

  cancel(task: string): void {
    this.#cancelled.add(task)
  }

  /**
   * Runs `work` with a function that reports progress and answers false once the task was cancelled.
   * A task without a name cannot be followed or cancelled.
   */
  async run<T>(
    task: string | undefined,
    work: (progress: (done: number, total: number) => boolean) => T | Promise<T>,
  ): Promise<T> {
    if (task === undefined) return work(() => true)
    const tell = (done: number, total: number, state: Events['task.progress']['state']) =>
      this.#emit('task.progress', { task, done, total, state })
    try {
      const value = await work((done, total) => {
        tell(done, total, 'running')
        return !this.#cancelled.has(task)
      })
      tell(1, 1, 'done')
      return value
    } catch (error) {
      tell(0, 1, error instanceof CoreError && error.code === 'cancelled' ? 'cancelled' : 'failed')
      throw error
    } finally {
      this.#cancelled.delete(task)
    }
  }
}
