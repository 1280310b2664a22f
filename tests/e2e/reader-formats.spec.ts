import type { Page } from '@playwright/test'
import { zipSync } from 'fflate'
import { expect, test } from './fixtures.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'
import { book, wordFile, workbook } from '../support/office-files.ts'
import { pdfFile } from '../support/pdf-file.ts'
import { ask } from '../../tools/ways.ts'

const bytes = (text: string): Buffer => Buffer.from(text)
/** 第三章 in GB18030. */
const GB = Buffer.from('b5dac8fdd5c20a7365636f6e64206c696e650a', 'hex')

test('each format is read, searched and led through', async ({ folder, start }) => {
  const ids = await prepare(folder, [
    { title: 't', format: 'text', encoding: 'gb18030', file: { name: 't.txt', bytes: GB } },
    {
      title: 'm',
      format: 'markdown',
      body: '# 标题 one\n\n<script>alert(1)</script>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n## 第二节\n\n`code`',
    },
    { title: 'x', format: 'xlsx', file: { name: 'x.xlsx', bytes: await workbook(300) } },
    { title: 'd', format: 'docx', file: { name: 'd.docx', bytes: wordFile('巡检', '每班一次') } },
    { title: 'e', format: 'epub', file: { name: 'e.epub', bytes: book(['first', 'second']) } },
    {
      title: 'man',
      format: 'man',
      file: {
        name: 'ls.1',
        bytes: bytes(
          '.TH LS 1\n.SH NAME\nls \\- list files\n.SH OPTIONS\n.TP\n.B \\-a\nall files\n',
        ),
      },
    },
    {
      title: 'tree',
      format: 'tree',
      entry: 'a/index.html',
      file: {
        name: 'z.zip',
        bytes: zipSync({
          'a/index.html': bytes('<h1>Start</h1><a href="../b/two.html#sub">go on</a>'),
          'b/two.html': bytes('<h1>Two</h1><h2 id="sub">Sub</h2><p>切换完成</p>'),
        }),
      },
    },
  ])
  const [text, markdown, sheet, word, epub, man, tree] = ids
  const { page } = await start()
  await enter(page)
  const count = page.getByRole('toolbar').getByRole('status')
  const find = async (words: string, expected: string) => {
    await page.keyboard.press('Control+f')
    await page.keyboard.type(words)
    await expect(count).toHaveText(expected)
    await page.keyboard.press('Escape')
  }

  await goTo(page, `/library/${text}`)
  const lines = await readerFrame(page, '第三章')
  await page.getByRole('combobox', { name: '编码' }).selectOption('windows-1252')
  await expect(lines.locator('.line').first()).not.toContainText('第三章')
  await find('second', '1/1')

  await goTo(page, `/library/${markdown}`)
  const written = await readerFrame(page, '标题 one')
  await expect(written.locator('td')).toHaveCount(2)
  await expect(written.locator('script:not([src])')).toHaveCount(0)
  await expect(page.locator('.toc button')).toHaveText(['标题 one', '第二节'])

  await goTo(page, `/library/${sheet}`)
  const rows = await readerFrame(page, '控制器')
  await expect(rows.locator('.rows-head')).toContainText('编号')
  expect(await rows.locator('.rows-body > *').count()).toBeLessThan(120)
  await find('最后一行', '1/1')
  await expect(rows.locator('.rows-body')).toContainText('最后一行')

  await goTo(page, `/library/${word}`)
  await readerFrame(page, '每班一次')
  await expect(page.locator('.toc button')).toHaveText(['巡检'])

  await goTo(page, `/library/${epub}?page=2`)
  await readerFrame(page, 'second')
  await expect(page.locator('.toc button')).toHaveCount(2)

  await goTo(page, `/library/${man}`)
  const manual = await readerFrame(page, 'all files')
  await expect(manual.locator('h2')).toHaveText(['NAME', 'OPTIONS'])

  await goTo(page, `/library/${tree}`)
  const pages = await readerFrame(page, 'Start')
  await pages.locator('[data-wk-path]').click()
  await expect(pages.locator('h2')).toHaveText('Sub')
  await goTo(page, `/library/${tree}?path=b/two.html&quote=${encodeURIComponent('切换完成')}`)
  await expect.poll(() => pages.evaluate('CSS.highlights.get("place")?.size ?? 0')).toBe(1)
})

