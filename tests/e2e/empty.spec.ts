import { LANGUAGES } from '../../contract/text.ts'
import { confirmRecoveryKey, FIRST_PERSON, firstRun } from '../../tools/screens.ts'
import { ask, go, signIn } from '../../tools/ways.ts'
import { expect, test } from './fixtures.ts'
import { press } from './keyboard.ts'

const OPERATOR = { login: 'wangxm', password: 'another horse' }
const WORDS = {
  'zh-CN': {
    renew: '换发恢复密钥',
    again: '再换发一次',
    nothing: '还没有监控项',
    contacts: '还没有联系人。',
    purpose: '值班时一查就有',
    keys: '由值班长、运维主管、系统管理员新建。',
    plans: '还没有已批准的预案。由',
    noPlan: '还没有预案。由',
  },
  en: {
    renew: 'Renew the recovery key',
    again: 'Renew it again',
    nothing: 'Nothing is monitored yet',
    contacts: 'No contacts yet.',
    purpose: 'at hand on every shift',
    keys: 'Created by: Shift lead, Operations manager, Administrator.',
    plans: 'Plans are written and submitted by: ',
    noPlan: 'No plan yet. Written by: ',
  },
} as const

for (const language of LANGUAGES)
  test(`an empty workspace says what is for what and who begins, in ${language}`, async ({
    start,
  }) => {
    const { page } = await start({ language })
    const words = WORDS[language]
    await firstRun(page, 3)
    await confirmRecoveryKey(page)

    // The window was closed before the recovery key was written down: there is another one.
    await go(page, '/settings/workspace')
    await page.getByRole('button', { name: words.renew }).click()
    await page.keyboard.insertText(FIRST_PERSON.password)
    await press(page, 'Enter')
    const groups = page.getByTestId('recovery-key').locator('span')
    await expect(groups).toHaveCount(7)
    await press(page, 'Enter')
    await expect(page.locator('dialog [aria-invalid=true]')).toBeFocused()
    // Whoever leaves without it is told that the one before is gone.
    await press(page, 'Escape')
    await expect(page.locator('.wk-toasts')).toContainText(words.again)
    await page.getByRole('button', { name: words.renew }).click()
    await page.keyboard.insertText(FIRST_PERSON.password)
    await press(page, 'Enter')
    await expect(groups).toHaveCount(7)
    await page.keyboard.insertText(await groups.last().innerText())
    await press(page, 'Enter')
    await expect(page.locator('dialog')).toHaveCount(0)

    // What is said to one person is not for whoever stands at the entrance.
    const said = page.locator('.wk-toasts .toast')
    await expect(said).not.toHaveCount(0)
    await press(page, 'Control+Shift+l')
    await expect(page.locator('main')).toBeVisible()
    await expect(said).toHaveCount(0, { timeout: 1000 })
    await signIn(page, FIRST_PERSON.login, FIRST_PERSON.password)

    // Where nobody looks, nothing is normal.
    await go(page, '/wall')
    await expect(page.locator('.well')).toHaveText(words.nothing)
    await press(page, 'Escape')

    await go(page, '/register/contact')
    const notice = page.locator('main .notice')
    await expect(notice).toContainText(words.contacts)
    await expect(notice).toContainText(words.purpose)
    await expect(notice.getByRole('button')).toBeVisible()

    // The key on the button works although the search has the focus.
    await go(page, '/library')
    await expect(page.locator('.library-import kbd')).toHaveText('Alt I')
    await expect(page.locator('.search-pane .box input')).toBeFocused()
    await press(page, 'Alt+i')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page.locator('.search-pane .box input')).toHaveValue('')

    // An operator is told who does what he may not.
    await ask(page, 'accounts.create', {
      ...OPERATOR,
      name: 'Wang',
      roles: ['operator'],
      clearance: 1,
    })
    // Whoever leaves his seat locks, whatever is open.
    await press(page, 'Control+Shift+l')
    await signIn(page, OPERATOR.login, OPERATOR.password)
    await go(page, '/register/key-tool')
    await expect(notice).toContainText(words.keys)
    await expect(notice.getByRole('button')).toHaveCount(0)
    await go(page, '/emergency')
    await expect(page.locator('.emergency .empty')).toContainText(words.plans)
    await go(page, '/emergency/plans')
    await expect(page.locator('.plans .none').first()).toContainText(words.noPlan)
  })
