import { zipSync } from 'fflate'
import { expect, test } from './fixtures.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'

const page = (html: string): Buffer =>
  Buffer.from(`<!DOCTYPE html><html><body>${html}</body></html>`)

test('outline and search lead through all pages of a tree', async ({ folder, start }) => {
  const bytes = zipSync({
    'index.html': page('<h1>总览</h1><p>控制器一览。</p><a href="b.html">b</a>'),
    'b.html': page('<h1>电源</h1><p>电源没有那个词。</p>'),
    'c.html': page('<h1>切换</h1><h2 id="s">步骤</h2><p>控制器甲切到控制器乙。</p>'),
  })
  const [id] = await prepare(folder, [
    { title: '手册', format: 'tree', entry: 'index.html', file: { name: 't.zip', bytes } },
  ])
  const { page: window, offences } = await start()
  await enter(window)
  await goTo(window, `/library/${id}`)
  const frame = await readerFrame(window, '控制器一览')
  const toc = window.locator('.toc button')
  await expect(toc).toHaveText([/总览/u, /电源/u, /切换/u])

  const count = window.getByRole('toolbar').getByRole('status')
  await window.keyboard.press('Control+f')
  await window.keyboard.type('控制器')
  await expect(count).toHaveText('1/3')
  await expect(window.locator('.toc .hits')).toHaveText(['1', '2'])
  await window.keyboard.press('F3')
  await expect(frame.locator('h1')).toHaveText('切换')
  await expect(count).toHaveText('2/3')
  await window.keyboard.press('F3')
  await expect(count).toHaveText('3/3')
  await window.keyboard.press('F3')
  await expect(frame.locator('h1')).toHaveText('总览')
  await expect(count).toHaveText('1/3')
  await window.keyboard.press('Shift+F3')
  await expect(count).toHaveText('3/3')
  await expect(toc).toHaveText([/总览/u, /电源/u, /切换/u, /步骤/u])

  await toc.nth(1).click()
  await expect(frame.locator('h1')).toHaveText('电源')
  await expect(toc.nth(1)).toHaveAttribute('aria-current', 'location')
  expect(offences).toEqual([])
})
