import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { LANGUAGES } from '../../contract/text.ts'
import { expect, test } from './fixtures.ts'
import { palette, pastePicture, press, saveTo, signIn, tabTo, textOfPdf, type } from './keyboard.ts'
import { WORDS, type Words } from './words.ts'

const PASSWORD = 'correct horse'
async function firstRun(page: Page, words: Words): Promise<void> {
  await expect(page.locator('form.first input:checked')).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('form.first input').first()).toBeFocused()
  await type(page, words.site)
  await press(page, 'Enter')
  await expect(page.locator('form.first li[aria-current=step]')).toHaveText(/管理员|administrator/u)
  await type(page, words.person)
  await press(page, 'Tab')
  await type(page, 'chenly')
  await press(page, 'Tab')
  await type(page, PASSWORD)
  await press(page, 'Tab')
  await type(page, PASSWORD)
  await press(page, 'Enter')
  const groups = page.getByTestId('recovery-key').locator('span')
  await expect(groups).toHaveCount(7)
  await type(page, await groups.last().innerText())
  await press(page, 'Enter')
  await expect(page.getByRole('navigation')).toBeVisible()
}

async function write(page: Page, text: string, before: readonly string[] = []): Promise<void> {
  await press(page, 'F2')
  await expect(page.locator('.quick textarea')).toBeFocused()
  await press(page, ...before)
  await type(page, text)
}

const saved = (page: Page) => expect(page.locator('.quick')).toHaveCount(0)

interface Verified {
  readonly ok: boolean
  readonly findings: readonly unknown[]
  readonly commits: number
}

function verifyByCommand(workspace: string): Verified {
  const main = resolve(import.meta.dirname, '../../cli/main.ts')
  const done = spawnSync(process.execPath, [main, 'verify', '--json', '--workspace', workspace], {
    encoding: 'utf8',
    env: { ...process.env, WATCHKEEPER_USER: 'chenly', WATCHKEEPER_PASSWORD: PASSWORD },
  })
  expect(done.stderr).not.toContain('Error')
  expect(done.status).toBe(0)
  return JSON.parse(done.stdout) as Verified
}

for (const language of LANGUAGES) {
  test(`a person and the next one work by keyboard alone, in ${language}`, async ({
    start,
    folder,
  }) => {
    const words = WORDS[language]
    const { app, page, workspace } = await start({ language })
    await firstRun(page, words)
    await expect(page.getByText(words.store)).toBeVisible()

    // Entries: plain, in another category with a picture, and late.
    await write(page, words.first)
    await press(page, 'Enter')
    await saved(page)
    await write(page, words.second, ['Tab'])
    await expect(page.locator('.quick [aria-live]')).toHaveText(words.category)
    await pastePicture(page)
    await expect(page.locator('.quick .files .wk-chip button')).toHaveCount(1)
    await press(page, 'Enter')
    await saved(page)
    await press(page, 'F2', 'Alt+t')
    await type(page, '3-16 23:50')
    await press(page, 'Enter')
    await type(page, words.lateText)
    await press(page, 'Enter')
    await saved(page)

    // Amendment keeps the original.
    await palette(page, words.log)
    const lines = page.locator('.log-list .line')
    await expect(lines).toHaveCount(2)
    await press(page, 'End')
    await expect(page.locator('.detail .text')).toHaveText(words.first)
    await press(page, 'a')
    await expect(page.locator('dialog textarea')).toBeFocused()
    await press(page, 'Control+A')
    await type(page, words.amended)
    await press(page, 'Tab')
    await type(page, words.reason)
    await press(page, 'Control+Enter')
    await expect(page.locator('.detail .text')).toHaveText(words.amended)
    await expect(page.locator('.detail .amendments')).toContainText(words.reason)

    // Search finds a piece in the middle, and leads there.
    await press(page, 'Control+k')
    await type(page, words.searched)
    await expect(page.locator('.palette [aria-selected=true]')).toContainText(words.searched)
    await press(page, 'Enter')
    await expect(page.locator('.detail .text')).toHaveText(words.second)
    await expect(page.locator('.detail img')).toHaveCount(1)

    // A record with its history.
    await palette(page, words.newContact)
    await expect(page.locator('.register form input').first()).toBeFocused()
    await type(page, words.contact)
    await press(page, 'Control+Enter')
    // What is missing is named, and the cursor is there.
    await expect(page.locator('.register form [aria-invalid=true]')).toBeFocused()
    await type(page, '8801')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('heading', { name: words.contact })).toBeVisible()
    await press(page, 'e')
    await expect(page.locator('.register form input').first()).toBeFocused()
    await press(page, 'Control+A')
    await type(page, words.renamed)
    await press(page, 'Control+Enter')
    await expect(page.getByRole('heading', { name: words.renamed })).toBeVisible()
    await tabTo(page, page.locator('[role=tab][tabindex="0"]'))
    const history = page.getByRole('tab', { name: words.history })
    while ((await history.getAttribute('aria-selected')) !== 'true') await press(page, 'ArrowRight')
    await expect(page.getByRole('tabpanel')).toContainText(`“${words.contact}”`)

    // The second user: made, signed in, writes.
    await palette(page, words.accounts)
    await expect(page.locator('.accounts table')).toBeFocused()
    await press(page, 'n')
    await expect(page.locator('dialog input').first()).toBeFocused()
    await type(page, words.other)
    await press(page, 'Tab')
    await type(page, 'wangxm')
    await press(page, 'Tab')
    await type(page, 'another horse')
    await press(page, 'Control+Enter')
    await expect(page.locator('dialog')).toHaveCount(0)
    await press(page, 'Control+Shift+l')
    await signIn(page, 'wangxm', 'another horse')
    await write(page, words.third)
    await press(page, 'Enter')
    await saved(page)
    await palette(page, words.log)
    await expect(page.locator('.log-list .line').first()).toContainText(words.other)

    // Export of what is shown.
    const file = join(folder, 'log.csv')
    await saveTo(app, file)
    await tabTo(page, page.getByRole('button', { name: words.export }))
    await press(page, 'Enter')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await press(page, 'ArrowDown', 'Enter')
    await expect(page.locator('.wk-toasts')).toContainText('log.csv')
    const exported = readFileSync(file, 'utf8')
    for (const text of [words.first, words.amended, words.second, words.third])
      expect(exported).toContain(text)

    // The same on paper: originals beside amendments, and the chain head to hold against later.
    const paper = join(folder, 'log.pdf')
    await saveTo(app, paper)
    await tabTo(page, page.locator('.log-list'))
    await press(page, 'p')
    await expect(page.locator('.wk-toasts')).toContainText('log.pdf')
    const printed = textOfPdf(paper)
    for (const text of [words.first, words.amended, words.reason, words.third])
      expect(printed).toContain(text.replaceAll(/\s/gu, ''))
    expect(printed).toMatch(/A1#\d+[0-9a-f]{16}/u)

    await app.close()
    const verified = verifyByCommand(workspace)
    expect(verified).toMatchObject({ ok: true, findings: [] })
    expect(verified.commits).toBeGreaterThan(10)
  })
}
