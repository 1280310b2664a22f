import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WorkerPool, type PoolOptions, type RunOptions } from './pool.ts'

const file = join(import.meta.dirname, 'misbehaving-worker.ts')
const pools: WorkerPool[] = []
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close()
})

function poolOf(options: Partial<PoolOptions> = {}) {
  const pool = new WorkerPool({ front: 1, background: 1, file, ...options })
  pools.push(pool)
  return async (act: string, run: RunOptions = {}): Promise<unknown> => {
    const source = { kind: 'bytes', bytes: new Uint8Array() } as const
    const result = await pool.run('extract', { source, name: act }, run)
    return result.ok ? result.value : result.error
  }
}

describe('the pool of workers', () => {
  it('answers, and gives a worker nothing of the surroundings', async () => {
    const run = poolOf()
    expect(await run('answer')).toBe('answer')
    expect(await run('environment')).toEqual(['ELECTRON_RUN_AS_NODE'])
  })

  it('ends what never ends, and goes on with the next', async () => {
    const run = poolOf({ front: 1 })
    expect(await run('endless', { stallMs: 300 })).toEqual({
      code: 'documentTime',
      params: { seconds: 1 },
    })
    expect(await run('answer')).toBe('answer')
  })

  it('lets a job that gets on go on, up to its last moment', async () => {
    const run = poolOf()
    expect(await run('steady', { stallMs: 1500 })).toBe('steady')
    expect(await run('steady', { stallMs: 1500, totalMs: 300 })).toMatchObject({
      code: 'documentTime',
    })
  })

  it.each(['heap', 'buffers'])('ends what takes all memory, and only that: %s', async (act) => {
    const run = poolOf({ front: 2, memoryMb: 48 })
    const [hungry, modest] = await Promise.all([run(act), run('wait')])
    expect(hungry).toEqual({ code: 'documentMemory', params: { limit: 48 } })
    expect(modest).toBeUndefined()
    expect(await run('answer')).toBe('answer')
  })

  it.each(['exit', 'crash', 'missing'])(
    'survives a worker that ends by itself: %s',
    async (act) => {
      const run = poolOf({ front: 1 })
      expect(await run(act)).toMatchObject({ code: 'documentCrashed' })
      expect(await run('answer')).toBe('answer')
    },
  )

  it('cancels what runs and what waits', async () => {
    const run = poolOf({ front: 1 })
    const control = new AbortController()
    const running = run('endless', { signal: control.signal })
    const waiting = run('answer', { signal: control.signal })
    const other = run('answer')
    control.abort()
    expect(await running).toMatchObject({ code: 'cancelled' })
    expect(await waiting).toMatchObject({ code: 'cancelled' })
    expect(await other).toBe('answer')
    expect(await run('answer', { signal: control.signal })).toMatchObject({ code: 'cancelled' })
  })

  it('keeps a worker for what somebody waits for', async () => {
    const run = poolOf()
    const order: string[] = []
    const slow = [1, 2].map((n) =>
      run('wait', { background: true }).then(() => order.push(`background ${n}`)),
    )
    await run('answer').then(() => order.push('front'))
    await Promise.all(slow)
    expect(order).toEqual(['front', 'background 1', 'background 2'])
  })

  it('is closed with everything in it', async () => {
    const pool = new WorkerPool({ front: 1, file })
    const source = { kind: 'bytes', bytes: new Uint8Array() } as const
    const all = [1, 2].map(() => pool.run('extract', { source, name: 'endless' }))
    await pool.close()
    for (const result of await Promise.all(all))
      expect(result).toMatchObject({ error: { code: 'cancelled' } })
  })
})
