import { expect, test } from './fixtures.ts'
import { press, type } from './keyboard.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'

const BODY = '# 巡检\n\n每班检查一次蓄电池电压。\n\n## 处理\n\n低于下限时报值班长。\n'

test('what is read is marked, noted and bookmarked by keyboard, and stays', async ({
  folder,
  start,
}) => {
  const [id] = await prepare(folder, [{ title: '蓄电池', format: 'markdown', body: BODY }])
  const { page, offences } = await start()
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, '蓄电池电压')
  const select = (words: string) =>
    frame.evaluate(`(() => {
      const node = [...document.querySelectorAll('article p')].find((p) => p.textContent.includes(${JSON.stringify(words)})).firstChild
      const at = node.data.indexOf(${JSON.stringify(words)})
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + ${words.length})
      getSelection().removeAllRanges()
      getSelection().addRange(range)
    })()`)
  const marked = () => frame.evaluate('CSS.highlights.get("note")?.size ?? 0')

  // The frame has the keys; those that mean nothing there reach the window.
  await frame.locator('h1').click()
  await select('蓄电池电压')
  await page.waitForTimeout(800)
  await press(page, 'h')
  await expect.poll(marked).toBe(1)
  await frame.locator('h1').click()
  await select('报值班长')
  await page.waitForTimeout(800)
  await press(page, 'm')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await type(page, '电话见通讯录')
  await press(page, 'Control+Enter')
  await expect(dialog).toHaveCount(0)
  await expect.poll(marked).toBe(2)
  await frame.locator('h1').click()
  await press(page, 'b')
  await page
    .getByRole('radio', { name: '标注' })
    .or(page.getByRole('button', { name: '标注' }))
    .first()
    .click()
  await expect(page.locator('.aside')).toContainText('电话见通讯录')

  // They are there again after leaving.
  await goTo(page, '/desk')
  await goTo(page, `/library/${id}`)
  const again = await readerFrame(page, '蓄电池电压')
  await expect.poll(() => again.evaluate('CSS.highlights.get("note")?.size ?? 0')).toBe(2)
  expect(offences).toEqual([])
})

test('the search pane is used without a mouse', async ({ folder, start }) => {
  await prepare(folder, [
    { title: '甲手册', format: 'markdown', body: '# 甲\n\n控制器切换。\n\n控制器自检。' },
    { title: '乙手册', format: 'markdown', body: '# 乙\n\n控制器告警。' },
  ])
  const { page, offences } = await start()
  await enter(page)
  await goTo(page, '/library')
  const box = page.locator('.find input').first()
  await expect(box).toBeFocused()
  await type(page, '控制器')
  // Places stand under what was found; what was browsed before has none.
  await expect(page.locator('li:has([data-place]) [data-hit]')).toHaveCount(2)
  await press(page, 'ArrowDown')
  await expect(page.locator('[data-hit]').first()).toBeFocused()
  await press(page, 'ArrowDown')
  await expect(page.locator('[data-hit]').nth(1)).toBeFocused()
  await press(page, 'Enter')
  await readerFrame(page, '控制器')
  await page.locator('[data-hit]').first().focus()
  await press(page, 'Slash')
  await expect(box).toBeFocused()
  await press(page, 'Escape')
  await expect(box).toHaveValue('')
  expect(offences).toEqual([])
})
