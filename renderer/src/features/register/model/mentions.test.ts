import { describe, expect, it } from 'vitest'
import { nameTyped, piecesOf } from './mentions.ts'

describe('a name typed after an @', () => {
  it('is what stands between it and the cursor', () => {
    expect(nameTyped('请@', 2)).toEqual({ from: 2, name: '' })
    expect(nameTyped('@陈立 复核', 3)).toEqual({ from: 1, name: '陈立' })
    expect(nameTyped('ask @cl', 7)).toEqual({ from: 5, name: 'cl' })
  })

  it('is none in an address, and ends with a space', () => {
    expect(nameTyped('mail ops@example', 16)).toBeUndefined()
    expect(nameTyped('@陈立远 复核', 7)).toBeUndefined()
  })
})

describe('a text with calls', () => {
  it('is cut at the longest name that stands there', () => {
    expect(piecesOf('请@王强国看，@王强不用', ['王强', '王强国'])).toEqual([
      { text: '请', name: false },
      { text: '@王强国', name: true },
      { text: '看，', name: false },
      { text: '@王强', name: true },
      { text: '不用', name: false },
    ])
    expect(piecesOf('a@b', ['陈立远'])).toEqual([{ text: 'a@b', name: false }])
  })
})
