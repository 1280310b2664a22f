import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { confirmRecoveryKey, FIRST_PERSON, firstRun } from '../../tools/screens.ts'
import { go } from '../../tools/ways.ts'
import { expect, launch, test } from './fixtures.ts'
import { press, signIn, type } from './keyboard.ts'

/** What the person chooses in the dialogs of the host. */
const choose = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: false, filePaths: [filePath] }),
    })
  }, path)

for (const language of LANGUAGES) {
  test(`a workstation is backed up and moves to another machine, in ${language}`, async ({
    start,
    folder,
  }) => {
    const medium = join(folder, 'medium')
    const other = join(folder, 'other')
    for (const made of [medium, other]) mkdirSync(made)

    const home = await start({ language })
    await firstRun(home.page, 3)
    await confirmRecoveryKey(home.page)
    await go(home.page, '/log')
    await press(home.page, 'F2')
    await type(home.page, 'before the move')
    await press(home.page, 'Enter')
    await expect(home.page.locator('.log-list')).toContainText('before the move')

    await go(home.page, '/settings/backup')
    await expect(home.page.locator('.backup dl')).toBeVisible()
    await press(home.page, 'b')
    await expect(home.page.locator('.backup tbody tr')).toHaveCount(1)
    await press(home.page, 't')
    await expect(home.page.locator('.backup dl dd').nth(1)).toHaveText(/\d{4}-\d{2}-\d{2}/u)
    await choose(home.app, medium)
    await press(home.page, 'm')
    await press(home.page, 'Control+Enter')
    await expect(home.page.locator('dialog')).toHaveCount(0)
    expect(readdirSync(medium)).toHaveLength(1)

    const second = await launch(other, { language })
    try {
      const { page, app } = second
      await choose(app, medium)
      await page.locator('form.first .restore').click()
      await page.locator('dialog .folder button').click()
      await page.locator('dialog input:not([type=radio])').fill(FIRST_PERSON.password)
      await press(page, 'Control+Enter')
      await signIn(page, FIRST_PERSON.login, FIRST_PERSON.password)
      await expect(page.locator('.wrong')).toContainText(/A3\.\w{3}/u)
      await go(page, '/log')
      await expect(page.locator('.log-list')).toContainText('before the move')
      expect(second.offences).toEqual([])
    } finally {
      await second.app.close()
    }
  })
}
