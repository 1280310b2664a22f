import { Worker } from 'node:worker_threads'
import { CoreError } from '../error.ts'
import { workerFile } from '../worker-file.ts'
import type { Answer, Job } from './backup-worker.ts'
import type { BackupMade, BackupWish } from './make.ts'
import type { Staged, StageWish } from './stage.ts'

/** Runs a job in a thread of its own; `signal` ends it, and it rejects with CoreError cancelled. */
function inThread(job: Job, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(workerFile(import.meta.url, 'backup-worker.ts', 'backup-worker.js'), {
      workerData: job,
    })
    const end = (): void => void thread.terminate()
    signal.addEventListener('abort', end, { once: true })
    thread.once('message', (answer: Answer) =>
      'value' in answer
        ? resolve(answer.value)
        : reject(new CoreError(answer.failure.code, answer.failure.params)),
    )
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', end)
      reject(new CoreError('cancelled'))
    })
    if (signal.aborted) end()
  })
}

export const makeInThread = (wish: BackupWish, signal: AbortSignal): Promise<BackupMade> =>
  inThread({ kind: 'make', wish }, signal) as Promise<BackupMade>
export const stageInThread = (wish: StageWish, signal: AbortSignal): Promise<Staged> =>
  inThread({ kind: 'stage', wish }, signal) as Promise<Staged>
export const testInThread = (wish: StageWish, signal: AbortSignal): Promise<Staged> =>
  inThread({ kind: 'test', wish }, signal) as Promise<Staged>
