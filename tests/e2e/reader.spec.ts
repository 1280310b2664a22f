import { expect, test } from './fixtures.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'
import { pdfFile } from '../support/pdf-file.ts'

const outline = Array.from({ length: 9 }, (_, index) => ({
  title: `${index + 1} 故障处理 Part ${index + 1}`,
  page: index * 10 + 1,
}))
const manual = (pages: number): Buffer =>
  pdfFile(
    Array.from({ length: pages }, (_, index) => ({
      lines: [`Page ${index + 1} of the manual`, 'The controller takes over within 30 s.'],
      chinese: [`第${index + 1}页　控制器切换`, '控制器离线后，阵列把卷归属自动切换到控制器。'],
    })),
    { outline },
  )
const PDF = { title: '核心存储系统运行维护手册', format: 'pdf' } as const

test('a PDF is read: pages, outline, zoom, search, place', async ({ folder, start }) => {
  const [id] = await prepare(folder, [{ ...PDF, file: { name: 'm.pdf', bytes: manual(100) } }])
  const { page } = await start()
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, 'Page 1 of the manual')
  const tools = page.getByRole('toolbar')
  const number = tools.getByRole('textbox').first()
  await expect(page.locator('.toc button')).toHaveCount(9)
  await expect(tools).toContainText('/ 100')
  // Only what is near the screen is drawn.
  expect(await frame.locator('.page canvas').count()).toBeLessThan(8)

  await page.locator('.toc button').nth(4).click()
  await expect(number).toHaveValue('41')
  await expect(page.locator('.toc button').nth(4)).toHaveAttribute('aria-current', 'location')
  await page.keyboard.press('BracketRight')
  await expect(number).toHaveValue('42')

  // From the page itself: keys reach the window.
  await frame.locator('.page[data-page-number="42"]').click()
  await page.keyboard.press('Control+f')
  await expect(tools.getByRole('textbox').last()).toBeFocused()
  await page.keyboard.type('控制器切换')
  await page.keyboard.press('Enter')
  await expect(tools.getByRole('status')).toHaveText(/^\d+\/100$/u)
  await expect(page.locator('.toc .hits').first()).toHaveText('10')
  await page.keyboard.press('F3')
  await expect(frame.locator('.highlight.selected')).toHaveCount(1)

  const percent = tools.locator('.percent')
  const before = await percent.innerText()
  await page.locator('.toc button').first().focus()
  await page.keyboard.press('Equal')
  await expect(percent).not.toHaveText(before)

  await goTo(page, `/library/${id}?page=77&quote=${encodeURIComponent('自动切换到控制器')}`)
  await expect(number).toHaveValue('77')
  await expect.poll(() => frame.evaluate('CSS.highlights.get("place")?.size ?? 0')).toBe(1)
})
