import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DEMO_PASSWORD, makeDemonstration } from '../../tools/start/demonstration.ts'
import { ask, signIn } from '../../tools/ways.ts'
import { changeTo } from './demo-people.ts'
import { expect, test } from './fixtures.ts'
import { press, saveTo, type } from './keyboard.ts'

const LEAD = 'chen.ly'
const MANAGER = 'he.jp'
const TITLE = '电子证照签发失败'
const STEP = '重启签发服务并核对队列'

/** Types a person into a field of people and takes the first that is found. */
async function person(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.getByLabel(label, { exact: true }).press('Enter')
  await expect(page.locator('.wk-chip', { hasText: name }).first()).toBeVisible()
}
async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel(label, { exact: true }).blur()
}
/** Out of the field that has the focus, so that letters act. */
const out = (page: Page) => page.evaluate(`document.activeElement?.blur?.()`)

/** The next act by its key, with what it wants to be told. */
async function act(page: Page, words: string): Promise<void> {
  await out(page)
  await press(page, 'e')
  await expect(page.locator('dialog textarea')).toBeFocused()
  await type(page, words)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}
async function sign(page: Page): Promise<void> {
  await page.locator('dialog input[type=password]').fill(DEMO_PASSWORD)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

test('an incident from the key to the approved report', async ({ start, folder }) => {
  test.setTimeout(180_000)
  const workspace = join(folder, 'workspace')
  await makeDemonstration(workspace, 'zh-CN', 14)
  const { app, page } = await start({ workspace })
  await signIn(page, LEAD, DEMO_PASSWORD)

  // Declared by one key, from wherever one is.
  await press(page, 'F4')
  await expect(page.locator('dialog input').first()).toBeFocused()
  await type(page, TITLE)
  await page.getByLabel('可能范围').fill('窗口签发')
  await press(page, 'Control+Enter')
  await expect(page.locator('.incident h1')).toHaveText(TITLE)
  const id = /incidents\/([0-9a-f-]{36})/u.exec(page.url())?.[1] ?? ''

  // The four phases: answered, assessed and decided, repaired, reviewed.
  const here = page.locator('.steps [aria-current=step]')
  await expect(here).toContainText('发现与报告')
  await act(page, '收到')
  await expect(here).toContainText('评估与决策')
  await person(page, '评估', '陈立远')
  await page.getByLabel('业务中断').check()
  await fill(page, '损失说明', '窗口停办')
  await fill(page, '可选方案', '重启签发服务')
  await act(page, '影响面小，先修复')
  await expect(here).toContainText('处理实施')
  await person(page, '处置', '王雪梅')

  // A step that is open keeps it from being signed back to normal.
  await out(page)
  await press(page, '4')
  await page.getByLabel('写一步，Enter添加').fill(STEP)
  await page.getByLabel('写一步，Enter添加').press('Enter')
  await expect(page.locator('.step', { hasText: STEP })).toBeVisible()
  await out(page)
  await press(page, '1')
  await act(page, '签发三张证照均成功')
  await expect(page.locator('.head .grade')).not.toHaveClass(/filled/u)
  await press(page, 'e')
  await page.locator('dialog input[type=password]').fill(DEMO_PASSWORD)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog [role=alert]')).toContainText(STEP)
  await press(page, 'Escape')
  await press(page, '4')
  await page.locator('.step', { hasText: STEP }).getByRole('button', { name: '完成' }).click()
  await expect(page.locator('.timeline')).toContainText(`${STEP}：完成`)
  await out(page)
  await press(page, '1')
  await press(page, 'e')
  await sign(page)
  await expect(here).toContainText('总结与改进')

  await page.getByLabel('原因类别').selectOption({ label: '软件' })
  await fill(page, '根本原因', '签发队列锁未释放')
  await fill(page, '经验教训', '队列长度没有监控')
  await fill(page, '预案与规程改进', '增加队列监控')
  await out(page)
  await press(page, 'e')
  await page.locator('dialog input[type=password]').fill(DEMO_PASSWORD)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog [role=alert]')).toContainText('故障报告')
  await press(page, 'Escape')

  // The report is written here, approved by somebody else, and opens in LibreOffice.
  await press(page, '5')
  await page.getByRole('button', { name: '编写故障报告' }).click()
  await expect(page.getByLabel('经过')).toHaveValue(new RegExp(TITLE, 'u'))
  await page.getByRole('button', { name: '提交批准' }).click()
  await changeTo(page, MANAGER)
  await page.evaluate(`location.hash = '#/incidents/${id}/report'`)
  await page.getByRole('button', { name: '签字批准' }).click()
  await sign(page)
  await expect(page.locator('.state.approved')).toContainText('已批准')
  const file = join(folder, 'report.docx')
  await saveTo(app, file)
  await page.getByRole('button', { name: '导出DOCX' }).click()
  await expect(page.getByText(`已存到${file}`)).toBeVisible()
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
  const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]
  expect(spawnSync('soffice', args).status).toBe(0)
  const text = spawnSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-']).stdout
  const read = text.toString('utf8').replaceAll(/\s/gu, '')
  for (const words of [TITLE, '签发队列锁未释放', STEP, '批准何建平']) expect(read).toContain(words)

  // Closed with a signature; the figures know it.
  await out(page)
  await press(page, '1')
  await press(page, 'e')
  await sign(page)
  await expect(page.locator('.wk-keys')).not.toContainText('签字关闭')
  const now = Date.now()
  const figures = await ask<{ causes: readonly { cause: string | null; count: number }[] }>(
    page,
    'incident.statistics',
    { from: now - 3_600_000, to: now + 3_600_000 },
  )
  expect(figures.causes.find(({ cause }) => cause === 'software')?.count).toBe(1)
  await page.evaluate(`location.hash = '#/incidents/statistics'`)
  await expect(page.locator('.sums')).toContainText('MTTA')
})
