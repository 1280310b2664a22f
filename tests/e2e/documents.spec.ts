import type { Page } from '@playwright/test'
import { go, signIn } from '../../tools/ways.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { expect, test } from './fixtures.ts'
import { changeTo, DEMO } from './demo-people.ts'
import { pastePicture, press, type } from './keyboard.ts'

const WORDS = {
  'zh-CN': {
    title: '核心交换机主备切换操作规程',
    step: '确认备用交换机光口收光正常。',
    picture: '图',
    changes: '首版',
    reason: '补充回退步骤',
    rollback: '切换失败时先恢复主用交换机。',
    later: '增加回退步骤',
    ask: '固件升级后命令变化',
    submit: '提交审核',
    save: '保存',
    approve: '批准',
    returned: '退回',
    publish: '发布',
    edit: '编写',
    everybody: '全体人员',
    read: '确认已读',
    newVersion: '新建版本',
    byText: '从现行版本编写',
    compare: '对比',
    askUpdate: '提更新需求',
    draft: '草稿',
    published: '已发布',
    superseded: '已被替代',
    heading: '标题',
    sign: '签字',
    approveWork: '审批文档',
    readWork: '阅读并确认',
  },
  en: {
    title: 'Failover of the core switches',
    step: 'Check that the standby switch receives light on its ports.',
    picture: 'Figure',
    changes: 'First version',
    reason: 'Add the way back',
    rollback: 'If the failover fails, bring the active switch back first.',
    later: 'Way back added',
    ask: 'Commands changed with the firmware',
    submit: 'Submit',
    save: 'Save',
    approve: 'Approve',
    returned: 'Return',
    publish: 'Publish',
    edit: 'Edit',
    everybody: 'Everybody',
    read: 'I have read it',
    newVersion: 'New version',
    byText: 'Write from the published one',
    compare: 'Compare',
    askUpdate: 'Ask for an update',
    draft: 'Draft',
    published: 'Published',
    superseded: 'Superseded',
    heading: 'Heading',
    sign: 'Sign',
    approveWork: 'Approve document',
    readWork: 'Read and confirm',
  },
} as const

type Words = (typeof WORDS)[keyof typeof WORDS]

const { author: AUTHOR, lead: LEAD, keeper: KEEPER } = DEMO
const READER = 'zhou.m'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The first row of a document's versions. */
const newest = (page: Page) => page.locator('table:has(.acts) tbody tr').first()

/** What is under review is approved by the lead, with his key. */
async function approve(page: Page, document: string, words: Words): Promise<void> {
  await changeTo(page, LEAD)
  await go(page, `/library/${document}/versions`)
  await newest(page).getByRole('button', { name: words.approve, exact: true }).click()
  await sign(page, words)
}

/** What is approved is published by who keeps the library. */
async function publish(page: Page, document: string, words: Words): Promise<void> {
  await changeTo(page, KEEPER)
  await go(page, `/library/${document}/versions`)
  await newest(page).getByRole('button', { name: words.publish, exact: true }).click()
}

async function sign(page: Page, words: { readonly sign: string }): Promise<void> {
  await expect(page.locator('dialog input[type=password]')).toBeFocused()
  await type(page, DEMO_PASSWORD)
  await button(page, words.sign).click()
  await expect(page.locator('dialog')).toHaveCount(0)
}

