import { expect } from '../fixtures.ts'
import { press } from '../keyboard.ts'
import type { Walk } from './walk.ts'

/** E: a weakness is found, put right on the board and verified by another person; a measure is checked. */
export async function walkSecurity(walk: Walk): Promise<void> {
  const { page, detail } = walk
  const title = walk.say('内核提权', 'Privilege escalation in the kernel')
  await walk.register('vulnerability')
  const form = await walk.create('vulnerability', {
    title,
    host: 'web-07',
    cvssVector: 'CVSS:3.1/AV:L',
  })
  // A vector that is none is refused; nothing of what was written is lost.
  await expect(form.getByRole('alert')).toBeVisible()
  await walk.fill(form, 'vulnerability', {
    cvssVector: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H',
    owner: walk.say('吴海涛', 'Wu Haitao'),
  })
  await press(page, 'Control+Enter')
  await expect(detail.locator('h2')).toHaveText(title)
  await expect(detail).toContainText('7.8')
  await expect(detail).toContainText(walk.say('高危', 'High'))

  await press(page, 'Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, '2')
  const card = page.locator('[data-card]', { hasText: title })
  await walk.to(page.locator('[data-card][tabindex="0"]'))
  await press(page, 'Home')
  const isHere = (): Promise<boolean> => card.evaluate((one) => one.matches(':focus'))
  for (let step = 0; step < 20 && !(await isHere()); step++) await press(page, 'ArrowDown')
  await expect(card).toBeFocused()
  await press(page, 'Shift+ArrowRight')
  const column = (name: string) =>
    page.locator('.board ul', { has: card }).and(page.getByLabel(name))
  await expect(column(walk.say('处置中', 'In work'))).toBeVisible()
  await expect(card).toBeFocused()
  await press(page, 'Shift+ArrowRight')
  await walk.answer('vulnerability', { remedy: 'kernel-5.14.0-427' }, false)
  await expect(column(walk.say('待验证', 'To be verified'))).toBeVisible()
  await press(page, '1')

  await walk.become('han.x')
  await walk.open(title)
  await walk.take('vulnerability', 'verify', {
    verification: walk.say('复扫未见', 'Not seen again'),
  })
  await walk.exported('vulnerability', title, 'closed')

  await walk.register('protection-measure')
  await press(page, 'Enter')
  await expect(detail.locator('h2')).toBeVisible()
  await walk.addChild('security-check', {
    summary: walk.say('策略与台账一致', 'Rules match the register'),
  })
  await expect(detail.locator('table')).toContainText(
    walk.say('策略与台账一致', 'Rules match the register'),
  )
}
