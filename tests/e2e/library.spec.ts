import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../tools/start/demonstration.ts'
import { ask, go, signIn } from '../../tools/ways.ts'
import { plainIn } from '../support/at-rest.ts'
import { pdfFile } from '../support/pdf-file.ts'
import { changeTo, DEMO } from './demo-people.ts'
import { expect, test } from './fixtures.ts'
import { press, type } from './keyboard.ts'
import { readerFrame } from './reader-steps.ts'

const WORDS = {
  'zh-CN': {
    import: '导入',
    folder: '选文件夹',
    imported: '已导入',
    bind: '绑定到步骤',
    lost: '未找到',
    notThere: /不存在或不可见/u,
    secret: '核心存储系统运行维护手册',
  },
  en: {
    import: 'Import',
    folder: 'Choose a folder',
    imported: 'Imported',
    bind: 'Bind to a step',
    lost: 'Not found',
    notThere: /does not exist or is not visible/u,
    secret: 'Core storage',
  },
} as const

/** What stands on a page of the manual and nowhere else. */
const sentences = (page: number): readonly [string, string] => [
  `Pump ${page} takes ${page * 7919} grams of grease`,
  `第${page}台水泵每次加注${page * 7919}克润滑脂`,
]
const PAGES = 60

const { author: AUTHOR, lead: LEAD, keeper: KEEPER, low: LOW } = DEMO

/** A vendor's manual of 60 pages, of which one says what is looked for, beside files of other kinds. */
function manuals(folder: string): string {
  const pages = Array.from({ length: PAGES }, (_, index) => {
    const [english, chinese] = sentences(index + 1)
    return {
      lines: [`Page ${index + 1}`, english],
      chinese: [
        `第${index + 1}页　日常维护`,
        index === 41 ? '轴流风机反转时先停机再换相序。' : '按周期清洁滤网。',
        chinese,
      ],
    }
  })
  const source = join(folder, 'manuals')
  mkdirSync(join(source, 'help'), { recursive: true })
  writeFileSync(join(source, 'fans.pdf'), pdfFile(pages))
  writeFileSync(join(source, 'notes.md'), '# 冷却塔巡视\n\n看水位，听水泵声音。\n')
  writeFileSync(join(source, 'broken.pdf'), '%PDF-1.7 nothing')
  writeFileSync(
    join(source, 'help/index.html'),
    '<title>Pump help</title><h1 id="a">Pumps</h1><p>See <a href="b.html#x">bearings</a>.</p>',
  )
  writeFileSync(join(source, 'help/b.html'), '<h2 id="x">Bearings</h2><p>Grease every month.</p>')
  return source
}

/** Types what is searched for into the library and opens the first document at its first place. */
async function open(page: Page, text: string): Promise<void> {
  await go(page, '/desk')
  await go(page, '/library')
  const box = page.locator('.library-screen input').first()
  await expect(box).toBeFocused()
  await box.fill(text)
  await expect(page.locator('.hit [data-place]').first()).toBeVisible()
  await press(page, 'ArrowDown', 'Enter')
}

/** Selects the line that holds the words. */
const selectLine = (frame: Frame, words: string): Promise<void> =>
  frame.evaluate(`(() => {
    const holders = [...document.querySelectorAll('#view *')]
      .filter((element) => element.textContent.includes(${JSON.stringify(words)}))
    const line = holders.at(-1)
    if (!line) throw new Error('the text is not there')
    const range = document.createRange()
    range.selectNodeContents(line)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
  })()`)

interface Found {
  readonly hits: readonly { readonly id: string; readonly title: string }[]
  readonly total: number
}
const search = (page: Page, text: string): Promise<Found> =>
  ask<Found>(page, 'library.search', { text, limit: 20 })

/** The approval of a version, by others than who made it. */
async function published(page: Page, version: string): Promise<void> {
  await ask(page, 'library.submitVersion', { version })
  await changeTo(page, LEAD)
  const { confirmation } = await ask<{ confirmation: string }>(page, 'session.confirm', {
    password: DEMO_PASSWORD,
  })
  await ask(page, 'library.approveVersion', { version, confirmation })
  await changeTo(page, KEEPER)
  await ask(page, 'library.publishVersion', { version })
}

