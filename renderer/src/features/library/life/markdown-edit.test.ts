import { describe, expect, it } from 'vitest'
import { headed, nextLine, prefixed, withBlock, wrapped, type Edited } from './markdown-edit.ts'

/** `|` stands for the caret, two of them for a selection. */
function at(marked: string): Edited {
  const parts = marked.split('|')
  const from = parts[0]?.length ?? 0
  return {
    text: parts.join(''),
    from,
    to: parts.length === 3 ? from + (parts[1]?.length ?? 0) : from,
  }
}
const shown = ({ text, from, to }: Edited): string =>
  from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`

describe('marks', () => {
  it('go around the selection and off again', () => {
    const bold = wrapped(at('按|两次|回车'), '**')
    expect(shown(bold)).toBe('按**|两次|**回车')
    expect(shown(wrapped(bold, '**'))).toBe('按|两次|回车')
  })

  it('go before every line, steps counted', () => {
    expect(shown(prefixed(at('a\n|b\nc|\nd'), '- '))).toBe('a\n- |b\n- c|\nd')
    expect(prefixed(at('|b\nc|'), '1. ').text).toBe('1. b\n2. c')
  })

  it('make a heading deeper each time, after the third none', () => {
    const first = headed(at('x\n启|动\ny'))
    expect(shown(first)).toBe('x\n# 启|动\ny')
    expect(shown(headed(headed(first)))).toBe('x\n### 启|动\ny')
    expect(shown(headed(headed(headed(first))))).toBe('x\n启|动\ny')
  })

  it('put a block between empty lines', () => {
    expect(withBlock(at('a|b'), 'T').text).toBe('a\n\nT\n\nb')
    expect(withBlock(at('a\n|'), 'T').text).toBe('a\n\nT\n\n')
  })
})

describe('Enter', () => {
  it('goes on with a list and ends it in an empty item', () => {
    expect(shown(nextLine(at('1. a|')) ?? at('|'))).toBe('1. a\n2. |')
    expect(shown(nextLine(at('  - [x] a|')) ?? at('|'))).toBe('  - [x] a\n  - [ ] |')
    expect(shown(nextLine(at('- a\n- |')) ?? at('x|'))).toBe('- a\n|')
  })

  it('is an ordinary line end elsewhere', () => {
    expect(nextLine(at('a|'))).toBeUndefined()
    expect(nextLine(at('- |a|'))).toBeUndefined()
  })
})
