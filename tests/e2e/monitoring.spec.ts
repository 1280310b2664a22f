import { cpus } from 'node:os'
import type { Page } from '@playwright/test'
import type { MonitorFields } from '../../contract/monitoring.ts'
import { ask, go } from '../../tools/ways.ts'
import { startNodeExporter } from '../support/node-exporter.ts'
import { burn, ChineseLog, startHttps } from '../support/watched-things.ts'
import { expect, test } from './fixtures.ts'
import { press, type } from './keyboard.ts'
import { firstRun } from './steps.ts'

const ME = { login: 'chenly', password: 'correct horse' }
const SUSTAINED = 3
const LIMIT = 60
/** Processors are asked every second. */
const INTERVAL = 1

interface Alert {
  readonly id: string
  readonly monitor: string
  readonly rule: string
  readonly state: string
  readonly raisedAt: number
  readonly context?: string
}

const make = async (
  page: Page,
  fields: Pick<MonitorFields, 'name' | 'target' | 'rules'>,
): Promise<string> =>
  (
    await ask<{ id: string }>(page, 'monitor.create', {
      interval: INTERVAL,
      timeout: 5,
      items: [],
      tags: [],
      ...fields,
    })
  ).id

const alertsOf = async (page: Page, monitor: string): Promise<readonly Alert[]> =>
  (await ask<{ alerts: Alert[] }>(page, 'alert.list', { monitor, limit: 50 })).alerts

/** The first alert of a rule, once it is there. */
async function alertOf(page: Page, monitor: string, rule: string): Promise<Alert> {
  const find = async () => (await alertsOf(page, monitor)).find((alert) => alert.rule === rule)
  await expect.poll(async () => (await find()) !== undefined, { timeout: 30_000 }).toBe(true)
  const found = await find()
  if (!found) throw new Error(`no alert of ${rule}`)
  return found
}

const seen = (page: Page, id: string) =>
  ask<{ status: { state: string; samples: { metric: string; value: number }[] } }>(
    page,
    'monitor.get',
    { id },
  )
const isUp = (page: Page, id: string) =>
  expect.poll(async () => (await seen(page, id)).status.state, { timeout: 20_000 }).toBe('up')

test('a busy host, a stopped service and a word in a log are told in time', async ({
  start,
  folder,
}) => {
  test.setTimeout(120_000)
  const exporter = await startNodeExporter()
  const server = await startHttps(folder, 5)
  const log = new ChineseLog(folder)
  const { page } = await start()
  try {
    await firstRun(page, { site: '滨江运维中心', person: '陈立远' }, ME)
    const down = {
      kind: 'state',
      key: 'down',
      state: 'down',
      severity: 'crit',
      forSeconds: 0,
      clearForSeconds: 0,
    } as const
    const host = await make(page, {
      name: '本机指标',
      target: { kind: 'prometheus', url: exporter.url, preset: 'node' },
      rules: [
        {
          kind: 'threshold',
          key: 'cpu-high',
          metric: 'cpu',
          side: 'above',
          raise: LIMIT,
          clear: 50,
          forSeconds: SUSTAINED,
          clearForSeconds: 1,
          averageSeconds: 0,
          severity: 'warn',
          advice: 'optimise',
        },
      ],
    })
    const web = await make(page, {
      name: '统一认证',
      target: { kind: 'http', url: server.url, trust: true },
      rules: [
        down,
        {
          kind: 'threshold',
          key: 'certificate',
          metric: 'certificate.days',
          side: 'below',
          raise: 30,
          forSeconds: 0,
          clearForSeconds: 0,
          averageSeconds: 0,
          severity: 'warn',
          advice: 'certificate',
        },
      ],
    })
    const words = await make(page, {
      name: '核心库日志',
      target: {
        kind: 'log',
        path: log.path,
        patterns: [{ key: 'failed', text: '写入失败' }],
        before: 2,
        after: 2,
      },
      rules: [
        {
          kind: 'matches',
          key: 'failed',
          pattern: 'failed',
          count: 1,
          withinSeconds: 60,
          quietSeconds: 600,
          severity: 'crit',
        },
      ],
    })
    for (const id of [host, web, words]) await isUp(page, id)

    await test.step('a certificate that ends soon', async () => {
      const { state } = await alertOf(page, web, 'certificate')
      expect(state).toBe('open')
    })

    await test.step('a word in a log in GB18030, after its rotation, with the lines around it', async () => {
      log.write('2026-11-28 02:13:58 信息 批量对账开始')
      log.rotate()
      log.write(
        '2026-11-28 02:14:01 信息 参保登记 业务号88231',
        '2026-11-28 02:14:02 错误 写入失败，主库超时',
        '2026-11-28 02:14:03 信息 已转备库',
      )
      const { context } = await alertOf(page, words, 'failed')
      for (const line of ['批量对账开始', '业务号88231', '写入失败，主库超时', '已转备库'])
        expect(context).toContain(line)
    })

    await test.step('a service that stops, within one probe and a second', async () => {
      const stoppedAt = await server.stop()
      const { raisedAt } = await alertOf(page, web, 'down')
      expect(raisedAt).toBeGreaterThanOrEqual(stoppedAt - 1)
      expect(raisedAt - stoppedAt).toBeLessThanOrEqual((INTERVAL + 1) * 1_000)
    })

    await test.step('a processor that is busy for long enough, and not before', async () => {
      const busy = burn(cpus().length)
      try {
        const { raisedAt } = await alertOf(page, host, 'cpu-high')
        const series = await ask<{ at: number[]; mean: number[] }>(page, 'monitor.series', {
          monitor: host,
          metric: 'cpu',
          from: raisedAt - 60_000,
          to: raisedAt + 1,
          width: 4_000,
        })
        // Since when it was above the limit without a break.
        const calm = series.mean.findLastIndex((value) => value <= LIMIT)
        const since = series.at[calm + 1] ?? raisedAt
        expect(raisedAt - since).toBeGreaterThanOrEqual(SUSTAINED * 1_000 - 50)
        expect(raisedAt - since).toBeLessThanOrEqual((SUSTAINED + INTERVAL + 1) * 1_000)
      } finally {
        busy.stop()
      }
    })

    await test.step('the list of alerts by keyboard: context, acknowledged with a reason', async () => {
      const { id } = await alertOf(page, words, 'failed')
      await go(page, `/alerts/${id}`)
      const detail = page.locator('.detail')
      await expect(detail.locator('pre')).toContainText('写入失败，主库超时')
      await press(page, 'a')
      await expect(page.locator('dialog textarea')).toBeFocused()
      await type(page, '已联系厂家')
      await press(page, 'Enter')
      await expect(page.locator('dialog')).toHaveCount(0)
      await expect(detail).toContainText('已联系厂家')
      await go(page, '/desk')
      await press(page, 'F8')
      await expect(page.locator('.wrong [data-stop]:focus')).toBeVisible()
      await expect(page.locator('.wrong')).toContainText('统一认证')
    })
  } finally {
    await exporter.stop()
  }
})
