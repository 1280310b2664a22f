import type { Page } from '@playwright/test'
import type { CheckBody, CheckItem } from '../../contract/checklist-body.ts'
import { LANGUAGES } from '../../contract/text.ts'
import { ask, go, signIn } from '../../tools/ways.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { account, approvedChecklist } from './approved-checklist.ts'
import { expect, test } from './fixtures.ts'
import { palette, pastePicture, press, tabTo, type } from './keyboard.ts'
import { change, crash } from './steps.ts'

const LIMITS = [
  { side: 'low', level: 'warn', value: 18 },
  { side: 'high', level: 'warn', value: 25 },
  { side: 'high', level: 'alarm', value: 28 },
] as const

/** Forty items as a long round has them: readings, ticks, choices, an instruction, a two-person item. */
function longBody(): CheckBody {
  const items = Array.from({ length: 40 }, (_unused, at): CheckItem => {
    const base = { id: `i${at}`, title: `Item ${at + 1}` }
    if (at === 0) return { ...base, kind: 'instruction', help: 'Gloves on' }
    if (at === 20) return { ...base, kind: 'tick', twoPerson: true }
    if (at % 5 === 4)
      return {
        ...base,
        kind: 'choice',
        choices: [
          { value: 'dry', label: 'Dry' },
          { value: 'wet', label: 'Wet', failed: true },
        ],
      }
    if (at % 3 === 1) return { ...base, kind: 'tick' }
    return { ...base, kind: 'number', unit: '℃', decimals: 1, limits: [...LIMITS] }
  })
  const quarter = (at: number): CheckBody['sections'][number] => ({
    id: `s${at}`,
    title: `Section ${at + 1}`,
    items: items.slice(at * 10, at * 10 + 10),
  })
  return { sections: [0, 1, 2, 3].map(quarter) }
}

/** Counts key presses that are neither typed values nor texts. */
class Hand {
  presses = 0
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  async press(...keys: readonly string[]): Promise<void> {
    this.presses += keys.length
    await press(this.page, ...keys)
  }
}

const current = (page: Page) => page.locator('.line.current')
const itemAt = (page: Page): Promise<string | null> => current(page).getAttribute('data-item')

for (const language of LANGUAGES)
  test(`forty items take at most sixty key presses, and a killed core loses nothing, in ${language}`, async ({
    start,
    demonstration,
  }) => {
    const { app, page } = await start({
      language,
      workspace: await demonstration(language),
    })
    await signIn(page, 'chen.ly', DEMO_PASSWORD)
    const name = language === 'en' ? 'Long round' : '长巡检'
    const template = await approvedChecklist(page, name, longBody())
    await go(page, '/checklists')
    await expect(page.locator('.rounds h1')).toBeVisible()

    // An extra round of it, found by its name.
    await press(page, 'n')
    await expect(page.locator('dialog input')).toBeFocused()
    await type(page, name)
    await expect(page.locator('dialog [role=option]')).toHaveCount(1)
    await press(page, 'Enter')
    await expect(current(page)).toBeFocused()

    const hand = new Hand(page)
    const items = longBody().sections.flatMap((section) => section.items)
    const answer = async (item: CheckItem, at: number): Promise<void> => {
      await expect.poll(() => itemAt(page)).toBe(item.id)
      if (item.kind === 'number' && at === 12) {
        // Out of limits: the remark is asked for before it goes on.
        await type(page, '２６。４')
        await hand.press('Enter')
        await expect(page.locator('[data-remark]')).toBeFocused()
        await type(page, 'AC-2')
        await hand.press('Enter')
      } else if (item.kind === 'number' && at === 15) {
        await hand.press('s')
        await expect(page.locator('[data-field=skip]')).toBeFocused()
        await type(page, 'key K-07')
        await hand.press('Enter')
      } else if (item.kind === 'number') {
        await type(page, String(20 + (at % 4)))
        await hand.press('NumpadEnter')
      } else if (item.kind === 'choice') await hand.press('Numpad1')
      else if (item.kind === 'tick') await hand.press('NumpadAdd')
      else await hand.press('Enter')
    }
    for (const [at, item] of items.slice(0, 26).entries()) await answer(item, at)

    // Half of a reading is typed when the core dies; what was shown as saved is there, and so is the half.
    await expect.poll(() => itemAt(page)).toBe('i26')
    await type(page, '2')
    await expect(page.locator('.run-keys .saved')).toContainText(/\d\d:\d\d:\d\d/u)
    await page.waitForTimeout(1100)
    await crash(app, page, account('chen.ly'))
    await expect.poll(() => itemAt(page)).toBe('i26')
    await expect(page.locator('.run-head .counts')).toContainText('26/40')
    const field = current(page).locator('[data-field=reading]')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('2')
    await type(page, '1')
    await hand.press('Enter')
    for (const [at, item] of items.slice(27).entries()) await answer(item, at + 27)

    // What waits for the second person comes last; he gives his name and password here.
    await expect(page.locator('dialog')).toBeVisible()
    await type(page, 'sun.jy')
    await hand.press('Tab')
    await type(page, DEMO_PASSWORD)
    await hand.press('Enter')
    await expect(page.locator('dialog')).toHaveCount(0)
    await expect(page.locator('.run-head .wk-button.primary')).toBeFocused()
    await hand.press('Enter')
    await expect(page.locator('.rounds h1')).toBeVisible()
    expect(hand.presses).toBeLessThanOrEqual(60)

    const { points } = await ask<{ points: { value: number; status: string }[] }>(
      page,
      'checklists.trend',
      { template, item: 'i12', limit: 10 },
    )
    expect(points).toMatchObject([{ value: 26.4, status: 'warn' }])
  })

