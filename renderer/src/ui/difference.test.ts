import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from './difference.ts'

describe('difference', () => {
  it('shows the changed reading only', () => {
    expect(difference('冷通道A温度24.9℃，加测一次。', '冷通道A温度25.6℃，加测一次。')).toEqual([
      { kind: 'same', text: '冷通道A温度' },
      { kind: 'removed', text: '24.9' },
      { kind: 'added', text: '25.6' },
      { kind: 'same', text: '℃，加测一次。' },
    ])
  })

  it('takes Latin words whole', () => {
    expect(difference('Vendor arrives at ten', 'Vendor arrived at ten')).toEqual([
      { kind: 'same', text: 'Vendor ' },
      { kind: 'removed', text: 'arrives' },
      { kind: 'added', text: 'arrived' },
      { kind: 'same', text: ' at ten' },
    ])
  })

  it('gives back both texts whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom('控', '制', '器', 'A', 'b', ' ', '1', '，', '\n'),
    })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = difference(before, after)
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })
})