for (const language of ['zh-CN', 'en'] as const) {
  const words = WORDS[language]
  test(`a document is written, reviewed, approved, published and read (${language})`, async ({
    start,
    demonstration,
  }) => {
    const workspace = await demonstration(language)
    const { page } = await start({ workspace, language })
    await signIn(page, AUTHOR, DEMO_PASSWORD)

    // Written from a template, with a picture pasted in; what is typed is kept without saving.
    await go(page, '/library')
    await expect(page.locator('.library-screen kbd', { hasText: 'N' })).toBeVisible()
    await press(page, 'Alt+n')
    await expect(page.locator('dialog input').first()).toBeFocused()
    await type(page, words.title)
    await press(page, 'Control+Enter')
    const area = page.locator('textarea.text')
    await expect(area).toHaveValue(/^# 1 /u)
    const path = new URL(page.url()).hash.slice(1)
    const document = path.split('/')[2] ?? ''
    await area.focus()
    await press(page, 'Control+End', 'Enter')
    await type(page, `- ${words.step}`)
    await press(page, 'Enter', 'Enter')
    await pastePicture(page)
    await expect(area).toHaveValue(
      new RegExp(`!\\[${words.picture}\\]\\(attachment:[0-9a-f]{64}\\)`, 'u'),
    )
    await go(page, '/desk')
    await go(page, path)
    await expect(area).toHaveValue(new RegExp(words.step, 'u'))
    await press(page, 'Control+s')
    await expect(button(page, `${words.save} Ctrl S`)).toBeDisabled()
    await button(page, words.submit).click()
    await expect(newest(page)).toContainText('1.0')

    // The lead finds it in his work, returns it with a reason, then approves with his key.
    await changeTo(page, LEAD)
    await go(page, '/work')
    await page
      .getByText(`${words.approveWork}`, { exact: false })
      .filter({ hasText: words.title })
      .first()
      .click()
    await expect(button(page, words.approve)).toBeVisible()
    await newest(page).getByRole('button', { name: words.returned, exact: true }).click()
    await type(page, words.reason)
    await press(page, 'Control+Enter')
    await expect(newest(page)).toContainText(words.reason)

    await changeTo(page, AUTHOR)
    await go(page, `/library/${document}/versions`)
    await newest(page).getByRole('button', { name: words.edit, exact: true }).click()
    await expect(area).toHaveValue(new RegExp(words.step, 'u'))
    await area.focus()
    await press(page, 'Control+End')
    await type(page, `\n\n${words.rollback}\n`)
    await button(page, words.submit).click()
    await expect(newest(page)).toContainText('1.0')

    await approve(page, document, words)

    // Published by who keeps the library, who also says who must read it.
    await publish(page, document, words)
    await expect(newest(page)).toContainText(words.published)
    await go(page, `/library/${document}/properties`)
    await page.getByLabel(words.everybody).check()
    await button(page, words.save).click()
    await expect(button(page, words.save)).toBeDisabled()

    await changeTo(page, READER)
    await go(page, '/work')
    await expect(
      page.getByText(words.readWork, { exact: false }).filter({ hasText: words.title }).first(),
    ).toBeVisible()
    await go(page, `/library/${document}/readers`)
    await button(page, words.read).click()
    await expect(button(page, words.read)).toHaveCount(0)
    await go(page, `/library/${document}/versions`)
    await button(page, words.askUpdate).click()
    await type(page, words.ask)
    await press(page, 'Control+Enter')
    await expect(page.locator('.part section')).toContainText(words.ask)

    // The next version beside it, compared line by line; the request is answered with it.
    await changeTo(page, AUTHOR)
    await go(page, `/library/${document}/versions`)
    await button(page, words.newVersion).click()
    await page.getByRole('menuitem', { name: words.byText }).click()
    await area.focus()
    await press(page, 'Control+End')
    await type(page, `${words.later}\n`)
    await button(page, words.submit).click()
    await expect(newest(page)).toContainText('1.1')
    await approve(page, document, words)
    await publish(page, document, words)
    await expect(page.locator('table:has(.acts) tbody tr').nth(1)).toContainText(words.superseded)
    await expect(page.locator('.part section tr', { hasText: words.ask })).toContainText('1.1')
    await newest(page).getByRole('button', { name: words.compare, exact: true }).click()
    await expect(page.locator('.lines ins')).toHaveText([words.later])
    await expect(page.locator('.lines del')).toHaveCount(0)
  })
}
