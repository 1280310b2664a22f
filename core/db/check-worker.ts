import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { CoreError } from '../error.ts'
import { guarded } from './errors.ts'
import { openReader } from './open.ts'

/** Reads a whole database beside its writer; tells the first thing that is wrong with it, or nothing. */
const { path, key } = workerData as { readonly path: string; readonly key: Uint8Array }

// Where threads have priorities of their own, whoever works at the window comes first.
if (process.platform === 'linux') setPriority(10)

function problemOf(): string | undefined {
  try {
    const db = openReader(path, key)
    try {
      const found = guarded(() => db.pragma('quick_check(1)', { simple: true }))
      return found === 'ok' ? undefined : String(found)
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof CoreError && error.code === 'workspaceDamaged') return error.message
    throw error
  }
}

parentPort?.postMessage(problemOf())
