import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { go, signIn } from '../../tools/ways.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { expect, test } from './fixtures.ts'

interface Signed {
  readonly app: ElectronApplication
  readonly page: Page
}

/** The demonstration, before the eyes of the shift lead. */
async function lead(
  start: (options: { workspace: string }) => Promise<Signed>,
  demonstration: (language: 'zh-CN') => Promise<string>,
): Promise<Signed> {
  const started = await start({ workspace: await demonstration('zh-CN') })
  await signIn(started.page, 'chen.ly', DEMO_PASSWORD)
  return started
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Opens what can be done with the whole register; the first of it has the focus. */
async function wholeMenu(page: Page): Promise<void> {
  await page.locator('.register .head .wk-icon-button').focus()
  await press(page, 'Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
}

const grid = (page: Page) => page.getByRole('grid')

test('a quick entry links a record, takes a tag and a time, and keeps its draft', async ({
  start,
  demonstration,
}) => {
  const { page } = await lead(start, demonstration)
  await press(page, 'F2')
  await page.keyboard.insertText('备件出库 #san-02')
  await expect(page.getByRole('option').first()).toContainText('SAN-02')
  await press(page, 'Enter')
  await page.keyboard.insertText('@存储')
  await expect(page.getByRole('option').first()).toContainText('存储')
  await press(page, 'Enter', 'Alt+t')
  await page.keyboard.insertText('0:05')
  await press(page, 'Enter')
  // Put away and taken up again, nothing is lost.
  await press(page, 'Escape')
  await expect(page.locator('.quick')).toHaveCount(0)
  await press(page, 'F2')
  await expect(page.locator('.quick textarea')).toHaveValue(/备件出库 SAN-02/u)
  await press(page, 'Enter')
  await expect(page.locator('.quick')).toHaveCount(0)
  await go(page, '/log')
  const line = page.locator('.log-list .line', { hasText: '备件出库' })
  await line.click()
  const detail = page.locator('.detail')
  await expect(detail).toContainText('补录')
  await expect(detail.getByRole('button', { name: 'SAN-02' })).toBeVisible()
  await expect(detail.getByRole('button', { name: '存储' })).toBeVisible()
  // The commit is named as the status bar and the paper name it.
  await expect(detail.locator('.chain')).toHaveText(/^A3 #\d+$/u)
})

test('what is not saved is asked about, and comes back', async ({ start, demonstration }) => {
  const { page } = await lead(start, demonstration)
  await go(page, '/register/contact')
  await expect(grid(page)).toBeFocused()
  await press(page, 'n')
  const name = page.locator('.register form input').first()
  await expect(name).toBeFocused()
  await page.keyboard.insertText('值班电话')
  // The entry line comes from anywhere, also out of a form, and gives the focus back.
  await press(page, 'F2')
  await expect(page.locator('.quick textarea')).toBeFocused()
  await press(page, 'Escape')
  await expect(name).toBeFocused()
  await press(page, 'Escape')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await press(page, 'Escape')
  await expect(dialog).toHaveCount(0)
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('值班电话')
  await press(page, 'Escape', 'Enter')
  await expect(grid(page)).toBeFocused()
  await press(page, 'n')
  await expect(name).toHaveValue('值班电话')
})

test('records come in from a file by keyboard, after a dry run', async ({
  start,
  folder,
  demonstration,
}) => {
  const { page } = await lead(start, demonstration)
  const file = join(folder, 'contacts.csv')
  writeFileSync(
    file,
    '\ufeff姓名,单位,类别,电话\n机房物业,滨江物业,物业安保,8101\n无电话,滨江物业,厂家,\n配电值班,供电公司,主管单位,8102\n',
  )
  await go(page, '/register/contact')
  await wholeMenu(page)
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '选择文件…' })).toBeFocused()
  await dialog.locator('input[type=file]').setInputFiles(file)
  await expect(dialog.getByRole('button', { name: '试导入' })).toBeFocused()
  await press(page, 'Enter')
  await expect(dialog.locator('.verdict')).toContainText('可导入2条，有问题1条')
  await expect(dialog.getByRole('button', { name: '导入2条' })).toBeFocused()
  await press(page, 'Enter')
  await expect(dialog.locator('.verdict')).toContainText('已导入2条，跳过1条')
  await expect(dialog.getByRole('button', { name: '完成' })).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('.line', { hasText: '配电值班' })).toBeVisible()
  await expect(page.locator('.line')).toHaveCount(13)
})

