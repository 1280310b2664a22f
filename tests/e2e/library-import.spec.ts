import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { SAMPLES } from '../../core/features/library/extract/sample-files.ts'
import { confirmRecoveryKey, firstRun } from '../../tools/screens.ts'
import { go } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'

/** What the person chooses in the dialogs of the host. */
const choose = (app: ElectronApplication, path: string, report: string): Promise<void> =>
  app.evaluate(
    ({ dialog }, [filePath, saved]) => {
      Object.assign(dialog, {
        showOpenDialog: async () => ({ canceled: false, filePaths: [filePath] }),
        showSaveDialog: async () => ({ canceled: false, filePath: saved }),
      })
    },
    [path, report] as const,
  )

const WORDS = {
  'zh-CN': { done: '导入完成', damaged: '文件损坏', collection: '机房手册', report: '未导入' },
  en: { done: 'Import finished', damaged: 'damaged', collection: 'Room', report: 'Not imported' },
} as const

/** What a drag of one file tells the page; a page never learns where the file lies. */
const drag = (page: Page, kind: 'dragenter' | 'dragover' | 'drop'): Promise<void> =>
  page.evaluate(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['# a'], 'a.md'))
    window.dispatchEvent(new DragEvent(${JSON.stringify(kind)}, { dataTransfer, cancelable: true }))
  })()`)

test('files are dropped anywhere on the library by who may import', async ({ start }) => {
  const { page, offences } = await start({ language: 'en' })
  await firstRun(page, 3)
  await confirmRecoveryKey(page)
  await go(page, '/library')
  await expect(page.locator('.library-import')).toBeVisible()
  await drag(page, 'dragenter')
  await drag(page, 'dragover')
  await expect(page.locator('.library-drop')).toHaveText('Let go to import into the library')
  await drag(page, 'drop')
  await expect(page.locator('.library-drop')).toHaveCount(0)
  // What a page made up itself has no path, and nothing is imported.
  await expect(page.locator('.wk-toasts')).toContainText('Choose files')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(offences).toEqual([])
})

for (const language of LANGUAGES) {
  test(`a folder is imported by keyboard, in ${language}`, async ({ start, folder }) => {
    const words = WORDS[language]
    const manuals = join(folder, 'manuals')
    mkdirSync(manuals)
    for (const [name, make] of Object.entries(SAMPLES)) writeFileSync(join(manuals, name), make())
    writeFileSync(join(manuals, 'broken.pdf'), '%PDF-1.7 broken')
    writeFileSync(join(manuals, 'copy.md'), SAMPLES['sample.md']?.() ?? '')
    const { page, app, offences } = await start({ language })
    await firstRun(page, 3)
    await confirmRecoveryKey(page)
    await choose(app, manuals, join(folder, 'report.csv'))
    await go(page, '/library')
    // The search has the keys until it is left.
    await expect(page.locator('.find input').first()).toBeFocused()
    await page.evaluate('document.activeElement?.blur()')
    await page.keyboard.press('i')
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('.buttons button').first()).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.locator('.chosen li')).toHaveText(['manuals'])
    await dialog.locator('.two input').fill(words.collection)
    await page.keyboard.press('Control+Enter')
    await expect(dialog.getByRole('heading', { name: words.done })).toBeVisible()
    await expect(dialog.locator('dd')).toHaveText(['10', '1', '1', '0'])
    await expect(dialog.locator('.lines li')).toContainText(['manuals/broken.pdf'])
    await expect(dialog.locator('.lines .said')).toContainText(words.damaged)

    // The report goes with it.
    await dialog.locator('.head > button').click()
    await expect(page.locator('.wk-toasts')).toContainText('report.csv')
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain(words.report)

    // The same again is known.
    await dialog.locator('footer button').first().click()
    await dialog.locator('.buttons button').first().click()
    await page.keyboard.press('Control+Enter')
    await expect(dialog.locator('dd')).toHaveText(['0', '11', '1', '0'])
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    expect(offences).toEqual([])
  })
}
