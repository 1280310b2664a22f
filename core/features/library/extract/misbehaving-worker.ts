import { readFileSync } from 'node:fs'
import { ok } from '../../../../contract/result.ts'
import type { WorkerAnswer, WorkerRequest } from './messages.ts'
import { watchOver } from './watch.ts'

/** A worker for tests of the pool: it does what hostile files make a worker do. */
watchOver(Number(process.argv[2]))
const send = (answer: WorkerAnswer): unknown => process.send?.(answer)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const ACTS: Readonly<Record<string, (id: number) => unknown>> = {
  answer: () => 'answer',
  wait: () => wait(300),
  endless: () => {
    for (;;) if (Date.now() < 0) return undefined
  },
  heap: () => {
    const all: string[][] = []
    for (;;) all.push(Array.from({ length: 10_000 }, (_, at) => `${all.length}-${at}`))
  },
  buffers: () => {
    const all: Buffer[] = []
    for (;;) all.push(Buffer.alloc(1 << 20, 1))
  },
  exit: () => process.exit(3),
  crash: () => {
    setTimeout(() => {
      throw new Error('crash')
    })
    return wait(1000)
  },
  steady: async (id) => {
    for (let count = 0; count < 20; count += 1) {
      await wait(100)
      send({ kind: 'progress', id })
    }
    return 'steady'
  },
  environment: () => Object.keys(process.env),
  missing: () => readFileSync('/there/is/no/such/file'),
}

process.on('disconnect', () => process.exit())
process.on('message', ({ id, input }: WorkerRequest) => {
  const { name } = input as { name: string }
  void Promise.resolve(ACTS[name]?.(id)).then((value) =>
    send({ kind: 'done', id, result: ok(value) }),
  )
})