const WORDS = {
  'zh-CN': {
    rounds: '转到巡检',
    checklists: '检查表',
    extra: '蓄电池外观',
    skip: '钥匙K-07借出',
    remark: '滤网堵',
  },
  en: {
    rounds: 'Go to rounds',
    checklists: 'Checklists',
    extra: 'Battery look',
    skip: 'key K-07 is out',
    remark: 'filter blocked',
  },
} as const

for (const language of LANGUAGES)
  test(`a shipped checklist is changed, approved by another and used, by keyboard alone, in ${language}`, async ({
    start,
    demonstration,
  }) => {
    const words = WORDS[language]
    const { page } = await start({ language, workspace: await demonstration(language) })
    await signIn(page, 'chen.ly', DEMO_PASSWORD)
    await palette(page, words.rounds)
    await expect(page.locator('.rounds h1')).toBeVisible()
    await tabTo(page, page.getByRole('link', { name: words.checklists, exact: true }))
    await press(page, 'Enter')
    await expect(page.locator('.templates [role=listbox]').first()).toBeFocused()

    // One that ships and is not taken yet comes in; where all are, the second is opened: a version of the
    // first may be waiting for its approval, by the hour of the demonstration.
    await press(page, 'l')
    await expect(page.locator('dialog [role=listbox]')).toBeFocused()
    const free = page.locator('dialog [role=option]:not([aria-disabled=true])')
    if ((await free.count()) > 0) {
      while ((await page.locator('dialog .current[aria-disabled=true]').count()) > 0)
        await press(page, 'ArrowDown')
      await press(page, 'Enter')
    } else await press(page, 'Escape', 'ArrowDown', 'Enter')
    await expect(page.locator('.outline')).toBeFocused()
    const id = new URL(page.url()).hash.split('/').at(-1) ?? ''

    // A photo by two people, as the first item.
    await press(page, 'ArrowUp', 'n')
    await expect(page.locator('.item-form [data-first]')).toBeFocused()
    await type(page, words.extra)
    await tabTo(page, page.locator('.flags input').nth(1))
    await press(page, 'Space', 'Tab', 'Space', 'Escape')
    await expect(page.locator('.outline')).toBeFocused()
    await press(page, 'Alt+ArrowDown', 'Alt+ArrowUp')
    await expect(page.locator('.outline [aria-selected=true]')).toContainText(words.extra)
    await press(page, 'Control+s')
    await expect(page.locator('.template header .wk-tag')).toBeVisible()
    await tabTo(page, page.locator('.template header .wk-button.primary'))
    await press(page, 'Enter')
    await expect(page.locator('.template header .note')).toBeVisible()

    // Nobody approves his own; somebody else does, with his password.
    await expect(page.locator('.template header .wk-button.primary')).toHaveCount(0)
    await change(page, account('he.jp'))
    await go(page, `/checklists/templates/${id}`)
    await expect(page.locator('.outline')).toBeFocused()
    while (
      !(await page
        .locator('.template header .wk-button.primary')
        .evaluate((e) => e.matches(':focus')))
    )
      await press(page, 'Shift+Tab')
    await press(page, 'Enter')
    await type(page, DEMO_PASSWORD)
    await press(page, 'Enter')
    await expect(page.locator('dialog')).toHaveCount(0)
    await expect(page.locator('.template header .wk-tag')).toHaveCount(0)
    await change(page, account('chen.ly'))

    // A round of it: the photo is pasted, a skip has its reason, a reading its remark.
    const { run } = await ask<{ run: string }>(page, 'checklists.start', { template: id })
    await go(page, `/checklists/run/${run}`)
    await expect(current(page)).toContainText(words.extra)
    await press(page, '+')
    await expect(current(page).getByRole('alert')).toBeVisible()
    await pastePicture(page)
    await expect(current(page).locator('.wk-chip')).toHaveCount(1)
    await press(page, 'Enter')
    await expect(current(page)).not.toContainText(words.extra)
    const skipped = await itemAt(page)
    await press(page, 's')
    await type(page, words.skip)
    await press(page, 'Enter')
    await expect(page.locator(`[data-item="${skipped}"]`)).toContainText(words.skip)
    const { body } = await ask<{ body: CheckBody }>(page, 'checklists.run', { run })
    const items = body.sections.flatMap((section) => section.items)
    const limited = items.find(
      (item) => item.id !== skipped && item.limits?.some(({ side }) => side === 'high'),
    )
    const high = limited?.limits?.find(({ side, level }) => side === 'high' && level === 'warn')
    while ((await itemAt(page)) !== limited?.id) await press(page, 'ArrowDown')
    await type(page, String((high?.value ?? 0) + 0.5))
    await press(page, 'Enter')
    await expect(page.locator('[data-remark]')).toBeFocused()
    await type(page, words.remark)
    await press(page, 'Enter')
    await expect(page.locator(`[data-item="${limited?.id}"]`)).toContainText(words.remark)

    // What is missing is listed before it may be submitted.
    await press(page, 'Control+Enter')
    await expect(page.locator('dialog li').first()).toContainText(words.extra)
    await press(page, '2')
    await expect(page.locator('dialog')).toHaveCount(0)
  })
