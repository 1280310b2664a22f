import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from './csv.ts'

const rows = (text: string, delimiter = ','): string[][] => [...csvRows(text, delimiter)]

describe('rows of a CSV', () => {
  it('end at any kind of line break, and blank ones are passed over', () => {
    expect(rows('a,b\r\nc,d\n\ne,\rf')).toEqual([['a', 'b'], ['c', 'd'], ['e', ''], ['f']])
  })

  it('keep what stands between quotes, also a line break, a delimiter, spaces and a quote', () => {
    expect(rows('"a\n1", " b,c " ,"say ""hi""",""')).toEqual([['a\n1', ' b,c ', 'say "hi"', '']])
  })

  it('take a quote inside of a cell as it is', () => {
    expect(rows('19" 机柜,"2U" 服务器\n')).toEqual([['19" 机柜', '"2U" 服务器']])
  })

  it('are parted by tabs where the file says so', () => {
    expect(rows('a\t b \t\t"c"', '\t')).toEqual([['a', 'b', '', 'c']])
  })

  it('are none where a quote is never closed', () => {
    expect(() => rows('a,"b\nc')).toThrow('quote')
  })

  it('are those that another reader finds', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', '机', '7', '-'), maxLength: 6 }),
      fc
        .string({ unit: fc.constantFrom('a', ' ', ',', '\n', '\r\n', '""', '房'), maxLength: 6 })
        .map((text) => `"${text}"`),
    )
    const line = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','))
    const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, (csv) => {
        const other = parse(csv, {
          record_delimiter: '\n',
          relax_column_count: true,
          relax_quotes: true,
          skip_empty_lines: true,
          trim: true,
        })
        const filled = (all: readonly string[][]) =>
          all.filter((row) => row.some((value) => value !== ''))
        expect(filled(rows(csv))).toEqual(filled(other))
      }),
    )
  })
})
