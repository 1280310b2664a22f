import type { Page } from '@playwright/test'
import type { Language } from '../../contract/text.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { go, signIn } from '../../tools/ways.ts'
import { changeTo } from './demo-people.ts'
import { expect, test } from './fixtures.ts'
import { press, tabTo, type } from './keyboard.ts'

const WORDS = {
  'zh-CN': {
    title: '更换核心库光模块',
    names: ['标题', '原因', '涉及配置项', '窗口开始', '窗口结束', '回退方案'],
    approve: '批准',
    start: '开始实施',
    finish: '实施完成',
    close: '验证关闭',
    conflict: '先协调再批准',
    states: ['已批准', '实施中', '待验证', '已关闭'],
    monitors: '个监控项不告警',
  },
  en: {
    title: 'Replace optics of the core database',
    names: ['Title', 'Reason', 'Configuration items', 'Window from', 'Window to', 'Roll-back'],
    approve: 'Approve',
    start: 'Start',
    finish: 'Finish',
    close: 'Verify and close',
    conflict: 'Settle it before approving',
    states: ['Approved', 'Running', 'To be verified', 'Closed'],
    monitors: 'monitors hold back alerts',
  },
} as const

/** A day of the demonstration by its own clock: until six in the morning its last day is the one before. */
function storyDay(later: number): string {
  const last = new Date(Date.now() - 6 * 3_600_000)
  const day = new Date(last.getFullYear(), last.getMonth(), last.getDate() + later)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** A step of the workflow by keyboard, with the password where it is signed. */
async function step(page: Page, label: string, filled?: string): Promise<void> {
  await tabTo(page, page.locator('.detail .flow button', { hasText: label }).first())
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog')
  if (filled !== undefined) {
    const field = dialog.locator('textarea').first()
    await expect(field).toBeVisible()
    await tabTo(page, field)
    await type(page, filled)
  }
  if (label === WORDS['zh-CN'].approve || label === WORDS.en.approve || filled !== undefined) {
    await tabTo(page, dialog.locator('input[type=password]'))
    await type(page, DEMO_PASSWORD)
    await press(page, 'Enter')
  }
  await expect(dialog).toHaveCount(0)
}

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test(`a change goes from its request to its closing by keyboard, in ${language}`, async ({
    start,
    demonstration,
  }) => {
    test.setTimeout(90_000)
    const words = WORDS[language]
    const workspace = await demonstration(language)
    const { page } = await start({ workspace, language })
    await signIn(page, 'wang.xm', DEMO_PASSWORD)
    await go(page, '/register/change')
    await expect(page.getByRole('grid')).toBeFocused()
    await press(page, 'n')
    const form = page.locator('.register form')
    const [title, reason, items, from, to, rollback] = words.names
    const field = (name: string) => form.getByLabel(name, { exact: false }).first()
    await expect(field(title)).toBeFocused()
    await type(page, words.title)
    await tabTo(page, field(reason))
    await type(page, 'CRC')
    await tabTo(page, field(items))
    await type(page, 'SAN-02')
    await expect(page.locator('[role=listbox] [role=option]').first()).toHaveText(/^\s*SAN-02/u)
    await press(page, 'Enter')
    // In the window of another change of the same item.
    const day = storyDay(3)
    await tabTo(page, field(from))
    await type(page, `${day} 22:00`)
    await tabTo(page, field(to))
    await type(page, `${day} 23:45`)
    await tabTo(page, field(rollback))
    await type(page, '换回')
    await expect(form.locator('.conflicts')).toContainText(words.conflict)
    await press(page, 'Control+Enter')
    const detail = page.locator('.detail')
    await expect(detail.locator('h2')).toHaveText(words.title)
    await expect(detail.locator('.conflicts')).toContainText('SAN-02')
    const address = await page.evaluate('location.hash')
    const open = async (login: string): Promise<void> => {
      await changeTo(page, login)
      await go(page, String(address).slice(1))
      await expect(detail.locator('h2')).toHaveText(words.title)
    }

    await open('he.jp')
    await step(page, words.approve)
    await expect(detail).toContainText(words.states[0])
    await expect(detail).toContainText(words.monitors)
    await open('wang.xm')
    await step(page, words.start)
    await expect(detail).toContainText(words.states[1])
    await step(page, words.finish)
    await expect(detail).toContainText(words.states[2])
    await open('chen.ly')
    await step(page, words.close, 'CRC 0')
    await expect(detail).toContainText(words.states[3])
  })
}
