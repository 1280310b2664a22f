import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { FOUNDER } from '../../core/demonstration/cast.ts'
import { ServerProcess } from '../../tools/server-process.ts'
import { go } from '../../tools/ways.ts'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { leads } from './demo-people.ts'
import { expect, launch, test } from './fixtures.ts'
import { press, signIn } from './keyboard.ts'
import {
  acknowledgeAll,
  answerDialog,
  change,
  goToPoint,
  openSheet,
  say,
  write,
  written,
} from './steps.ts'

const WORDS = {
  'zh-CN': {
    area: '转到交接班',
    question: '几点前要有结果？',
    answer: '本班内。',
    accept: '签字接班…',
    live: '已与服务器同步',
    away: '服务器未连接',
    revoked: '已停用',
    since: /\d停用/u,
  },
  en: {
    area: 'Go to handover',
    question: 'By when is it to be settled?',
    answer: 'Within your shift.',
    accept: 'Sign and accept…',
    live: 'In sync with the server',
    away: 'Server not reached',
    revoked: 'Revoked',
    since: /Revoked \d/u,
  },
} as const

const account = (login: string) => ({ login, password: DEMO_PASSWORD })

/** Fields of the open dialog, in order. */
async function fill(page: Page, values: readonly string[]): Promise<void> {
  const inputs = page.locator('dialog input:not([type=radio])')
  for (const [at, value] of values.entries()) await inputs.nth(at).fill(value)
  await press(page, 'Control+Enter')
}

/** Gives the first contact of the list, which is the same in both windows, another kind. */
async function changeFirstContact(page: Page, kind: string): Promise<void> {
  await go(page, '/register/contact')
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, 'Home', 'Space', 'e')
  await expect(page.locator('form input:focus')).toHaveValue(/./u)
  const choice = page.locator('form select').first()
  await choice.selectOption(kind)
  await press(page, 'Control+Enter')
  await expect(choice).toHaveCount(0)
}

for (const language of LANGUAGES) {
  test(`two workstations and a server work as one, in ${language}`, async ({
    start,
    folder,
    demonstration,
  }) => {
    test.setTimeout(240_000)
    const words = WORDS[language]
    const { outgoing, incoming } = leads()
    const workspace = await demonstration(language)
    let server = await ServerProcess.start(join(folder, 'server'))
    const home = await start({ workspace, language })
    const state = (page: Page) => page.locator('footer .hub')

    // An administrator connects the server by the code on its screen, and invites a workstation.
    await signIn(home.page, FOUNDER, DEMO_PASSWORD)
    await go(home.page, '/settings/sync')
    await expect(home.page.locator('[aria-keyshortcuts=c]')).toBeVisible()
    await press(home.page, 'c')
    await fill(home.page, [server.address, server.code])
    await expect(home.page.locator('dialog')).toHaveCount(0)
    await expect(state(home.page)).toHaveText(words.live, { timeout: 30_000 })
    await press(home.page, 'n')
    await fill(home.page, ['Back office', 'B2'])
    const invitation = await home.page.locator('dialog .invitation').innerText()
    await press(home.page, 'Control+Enter')
    await expect(home.page.locator('dialog')).toHaveCount(0)

    const second = await launch(join(folder, 'other'), { language })
    try {
      await second.page.locator('form.first .join').click()
      await fill(second.page, [server.address, invitation])
      await expect(second.page.locator('form.sign-in')).toBeVisible({ timeout: 60_000 })

      // The sheet that was signed on one is asked about, acknowledged and accepted on the other.
      await signIn(second.page, incoming, DEMO_PASSWORD)
      await expect(state(second.page)).toHaveText(words.live, { timeout: 30_000 })
      await openSheet(second.page, words.area)
      const step = second.page.locator('[aria-current=step]')
      const begun = Number((await step.innerText()).match(/\d+/u)?.[0])
      await say(second.page, 'q', words.question)
      await change(home.page, account(outgoing))
      await openSheet(home.page, words.area)
      const asked = home.page.locator('.point', { hasText: words.question })
      await goToPoint(home.page, asked)
      await say(home.page, 'a', words.answer)
      await expect(second.page.locator('.point', { hasText: words.question })).toContainText(
        words.answer,
      )
      await acknowledgeAll(second.page, begun)
      const accept = second.page.getByRole('button', { name: words.accept })
      await answerDialog(second.page, accept, DEMO_PASSWORD)
      await expect(home.page.locator('aside .ok .wk-icon')).toHaveCount(3)

      // Without the server both go on; when it is back, both have everything.
      const { port } = server
      await server.kill()
      for (const [page, text, kind] of [
        [home.page, 'written here', 'user'],
        [second.page, 'written there', 'authority'],
      ] as const) {
        await expect(state(page)).toContainText(words.away)
        await write(page, text)
        await press(page, 'Enter')
        await written(page)
        await changeFirstContact(page, kind)
      }
      server = await ServerProcess.start(join(folder, 'server'), port)
      for (const [page, text] of [
        [home.page, 'written there'],
        [second.page, 'written here'],
      ] as const) {
        await go(page, '/log')
        await expect(page.locator('.log-list')).toContainText(text, { timeout: 40_000 })
      }

      // Both had changed the same contact: one of them decides, and the other has what was decided.
      await go(second.page, '/conflicts')
      const disagreeing = (page: Page) => page.locator('.conflicts [role=option]')
      await expect(disagreeing(second.page)).toHaveCount(1, { timeout: 30_000 })
      const values = second.page.locator('.pane .field').first().locator('.value')
      await expect(values).toHaveCount(2)
      const decided = await values.nth(1).innerText()
      await press(second.page, '2')
      await expect(disagreeing(second.page)).toHaveCount(0)
      await go(home.page, '/register/contact')
      await expect(home.page.locator('.line').first()).toContainText(decided, { timeout: 30_000 })
      await go(home.page, '/conflicts')
      await expect(home.page.locator('.conflicts .empty')).toBeVisible()

      // The back office is given up.
      await change(home.page, account(FOUNDER))
      await go(home.page, '/settings/sync')
      const row = home.page.locator('.sync tbody tr', { hasText: 'Back office' })
      await row.locator('.act button').focus()
      await press(home.page, 'Enter')
      await press(home.page, 'Control+Enter')
      await expect(row).toContainText(words.since)
      await expect(state(second.page)).toHaveAttribute('title', new RegExp(words.revoked, 'iu'), {
        timeout: 30_000,
      })
      expect(second.offences).toEqual([])
    } finally {
      await second.app.close()
      await server.kill()
    }
  })
}
