import { describe, expect, it } from 'vitest'
import { occurrences, wordsOf } from './text-index.ts'

describe('what is looked for in a document', () => {
  it('is every word between spaces, and a phrase between quotes as a whole', () => {
    expect(wordsOf('控制器 切换')).toEqual(['控制器', '切换'])
    expect(wordsOf('“write cache” ＵＰＳ')).toEqual(['write cache', 'ups'])
    expect(wordsOf('  ')).toEqual([])
  })

  it('is found word by word in the order of the text, signs as they are', () => {
    const text = '切换到控制器a，控制器切换 (1.5 s)'
    expect(occurrences(text, '控制器 切换').map(({ at }) => at)).toEqual([0, 3, 8, 11])
    expect(occurrences(text, '(1.5')).toEqual([{ at: 14, length: 4 }])
    expect(occurrences(text, '控制器切换 切换').map(({ length }) => length)).toEqual([2, 5])
    expect(occurrences(text, '')).toEqual([])
  })
})
