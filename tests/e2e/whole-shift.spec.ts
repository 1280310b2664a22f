import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { expect, test } from './fixtures.ts'
import { palette, pastePicture, press, tabTo, type } from './keyboard.ts'
import {
  acknowledgeAll,
  addAccount,
  answerDialog,
  change,
  crash,
  expectPaper,
  expectVerifiable,
  firstRun,
  goToPoint,
  openSheet,
  say,
  verifyByCommand,
  write,
  written,
} from './steps.ts'
import { SHIFT_WORDS, WORDS } from './words.ts'

const FIRST = { login: 'chenly', password: 'correct horse' }
const SECOND = { login: 'wangxm', password: 'another horse' }
type Words = Readonly<Record<keyof typeof WORDS.en | keyof typeof SHIFT_WORDS.en, string>>

/** Longer than a key press may stay unsaved. */
const DRAFT_MS = 1100

/**
 * A zone in which it is two in the afternoon, whatever the hour is here: the day shift is on, and no
 * change of shifts is near enough to come into the test.
 */
function afternoon(): { readonly zone: string; readonly today: string } {
  const ahead = 14 - new Date().getUTCHours()
  const today = new Date(Date.now() + ahead * 3_600_000).toISOString().slice(0, 10)
  return { zone: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`, today }
}

/** Two of three teams have one person each: the first is on by day, the third takes over at night. */
async function buildRoster(page: Page, words: Words): Promise<void> {
  const { zone, today } = afternoon()
  await palette(page, words.toRoster)
  await expect(page.locator('.roster .empty')).toBeVisible()
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('.preview tbody tr')).toHaveCount(3)
  for (const [label, text] of [
    [words.firstDay, today],
    [words.zone, zone],
  ] as const) {
    await tabTo(page, dialog.getByLabel(label))
    await press(page, 'Control+A')
    await type(page, text)
  }
  await press(page, 'Control+Enter')
  const team = (name: string) => dialog.getByLabel(name, { exact: true })
  await tabTo(page, team(words.person))
  await press(page, '1')
  await tabTo(page, team(words.other))
  await press(page, '3')
  await press(page, 'Control+Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.roster .head')).toContainText(words.person)
}

/** Takes a shipped checklist in. */
async function takeChecklist(page: Page, words: Words): Promise<void> {
  await palette(page, words.toRounds)
  await expect(page.locator('.rounds h1')).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: words.templates, exact: true }))
  await press(page, 'Enter')
  await expect(page.locator('.templates aside .none')).toBeVisible()
  await press(page, 'l')
  const list = page.locator('dialog [role=listbox]')
  await expect(list).toBeFocused()
  const wanted = list.getByRole('option', { name: words.checklist })
  while ((await wanted.getAttribute('data-current')) === null) await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(page.locator('.templates .list')).toContainText(words.checklist)
}

const current = (page: Page) => page.locator('.line.current')
const READINGS: Readonly<Record<string, string>> = {
  'start-battery': '26',
  coolant: '40',
  'total-load': '210',
  imbalance: '5',
  'hottest-joint': '45',
  'cell-high': '13.6',
  'cell-low': '13.4',
  'battery-room': '22.5',
  cylinder: '4.2',
}

/** One item of the round of the machine room; what is normal is one key. */
async function answer(page: Page, item: string, words: Words): Promise<void> {
  const reading = READINGS[item]
  if (item === 'fuel') {
    await type(page, '28')
    await press(page, 'Enter')
    await expect(page.locator('[data-remark]')).toBeFocused()
    await type(page, words.remark)
    await press(page, 'Enter')
  } else if (item === 'earth') {
    await press(page, 's')
    await expect(page.locator('[data-field=skip]')).toBeFocused()
    await type(page, words.skipped)
    await press(page, 'Enter')
  } else if (item === 'picture') {
    await pastePicture(page)
    await expect(current(page).locator('.wk-chip')).toHaveCount(1)
    await press(page, 'Enter')
  } else if (item === 'signature') {
    await press(page, 'Enter')
    await expect(page.locator('dialog input')).toBeFocused()
    await type(page, FIRST.password)
    await press(page, 'Enter')
  } else if (item === 'mode') await press(page, '1')
  else if (reading === undefined) await press(page, '+')
  else {
    await type(page, reading)
    await press(page, 'Enter')
  }
}

/** A shipped checklist from its first item to its submission; the core is killed on the way. */
async function makeRound(app: ElectronApplication, page: Page, words: Words): Promise<void> {
  await palette(page, words.toRounds)
  await expect(page.locator('.rounds h1')).toBeVisible()
  await press(page, 'n')
  await expect(page.locator('dialog input')).toBeFocused()
  await type(page, words.checklist)
  await expect(page.locator('dialog [role=option]')).toHaveCount(1)
  await press(page, 'Enter')
  const field = current(page).locator('[data-field=reading]')
  await expect(field).toBeFocused()

  const itemAt = (): Promise<string | null> => current(page).getAttribute('data-item')
  for (let last = ''; last !== 'signature';) {
    await expect.poll(itemAt).not.toBe(last)
    const item = (await itemAt()) ?? ''
    if (item === 'battery-room') {
      // Half of a reading is typed: what was shown as saved is there afterwards, and so is the half.
      await type(page, '2')
      await page.waitForTimeout(DRAFT_MS)
      const counts = (await page.locator('.run-head .counts').textContent()) ?? '-'
      await crash(app, page, FIRST)
      await expect(current(page)).toHaveAttribute('data-item', item)
      await expect(page.locator('.run-head .counts')).toHaveText(counts)
      await expect(field).toBeFocused()
      await expect(field).toHaveValue('2')
      await press(page, 'Control+A')
    }
    await answer(page, item, words)
    last = item
  }

  // What two people do is confirmed by the second with his own name and password.
  await expect(page.locator('dialog li')).toHaveCount(3)
  await type(page, SECOND.login)
  await press(page, 'Tab')
  await type(page, SECOND.password)
  await press(page, 'Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(page.locator('.run-head .wk-button.primary')).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('.rounds h1')).toBeVisible()
}

/** The outgoing side: its sheet, a fault in the middle, its signature. */
async function handOver(app: ElectronApplication, page: Page, words: Words): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name })
  await palette(page, words.toHandover)
  await expect(page.locator('.handover h1')).toBeVisible()
  await press(page, 'n')
  await expect(page.locator('.points')).toBeFocused()
  for (const text of [words.fuel, words.first.slice(0, 12)])
    await expect(page.locator('.point', { hasText: text }).first()).toBeVisible()

  // A point of one's own is half written when the core dies.
  await press(page, 'n')
  await expect(page.locator('dialog input').first()).toBeFocused()
  await type(page, words.point)
  await page.waitForTimeout(DRAFT_MS)
  await crash(app, page, FIRST)
  await expect(page.locator('.points')).toBeFocused()
  await press(page, 'n')
  await expect(page.locator('dialog input').first()).toHaveValue(words.point)
  await press(page, 'Control+Enter')
  await expect(page.locator('.point', { hasText: words.point })).toBeVisible()

  // Six hours before the end: a reason is asked for. Then nothing of the sheet changes.
  await answerDialog(page, button(words.start), words.early)
  await expect(page.locator('aside')).toContainText(words.early)
  await answerDialog(page, button(words.pause), words.fault)
  await expect(page.locator('aside')).toContainText(words.fault)
  await expect(button(words.signOut)).toHaveCount(0)
  await write(page, words.fault)
  await press(page, 'Enter')
  await written(page)
  await tabTo(page, button(words.resume))
  await press(page, 'Enter')
  await answerDialog(page, button(words.signOut), FIRST.password)
  await expect(page.locator('aside .ok').first()).toContainText(/\d\d:\d\d:\d\d/u)
}

/** The incoming side: one question, every point, its signature. */
async function takeOver(app: ElectronApplication, page: Page, words: Words): Promise<void> {
  const point = page.locator('.point', { hasText: words.point })
  await change(page, SECOND)
  await openSheet(page, words.toHandover)
  await press(page, 'Enter')
  await expect(page.locator('[aria-current=step]')).toContainText(/(?<!\d)1(?: of|\/)/u)

  // Acknowledged is acknowledged, and half a question is there again.
  await goToPoint(page, point)
  await press(page, 'q')
  await expect(page.locator('dialog textarea')).toBeFocused()
  await type(page, words.question.slice(0, 4))
  await page.waitForTimeout(DRAFT_MS)
  await crash(app, page, SECOND)
  await expect(page.locator('.points')).toBeFocused()
  await expect(page.locator('[aria-current=step]')).toContainText(/(?<!\d)1(?: of|\/)/u)
  await goToPoint(page, point)
  await press(page, 'q')
  await expect(page.locator('dialog textarea')).toHaveValue(words.question.slice(0, 4))
  await type(page, words.question.slice(4))
  await press(page, 'Enter')
  await expect(point).toContainText(words.question)

  await change(page, FIRST)
  await openSheet(page, words.toHandover)
  await goToPoint(page, point)
  await say(page, 'a', words.answer)
  await expect(point).toContainText(words.answer)

  await change(page, SECOND)
  await openSheet(page, words.toHandover)
  await acknowledgeAll(page, 1)
  await answerDialog(page, page.getByRole('button', { name: words.accept }), SECOND.password)
  await expect(page.locator('aside .ok .wk-icon')).toHaveCount(3)
}

for (const language of LANGUAGES)
  test(`a whole shift from an empty workspace by keyboard alone, in ${language}`, async ({
    start,
    folder,
  }) => {
    test.skip(process.platform === 'win32', 'has no ps')
    test.setTimeout(300_000)
    const words: Words = { ...WORDS[language], ...SHIFT_WORDS[language] }
    const { app, page, workspace } = await start({ language })
    await firstRun(page, words, FIRST)
    await addAccount(page, words, SECOND)
    await buildRoster(page, words)
    await takeChecklist(page, words)
    await makeRound(app, page, words)
    for (const [text, keys] of [
      [words.first, []],
      [words.second, ['Tab']],
    ] as const) {
      await write(page, text, keys)
      await press(page, 'Enter')
      await written(page)
    }
    await handOver(app, page, words)
    await takeOver(app, page, words)

    // On paper and for outsiders.
    const heading = page.getByRole('heading', { level: 1 })
    const number = (await heading.innerText()).match(/HO-\S+/u)?.[0] ?? '-'
    const titles = await page.locator('.point .title b').allInnerTexts()
    const told = [number, words.person, words.other, words.question, words.answer, ...titles]
    await expectPaper(app, page, join(folder, 'sheet.pdf'), told, 'A1')
    await expectVerifiable(app, page, words.export, join(folder, 'sheet.json'))

    // What stayed open rolls on to the sheet of the shift that took over.
    await press(page, 'Escape')
    await expect(page.getByRole('grid')).toBeFocused()
    await press(page, 'n')
    await expect(heading).not.toContainText(number)
    const carried = page.locator('.point', { hasText: words.point })
    await expect(carried.locator('.wk-tag')).toContainText(words.carried)

    await app.close()
    expect(verifyByCommand(workspace, FIRST)).toMatchObject({ ok: true, findings: [] })
  })
