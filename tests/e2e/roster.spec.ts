import { LANGUAGES } from '../../contract/text.ts'
import { confirmRecoveryKey, firstRun } from '../../tools/screens.ts'
import { go } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'
import { press, tabTo } from './keyboard.ts'

const WORDS = {
  'zh-CN': {
    team: '甲班',
    off: '休',
    taken: /移出/u,
    name: '运维值班',
    leave: '年休',
    firstDay: '起始日期',
    zone: '时区',
    least: '每班最少人数',
  },
  en: {
    team: 'Team A',
    off: 'off',
    taken: /Take .* off/u,
    name: 'Operations duty',
    leave: 'Leave',
    firstDay: 'First day',
    zone: 'Time zone',
    least: 'Fewest on a shift',
  },
} as const

for (const language of LANGUAGES) {
  test(`a roster within a minute by keyboard, in ${language}`, async ({ start }) => {
    const { page } = await start({ language })
    const words = WORDS[language]
    await firstRun(page, 3)
    await confirmRecoveryKey(page)
    await go(page, '/roster')

    // From nothing to a rotation: a name, the ready pattern as it is.
    await expect(page.locator('.empty')).toBeVisible()
    const began = Date.now()
    await page.evaluate('document.activeElement?.blur()')
    await press(page, 'Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('.preview tbody tr')).toHaveCount(3)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(words.name)

    // What cannot be is told at its field, and nothing breaks.
    const [day, zone] = [dialog.getByLabel(words.firstDay), dialog.getByLabel(words.zone)]
    const least = dialog.getByLabel(words.least)
    const [today, here] = [await day.inputValue(), await zone.inputValue()]
    await day.fill('9999-99-99')
    await zone.fill('Mars/Base')
    await least.fill('-5')
    await expect(dialog.locator('.preview')).toHaveCount(0)
    await press(page, 'Control+Enter')
    await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(3)
    await day.fill(today)
    await zone.fill(here)
    await least.fill('1')
    await press(page, 'Control+Enter')

    // Then people: the first team, led by the only person there is.
    const first = dialog.locator('li select').first()
    await expect(first).toBeVisible()
    await expect(dialog.locator('.preview')).toHaveCount(0)
    await expect(first).toBeFocused()
    await press(page, '1')
    await tabTo(page, dialog.locator('.heads select').first())
    await press(page, 'Enter', 'ArrowDown', 'Enter')
    await press(page, 'Control+Enter')
    await expect(dialog).toHaveCount(0)
    expect(Date.now() - began).toBeLessThan(60_000)

    // The grid: by teams, then by people; the person is on and may be moved, taken off and brought back.
    const grid = page.getByRole('grid')
    await expect(grid).toBeVisible()
    await expect(grid.getByRole('row', { name: words.team }).first()).toBeVisible()
    await expect(grid.locator('td:focus')).toHaveCount(1)
    await press(page, 'v', 'g', 'PageDown')
    const people = grid.locator('tr.person')
    await expect(people).toHaveCount(1)
    await expect(people.locator('.chip').first()).toBeVisible()
    const chip = people.locator('.chip:not(.over)')
    const before = await chip.count()
    const cell = people.locator('td', { has: page.locator('.chip:not(.over)') }).first()
    await cell.focus()
    await expect(
      page.getByRole('complementary').getByRole('button', { name: words.taken }),
    ).toBeVisible()
    await press(page, 'Delete')
    await expect(chip).toHaveCount(before - 1)
    await press(page, 'Control+z')
    await expect(chip).toHaveCount(before)

    // Picked up in one day and put down in the next, and back.
    await cell.focus()
    await press(page, 'Space', 'ArrowRight', 'Space')
    await expect(people.locator('.chip.changed')).toHaveCount(1)
    await press(page, 'Control+z')
    await expect(people.locator('.chip.changed')).toHaveCount(0)
    await expect(chip).toHaveCount(before)

    // An absence leaves a gap, in words.
    await cell.focus()
    await press(page, 'n')
    await expect(dialog).toBeVisible()
    await press(page, 'Control+Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('complementary')).toContainText(words.leave)
    await expect(grid.locator('.chip.wrong').first()).toBeVisible()
  })
}
