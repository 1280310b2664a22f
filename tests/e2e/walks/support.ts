import { expect } from '../fixtures.ts'
import { press } from '../keyboard.ts'
import type { Walk } from './walk.ts'

/** H: a question is answered in time, its answer becomes an article that somebody else publishes. */
export async function walkSupport(walk: Walk): Promise<void> {
  const { page, detail } = walk
  const title = walk.say('换手机后收不到验证码', 'No code after a new phone')
  await walk.register('request')
  await walk.create('request', {
    title,
    requester: walk.say('刘敏', 'Liu Min'),
    details: walk.say('换了手机，登录收不到验证码', 'New phone, no code at sign-in'),
  })
  await expect(detail.locator('h2')).toHaveText(title)
  await walk.comment(walk.say('已回电，请她重新绑定', 'Called back: she has to bind it again'))
  // An answer has to be written.
  await walk.begin('request', 'answer')
  await expect(walk.dialog).toBeVisible()
  await press(page, 'Control+Enter')
  await expect(walk.dialog).toContainText(walk.say('必填', 'Required'))
  await walk.answer(
    'request',
    { answer: walk.say('带工牌到服务台重新绑定', 'Bind it again at the desk') },
    false,
  )
  await walk.addChild('knowledge-article', {
    title: walk.say('换手机重新绑定', 'Binding a new phone'),
  })
  await walk.take('request', 'close')

  await walk.to(detail.locator('table a').first())
  await press(page, 'Enter')
  // The article begins with what the request says.
  await expect(detail).toContainText(
    walk.say('带工牌到服务台重新绑定', 'Bind it again at the desk'),
  )
  await walk.take('knowledge-article', 'submit')
  // Whoever wrote it does not publish it.
  await walk.begin('knowledge-article', 'publish')
  await walk.told(walk.say('由他人审批', 'somebody else'))
  await press(page, 'Escape')
  await expect(detail.locator('h2')).toHaveText(title)

  // Two requests get their handler at once.
  await press(page, 'Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await expect(walk.line(title)).toBeVisible()
  await press(page, 'Home', 'Space', 'ArrowDown', 'Space', 'e')
  await walk.setForChosen('request', 'handler', walk.say('李国栋', 'Li Guodong'))
  await expect(walk.line(walk.say('李国栋', 'Li Guodong'))).toHaveCount(2)

  await walk.become('xu.j')
  await walk.open(walk.say('换手机重新绑定', 'Binding a new phone'))
  await walk.take('knowledge-article', 'publish')
  // What is published there may become a document: its draft is at hand at once.
  await walk.to(
    detail.getByRole('button', { name: walk.say('写成文档', 'Make a document of it') }),
    true,
  )
  await press(page, 'Enter')
  await expect(page).toHaveURL(/#\/library\/[0-9a-f-]{36}$/u)
  // Whoever leaves while it is still being read cuts that off.
  await expect(page.frameLocator('iframe.frame').locator('#view')).toContainText(/\S/u)
  await walk.exported('request', title, 'closed')
}
