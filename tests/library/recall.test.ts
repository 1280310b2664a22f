import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addDocuments, settled, spy } from '../../core/features/library/index/testing.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'
import { plainIn } from '../support/at-rest.ts'
import { hasDebian, manuals, type Manual } from './corpus.ts'
import { plainTexts, questionsOf, random } from './questions.ts'
import { foundBy, scannedFor } from './scan.ts'

/** LIBRARY_CORPUS=all asks the whole corpus, which takes an hour. */
const WHOLE = process.env['LIBRARY_CORPUS'] === 'all'
const BATCH = 500
vi.setConfig(
  WHOLE
    ? { testTimeout: 36_000_000, hookTimeout: 36_000_000 }
    : { testTimeout: 120_000, hookTimeout: 300_000 },
)

/** Real manuals, some of every package of the small corpus; a machine without apt has none. */
describe.runIf(hasDebian())('the library over real manuals', () => {
  const place = new TestPlace()
  const watcher = spy()
  const core = place.core({ extraFeatures: [watcher.feature] })
  let all: Manual[] = []
  const ids: string[] = []

  beforeAll(async () => {
    all = WHOLE ? await manuals('all') : await manuals('small', { most: 150 })
    await done(core, 'workspace.create', FOUNDER)
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
    const documents = all.map(({ title, parts }, at) => ({
      title,
      parts,
      level: ([1, 0, 2, 1, 3] as const)[at % 5] ?? 1,
    }))
    for (let at = 0; at < documents.length; at += BATCH)
      ids.push(...(await addDocuments(watcher.context(), documents.slice(at, at + BATCH))))
    await settled(core, watcher.context(), WHOLE ? 36_000 : 60)
  })
  afterAll(() => place.clear())

  it('finds what a plain scan finds, and nothing else', async () => {
    const texts = all.map((manual, at) => ({ id: ids[at] ?? '', plain: plainTexts(manual) }))
    const questions = questionsOf(all, { chinese: 200, english: 200, phrases: 50 })
    expect(questions.length).toBeGreaterThan(400)
    for (const question of questions)
      expect((await foundBy(core, question.text)).toSorted(), question.text).toEqual(
        scannedFor(texts, question).toSorted(),
      )
  })

  it('shows the words where it says they are', async () => {
    for (const { text, kind } of questionsOf(all, { chinese: 30, english: 30, phrases: 10 }, 11)) {
      const { hits } = await done(core, 'library.search', { text, limit: 5 })
      expect(hits.length, text).toBeGreaterThan(0)
      for (const { places, marked } of hits) {
        const shown = [
          marked,
          ...places.map(({ snippet, heading }) => `${snippet} ${heading}`),
        ].join(' ')
        if (kind === 'chinese')
          expect(shown.includes('\u0002') || shown.includes(text), text).toBe(true)
        else expect(shown.toLowerCase(), text).toContain(text.replaceAll('"', '').split(' ')[0])
      }
    }
  })

  it('leaves no plain text of a document in any file of the workspace', async () => {
    const next = random(3)
    const sentences = new Set<string>()
    while (sentences.size < 100) {
      const pieces =
        all[Math.floor(next() * all.length)]?.parts.flatMap((part) => part.pieces) ?? []
      const text = pieces[Math.floor(next() * pieces.length)]?.text ?? ''
      const from = Math.floor(next() * Math.max(1, text.length - 24))
      const sentence = text.slice(from, from + 24)
      if (sentence.trim().length > 18 && /[\p{Script=Han}a-z]{6}/u.test(sentence))
        sentences.add(sentence)
    }
    expect(readdirSync(place.workspace)).toContain('library-1.db-wal')
    expect(plainIn(place.workspace, [...sentences])).toEqual([])
  })
})
