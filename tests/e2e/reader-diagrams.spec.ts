import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createCore } from '../../core/host.ts'
import { addAccount, done, FOUNDER, passwordOf } from '../../core/testing.ts'
import { ask } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'
import { press, saveTo, signIn, textOfPdf, type } from './keyboard.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'

/** The engine that draws is a megabyte of program, which a busy machine takes its time to read. */
const DRAWN = { timeout: 30_000 }

const fence = (...lines: readonly string[]): string => ['```mermaid', ...lines, '```'].join('\n')
const SWITCHING = fence('flowchart LR', '  A[主用交换机] -->|故障| B{是否切换?}', '  B --> C[备用]')
const CALLS = fence('sequenceDiagram', '  Operator->>Core: sign in', '  Core-->>Operator: desk')
const UNKNOWN = fence('gantt', '  title 计划')
const BODY = `# 切换\n\n${SWITCHING}\n\n第二段。\n\n${CALLS}\n\n${UNKNOWN}\n\n末段。\n`

test('diagrams are drawn as pictures, in any theme and on paper; what cannot be drawn says so', async ({
  folder,
  start,
}) => {
  const [id] = await prepare(folder, [{ title: '切换流程', format: 'markdown', body: BODY }])
  const { app, page, offences } = await start()
  await enter(page)
  await goTo(page, `/library/${id}`)
  const frame = await readerFrame(page, '末段')
  const pictures = frame.locator('img.wk-diagram')
  await expect(pictures).toHaveCount(2, DRAWN)
  const widths = await frame.evaluate(
    '[...document.querySelectorAll("img.wk-diagram")].map(({ naturalWidth }) => naturalWidth)',
  )
  expect(Math.min(...(widths as number[]))).toBeGreaterThan(100)
  await expect(frame.locator('.wk-undrawn figcaption')).toHaveText(/画不出来/u)
  await expect(frame.locator('.wk-undrawn pre')).toContainText('gantt')
  // Nothing of the drawing stands in the page itself.
  await expect(frame.locator('svg, style:not([data-vite-dev-id])')).toHaveCount(0)

  // Words of a drawing are found in the page, and the mark lies on them.
  await goTo(page, `/library/${id}?quote=${encodeURIComponent('备用')}`)
  const drawn = await readerFrame(page, '末段')
  await expect.poll(() => drawn.evaluate('CSS.highlights.get("place")?.size ?? 0')).toBe(1)
  const inside = await drawn.evaluate(`(() => {
    const [range] = CSS.highlights.get('place')
    const mark = range.getBoundingClientRect()
    const image = range.startContainer.parentElement.closest('.wk-drawn').querySelector('img').getBoundingClientRect()
    return mark.width > 10 && mark.left > image.left && mark.right < image.right && mark.top > image.top && mark.bottom < image.bottom
  })()`)
  expect(inside).toBe(true)

  await press(page, 'Control+p')
  const saved = join(folder, 'out.pdf')
  await saveTo(app, saved)
  await page.getByRole('dialog').getByRole('button', { name: '存为PDF' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(textOfPdf(saved)).toContain('末段')
  const images = spawnSync('pdfimages', ['-list', saved], { encoding: 'utf8' })
  expect(images.stdout.trim().split('\n').length).toBeGreaterThanOrEqual(4)
  expect(offences).toEqual([])
})

test('what is written is seen beside it as a reader will see it', async ({ folder, start }) => {
  const core = createCore({ workspacePath: join(folder, 'workspace') })
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'author', ['operator'], 1)
  await core.close()
  const { page, offences } = await start({ size: { width: 1280, height: 800 } })
  await signIn(page, 'author', passwordOf('author'))
  const { id: document, version } = await ask<{ id: string; version: string }>(
    page,
    'library.createDocument',
    { title: '规程', kind: 'report', body: '# 规程\n\n第一段。\n' },
  )
  await goTo(page, `/library/${document}/edit/${version}`)
  const frame = await readerFrame(page, '第一段')
  const area = page.locator('textarea.text')
  await area.focus()
  await press(page, 'Control+End')
  await type(
    page,
    `\n<img src=x onerror="top.hit=1">\n\n| 甲 | 乙 |\n| - | - |\n| 1 | 2 |\n\n${SWITCHING}\n`,
  )
  await expect(frame.locator('td')).toHaveText(['1', '2'])
  await expect(frame.locator('img.wk-diagram')).toHaveCount(1, DRAWN)
  await expect(frame.locator('#view')).toContainText('<img src=x')
  expect(await page.evaluate('window.hit')).toBeUndefined()
  // What did not change stays as it is: the picture is the same one.
  await frame.evaluate('document.querySelector("img.wk-diagram").dataset.same = "yes"')
  await press(page, 'Control+Home')
  await type(page, '前言。\n\n')
  await expect(frame.locator('#view')).toContainText('前言')
  await expect(frame.locator('img[data-same=yes]')).toHaveCount(1)

  await press(page, 'Alt+p')
  await expect(page.locator('iframe.frame')).toHaveCount(0)
  await press(page, 'Alt+p')
  await expect(page.locator('iframe.frame')).toBeVisible()
  expect(offences).toEqual([])
})
