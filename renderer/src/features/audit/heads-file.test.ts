import { describe, expect, it } from 'vitest'
import { readHeads, writeHeads } from './heads-file.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a heads file', () => {
  it('is read back as it was written, with or without its wrapper', () => {
    const heads = { 'f862f6fb00112233.1': [48_107, 'ab'.repeat(32)] as [number, string] }
    expect(readHeads(writeHeads(heads))).toEqual(heads)
    expect(readHeads(bytes(JSON.stringify(heads)))).toEqual(heads)
  })

  it('is nothing else', () => {
    for (const text of ['', '{', '[]', '{"heads":{"a":1}}', '"x"'])
      expect(readHeads(bytes(text)), text).toBeUndefined()
  })
})