test('several records are chosen and changed at once, and undone', async ({
  start,
  demonstration,
}) => {
  const { page } = await lead(start, demonstration)
  await go(page, '/register/contact')
  await expect(grid(page)).toBeFocused()
  await expect(page.locator('.line')).toHaveCount(11)
  await press(page, 'Home', 'Space', 'ArrowDown', 'Space', 'e')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('批量修改2条')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('滨江总值班')
  await press(page, 'Control+Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.line', { hasText: '滨江总值班' })).toHaveCount(2)
  await press(page, 'Control+z')
  await expect(page.locator('.line', { hasText: '滨江总值班' })).toHaveCount(0)
})

test('the palette puts what is called so first, and finds names by their pinyin', async ({
  start,
  demonstration,
}) => {
  const { page } = await lead(start, demonstration)
  const first = page.locator('.palette [aria-selected=true]')
  await press(page, 'Control+k')
  await page.keyboard.insertText('UPS')
  await expect(first.locator('.title')).toHaveText(/^UPS/u)
  await expect(first.locator('.note-r')).not.toContainText('值班日志')
  await press(page, 'Control+a')
  await page.keyboard.insertText('wxm')
  await expect(first.locator('.title')).toHaveText('王雪梅')
  // The place that Enter is meant for stays first when records of that word are found.
  await press(page, 'Control+a')
  await page.keyboard.insertText('备份')
  await expect(page.locator('.palette mark').first()).toHaveText('备份')
  await expect(first.locator('.title')).toHaveText('转到备份作业')
  // Enter does not have to wait for what is being looked for.
  await press(page, 'Control+a')
  await page.keyboard.insertText('SAN-02')
  await press(page, 'Enter')
  await expect(page.locator('.detail h2')).toHaveText(/^SAN-02/u)
  await go(page, '/log')
  await expect(page.locator('.log-list')).toBeFocused()
  await press(page, '/')
  await expect(page.locator('.log-screen input[type=search]')).toBeFocused()
  await press(page, 'Control+k')
  await expect(page.locator('.palette input')).toBeFocused()
  await press(page, 'Escape')
  await expect(page.locator('.log-screen input[type=search]')).toBeFocused()
  await press(page, 'Escape', 'Shift+Slash')
  await expect(page).toHaveURL(/#\/help$/u)
})

test('a register fits its window, and the export holds what is shown', async ({
  start,
  folder,
  demonstration,
}) => {
  const { app, page } = await lead(start, demonstration)
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const type of ['contact', 'key-tool', 'change', 'configuration-item', 'person']) {
    await go(page, `/register/${type}`)
    await expect(page.locator('.line').first()).toBeVisible()
    const over = await grid(page).evaluate((box) => box.scrollWidth - box.clientWidth)
    expect({ type, over }).toEqual({ type, over: 0 })
  }
  await go(page, '/register/contact')
  const path = join(folder, 'contacts.csv')
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) })
  }, path)
  await press(page, '/')
  await page.keyboard.insertText('供电')
  await expect(page.locator('.line')).toHaveCount(1)
  await wholeMenu(page)
  await press(page, 'ArrowDown', 'Enter')
  await page.getByRole('radio', { name: 'CSV' }).check()
  await press(page, 'Control+Enter')
  await expect(page.locator('.wk-toasts')).toContainText('已导出1条')
  expect(readFileSync(path, 'utf8')).toContain('供电公司调度')
})
