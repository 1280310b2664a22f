import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Extracted, ExtractedPiece } from '../extracted.ts'
import { anchored, located } from './locate.ts'

const piece = (given: Partial<ExtractedPiece>): ExtractedPiece => ({
  page: 0,
  anchor: '',
  heading: '',
  depth: 0,
  text: '',
  ...given,
})
const version = (...pieces: readonly Partial<ExtractedPiece>[]): Extracted => ({
  format: 'pdf',
  title: '',
  language: 'zh',
  encoding: '',
  entry: '',
  pages: pieces.length,
  parts: [{ path: '', title: '手册', pieces: pieces.map(piece) }],
  warnings: [],
})
const QUOTE = '控制器B离线期间严禁重启控制器A'

describe('a place that is bound', () => {
  it('takes the words that stand there, with what stands around a selection', () => {
    const text = `警告：${QUOTE}，否则全部卷将中断。`
    const found = anchored(version({ page: 1, text: '概述' }, { page: 2, text }), {
      page: 2,
      quote: QUOTE,
    })
    expect(found?.place).toEqual({
      page: 2,
      quote: QUOTE,
      before: '警告：',
      after: '，否则全部卷将中断。',
    })
    expect(anchored(version({ page: 1, text }), { page: 1 })?.place.quote).toBe(text)
    expect(anchored(version({ page: 1, text }), { page: 3 })).toBeUndefined()
    expect(anchored(version({ page: 1, text }), { page: 1, quote: '没有的字' })).toBeUndefined()
  })

  it('is found whatever became of spaces, widths and letter case', () => {
    const found = located(version({ page: 4, text: '控制器Ｂ 离线期间\n严禁重启 控制器a' }), {
      page: 4,
      quote: QUOTE,
    })
    expect(found.state).toBe('ok')
  })

  it('is found where it went, at the place that stands as the bound one stood', () => {
    const found = located(
      version(
        { page: 1, text: `目录 ${QUOTE}` },
        { page: 9, text: `警告：${QUOTE}，否则` },
        { page: 8, text: QUOTE },
      ),
      { page: 2, quote: QUOTE, before: '警告：', after: '，否则' },
    )
    expect(found).toMatchObject({ state: 'moved', place: { page: 9 } })
  })

  it('is flagged when the text is only alike, and lost when it is another', () => {
    const changed = version({ page: 2, text: '注意：控制器B离线时严禁重启控制器A，见5.2。' })
    expect(located(changed, { page: 2, quote: QUOTE }).state).toBe('changed')
    const other = version({ page: 2, text: '更换电池前先断开输出断路器，佩戴绝缘手套。' })
    expect(located(other, { page: 2, quote: QUOTE })).toMatchObject({
      state: 'lost',
      place: { page: 2, quote: QUOTE },
    })
    expect(located(other, { page: 2 }).state).toBe('lost')
  })

  it('is never said to be in place where its words do not stand', () => {
    const words = fc.array(fc.constantFrom(...'控制器离线重启警告电池'), {
      minLength: 4,
      maxLength: 20,
    })
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 6 }), (quote, texts) => {
        const wanted = quote.join('')
        const all = texts.map((text) => text.join(''))
        const { state, place } = located(
          version(...all.map((text, at) => ({ page: at + 1, text }))),
          { page: 1, quote: wanted },
        )
        const pages = all.flatMap((text, at) => (text.includes(wanted) ? [at + 1] : []))
        if (pages.length === 0) expect(['changed', 'lost']).toContain(state)
        else {
          expect(['ok', 'moved']).toContain(state)
          expect(pages).toContain(place.page)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
