import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { press, type } from './keyboard.ts'

/** What journeys through an incident do on its screen. */

/** Types a person into a field of people and takes the first that is found. */
export async function person(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.getByLabel(label, { exact: true }).press('Enter')
  await expect(page.locator('.wk-chip', { hasText: name }).first()).toBeVisible()
}

export async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel(label, { exact: true }).blur()
}

/** Out of the field that has the focus, so that letters act. */
export const outOfField = (page: Page) => page.evaluate(`document.activeElement?.blur?.()`)

/** The phase that the incident is in. */
export const here = (page: Page): Locator => page.locator('.steps [aria-current=step]')

/** The next act by its key, with what it wants to be told. */
export async function act(page: Page, words: string): Promise<void> {
  await outOfField(page)
  await press(page, 'e')
  await expect(page.locator('dialog textarea')).toBeFocused()
  await type(page, words)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

export async function sign(page: Page, password: string): Promise<void> {
  await page.locator('dialog input[type=password]').fill(password)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}
