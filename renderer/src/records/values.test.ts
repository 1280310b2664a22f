import { describe, expect, it } from 'vitest'
import { asAttachments, asLinks, isEmpty, sameValue } from './values.ts'

describe('values', () => {
  it('takes false and 0 for values, empty texts and lists for none', () => {
    expect([false, 0, 'a', [1]].map(isEmpty)).toEqual([false, false, false, false])
    expect([undefined, null, '', []].map(isEmpty)).toEqual([true, true, true, true])
  })

  it('compares as data, whatever the order of keys', () => {
    expect(sameValue([{ type: 'a', id: '1' }], [{ id: '1', type: 'a' }])).toBe(true)
    expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false)
    expect(sameValue(null, [])).toBe(true)
    expect(sameValue(0, null)).toBe(false)
  })

  it('reads lists of links and files and drops what is neither', () => {
    expect(asLinks([{ type: 'pump', id: '1' }, 'x', { id: '2' }])).toEqual([
      { type: 'pump', id: '1' },
    ])
    const file = { sha256: 'a', name: 'b.png', mime: 'image/png', size: 3 }
    expect(asAttachments([file, { name: 'c' }])).toEqual([file])
  })
})
