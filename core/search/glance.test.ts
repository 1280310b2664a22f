import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { glanceAt } from './glance.ts'
import { matches, placeOf, normalise, terms } from './text.ts'

const LETTERS = [
  ...'机機房发發温溫',
  '\n',
  ' ',
  'a',
  'É',
  'Ａ',
  '①',
  'ﬁ',
  'UPS',
  '-',
  '\u{20000}',
  '㎡',
]
const texts = fc.array(fc.constantFrom(...LETTERS), { maxLength: 24 }).map((all) => all.join(''))

describe('a glance', () => {
  it('never passes over a text in which a term stands', () => {
    fc.assert(
      fc.property(texts, texts, (text, query) => {
        const all = terms(query)
        const plain = normalise(text)
        const stands = all.some((term) => placeOf(term, plain) !== undefined)
        if (stands) expect(glanceAt(all)(text)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('passes over what has none of them', () => {
    const glance = glanceAt(terms('机房 UPS'))
    expect(glance('冷通道温度 25 ℃'.replace(' ℃', ''))).toBe(false)
    expect(glance('機\n房')).toBe(true)
    expect(glance('the ups hums')).toBe(true)
    expect(matches('机房', '機\n房')).toBe(true)
  })
})
