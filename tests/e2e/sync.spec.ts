import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { choose, go } from '../../tools/ways.ts'
import { expect, launch, test } from './fixtures.ts'
import { press, signIn, type } from './keyboard.ts'
import { confirmRecoveryKey, FIRST_PERSON, firstRun } from '../../tools/screens.ts'

const PASSPHRASE = 'a rather long passphrase'

async function write(page: Page, text: string): Promise<void> {
  await go(page, '/log')
  await press(page, 'F2')
  await type(page, text)
  await press(page, 'Enter')
  await expect(page.locator('.log-list')).toContainText(text)
}

/** Fields of the open dialog, in order, and its act. */
async function fill(page: Page, values: readonly string[]): Promise<void> {
  const inputs = page.locator('dialog input:not([type=radio])')
  for (const [at, value] of values.entries()) await inputs.nth(at).fill(value)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

for (const language of LANGUAGES) {
  test(`a workstation that only ever sees a stick takes part, in ${language}`, async ({
    start,
    folder,
  }) => {
    const stick = join(folder, 'stick')
    const other = join(folder, 'other')
    for (const made of [stick, other]) mkdirSync(made)
    const bundle = (part: string): string => {
      const name = readdirSync(stick).find((one) => one.includes(part))
      if (name === undefined) throw new Error(`no bundle ${part}`)
      return join(stick, name)
    }

    const home = await start({ language })
    await firstRun(home.page, 3)
    await confirmRecoveryKey(home.page)
    await write(home.page, 'before anybody joined')
    await go(home.page, '/settings/sync')
    await expect(home.page.locator('.sync tbody tr')).toHaveCount(1)
    await choose(home.app, stick)
    await press(home.page, 'n')
    await fill(home.page, ['Back office', 'B2', PASSPHRASE, PASSPHRASE])
    await expect(home.page.locator('.sync tbody tr')).toHaveCount(2)

    const second = await launch(other, { language })
    try {
      const { page, app } = second
      await choose(app, bundle('join-B2'))
      await page.locator('form.first .join').click()
      await page.locator('dialog input[type=radio]').last().check()
      await page.locator('dialog .file button').click()
      await expect(page.locator('dialog .file')).toContainText('join-B2')
      await page.locator('dialog input:not([type=radio])').fill(PASSPHRASE)
      await press(page, 'Control+Enter')
      await signIn(page, FIRST_PERSON.login, FIRST_PERSON.password)
      await go(page, '/log')
      await expect(page.locator('.log-list')).toContainText('before anybody joined')
      await write(page, 'written in the back office')
      await go(page, '/settings/sync')
      await expect(page.locator('.sync tbody tr')).toHaveCount(2)
      await choose(app, stick)
      await press(page, 'e')
      await expect(page.locator('dialog')).toBeVisible()
      await press(page, 'Control+Enter')
      await expect(page.locator('dialog')).toHaveCount(0)

      // The bundle is for the people of the workspace: nothing is typed to open it.
      await choose(home.app, bundle('B2-'))
      await press(home.page, 'i')
      await expect(home.page.locator('dialog dd').first()).toHaveText('Back office')
      await press(home.page, 'Control+Enter')
      await expect(home.page.locator('dialog')).toHaveCount(0)
      await expect(home.page.locator('.sync tbody tr').nth(1).locator('td').nth(2)).toHaveText(
        /\d{4}-\d{2}-\d{2}/u,
      )
      await go(home.page, '/log')
      await expect(home.page.locator('.log-list')).toContainText('written in the back office')
      expect(second.offences).toEqual([])
    } finally {
      await second.app.close()
    }
  })
}
