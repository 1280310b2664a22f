import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { CAST, FOUNDER, teamOnDuty, membersOf } from '../../core/demonstration/cast.ts'
import { DEMO_PASSWORD, makeDemonstration } from '../../tools/start/demonstration.ts'
import { expect, test } from './fixtures.ts'
import { palette, press, saveTo, signIn, tabTo, textOfPdf, type } from './keyboard.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WORDS = {
  'zh-CN': {
    area: '转到交接班',
    pause: '暂停…',
    resume: '恢复交接',
    fault: 'UPS-1转旁路，先处置',
    question: '几点前要有结果？',
    answer: '本班内。',
    accept: '签字接班…',
    export: '导出可核验文件',
    carried: '遗留第',
    addendum: '漏写：AC-2滤网周四更换。',
  },
  en: {
    area: 'Go to handover',
    pause: 'Pause…',
    resume: 'Resume',
    fault: 'UPS-1 on bypass, that comes first',
    question: 'By when is it to be settled?',
    answer: 'Within your shift.',
    accept: 'Sign and accept…',
    export: 'Export, verifiable',
    carried: 'carried',
    addendum: 'Left out: the filter of AC-2 is replaced on Thursday.',
  },
} as const

/** Who hands over and who takes over at the last change of shifts before now. */
function leads(): { readonly outgoing: string; readonly incoming: string } {
  const hour = new Date().getHours()
  const at = hour >= 8 && hour < 20 ? 8 : 20
  // Day 0 of the story is the last one whose night is over, at 06:00.
  const day = hour >= 6 && hour < 8 ? -1 : 0
  const lead = (when: number): string => membersOf(teamOnDuty(day, when))[0]?.login ?? ''
  return { outgoing: lead(at - 1), incoming: lead(at) }
}

const name = (login: string, language: 'zh-CN' | 'en'): string =>
  CAST.find((member) => member.login === login)?.name[language] ?? ''

async function openSheet(page: Page, area: string): Promise<void> {
  await palette(page, area)
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('.points')).toBeFocused()
}

async function change(page: Page, login: string): Promise<void> {
  await press(page, 'Control+Shift+l')
  await signIn(page, login, DEMO_PASSWORD)
}

for (const language of LANGUAGES) {
  test(`a shift is taken over by keyboard alone, in ${language}`, async ({ start, folder }) => {
    test.setTimeout(240_000)
    const words = WORDS[language]
    const { outgoing, incoming } = leads()
    const workspace = join(folder, 'workspace')
    await makeDemonstration(workspace, language, 14)
    const { app, page } = await start({ workspace, language })
    await signIn(page, incoming, DEMO_PASSWORD)
    await openSheet(page, words.area)
    const step = page.locator('[aria-current=step]')
    const chosen = page.locator('.point[aria-current=true]')
    const begun = Number((await step.innerText()).match(/\d+/u)?.[0])
    const number = (await page.getByRole('heading', { level: 1 }).innerText()).match(/HO-\S+/u)?.[0]

    // A fault pauses it; nothing can be acknowledged until it is resumed.
    await tabTo(page, page.getByRole('button', { name: words.pause }))
    await press(page, 'Enter')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await type(page, words.fault)
    await press(page, 'Enter')
    await expect(page.locator('aside')).toContainText(words.fault)
    await tabTo(page, page.getByRole('button', { name: words.resume }))
    await press(page, 'Enter')
    await expect(page.getByRole('button', { name: words.pause })).toBeVisible()

    // One question, answered by the outgoing side.
    await press(page, 'q')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await type(page, words.question)
    await press(page, 'Enter')
    await expect(chosen).toContainText(words.question)
    await change(page, outgoing)
    await openSheet(page, words.area)
    const asked = page.locator('.point', { hasText: words.question })
    while ((await asked.getAttribute('aria-current')) !== 'true') await press(page, 'ArrowUp')
    await press(page, 'a')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await type(page, words.answer)
    await press(page, 'Enter')
    await expect(asked).toContainText(words.answer)

    // The incoming side acknowledges the rest, one key a point, and signs with its password.
    await change(page, incoming)
    await openSheet(page, words.area)
    const total = await page.locator('.point').count()
    for (let done = begun; done < total; done++) {
      await press(page, 'Enter')
      await expect(step).toContainText(language === 'en' ? `${done + 1} of` : `${done + 1}/`)
    }
    await tabTo(page, page.getByRole('button', { name: words.accept }))
    await press(page, 'Enter')
    await expect(page.locator('dialog input')).toBeFocused()
    await type(page, DEMO_PASSWORD)
    await press(page, 'Enter')
    await expect(page.locator('aside .ok .wk-icon')).toHaveCount(3)

    // What was left out is an addendum; the sheet stays as it was signed.
    await press(page, 'u')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await type(page, words.addendum)
    await press(page, 'Enter')
    await expect(page.locator('.addenda')).toContainText(words.addendum)

    // On paper: the number, both names, the digest and the chain heads.
    const digest = (await page.locator('.digest').innerText()).replaceAll(/\s/gu, '')
    const paper = join(folder, 'sheet.pdf')
    await saveTo(app, paper)
    await press(page, 'p')
    await expect(page.locator('.wk-toasts')).toContainText('sheet.pdf')
    const printed = textOfPdf(paper)
    for (const text of [number ?? '', name(outgoing, language), name(incoming, language)])
      expect(printed).toContain(text.replaceAll(/\s/gu, ''))
    // Columns stand beside each other: the digest is there in its groups.
    for (const group of digest.match(/.{4}/gu) ?? []) expect(printed).toContain(group)
    expect(printed).toMatch(/[0-9a-f]{16}\.1#\d+/u)
    expect(printed).toMatch(/A3#\d+[0-9a-f]{16}/u)

    // The export holds before somebody who has only the instructions.
    const file = join(folder, 'sheet.json')
    await saveTo(app, file)
    await tabTo(page, page.getByRole('button', { name: words.export }))
    await press(page, 'Enter')
    await expect(page.locator('.wk-toasts')).toContainText('sheet.json')
    const checked = spawnSync(
      process.execPath,
      [join(ROOT, 'tests/handover-verify/check.ts'), file],
      {
        encoding: 'utf8',
      },
    )
    expect(checked.stdout).toContain('both signatures hold')
    expect(checked.status).toBe(0)

    // The next sheet begins with what stayed open.
    await press(page, 'Escape')
    await expect(page.getByRole('grid')).toBeFocused()
    await press(page, 'n')
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText(number ?? '-')
    await expect(page.locator('.point').first()).toBeVisible()
    await expect(page.locator('.point .wk-tag', { hasText: words.carried }).first()).toBeVisible()
    await app.close()
    const verified = spawnSync(
      process.execPath,
      [join(ROOT, 'cli/main.ts'), 'verify', '--json', '--workspace', workspace],
      {
        encoding: 'utf8',
        env: { ...process.env, WATCHKEEPER_USER: FOUNDER, WATCHKEEPER_PASSWORD: DEMO_PASSWORD },
      },
    )
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, findings: [] })
  })
}
