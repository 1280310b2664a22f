import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { confirmRecoveryKey, firstRun } from '../../tools/screens.ts'
import { go } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'

const key = async (page: Page, name: string): Promise<void> => {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press(name)
}

for (const language of LANGUAGES) {
  test(`a new workspace gets going from its desk, in ${language}`, async ({ start }) => {
    const { page } = await start({ language })
    await firstRun(page, 3)
    await confirmRecoveryKey(page)
    const setup = page.locator('.setup')
    const steps = setup.locator('li')
    await expect(steps).toHaveCount(3)
    await expect(steps.locator('kbd')).toHaveText(['1', '2', '3'])

    // Each step is one key away.
    const dialog = page.getByRole('dialog')
    await key(page, '1')
    await expect(page).toHaveURL(/settings\/people/u)
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await go(page, '/desk')
    await expect(steps).toHaveCount(3)
    await key(page, '2')
    await expect(dialog.locator('.preview tbody tr')).toHaveCount(3)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('X')
    await page.keyboard.press('Control+Enter')
    await expect(dialog.locator('li select').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await go(page, '/desk')
    await expect(setup.locator('li.done')).toHaveCount(1)

    // The checklists that ship are due at once.
    await key(page, '3')
    await expect(dialog.locator('[role=option][aria-selected=true]')).toHaveCount(12)
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(setup.locator('li.done')).toHaveCount(2)
    await go(page, '/work?scope=all')
    await expect(page.locator('.wk-work-row').first()).toBeVisible()

    // Who wants no more of it is not shown it again.
    await go(page, '/desk')
    await expect(steps).toHaveCount(3)
    await key(page, 'x')
    await expect(setup).toHaveCount(0)
    await page.reload()
    await expect(page.locator('.desk h1')).toBeVisible()
    await expect(page.locator('.log .wk-hint, .log .note, .log li').first()).toBeVisible()
    await expect(setup).toHaveCount(0)
  })
}
