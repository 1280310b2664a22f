import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { done, FOUNDER, TestPlace } from '../testing.ts'

const place = new TestPlace()
afterEach(() => place.clear())

const ROWS = 4000
const csv = (bad: (row: number) => boolean): Uint8Array =>
  Buffer.from(
    `名称,类别\n${Array.from({ length: ROWS }, (_, n) => `主机 ${n + 1},${bad(n) ? '飞船' : '服务器'}\n`).join('')}`,
  )

async function opened(stopAfter?: number) {
  const told: number[] = []
  const core: Core = place.core({
    onEvent(_event, payload) {
      if (!('task' in payload) || payload.state !== 'running') return
      told.push(payload.done)
      if (stopAfter !== undefined && payload.done >= stopAfter)
        void core.dispatch('task.cancel', { task: payload.task })
    },
  })
  await done(core, 'workspace.create', FOUNDER)
  const file = { name: '资产.csv', bytes: csv((n) => n % 1000 === 10) }
  const { mapping } = await done(core, 'transfer.inspect', { type: 'configuration-item', file })
  const asked = { type: 'configuration-item', file, mapping, skipInvalid: true, task: 'one' }
  const count = async () =>
    (await done(core, 'register.list', { type: 'configuration-item', limit: 1 })).total
  return { core, asked, told, count }
}

describe('an import of many rows', () => {
  it('tells how far it is, lets others in between, and gives back what it left out', async () => {
    const { core, asked, told, count } = await opened()
    const running = done(core, 'transfer.import', { ...asked, dryRun: false })
    const meanwhile: number[] = []
    void running.then(() => meanwhile.push(-1))
    while (!meanwhile.includes(-1)) {
      meanwhile.push(await count())
      await setImmediate()
    }
    const outcome = await running
    expect(outcome).toMatchObject({ created: ROWS - 4, skipped: 4, stopped: false })
    expect(told.at(-1)).toBe(ROWS)
    expect(told.length).toBeGreaterThan(1)
    // Somebody else's question was answered while it ran.
    expect(meanwhile.some((found) => found > 0 && found < ROWS - 4)).toBe(true)
    const left = Buffer.from(outcome.leftOut?.bytes ?? []).toString('utf8')
    expect(outcome.leftOut).toMatchObject({ name: '资产 未导入.csv', rows: 4 })
    expect(left.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF名称,类别,未导入原因',
      '主机 11,飞船,类别: 不在可选值中',
    ])
  })

  it('that is stopped keeps the first rows of the file, tells the others, and can be undone', async () => {
    const { core, asked, count } = await opened(1000)
    const outcome = await done(core, 'transfer.import', { ...asked, dryRun: false })
    expect(outcome.stopped).toBe(true)
    expect(outcome.created).toBeGreaterThan(0)
    expect(outcome.created + (outcome.leftOut?.rows ?? 0)).toBe(ROWS)
    expect(await count()).toBe(outcome.created)
    const { rows } = await done(core, 'register.list', {
      type: 'configuration-item',
      limit: 1,
      sort: { field: '_created', descending: true },
    })
    const last = outcome.created + outcome.skipped
    expect(rows[0]?.title).toBe(`主机 ${last}`)
    // What was left out goes in by itself.
    const file = { name: '其余.csv', bytes: Uint8Array.from(outcome.leftOut?.bytes ?? []) }
    const tried = await done(core, 'transfer.import', {
      ...asked,
      file,
      task: 'two',
      dryRun: false,
    })
    for (const commit of [...outcome.commits, ...tried.commits].toReversed())
      await done(core, 'register.undo', { commit })
    expect(await count()).toBe(0)
  })

  it('writes nothing in a dry run, whether it ends or is stopped, and nothing where one row may stop it', async () => {
    const { core, asked, count } = await opened(500)
    expect(await core.dispatch('transfer.import', { ...asked, dryRun: true })).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    })
    const outcome = await done(core, 'transfer.import', {
      ...asked,
      task: undefined,
      dryRun: false,
      skipInvalid: false,
    })
    expect(outcome).toMatchObject({ created: 0, skipped: 4, commits: [] })
    expect(await count()).toBe(0)
  })

  it('uses up no numbers in a dry run', async () => {
    const { core } = await opened()
    const file = { name: 'a.csv', bytes: Buffer.from('标题\n换电池\n换硬盘\n') }
    const asked = { type: 'change', file, mapping: { 标题: 'title' }, skipInvalid: true }
    const tried = await done(core, 'transfer.import', { ...asked, dryRun: true })
    const made = await done(core, 'transfer.import', { ...asked, dryRun: false })
    expect(made.created).toBe(tried.created)
    const { rows } = await done(core, 'register.list', { type: 'change', limit: 5 })
    expect(rows.map(({ number }) => number?.slice(-4)).toSorted()).toEqual(
      Array.from({ length: tried.created }, (_, n) => `000${n + 1}`),
    )
  })
})
