import { expect } from '../fixtures.ts'
import { press } from '../keyboard.ts'
import type { Walk } from './walk.ts'

/** Days from today, as a form takes it. */
const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** F: a ready upgrade is taken in, planned, tested, approved by another person, carried out and verified by a third. */
export async function walkUpgrades(walk: Walk): Promise<void> {
  const { page, detail } = walk
  const title = walk.say('操作系统安全补丁', 'Security patches of the operating system')
  await walk.register('upgrade')
  await walk.menu(walk.say('取用现成条目', 'Take in ready ones'))
  const shipped = walk.dialog.getByRole('listbox')
  await expect(shipped).toBeFocused()
  // All are chosen at first: only one is wanted.
  const count = await shipped.locator('[aria-selected=true]').count()
  for (let at = 0; at < count; at++) {
    if (at > 0) await press(page, 'ArrowDown')
    if (!(await shipped.locator('.current').innerText()).includes(title)) await press(page, 'Space')
  }
  await expect(shipped.locator('[aria-selected=true]')).toHaveText(new RegExp(title, 'u'))
  await press(page, 'Enter')
  await expect(walk.dialog).toHaveCount(0)
  await expect(walk.line(title)).toBeVisible()

  await walk.open(title)
  await walk.take('upgrade', 'plan')
  // It cannot be tested before it has steps.
  await expect(detail.locator('.refused')).toContainText(
    walk.say('还没有实施步骤', 'There are no steps yet'),
  )
  await press(page, 'e')
  await walk.fill(page.locator('.register form'), 'upgrade', {
    items: 'web-07',
    toVersion: 'el9_4.12',
    implementer: walk.say('王雪梅', 'Wang Xuemei'),
    windowFrom: `${day(5)} 22:00`,
    windowTo: `${day(5)} 23:30`,
  })
  await press(page, 'Control+Enter')
  await walk.to(
    detail.getByRole('button', { name: walk.say('加入常用步骤', 'Add the usual steps') }),
  )
  await press(page, 'Enter')
  await expect(detail.locator('.step')).toHaveCount(9)
  await walk.take('upgrade', 'test')
  await walk.to(
    detail.getByRole('button', { name: walk.say('加入常用用例', 'Add the usual cases') }),
  )
  await press(page, 'Enter')
  const cases = detail.locator('table a')
  await expect(cases).toHaveCount(4)
  for (let at = 0; at < 4; at++) {
    await walk.to(cases.nth(at))
    await press(page, 'Enter')
    await expect(detail.locator('h2')).not.toHaveText(title)
    await walk.take('upgrade-test', 'pass', { actual: 'OK' })
    await press(page, 'Escape')
    await expect(detail.locator('h2')).toHaveText(title)
  }

  await walk.become('he.jp')
  await walk.open(title)
  await walk.take('upgrade', 'approve')
  // Its window stands in the calendar of the register.
  await press(page, 'Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, '3')
  await expect(page.locator('.calendar')).toContainText(title)
  await press(page, '1')

  await walk.become('wang.xm')
  await walk.open(title)
  await walk.take('upgrade', 'start')
  const done = detail.locator('.step button:not(.plain)')
  await walk.to(done.first())
  for (let left = 9; left > 0; left--) {
    await expect(done).toHaveCount(left)
    await expect(done.first()).toBeFocused()
    await press(page, 'Enter')
  }
  await expect(done).toHaveCount(0)
  await walk.take('upgrade', 'finish')

  await walk.become('chen.ly')
  await walk.open(title)
  await walk.take('upgrade', 'close', { result: 'uname -r' })
  await walk.exported('upgrade', title, 'closed')
}
