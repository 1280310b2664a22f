import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import type { MonitorFields } from '../../contract/monitoring.ts'
import { ask, go } from '../../tools/ways.ts'
import { startNodeExporter } from '../support/node-exporter.ts'
import { burn, ChineseLog, startHttps } from '../support/watched-things.ts'
import { expect, test } from './fixtures.ts'
import { act, fill, here, outOfField, person, sign } from './incident-steps.ts'
import { press, saveTo, textOfPdf, type } from './keyboard.ts'
import { change, firstRun } from './steps.ts'

const ME = { login: 'chenly', password: 'correct horse' }
const MANAGER = { login: 'hejp', password: 'battery staple' }
const SUSTAINED = 3
const LIMIT = 60
/** Processors are asked every second. */
const INTERVAL = 1
/** Certificate, log, service, processor. */
const ALERTS = 4
const TITLE = '核心库写入失败'
const STEP = '切到备库并核对写入'

interface Alert {
  readonly id: string
  readonly monitor: string
  readonly rule: string
  readonly state: string
  readonly raisedAt: number
  readonly context?: string
}
interface Incident {
  readonly incident: { readonly number: string; readonly at: Readonly<Record<string, number>> }
}
interface Figures {
  readonly total: number
  readonly mtta: { readonly mean: number }
  readonly mttr: { readonly mean: number }
  readonly delay: { readonly mean: number }
  readonly sources: readonly { source: string; count: number }[]
  readonly causes: readonly { cause: string | null; count: number }[]
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
  ask<{ status: { state: string } }>(page, 'monitor.get', { id })
const isUp = (page: Page, id: string) =>
  expect.poll(async () => (await seen(page, id)).status.state, { timeout: 20_000 }).toBe('up')

/** A busy host, a service that will stop with a certificate that ends soon, a log in GB18030. */
async function watch(page: Page, exporter: string, server: string, log: string) {
  const host = await make(page, {
    name: '本机指标',
    target: { kind: 'prometheus', url: exporter, preset: 'node' },
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
    target: { kind: 'http', url: server, trust: true },
    rules: [
      {
        kind: 'state',
        key: 'down',
        state: 'down',
        severity: 'crit',
        forSeconds: 0,
        clearForSeconds: 0,
      },
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
      path: log,
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
  return { host, web, words }
}

test('what is wrong is told in time, becomes an incident, is handled, reported and counted', async ({
  start,
  folder,
}) => {
  test.setTimeout(240_000)
  const exporter = await startNodeExporter()
  const server = await startHttps(folder, 5)
  const log = new ChineseLog(folder)
  const { app, page } = await start()
  try {
    await firstRun(page, { site: '滨江运维中心', person: '陈立远' }, ME)
    await ask(page, 'accounts.create', {
      ...MANAGER,
      name: '何建平',
      roles: ['manager'],
      clearance: 1,
    })
    const { host, web, words } = await watch(page, exporter.url, server.url, log.path)

    await test.step('a certificate that ends soon', async () => {
      expect((await alertOf(page, web, 'certificate')).state).toBe('open')
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

    await test.step('the alert by keyboard: context, acknowledged with a reason; F8 finds the next', async () => {
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

    const id =
      await test.step('declared from the alerts, with their lines and curves', async () => {
        const told = await alertOf(page, words, 'failed')
        await go(page, '/alerts')
        await expect(page.locator('.detail h2')).toBeVisible()
        for (let row = 0; row < ALERTS; row += 1) await press(page, 'Space', 'ArrowDown')
        await press(page, 'i')
        const title = page.locator('dialog input').first()
        await expect(title).toBeFocused()
        await expect(title).not.toHaveValue('')
        await title.fill(TITLE)
        await page.getByLabel('可能范围').fill('参保登记')
        await press(page, 'Control+Enter')
        await expect(page.locator('.incident h1')).toHaveText(TITLE)
        const made = /incidents\/([0-9a-f-]{36})/u.exec(page.url())?.[1] ?? ''
        const alert = await ask<{ links: { id: string }[] }>(page, 'alert.get', { id: told.id })
        expect(alert.links.map((link) => link.id)).toContain(made)
        await expect(page.locator('.timeline')).toContainText('告警')
        await outOfField(page)
        await press(page, '2')
        const evidence = page.locator('.evidence')
        await expect(evidence.locator('pre').first()).toContainText('写入失败，主库超时')
        await expect(evidence.locator('figure', { hasText: 'CPU使用率' })).toBeVisible()
        expect(
          await evidence.locator('figure', { hasText: 'CPU使用率' }).locator('polyline').count(),
        ).toBeGreaterThan(0)
        await outOfField(page)
        await press(page, '1')
        return made
      })

    await test.step('the four phases', () => handled(page))

    await test.step('the report, in DOCX and PDF, with its pictures', async () => {
      await reported(page, id)
      const docx = join(folder, 'report.docx')
      await saveTo(app, docx)
      await page.getByRole('button', { name: '导出DOCX' }).click()
      await expect(page.getByText(`已存到${docx}`)).toBeVisible()
      const pictures = Object.entries(unzipSync(readFileSync(docx)))
        .filter(([name]) => /^word\/media\/.*\.svg$/u.test(name))
        .map(([, bytes]) => Buffer.from(bytes).toString('utf8'))
      expect(pictures.filter((svg) => svg.includes('业务恢复')).length).toBeGreaterThan(0)
      const curve = pictures.find((svg) => svg.includes('CPU使用率'))
      expect(curve).toMatch(/points="(?:[\d.]+,[\d.]+ ?){3,}" fill="none" stroke="#1656a8"/u)
      const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
      const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx]
      expect(spawnSync('soffice', args).status).toBe(0)
      const office = textOfPdf(join(folder, 'report.pdf'))
      for (const part of [TITLE, '主库连接池耗尽', STEP, '批准何建平'])
        expect(office).toContain(part)

      const pdf = join(folder, 'own.pdf')
      await saveTo(app, pdf)
      await page.getByRole('button', { name: '存为PDF' }).click()
      await expect(page.locator('.wk-toasts')).toContainText('own.pdf')
      const own = textOfPdf(pdf)
      // What only the pictures say: names of curves, and how long each stretch took.
      for (const part of [TITLE, '主库连接池耗尽', STEP, 'CPU使用率', '60%', '业务恢复'])
        expect(own).toContain(part)
    })

    await test.step('closed with a signature, and counted right', async () => {
      await outOfField(page)
      await press(page, '1')
      await press(page, 'e')
      await sign(page, MANAGER.password)
      await expect(page.locator('.wk-keys')).not.toContainText('签字关闭')
      const now = Date.now()
      const period = { from: now - 3_600_000, to: now + 3_600_000 }
      const figures = await ask<Figures>(page, 'incident.statistics', period)
      const { incident } = await ask<Incident>(page, 'incident.get', { id })
      const { discovered = 0, reported: told = 0, answered = 0, repaired = 0 } = incident.at
      expect(figures.total).toBe(1)
      expect(figures.delay.mean).toBe(told - discovered)
      expect(figures.mtta.mean).toBe(answered - told)
      expect(figures.mttr.mean).toBe(repaired - discovered)
      expect(figures.sources.filter(({ count }) => count > 0)).toEqual([
        { source: 'alert', count: 1 },
      ])
      expect(figures.causes.filter(({ count }) => count > 0)).toEqual([
        { cause: 'software', count: 1 },
      ])
      await go(page, '/incidents/statistics')
      await expect(page.locator('.sums')).toContainText('MTTA')
    })
  } finally {
    await exporter.stop()
  }
})

/** Answered, assessed and decided, repaired, back to normal; the review is filled in. */
async function handled(page: Page): Promise<void> {
  await expect(here(page)).toContainText('发现与报告')
  await act(page, '收到')
  await expect(here(page)).toContainText('评估与决策')
  await person(page, '评估', '陈立远')
  await page.getByLabel('业务中断').check()
  await fill(page, '损失说明', '窗口停办')
  await fill(page, '可选方案', '切备库')
  await act(page, '影响面小，先修复')
  await expect(here(page)).toContainText('处理实施')
  await person(page, '处置', '陈立远')

  // A step that is open keeps it from being signed back to normal.
  await outOfField(page)
  await press(page, '4')
  await page.getByLabel('写一步，Enter添加').fill(STEP)
  await page.getByLabel('写一步，Enter添加').press('Enter')
  await expect(page.locator('.step', { hasText: STEP })).toBeVisible()
  await outOfField(page)
  await press(page, '1')
  await act(page, '登记三笔均成功')
  await expect(page.locator('.head .grade')).not.toHaveClass(/filled/u)
  await press(page, 'e')
  await page.locator('dialog input[type=password]').fill(ME.password)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog [role=alert]')).toContainText(STEP)
  await press(page, 'Escape')
  await press(page, '4')
  await page.locator('.step', { hasText: STEP }).getByRole('button', { name: '完成' }).click()
  await expect(page.locator('.timeline')).toContainText(`${STEP}：完成`)
  await outOfField(page)
  await press(page, '1')
  await press(page, 'e')
  await sign(page, ME.password)
  await expect(here(page)).toContainText('总结与改进')

  await page.getByLabel('原因类别').selectOption({ label: '软件' })
  await fill(page, '根本原因', '主库连接池耗尽')
  await fill(page, '经验教训', '连接数没有监控')
  await fill(page, '预案与规程改进', '增加连接数监控')
  await outOfField(page)
  await press(page, 'e')
  await page.locator('dialog input[type=password]').fill(ME.password)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog [role=alert]')).toContainText('故障报告')
  await press(page, 'Escape')
}

/** Written here, approved by somebody else, who is at the window afterwards. */
async function reported(page: Page, id: string): Promise<void> {
  await press(page, '5')
  await page.getByRole('button', { name: '编写故障报告' }).click()
  await expect(page.getByLabel('经过')).toHaveValue(new RegExp(TITLE, 'u'))
  await page.getByRole('button', { name: '提交批准' }).click()
  await change(page, MANAGER)
  await go(page, `/incidents/${id}/report`)
  await page.getByRole('button', { name: '签字批准' }).click()
  await sign(page, MANAGER.password)
  await expect(page.locator('.state.approved')).toContainText('已批准')
}
