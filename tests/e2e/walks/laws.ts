import { expect } from '../fixtures.ts'
import { press, type } from '../keyboard.ts'
import type { Walk } from './walk.ts'

/** K2: a clause is entered, assessed with its evidence, and comes up again at its next review. */
export async function walkLaws(walk: Walk): Promise<void> {
  const { page, detail } = walk
  const name = walk.say('日志保存六个月', 'Half a year of sign-on logs')
  await walk.register('law-clause')
  await walk.create('law-clause', {
    name,
    law: walk.say('信息系统日志管理办法', 'House rule on logs'),
    duty: walk.say('日志保存不少于六个月', 'Keep logs for at least six months'),
  })
  await expect(detail.locator('h2')).toHaveText(name)
  // Nothing is met without evidence.
  await walk.begin('law-clause', 'find-met')
  await walk.fill(walk.dialog, 'law-clause', { assessment: walk.say('已核对', 'Compared') })
  await press(page, 'Control+Enter')
  await expect(walk.dialog).toContainText(walk.say('必填', 'Required'))
  await walk.answer('law-clause', { evidence: walk.say('日志集中', 'Central') }, false)
  await expect(walk.state('law-clause', 'met')).toBeVisible()

  // Its name is made exact where it stands in the list.
  const exact = `${name} (2)`
  await press(page, 'Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await expect(walk.line(name)).toBeVisible()
  await press(page, 'i')
  await expect(page.locator('.line input[type=text]')).toBeFocused()
  await press(page, 'Control+a')
  await type(page, exact)
  await press(page, 'Enter')
  await expect(walk.line(exact)).toHaveCount(1)
  await walk.exported('law-clause', exact, 'met')
}
