import { expect } from '../fixtures.ts'
import { press } from '../keyboard.ts'
import type { Walk } from './walk.ts'

const today = (): string => new Date().toLocaleDateString('sv')

/** J: an inspection finds something, which is put right, verified and looked back at; a post is filled and its duties confirmed. */
export async function walkPeople(walk: Walk): Promise<void> {
  const { page, detail } = walk
  const title = walk.say('夜班在岗专项检查', 'Phones and presence at night')
  const found = walk.say('值班手机未随身', 'Duty phone left on the desk')
  const [wu, post] = [walk.say('吴海涛', 'Wu Haitao'), walk.say('数据库岗', 'Databases')]

  await walk.become('ma.j')
  await walk.register('inspection')
  await walk.create('inspection', {
    title,
    scope: walk.say('在岗、记录、手机', 'Presence, records, phone'),
    plannedOn: today(),
  })
  await expect(detail.locator('h2')).toHaveText(title)
  await walk.take('inspection', 'start')
  await walk.take('inspection', 'report', {
    result: walk.say('一处不符', 'One breach'),
    lookBackOn: today(),
  })
  await press(page, 'Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, '3')
  await expect(page.locator('.calendar')).toContainText(title)
  await press(page, '1')
  await walk.register('finding')
  await walk.create('finding', { title: found, owner: wu, sources: title })
  await expect(detail.locator('h2')).toHaveText(found)
  await walk.register('assignment')
  await walk.create('assignment', { title: `${wu} ${post}`, person: wu, post })
  await walk.register('training-plan')
  const course = walk.say('应急通信补训', 'Training in emergency calls')
  await walk.create('training-plan', { title: course, people: wu, dueOn: today() })
  await walk.take('training-plan', 'finish', { result: walk.say('已考核', 'Tested') })

  await walk.become('wu.ht')
  await walk.open(found)
  await walk.take('finding', 'finish', { result: walk.say('配发挂绳', 'Straps were handed out') })

  await walk.become('he.jp')
  await walk.open(title)
  // Nothing closes unverified.
  await expect(detail.locator('.refused')).toContainText(
    walk.say('还有1个问题没有销号', '1 findings are not closed'),
  )
  await walk.open(found)
  await walk.take('finding', 'verify')
  await walk.open(title)
  await walk.take('inspection', 'close', { lookBack: walk.say('随身率100%', 'All carry it') })
  await walk.open(`${wu} ${post}`)
  await walk.take('assignment', 'approve')
  await walk.exported('inspection', title, 'closed')

  await walk.become('wu.ht')
  await walk.goTo(walk.say('我的职责', 'my duties'))
  const mine = page.locator('.duties article', { hasText: post })
  await walk.to(mine.getByRole('button', { name: walk.say('确认', 'Confirm') }))
  await press(page, 'Enter')
  await expect(mine.locator('.ok')).toBeVisible()
}
