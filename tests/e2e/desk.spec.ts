import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { signIn } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'

const WORDS = {
  'zh-CN': {
    reason: '等厂家回电',
    shift: /白班|夜班/u,
    on: /进行中|交班时段/u,
    snoozed: '暂缓',
    due: /到点/u,
  },
  en: {
    reason: 'Vendor calls back',
    shift: /Day|Night/u,
    on: /on duty|hand over/u,
    snoozed: 'Snoozed',
    due: /due/iu,
  },
} as const

/** The pane that holds the focus, by its key. */
const pane = (page: Page): Promise<string | undefined> =>
  page.evaluate(`document.activeElement?.closest('[data-code]')?.dataset.code`)

for (const language of LANGUAGES) {
  test(`the desk answers in one look, and the list is worked by keyboard, in ${language}`, async ({
    start,
    demonstration,
  }) => {
    const words = WORDS[language]
    const workspace = await demonstration(language)
    const { page } = await start({ language, workspace, size: { width: 1280, height: 800 } })
    await signIn(page, 'ma.j', DEMO_PASSWORD)

    // What is due is told once, also to somebody who comes back, and never over the desk that lists it.
    const bell = page.locator('.top .state .unread')
    await expect(bell).toHaveText(/[1-9]/u)
    await expect(page.locator('.now .wk-work-row').first()).toBeVisible()
    await expect(page.locator('.wk-toasts .toast')).toHaveCount(0)
    await bell.click()
    await expect(page.locator('.top .notices')).toContainText(words.due)
    await page.reload()
    await expect(page.locator('.now .wk-work-row').first()).toBeVisible()
    await expect(bell).toHaveCount(0)

    // Who is on, until when, and what is wrong: on one screen, without scrolling.
    await expect(page.locator('.desk h1')).toHaveText(words.shift)
    await expect(page.locator('.desk .who').first()).toBeVisible()
    await expect(page.locator('.status .shift')).toHaveText(words.on)
    await expect(page.getByRole('img', { name: /:/u }).first()).toBeVisible()
    await expect(page.locator('.wrong .line').first()).toBeVisible()
    const tall = await page.evaluate('document.documentElement.scrollHeight > innerHeight')
    expect(tall).toBe(false)

    // Letters lead to the panes, F8 through what is wrong, M, D and A choose whose work is shown.
    await page.keyboard.press('a')
    await expect(page.locator('.now input:checked')).toHaveValue('all')
    await expect(page.locator('.now .wk-work-row').first()).toBeVisible()
    for (const key of ['n', 'w', 'l']) {
      await page.keyboard.press(key)
      expect(await pane(page)).toBe(`Key${key.toUpperCase()}`)
    }
    await page.keyboard.press('F8')
    expect(await pane(page)).toBe('KeyW')

    // An item is put off with its reason, and brought back.
    await page.keyboard.press('n')
    const key = await page.evaluate<string>('document.activeElement.dataset.key')
    const row = page.locator(`.now [data-key="${key}"]`)
    await page.keyboard.press('s')
    await expect(page.locator('dialog input.wk-input')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('dialog [aria-invalid=true]')).toBeVisible()
    await page.keyboard.insertText(words.reason)
    await page.keyboard.press('Enter')
    await expect(page.locator('dialog')).toHaveCount(0)
    await expect(row.getByRole('img', { name: words.snoozed })).toBeVisible()
    await expect(row).toContainText(words.reason)
    await row.focus()
    await page.keyboard.press('s')
    await expect(row.getByRole('img', { name: words.snoozed })).toHaveCount(0)

    // The whole list, its filters, its calendar.
    await page.evaluate(`location.hash = '#/work'`)
    await expect(page.locator('.work-screen')).toBeVisible()
    await page.keyboard.press('a')
    await expect(page.locator('.wk-work-row').first()).toBeVisible()
    const all = await page.locator('.wk-work-row').count()
    await page.keyboard.press('/')
    await page.keyboard.insertText('K-07')
    await expect(page.locator('.wk-work-row')).toHaveCount(1)
    expect(all).toBeGreaterThan(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/register\/key-tool/u)
    await page.goBack()
    await expect(page.locator('.wk-work-row')).toHaveCount(1)
    await page.keyboard.press('v')
    await expect(page.locator('table.week')).toBeVisible()
    await page.keyboard.press('v')
    await expect(page.locator('table.month [aria-current=date]')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('table.month [aria-selected=true] button')).toBeFocused()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('g')
    await expect(page.locator('table.month [aria-selected=true] [aria-current=date]')).toBeFocused()
    // Back in the list its first row has the focus, and the keys act on it.
    await page.keyboard.press('v')
    await expect(page.locator('.wk-work-row')).toBeFocused()
  })
}
