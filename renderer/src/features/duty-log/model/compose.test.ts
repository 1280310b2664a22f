import { describe, expect, it } from 'vitest'
import type { RecordLabel } from '../../../../../contract/common.ts'
import { compose, insertToken, markTokens, triggerAt, type Token } from './compose.ts'

const incident: RecordLabel = {
  type: 'incident',
  id: '01890000-0000-7000-8000-000000000042',
  title: '存储SAN-02控制器B离线',
  number: 'INC-0042',
  deleted: false,
}
const link: Token = { kind: 'link', text: 'INC-0042', link: incident }
const tag: Token = { kind: 'tag', text: '@温湿度', tag: '温湿度' }

describe('trigger', () => {
  it.each([
    ['厂家备件已出库 #inc', { sign: '#', query: 'inc', start: 8 }],
    ['冷通道＃', { sign: '#', query: '', start: 3 }],
    ['告警@存', { sign: '@', query: '存', start: 2 }],
    ['C#', undefined],
    ['ops@binjiang', undefined],
    ['#inc 已关', undefined],
    ['#a，', undefined],
  ])('%j', (text, expected) => {
    expect(triggerAt(text, text.length)).toEqual(expected)
  })

  it('looks left of the caret only', () => {
    expect(triggerAt('见 #INC 处理', 6)).toEqual({ sign: '#', query: 'INC', start: 2 })
  })
})

describe('inserting', () => {
  it('puts the number in the place of what was typed, parted from its neighbours', () => {
    const trigger = triggerAt('预计03:10到场#in', 12)
    expect(trigger && insertToken('预计03:10到场#in', trigger, 12, link)).toEqual({
      text: '预计03:10到场 INC-0042 ',
      caret: 19,
    })
  })
})

describe('composing', () => {
  it('moves records and tags at the end out of the text', () => {
    expect(compose('厂家备件已出库，预计03:10到场 INC-0042 @温湿度 ', [link, tag])).toEqual({
      text: '厂家备件已出库，预计03:10到场',
      tags: ['温湿度'],
      links: [incident],
    })
  })

  it('keeps what stands inside the sentence as words', () => {
    expect(compose('因 INC-0042 推迟 @批量 对账', [link])).toEqual({
      text: '因 INC-0042 推迟 批量 对账',
      tags: ['批量'],
      links: [incident],
    })
  })

  it('forgets a record whose text was deleted again', () => {
    expect(compose('厂家备件已出库', [link]).links).toEqual([])
  })

  it('never leaves an empty text, and leaves mail addresses alone', () => {
    expect(compose('INC-0042', [link]).text).toBe('INC-0042')
    expect(compose('mail ops@binjiang', []).tags).toEqual([])
  })
})

describe('marking', () => {
  it('parts the text at its tokens and loses no character', () => {
    const text = '因 INC-0042 推迟 @温湿度'
    const parts = markTokens(text, [link, tag])
    expect(parts.map((part) => part.text).join('')).toBe(text)
    expect(parts.filter((part) => part.marked).map((part) => part.text)).toEqual([
      'INC-0042',
      '@温湿度',
    ])
  })
})
