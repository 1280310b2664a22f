import { Worker } from 'node:worker_threads'
import { workerFile } from '../worker-file.ts'

/**
 * Reads a whole database in a thread, as it stands now, while others write. Answers the first thing that is wrong
 * with it; undefined when nothing is, or when `signal` ended it. Rejects when it cannot be read for another reason.
 */
export function checkDatabase(
  path: string,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(workerFile(import.meta.url, 'check-worker.ts', 'check-worker.js'), {
      workerData: { path, key },
    })
    thread.unref()
    const end = (): void => void thread.terminate()
    signal.addEventListener('abort', end, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', end)
      resolve(undefined)
    })
    if (signal.aborted) end()
  })
}
