import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '../../contract/text.ts'
import { expect, test } from './fixtures.ts'
import { palette, pastePicture, press, saveTo, tabTo, textOfPdf, type } from './keyboard.ts'
import { addAccount, change, firstRun, verifyByCommand, write, written } from './steps.ts'
import { WORDS } from './words.ts'

const FIRST = { login: 'chenly', password: 'correct horse' }
const SECOND = { login: 'wangxm', password: 'another horse' }

for (const language of LANGUAGES) {
  test(`a person and the next one work by keyboard alone, in ${language}`, async ({
    start,
    folder,
  }) => {
    const words = WORDS[language]
    const { app, page, workspace } = await start({ language })
    await firstRun(page, words, FIRST)
    await expect(page.getByText(words.store)).toBeVisible()

    // Entries: plain, in another category with a picture, and late.
    await write(page, words.first)
    await press(page, 'Enter')
    await written(page)
    await write(page, words.second, ['Tab'])
    await expect(page.locator('.quick [aria-live]')).toHaveText(words.category)
    await pastePicture(page)
    await expect(page.locator('.quick .files .wk-chip button')).toHaveCount(1)
    await press(page, 'Enter')
    await written(page)
    await press(page, 'F2', 'Alt+t')
    await type(page, '3-16 23:50')
    await press(page, 'Enter')
    await type(page, words.lateText)
    await press(page, 'Enter')
    await written(page)

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
    await addAccount(page, words, SECOND)
    await change(page, SECOND)
    await write(page, words.third)
    await press(page, 'Enter')
    await written(page)
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
    const verified = verifyByCommand(workspace, FIRST)
    expect(verified).toMatchObject({ ok: true, findings: [] })
    expect(verified.commits).toBeGreaterThan(10)
  })
}
