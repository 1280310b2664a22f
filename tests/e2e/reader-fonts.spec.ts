import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pdfFile } from '../support/pdf-file.ts'
import { expect, test } from './fixtures.ts'
import { enter, goTo, prepare, readerFrame } from './reader-steps.ts'

/** A system whose fonts know no Chinese. */
function withoutChinese(folder: string): string {
  const file = join(folder, 'fonts.conf')
  mkdirSync(join(folder, 'font-cache'))
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  )
  return file
}

/** Dark points in each of the lines of the page's picture; a letter that is not there is the same box. */
const INK = `(() => {
  const canvas = document.querySelector('.page canvas')
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const rows = Array.from({ length: height }, (_, y) => {
    let dark = 0
    for (let x = 0; x < width; x++) if (data[(y * width + x) * 4] < 128) dark++
    return dark
  })
  const lines = []
  let empty = 9
  for (const dark of rows) {
    if (dark === 0) empty++
    else {
      if (empty > 3) lines.push(0)
      lines[lines.length - 1] += dark
      empty = 0
    }
  }
  return lines
})()`

test('Chinese fonts that a PDF only names are drawn where the system has none', async ({
  folder,
  start,
}) => {
  const bytes = pdfFile([{ lines: ['Latin'], chinese: ['一一一一', '鑫鑫鑫鑫'] }])
  const [id] = await prepare(folder, [
    { title: '字体', format: 'pdf', file: { name: 'f.pdf', bytes } },
  ])
  const before = process.env['FONTCONFIG_FILE']
  process.env['FONTCONFIG_FILE'] = withoutChinese(folder)
  try {
    const { page, offences } = await start()
    await enter(page)
    await goTo(page, `/library/${id}`)
    const frame = await readerFrame(page, '鑫鑫鑫鑫')
    await expect
      .poll(async () => ((await frame.evaluate(INK)) as number[]).length)
      .toBeGreaterThanOrEqual(3)
    const [, one = 0, dense = 0] = (await frame.evaluate(INK)) as number[]
    expect(one).toBeGreaterThan(20)
    expect(dense).toBeGreaterThan(one * 3)
    expect(offences).toEqual([])
  } finally {
    if (before === undefined) delete process.env['FONTCONFIG_FILE']
    else process.env['FONTCONFIG_FILE'] = before
  }
})
