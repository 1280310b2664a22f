import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eachWith, Packing } from './packed-texts.ts'

function packed(texts: readonly string[]): Uint8Array {
  const packing = new Packing()
  let before = Buffer.alloc(0)
  for (const text of texts) {
    const bytes = Buffer.from(text)
    let common = 0
    while (common < Math.min(before.length, bytes.length) && before[common] === bytes[common])
      common += 1
    expect(packing.add(common, bytes, common, bytes.length)).toBe(true)
    before = bytes
  }
  return packing.end()
}

const small = (text: string): string => text.replaceAll(/[A-Z]/gu, (one) => one.toLowerCase())

/** Few letters, so that parts overlap themselves; runs that are longer than four bits tell. */
const letters = fc.constantFrom('a', 'A', 'b', 'ab', 'Ä', '间', '𠮷', 'a'.repeat(20))
const texts = fc.array(
  fc.array(letters, { maxLength: 8 }).map((all) => all.join('')),
  { maxLength: 40 },
)
const parts = fc.array(letters, { maxLength: 5 }).map((all) => all.join(''))

it('finds every sorted text that a part stands in', () => {
  fc.assert(
    fc.property(texts, parts, (some, part) => {
      const sorted = some.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const found: number[] = []
      expect(eachWith(packed(sorted), part, (index) => found.push(index))).toBe(true)
      expect(found.map((index) => sorted[index])).toEqual(
        sorted.filter((text) => small(text).includes(small(part))),
      )
    }),
    { numRuns: 500 },
  )
})

it('leaves parts that are too long to the table', () => {
  const found: number[] = []
  expect(eachWith(packed(['a']), 'a'.repeat(1025), (index) => found.push(index))).toBe(false)
  expect(found).toEqual([])
})
