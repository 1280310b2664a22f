import { Worker } from 'node:worker_threads'
import { CoreError } from '../error.ts'
import { workerFile } from '../worker-file.ts'

/** Memory of the thread that reads a workbook, in MB: enough for 200,000 rows of twenty columns. */
const MOST_MB = 1536

type Answer = { readonly rows: string[][] } | { readonly reason: string }

/**
 * The first sheet of a workbook as texts, read in a thread of its own, so that core goes on and a large one costs no
 * more than its share of memory. Throws CoreError workbookTooLarge, or an Error where it is no workbook.
 */
export function readSheet(bytes: Uint8Array, mostMb = MOST_MB): Promise<string[][]> {
  const copy = Uint8Array.from(bytes)
  return new Promise((resolve, reject) => {
    const thread = new Worker(workerFile(import.meta.url, 'sheet-worker.ts', 'sheet-worker.js'), {
      workerData: { bytes: copy },
      transferList: [copy.buffer],
      resourceLimits: { maxOldGenerationSizeMb: mostMb },
    })
    thread.unref()
    thread.once('message', (answer: Answer) =>
      'rows' in answer ? resolve(answer.rows) : reject(new Error(answer.reason)),
    )
    thread.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new CoreError('workbookTooLarge') : error),
    )
    thread.once('exit', () => reject(new CoreError('cancelled')))
  })
}
