import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, expect, test } from '@playwright/test'
import { formHtml } from '../../core/features/support/survey/form.ts'
import { surveyFile } from '../../contract/support.ts'
import { chromiumPath } from '../../tools/chromium-host/chromium.ts'

const SURVEY = '0190a000-0000-7000-8000-00000000000a'

/** The form as a user of the systems gets it: a file on a stick, a browser, a keyboard, no network. */
test('a survey is filled in by keyboard in a browser that is offline, and its file is what the import takes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-survey-'))
  const executablePath = chromiumPath()
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
  try {
    const context = await browser.newContext({ offline: true, acceptDownloads: true })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const path = join(folder, '满意度调查.html')
    const questions = [
      { key: 'q1', kind: 'marks', text: '系统是否稳定' },
      { key: 'q2', kind: 'choice', text: '常用哪个系统', choices: ['社保', '医保'] },
      { key: 'q3', kind: 'words', text: '最想改进什么' },
    ] as const
    writeFileSync(
      path,
      formHtml(
        {
          survey: SURVEY,
          title: '一季度满意度',
          introduction: '两分钟。',
          questions: questions.map((one) =>
            'choices' in one ? { ...one, choices: [...one.choices] } : one,
          ),
          closesOn: '2026-03-31',
        },
        'zh-CN',
      ),
    )
    await page.goto(pathToFileURL(path).href)
    // Nothing is answered yet: it says so and saves no file.
    await page.getByRole('button', { name: '保存答卷' }).press('Enter')
    await expect(page.getByRole('status')).toContainText('还有题目没有答')
    await page.locator('input[name="q1"]').first().focus()
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('查询更快')
    await page.keyboard.press('Tab')
    await page.keyboard.type('医保局')
    await page.keyboard.press('Tab')
    await page.keyboard.type('不错')
    await page.keyboard.press('Tab')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ])
    const kept = join(folder, 'answers.json')
    await download.saveAs(kept)
    const file = surveyFile.parse(JSON.parse(readFileSync(kept, 'utf8')))
    expect(file).toMatchObject({
      survey: SURVEY,
      unit: '医保局',
      comment: '不错',
      answers: { q1: 4, q2: 1, q3: '查询更快' },
    })
    expect(errors).toEqual([])
    expect(asked.filter((url) => /^https?:/u.test(url))).toEqual([])
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
