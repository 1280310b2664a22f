import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { squares } from './squares.ts'

it('draws each run of dark squares once', () => {
  expect(squares([[true, true, false, true]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1z')
  expect(squares([[false], [true]])).toBe('M0 1h1v1h-1z')
})

it('covers exactly the dark squares of a code', () => {
  const { data } = encode('WK1:0198f3a0-0000-7000-8000-000000000000:17', { border: 2 })
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, width] of squares(data).matchAll(/M(\d+) (\d+)h(\d+)/gu))
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  expect(drawn).toEqual(data)
})