for (const language of ['zh-CN', 'en'] as const) {
  const words = WORDS[language]
  test(`manuals are imported, found, read at the page, bound to an item and followed (${language})`, async ({
    start,
    folder,
    demonstration,
  }) => {
    test.setTimeout(240_000)
    const workspace = await demonstration(language)
    const { app, page } = await start({ workspace, language })
    await signIn(page, KEEPER, DEMO_PASSWORD)

    // A folder comes in: a broken file costs one line, the rest is there.
    await app.evaluate(({ dialog }, path) => {
      Object.assign(dialog, {
        showOpenDialog: async () => ({ canceled: false, filePaths: [path] }),
      })
    }, manuals(folder))
    await go(page, '/library')
    await page.getByRole('button', { name: new RegExp(`^${words.import}`, 'u') }).click()
    await page.getByRole('button', { name: words.folder }).click()
    // What was chosen is there before it is sent.
    await expect(page.locator('dialog li')).toHaveCount(1)
    await press(page, 'Control+Enter')
    const report = page.locator('dialog')
    await expect(report).toContainText(words.imported, { timeout: 60_000 })
    await expect(report).toContainText('broken.pdf', { timeout: 60_000 })
    await press(page, 'Escape')

    // Chinese finds the page, and the reader opens it there.
    await open(page, '风机反转')
    await readerFrame(page, '轴流风机反转')
    const number = page.getByRole('toolbar').getByRole('textbox').first()
    await expect(number).toHaveValue('42')
    const [{ id: document } = { id: '' }] = (await search(page, '风机反转')).hits

    // What is selected there is bound to an item of a checklist by who makes the rounds.
    await changeTo(page, LEAD)
    await open(page, '风机反转')
    const again = await readerFrame(page, '轴流风机反转')
    await expect(number).toHaveValue('42')
    // It is highlighted there, and bound.
    const marked = (): Promise<number> => again.evaluate('CSS.highlights.get("note")?.size ?? 0')
    await again.locator('.page[data-page-number="42"]').click()
    await expect
      .poll(
        async () => {
          if ((await marked()) > 0) return true
          await selectLine(again, '轴流风机反转')
          await page.waitForTimeout(800)
          await press(page, 'h')
          await page.waitForTimeout(400)
          return (await marked()) > 0
        },
        { timeout: 30_000 },
      )
      .toBe(true)
    const bind = page.getByRole('button', { name: words.bind })
    await expect
      .poll(async () => {
        // Marking what was found makes the text of the page anew, and the selection goes with it.
        await selectLine(again, '轴流风机反转')
        await page.waitForTimeout(400)
        await bind.click()
        const quote = await page.locator('dialog blockquote').count()
        if (quote === 0) await press(page, 'Escape')
        return quote
      })
      .toBe(1)
    await page.locator('dialog .found label').first().click()
    await page.locator('dialog select').selectOption({ index: 1 })
    await press(page, 'Control+Enter')
    await expect(page.locator('dialog')).toHaveCount(0)

    const { bindings } = await ask<{
      bindings: { source: { id: string }; item: string; label: string; place: { page: number } }[]
    }>(page, 'library.bindings', { document })
    expect(bindings).toMatchObject([
      { place: { page: 42, quote: '轴流风机反转时先停机再换相序。' } },
    ])
    const [bound] = bindings
    if (!bound) throw new Error('nothing is bound')
    const { run } = await ask<{ run: string }>(page, 'checklists.start', {
      template: bound.source.id,
    })
    await go(page, `/checklists/run/${run}`)
    const link = page.locator('.run-pane a', { hasText: 'fans' })
    await expect(link).toBeVisible()
    await link.click()
    await readerFrame(page, '轴流风机反转')
    await expect(number).toHaveValue('42')

    // A version without the words flags the binding, in the work of who keeps the manuals.
    await changeTo(page, AUTHOR)
    const text = '# 风机\n\n按周期清洁滤网，其余联系厂家。\n'
    const { version } = await ask<{ version: string }>(page, 'library.newVersion', { document })
    await ask(page, 'library.saveVersion', { version, body: text })
    await published(page, version)
    await go(page, `/library/${document}/bindings`)
    await expect(page.locator('.part tbody tr')).toContainText(words.lost)
    expect((await search(page, '风机反转')).total).toBe(0)
    const work = await ask<{ items: { key: string }[] }>(page, 'work.list', { scope: 'mine' })
    expect(work.items.some(({ key }) => key === `library-bindings/${version}`)).toBe(true)

    // After import, search, reading and a new version: no sentence stands in a file of the workspace or the engine.
    const known = Array.from({ length: PAGES }, (_, index) => sentences(index + 1)).flat()
    if (language === 'zh-CN')
      for (const place of [workspace, join(folder, 'user-data')])
        expect(plainIn(place, known)).toEqual([])
  })

  test(`a person below clearance finds nothing of a sensitive manual (${language})`, async ({
    start,
    demonstration,
  }) => {
    const workspace = await demonstration(language)
    const { page } = await start({ workspace, language })
    await signIn(page, LEAD, DEMO_PASSWORD)
    const before = await search(page, words.secret)
    const secret = before.hits.find(({ title }) => title.startsWith(words.secret))
    if (!secret) throw new Error('the manual is not in the demonstration')
    const count = async (): Promise<number> =>
      (await ask<{ total: number }>(page, 'library.documents', { limit: 1 })).total
    const seen = await count()
    const exported = async (): Promise<string> => {
      const { bytes } = await ask<{ bytes: Record<string, number> }>(page, 'transfer.export', {
        type: 'document',
        format: 'csv',
        columns: ['title'],
        language,
      })
      return Buffer.from(Object.values(bytes)).toString()
    }
    expect(await exported()).toContain(secret.title)
    const { bindings } = await ask<{ bindings: { source: { type: string; id: string } }[] }>(
      page,
      'library.bindings',
      { document: secret.id },
    )
    const [link] = bindings
    if (!link) throw new Error('nothing is bound to the manual')
    const { token } = await ask<{ token: string }>(page, 'library.open', { document: secret.id })

    // The documents for an emergency: one key, and Enter opens the first.
    await press(page, 'F9')
    await expect(page.locator('.hit')).toHaveCount(2)
    await expect(page.locator('.hit .pinned')).toHaveCount(2)
    await press(page, 'Enter')
    await expect(page.locator('.reader h2')).toBeVisible()
    // What is still being fetched when the next person comes would be refused.
    const read = await readerFrame(page, '')
    await expect
      .poll(() => read.evaluate("performance.getEntriesByName('first-page').length"))
      .toBe(1)
    await read.evaluate('document.fonts.ready.then(() => undefined)')

    await changeTo(page, LOW)
    await page.evaluate(`(() => {
      globalThis.heard = []
      watchkeeper.subscribe('records.changed', ({ ids }) => heard.push(...ids))
    })()`)
    expect(await count()).toBeLessThan(seen)
    expect(await exported()).not.toContain(secret.title)
    const bound = await ask<{ bindings: { document: string }[] }>(page, 'library.bindings', {
      source: link.source,
    })
    expect(bound.bindings.map(({ document }) => document)).not.toContain(secret.id)
    expect((await search(page, words.secret)).hits.map(({ id }) => id)).not.toContain(secret.id)
    await go(page, '/library')
    await expect(page.locator('.hit').first()).toBeVisible()
    await page.locator('.library-screen input').first().fill(secret.title)
    await expect(page.locator('.hit h3', { hasText: secret.title })).toHaveCount(0)
    await go(page, `/library/${secret.id}`)
    await expect(page.getByRole('alert')).toHaveText(words.notThere)
    await press(page, 'Control+k')
    await type(page, secret.title)
    await expect(page.locator('.palette [role=option]', { hasText: secret.title })).toHaveCount(0)
    await press(page, 'Escape')
    for (const part of ['versions', 'bindings', 'readers']) {
      await go(page, `/library/${secret.id}/${part}`)
      await expect(page.getByRole('alert')).toContainText(words.notThere)
    }
    const refused = (procedure: string, input: object): Promise<string> =>
      ask(page, procedure, input).then(
        () => 'answered',
        () => 'refused',
      )
    for (const [procedure, input] of [
      ['register.get', { type: 'document', id: secret.id }],
      ['register.history', { type: 'document', id: secret.id }],
      ['library.open', { document: secret.id }],
      ['library.document', { id: secret.id }],
      ['library.export', { token, from: 0 }],
      ['library.serve', { token, path: '/f/document' }],
    ] as const)
      expect(await refused(procedure, input), procedure).toBe('refused')
    const everywhere = await ask<{ hits: { id: string }[] }>(page, 'search.all', {
      text: secret.title,
      limit: 50,
    })
    expect(everywhere.hits.map(({ id }) => id)).not.toContain(secret.id)
    expect(await page.evaluate('globalThis.heard')).not.toContain(secret.id)
  })
}
