import { describe, expect, it } from 'vitest'
import { kindOf } from './detect.ts'

/** Bytes as a damaged file or a program without a known beginning has them: no zero among them. */
const noise = Uint8Array.from({ length: 400 }, (_, at) => ((at * 193 + 87) % 255) + 1)

describe('what a file is', () => {
  it('is not text where its bytes are no text, whatever its name says', () => {
    expect(kindOf('tool.exe', noise)).toBe('unknown')
    expect(kindOf('notes.txt', noise)).toBe('unknown')
  })

  it('is text in every encoding', () => {
    const chinese = Uint8Array.from([0xbb, 0xfa, 0xb7, 0xbf, 0x0d, 0x0a, 0xbf, 0xd5, 0xb5, 0xf7])
    expect(kindOf('gb18030.txt', chinese)).toBe('text')
    expect(kindOf('utf-8.txt', Buffer.from('机房空调操作手册\n第一步\t检查电源'))).toBe('text')
    expect(kindOf('utf-16.txt', Buffer.from('\ufeff机房空调', 'utf16le'))).toBe('text')
    expect(kindOf('terminal.log', Buffer.from('\u001b[31mfailed\u001b[0m\n'))).toBe('text')
  })
})
