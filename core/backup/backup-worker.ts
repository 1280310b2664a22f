import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Failure } from '../../contract/result.ts'
import { CoreError } from '../error.ts'
import { makeBackup, type BackupWish } from './make.ts'
import { stage, testRestore, type StageWish } from './stage.ts'

/** What the thread is asked for. */
export type Job =
  | { readonly kind: 'make'; readonly wish: BackupWish }
  | { readonly kind: 'stage' | 'test'; readonly wish: StageWish }
export type Answer = { readonly value: unknown } | { readonly failure: Failure }

const job = workerData as Job

// Where threads have priorities of their own, whoever works at the window comes first.
if (process.platform === 'linux') setPriority(10)

const work = (): Promise<unknown> =>
  job.kind === 'make'
    ? makeBackup(job.wish)
    : job.kind === 'stage'
      ? stage(job.wish)
      : testRestore(job.wish)

async function answer(): Promise<Answer> {
  try {
    return { value: await work() }
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    return { failure: { code: error.code, params: error.params } }
  }
}

parentPort?.postMessage(await answer())
