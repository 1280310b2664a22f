import type { Page } from '@playwright/test'
import { CAST } from '../../core/demonstration/cast.ts'
import { LANGUAGES } from '../../contract/text.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { ask, settle, signIn } from '../../tools/ways.ts'
import { expect, test, type Launched } from './fixtures.ts'
import { press, tabTo, type } from './keyboard.ts'
import { coreOf, killCore } from './processes.ts'

const WORDS = {
  'zh-CN': {
    scenario: 'SAN-02控制器B心跳丢失',
    reason: '厂家不到场，电话核对',
    note: '厂家已在电话里核对微码',
    findings: ['电话名单过期', '备件柜钥匙不在位'],
  },
  en: {
    scenario: 'SAN-02 controller B lost its heartbeat',
    reason: 'The vendor is not called in; checked by phone',
    note: 'The vendor checked the microcode by phone',
    findings: ['The list of phones is out of date', 'The key of the spares was not in its place'],
  },
} as const

const mode = (page: Page) => page.locator('main.em')
const shown = (page: Page) => mode(page).locator('.num b')
const kept = (page: Page) => mode(page).locator('.kept')

/** The lead of the shift that is on now, by the roster. */
async function leadOnDuty(page: Page): Promise<{ readonly login: string; readonly shift: string }> {
  const { shift } = await ask<{
    shift?: { key: string; people: readonly { name: string; part: string }[] }
  }>(page, 'work.shift', {})
  const lead = shift?.people.find(({ part }) => part === 'lead')
  const member = CAST.find(({ name }) => Object.values(name).includes(lead?.name ?? ''))
  return { login: member?.login ?? 'chen.ly', shift: shift?.key ?? '' }
}

/** Does the step that is due, as its kind wants it, and waits until the next one is. */
async function doStep(page: Page): Promise<void> {
  const before = await shown(page).innerText()
  await press(page, 'Enter')
  const dialog = page.locator('dialog textarea')
  await expect
    .poll(
      async () =>
        (await dialog.count()) > 0 ||
        (await shown(page).count()) === 0 ||
        (await shown(page).innerText()) !== before,
    )
    .toBe(true)
  if ((await dialog.count()) > 0) {
    await expect(dialog).toBeFocused()
    await press(page, 'Control+Enter')
    await expect(dialog).toHaveCount(0)
  }
  await expect(shown(page)).not.toHaveText(before)
}

/** A key is pressed while core hangs, which then dies; whoever worked signs in again and nothing is lost. */
async function pressAndKill({ app, page }: Launched): Promise<void> {
  const main = app.process().pid ?? 0
  for (const pid of coreOf(main)) process.kill(pid, 'SIGSTOP')
  await press(page, 'Enter')
  await expect(kept(page)).toBeVisible()
  killCore(main)
  const password = page.locator('form.sign-in input[autocomplete=current-password]')
  await password.waitFor()
  await page.locator('form.sign-in').getByRole('combobox').press('Enter')
  await password.fill(DEMO_PASSWORD)
  await press(page, 'Enter')
  await mode(page).waitFor()
}

/** Signs the end and comes to the record. */
async function end(page: Page): Promise<void> {
  await press(page, 'Enter')
  await expect(page.locator('dialog input[type=password]')).toBeFocused()
  await type(page, DEMO_PASSWORD)
  await press(page, 'Enter')
  await expect(page.locator('.record h2')).toBeVisible()
}

async function raiseFinding(page: Page, title: string): Promise<void> {
  await tabTo(page, page.locator('section h3 .wk-button').first())
  await press(page, 'Enter')
  await expect(page.locator('dialog input').first()).toBeFocused()
  await type(page, title)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(page.locator('.record li', { hasText: title })).toBeVisible()
}

/** Chooses the site's own plan and begins; what is typed is the scenario or the reason. */
async function begin(page: Page, letter: 'a' | 'd', text: string): Promise<void> {
  await press(page, 'F7')
  await expect(page.locator('.emergency .list')).toBeFocused()
  await press(page, letter)
  await expect(page.locator('dialog input').first()).toBeFocused()
  await type(page, text)
  await expect(page.locator('dialog table select').first()).toBeVisible()
  await press(page, 'Control+Enter')
  await mode(page).waitFor()
}

for (const language of LANGUAGES) {
  test(`a drill and a real response of one plan, by keyboard, in ${language}`, async ({
    start,
    demonstration,
  }) => {
    test.slow()
    const words = WORDS[language]
    const workspace = await demonstration(language)
    const launched = await start({ language, workspace })
    const { page } = launched
    await signIn(page, 'chen.ly', DEMO_PASSWORD)
    await settle(page)
    const { login, shift } = await leadOnDuty(page)
    if (login !== 'chen.ly') {
      await press(page, 'Control+Shift+l')
      await signIn(page, login, DEMO_PASSWORD)
    }

    // The drill: hatched, marked, and it survives a core that dies under a key press.
    await begin(page, 'd', words.scenario)
    await expect(page.locator('main.em.drill')).toBeVisible()
    await doStep(page)
    await pressAndKill(launched)
    await expect(shown(page)).toHaveText(/3/u)

    // Taken back within ten seconds, then done again.
    await press(page, 'Backspace')
    await expect(shown(page)).toHaveText(/2/u)
    await doStep(page)
    // A note for the timeline, which is there.
    await press(page, 'F2')
    await expect(page.locator('dialog input')).toBeFocused()
    await type(page, words.note)
    await press(page, 'Enter')
    await press(page, 't')
    await expect(page.locator('.tl')).toContainText(words.note)
    await press(page, 't')
    for (const step of [4, 5, 6, 7, 8]) {
      await doStep(page)
      await expect(shown(page)).toHaveText(new RegExp(String(step), 'u'))
    }
    // What cannot be done says why, and things go on.
    await press(page, 'n')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await type(page, words.reason)
    await press(page, 'Control+Enter')
    await expect(shown(page)).toHaveText(/9/u)
    await press(page, 'b')
    for (const step of [10, 11]) {
      await doStep(page)
      await expect(shown(page)).toHaveText(new RegExp(String(step), 'u'))
    }
    await press(page, 'Enter')
    await expect(shown(page)).toHaveCount(0)
    await end(page)

    // Planned against actual, each step with its result.
    const rows = page.locator('.record tbody').first().locator('tr')
    await expect(rows).toHaveCount(11)
    await expect(rows.nth(7)).toContainText(words.reason)
    await raiseFinding(page, words.findings[0])

    // The same plan in earnest.
    await begin(page, 'a', words.scenario)
    await expect(page.locator('main.em:not(.drill)')).toBeVisible()
    for (let step = 2; step <= 11; step++) {
      await doStep(page)
      await expect(shown(page)).toHaveText(new RegExp(String(step), 'u'))
    }
    await press(page, 'Enter')
    await expect(shown(page)).toHaveCount(0)
    await end(page)
    await expect(page.locator('.record tbody').first().locator('tr')).toHaveCount(11)
    await raiseFinding(page, words.findings[1])

    // What was found waits in the work list and is told in the next sheet.
    await page.evaluate(`location.hash = '#/work'`)
    await settle(page)
    await press(page, 'a')
    for (const title of words.findings) await expect(page.getByText(title).first()).toBeVisible()
    const { id } = await ask<{ id: string }>(page, 'handover.open', { shift })
    await ask(page, 'handover.refresh', { id })
    await page.evaluate(`location.hash = '#/handover/${id}'`)
    for (const title of words.findings)
      await expect(page.locator('.point', { hasText: title })).toBeVisible()
  })
}
