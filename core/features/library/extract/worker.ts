import { fail, type Result } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import { JOBS, type Tell } from './jobs.ts'
import type { WorkerAnswer, WorkerRequest } from './messages.ts'
import { watchOver } from './watch.ts'

/** Entry of a process of the library: one job after the other, each with its answer. */
watchOver(Number(process.argv[2]))

// Files of strangers are read here: there is nobody to talk to.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)

type AnyJob = (input: unknown, tell: Tell) => Result<unknown> | Promise<Result<unknown>>

const send = (answer: WorkerAnswer): void => {
  process.send?.(answer)
}

process.on('disconnect', () => process.exit())
process.on('message', ({ id, kind, input }: WorkerRequest) => {
  const tell: Tell = {
    progress: () => send({ kind: 'progress', id }),
    part: (part) => send({ kind: 'part', id, part }),
  }
  void run(kind, input, tell).then((result) => send({ kind: 'done', id, result }))
})

async function run(kind: string, input: unknown, tell: Tell): Promise<Result<unknown>> {
  try {
    const job = (JOBS as Readonly<Record<string, unknown>>)[kind] as AnyJob
    return await job(input, tell)
  } catch (error) {
    if (error instanceof CoreError) return fail(error.code, error.params)
    return fail('documentDamaged', { detail: detailOf(error) })
  }
}

/** What a library said of a file, short and on one line. */
const detailOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .replaceAll(/\s+/gu, ' ')
    .slice(0, 200)