/** Milliseconds between frames while the document is scrolled for two seconds. */
const SCROLL = `new Promise((resolve) => {
  const scroller = document.querySelector('.pdf-scroller:not(.cover), .rows')
  const times = []
  let last = performance.now()
  const end = last + 2000
  const step = (now) => {
    times.push(now - last)
    last = now
    scroller.scrollTop += 60
    if (now < end) requestAnimationFrame(step)
    else resolve(times.slice(1).sort((a, b) => a - b))
  }
  requestAnimationFrame(step)
})`
const at = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Infinity

async function opening(page: Page, address: string, shown: string): Promise<number> {
  const from = await page.evaluate(
    `(() => { location.hash = ${JSON.stringify(address)}; return performance.timeOrigin + performance.now() })()`,
  )
  await page.frameLocator('iframe.frame').locator(shown).first().waitFor()
  const element = await page.locator('iframe.frame').elementHandle()
  const frame = await element?.contentFrame()
  // By the clock of the page: asking from outside takes as long as what is measured.
  const first = await frame?.evaluate(
    'performance.timeOrigin + (performance.getEntriesByName("first-page")[0]?.startTime ?? NaN)',
  )
  return Math.round(Number(first) - Number(from))
}

/** Until a reader is loaded for the next document. */
async function spareReady(page: Page): Promise<void> {
  await page.locator('iframe[aria-hidden]').waitFor({ state: 'attached', timeout: 20_000 })
  await page.waitForTimeout(2000)
}

test('a thousand pages and twenty thousand rows open and scroll at once', async ({
  folder,
  start,
}) => {
  const pages = Array.from({ length: 1200 }, (_, index) => ({
    lines: Array.from({ length: 40 }, (_, line) => `Page ${index + 1}, line ${line + 1} of it.`),
  }))
  const [small, pdf, sheet] = await prepare(folder, [
    { title: 's', format: 'pdf', file: { name: 's.pdf', bytes: pdfFile(pages.slice(0, 1)) } },
    { title: 'p', format: 'pdf', file: { name: 'p.pdf', bytes: pdfFile(pages) } },
    { title: 'x', format: 'xlsx', file: { name: 'x.xlsx', bytes: await workbook(20_000) } },
  ])
  const { page } = await start()
  await enter(page)
  // What is imported is in the index; here it was put beside the import.
  await expect
    .poll(async () => (await ask<{ waiting: number }>(page, 'library.stats', {})).waiting, {
      timeout: 60_000,
    })
    .toBe(0)
  // The reader's own code is loaded once, and a reader is ready as at any moment after the sign-in.
  await opening(page, `/library/${small}`, '.textLayer span')
  await spareReady(page)
  const figures: Record<string, number> = {}
  figures['pdfMs'] = await opening(page, `/library/${pdf}`, '.textLayer span')
  const inPdf = await readerFrame(page, 'Page 1, line 1')
  figures['pdfFrameMs'] = at((await inPdf.evaluate(SCROLL)) as number[], 0.95)
  await spareReady(page)
  figures['sheetMs'] = await opening(page, `/library/${sheet}`, '.rows-body > *')
  const inSheet = await readerFrame(page, 'R1')
  figures['sheetFrameMs'] = at((await inSheet.evaluate(SCROLL)) as number[], 0.95)
  process.stdout.write(`reader: ${JSON.stringify(figures)}\n`)
  // Bounds for any machine; the figures themselves stand in docs/progress.md.
  expect(figures['pdfMs']).toBeLessThan(5000)
  expect(figures['sheetMs']).toBeLessThan(10_000)
  await expect.poll(() => inPdf.evaluate('0').catch(() => 'gone')).toBe('gone')
})
