import { join } from 'node:path'
import { LANGUAGES } from '../../contract/text.ts'
import { CAST, FOUNDER } from '../../core/demonstration/cast.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { leads } from './demo-people.ts'
import { expect, test } from './fixtures.ts'
import { press, signIn, tabTo } from './keyboard.ts'
import {
  acknowledgeAll,
  answerDialog,
  change,
  expectPaper,
  expectVerifiable,
  goToPoint,
  openSheet,
  say,
  verifyByCommand,
} from './steps.ts'

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

const name = (login: string, language: 'zh-CN' | 'en'): string =>
  CAST.find((member) => member.login === login)?.name[language] ?? ''

const account = (login: string) => ({ login, password: DEMO_PASSWORD })

for (const language of LANGUAGES) {
  test(`a shift is taken over by keyboard alone, in ${language}`, async ({
    start,
    folder,
    demonstration,
  }) => {
    test.setTimeout(240_000)
    const words = WORDS[language]
    const { outgoing, incoming } = leads()
    const workspace = await demonstration(language)
    const { app, page } = await start({ workspace, language })
    await signIn(page, incoming, DEMO_PASSWORD)
    await openSheet(page, words.area)
    const step = page.locator('[aria-current=step]')
    const chosen = page.locator('.point[aria-current=true]')
    const begun = Number((await step.innerText()).match(/\d+/u)?.[0])
    const number = (await page.getByRole('heading', { level: 1 }).innerText()).match(/HO-\S+/u)?.[0]

    // A fault pauses it; nothing can be acknowledged until it is resumed.
    await answerDialog(page, page.getByRole('button', { name: words.pause }), words.fault)
    await expect(page.locator('aside')).toContainText(words.fault)
    await tabTo(page, page.getByRole('button', { name: words.resume }))
    await press(page, 'Enter')
    await expect(page.getByRole('button', { name: words.pause })).toBeVisible()

    // One question, answered by the outgoing side.
    await say(page, 'q', words.question)
    await expect(chosen).toContainText(words.question)
    await change(page, account(outgoing))
    await openSheet(page, words.area)
    const asked = page.locator('.point', { hasText: words.question })
    await goToPoint(page, asked)
    await say(page, 'a', words.answer)
    await expect(asked).toContainText(words.answer)

    // The incoming side acknowledges the rest, one key a point, and signs with its password.
    await change(page, account(incoming))
    await openSheet(page, words.area)
    await acknowledgeAll(page, begun)
    await answerDialog(page, page.getByRole('button', { name: words.accept }), DEMO_PASSWORD)
    await expect(page.locator('aside .ok .wk-icon')).toHaveCount(3)

    // What was left out is an addendum; the sheet stays as it was signed.
    await say(page, 'u', words.addendum)
    await expect(page.locator('.addenda')).toContainText(words.addendum)

    // On paper: the number, both names, the digest and the chain heads.
    const told = [number ?? '', name(outgoing, language), name(incoming, language)]
    await expectPaper(app, page, join(folder, 'sheet.pdf'), told, 'A3')

    // The export holds before somebody who has only the instructions.
    await expectVerifiable(app, page, words.export, join(folder, 'sheet.json'))

    // The next sheet begins with what stayed open.
    await press(page, 'Escape')
    await expect(page.getByRole('grid')).toBeFocused()
    await press(page, 'n')
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText(number ?? '-')
    await expect(page.locator('.point').first()).toBeVisible()
    await expect(page.locator('.point .wk-tag', { hasText: words.carried }).first()).toBeVisible()
    await app.close()
    expect(verifyByCommand(workspace, account(FOUNDER))).toMatchObject({ ok: true, findings: [] })
  })
}
