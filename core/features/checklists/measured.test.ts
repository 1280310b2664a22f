import { afterAll, beforeAll, beforeEach, expect, describe, it } from 'vitest'
import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { Answer } from '../../../contract/checklists.ts'
import type { FeatureModule } from '../../feature.ts'
import { codeOf, done, signInAs, TestPlace } from '../../testing.ts'
import { MINUTE, Scene } from './testing.ts'

const MONITOR = '018f4c1e-9b7a-7c3d-8e5f-112233445566'
const GONE = '018f4c1e-9b7a-7c3d-8e5f-112233445567'
/** What the monitor measured, the oldest first. */
const samples: { value: number; at: number }[] = []
const watcher: FeatureModule = {
  name: 'watcher',
  types: [],
  handlers: {},
  contributes: {
    readings: (_context, asked) =>
      asked.map(({ monitor, at = Infinity }) => {
        const sample = samples.findLast((one) => one.at <= at)
        return monitor === MONITOR
          ? {
              name: 'db-core-01',
              metric: { 'zh-CN': 'CPU使用率', en: 'CPU' },
              ...(sample ? { sample } : {}),
            }
          : undefined
      }),
  },
}
const ITEMS: readonly CheckItem[] = [
  {
    id: 'cpu',
    kind: 'number',
    title: 'CPU',
    unit: '%',
    limits: [{ side: 'high', level: 'warn', value: 80 }],
    monitor: { id: MONITOR, metric: 'cpu' },
  },
  { id: 'gone', kind: 'number', title: '已删监控', monitor: { id: GONE, metric: 'cpu' } },
]

const place = new TestPlace()
const scene = new Scene(place, [watcher])
let run = ''
beforeAll(() => scene.open(ITEMS), 60_000)
afterAll(() => place.clear())
beforeEach(async () => {
  const occurrence = scene.nextDay()
  await signInAs(scene.core, 'zhou')
  scene.now = Date.parse(`${occurrence}:00+08:00`)
  run = await scene.start(occurrence)
  samples.splice(0)
})

const record = async (answer: Omit<Answer, 'item'>) => {
  const { results } = await done(scene.core, 'checklists.record', {
    run,
    answers: [{ item: 'cpu', ...answer }],
  })
  return results[0]
}

describe('a reading of a monitor', () => {
  it('is laid before the person with the time of the sample, and taken as it is', async () => {
    const at = scene.now - 8_000
    samples.push({ value: 71, at })
    const { readings } = await done(scene.core, 'checklists.run', { run })
    expect(readings).toEqual([
      { item: 'cpu', monitor: MONITOR, name: 'db-core-01', metric: 'CPU使用率', value: 71, at },
    ])
    expect(await done(scene.core, 'checklists.readings', { run })).toEqual({ readings })
    samples.push({ value: 72, at: scene.now - 1 })
    expect(await record({ value: 71, measuredAt: at, automatic: true })).toMatchObject({
      value: 71,
      automatic: true,
      measured: 71,
      measuredAt: at,
      at,
      late: false,
    })
    // What is said about it later does not make it late.
    scene.now += 30 * MINUTE
    expect(
      await record({ value: 71, measuredAt: at, automatic: true, remark: '批量对账' }),
    ).toMatchObject({ automatic: true, at, remark: '批量对账' })
  })

  it('is overruled by the person, and both stand', async () => {
    const at = scene.now - 8_000
    samples.push({ value: 71, at })
    expect(await record({ value: 64, measuredAt: at })).toMatchObject({
      value: 64,
      automatic: false,
      measured: 71,
      measuredAt: at,
      at: scene.now,
    })
  })

  it('is never invented: a figure that the monitor did not read is the person’s own', async () => {
    const at = scene.now - 8_000
    samples.push({ value: 71, at })
    expect(await record({ value: 50, measuredAt: at, automatic: true })).toMatchObject({
      value: 50,
      automatic: false,
      measured: 71,
    })
    const own = await record({ value: 50, automatic: true })
    expect(own).toMatchObject({ automatic: false })
    expect(own).not.toHaveProperty('measured')
  })

  it('that is old tells nothing of now', async () => {
    const at = scene.now - 11 * MINUTE
    samples.push({ value: 71, at })
    const { readings } = await done(scene.core, 'checklists.run', { run })
    expect(readings).toEqual([
      { item: 'cpu', monitor: MONITOR, name: 'db-core-01', metric: 'CPU使用率' },
    ])
    expect(
      await codeOf(scene.core, 'checklists.record', {
        run,
        answers: [{ item: 'cpu', value: 71, measuredAt: at, automatic: true }],
      }),
    ).toBe('lateUndeclared')
  })
})
