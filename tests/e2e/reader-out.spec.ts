import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCore } from '../../core/host.ts'
import { addAccount, done, FOUNDER, passwordOf } from '../../core/testing.ts'
import { addDocument } from '../support/library-documents.ts'
import { pdfFile } from '../support/pdf-file.ts'
import { ask } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'
import { press, saveTo, signIn } from './keyboard.ts'
import { enter, goTo, readerFrame } from './reader-steps.ts'

const LOW = 'low.person'

test('the file of a document lands on disk, is recorded, and stays where it is below clearance', async ({
  folder,
  start,
}) => {
  const bytes = pdfFile([{ lines: ['Sensitive switching plan'] }])
  const core = createCore({ workspacePath: join(folder, 'workspace') })
  await done(core, 'workspace.create', FOUNDER)
  const file = { name: 'plan.pdf', bytes }
  const { document } = addDocument(core, { title: '倒闸方案', format: 'pdf', level: 2, file })
  await addAccount(core, LOW, ['operator'], 1)
  await core.close()
  const { app, page, offences } = await start()
  await enter(page)
  await goTo(page, `/library/${document}`)
  await readerFrame(page, 'Sensitive switching plan')

  // Nobody chose a place: nothing is written, nothing is recorded.
  const exports = async (): Promise<number> =>
    (
      await ask<{ accesses: { action: string }[] }>(page, 'library.accesses', {
        document,
        limit: 50,
      })
    ).accesses.filter(({ action }) => action === 'export').length
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: true, filePath: '' }) })
  })
  const button = page.getByRole('button', { name: '导出原文件' })
  await button.click()
  await expect(button).toBeEnabled()
  expect(await exports()).toBe(0)

  // A place that cannot be written says so.
  await saveTo(app, join(folder, 'nowhere', 'plan.pdf'))
  await press(page, 'e')
  await expect(page.locator('.wk-toasts')).toContainText('ENOENT')

  const saved = join(folder, 'out.pdf')
  await saveTo(app, saved)
  const before = await exports()
  await press(page, 'e')
  await expect(page.locator('.wk-toasts')).toContainText('out.pdf')
  expect(Buffer.compare(readFileSync(saved), bytes)).toBe(0)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(await exports()).toBe(before + 1)

  // Another person with the token of the first, and by the address.
  const address = await page.locator('iframe.frame').getAttribute('src')
  const token = /doc-([0-9a-f]{32})/u.exec(address ?? '')?.[1] ?? ''
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, LOW, passwordOf(LOW))
  const refused = join(folder, 'refused.pdf')
  await saveTo(app, refused)
  await expect(ask(page, 'host.saveDocument', { token, name: 'x.pdf' })).rejects.toThrow('notFound')
  await goTo(page, `/library/${document}`)
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('button', { name: '导出原文件' })).toHaveCount(0)
  expect(existsSync(refused)).toBe(false)
  expect(existsSync(`${refused}.part`)).toBe(false)
  expect(offences).toEqual([])
})
