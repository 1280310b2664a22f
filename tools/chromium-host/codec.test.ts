import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'

interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

const source = readFileSync(new URL('./page/codec.js', import.meta.url), 'utf8')
const host: Codec = { encode, decode }
const page = (runInThisContext(`${source};makeCodec`) as () => Codec)()

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.date(),
    fc.uint8Array(),
    fc.array(tie('any')),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$t', '$bridge', 'value', '__proto__')),
      tie('any'),
      {
        noNullPrototype: true,
      },
    ),
  ),
})).any

const ways: readonly (readonly [string, Codec, Codec])[] = [
  ['host to page', host, page],
  ['page to host', page, host],
]

describe.each(ways)('%s', (_way, from, to) => {
  it('carries what structured clone carries', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(to.decode(from.encode(given))).toEqual(given)
      }),
    )
  })

  it('carries bytes beyond the size of an argument list', () => {
    const bytes = new Uint8Array(200_000).map((_, at) => at)
    expect(to.decode(from.encode({ bytes }))).toEqual({ bytes })
  })

  it('refuses what cannot be cloned', () => {
    expect(() => from.encode({ act: () => 1 })).toThrow('could not be cloned')
    expect(() => from.encode(Symbol('x'))).toThrow()
  })
})
