import { afterAll, describe, expect, it } from 'vitest'
import type { Extracted } from '../extracted.ts'
import { writeArchive } from './archive-writer.ts'
import { extract, workers } from './extract.ts'
import {
  docxFile,
  epubFile,
  manFile,
  pdfFile,
  pngFile,
  pptxFile,
  SAMPLES,
  xlsxFile,
} from './sample-files.ts'

afterAll(() => workers.close())

async function found(name: string, bytes: Uint8Array): Promise<Extracted> {
  const result = await extract({ source: { kind: 'bytes', bytes }, name })
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value.extracted
}

const pieces = ({ parts }: Extracted) =>
  parts.flatMap((part) =>
    part.pieces.map(({ page, heading, anchor, text }) => [page, heading, anchor, text]),
  )

const workbookOf = (rows: string): Uint8Array =>
  writeArchive(
    new Map(
      Object.entries({
        'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r1" Type="x" Target="s.xml"/></Relationships>',
        'xl/s.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      }).map(([name, text]) => [name, Buffer.from(text)]),
    ),
  )

describe('formats', () => {
  it.each(Object.keys(SAMPLES))('%s is read whole', async (name) => {
    const result = await found(name, SAMPLES[name]?.() ?? new Uint8Array())
    expect(result.warnings).toEqual([])
    if (result.format !== 'image') expect(JSON.stringify(result.parts)).toMatch(/fan|温度|chapter/u)
  })

  it('PDF by pages with the headings of its outline', async () => {
    const result = await found('a.pdf', pdfFile())
    expect(result).toMatchObject({ format: 'pdf', pages: 1, language: 'en' })
    expect(pieces(result)).toEqual([[1, 'Fans', '', 'Check the fan']])
  })

  it('a scanned PDF with a warning that it has no text', async () => {
    expect((await found('a.pdf', pdfFile('0 0 100 100 re f'))).warnings).toEqual(['noText'])
  })

  it('DOCX by headings', async () => {
    expect(pieces(await found('a.docx', docxFile()))).toEqual([
      [0, '巡检规程', 'wk-1', '检查机房空调的温度'],
    ])
  })

  it('XLSX by sheets, with dates as dates and without readings of characters', async () => {
    expect(pieces(await found('a.xlsx', xlsxFile()))).toEqual([
      [1, '读数', '', '温度\t机房\n23.5\t2025-12-09\tnote'],
    ])
  })

  it('XLSX with empty cells and rows where they are, and one cell at the far end without all before it', async () => {
    const cell = (name: string, value: string) => `<c r="${name}" t="str"><v>${value}</v></c>`
    const sheet = [
      `<row r="2">${cell('B2', 'one')}${cell('AA2', 'two\nlines')}</row>`,
      `<row r="4"><c r="A4"/>${cell('C4', '3')}</row>`,
      `<row r="1048576">${cell('XFD1048576', 'far')}</row>`,
    ].join('')
    const [first] = pieces(await found('a.xlsx', workbookOf(sheet)))
    expect(first?.[3]).toBe(
      `\n\tone${'\t'.repeat(25)}two lines\n\n\t\t3\n${'\t'.repeat(16_383)}far`,
    )
  })

  it('XLSX of 20,000 rows', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `<row><c t="inlineStr"><is><t>row ${at}</t></is></c><c><v>${at}</v></c></row>`,
    ).join('')
    const bytes = workbookOf(rows)
    const [sheet] = pieces(await found('a.xlsx', bytes))
    expect(String(sheet?.[3]).split('\n')).toHaveLength(20_000)
  })

  it('PPTX by slides, with notes and without numbers of slides', async () => {
    expect(pieces(await found('a.pptx', pptxFile()))).toEqual([
      [1, '交接班', '', 'Check the fan\nSaid aloud'],
    ])
  })

  it('EPUB by chapters', async () => {
    const result = await found('a.epub', epubFile())
    expect(result).toMatchObject({ title: '值班手册', entry: 'OEBPS/one a.xhtml', pages: 2 })
    expect(result.parts.map(({ path }) => path)).toEqual(['OEBPS/one a.xhtml', 'OEBPS/two.xhtml'])
    expect(pieces(result)).toEqual([
      [0, 'One', 'wk-1', 'Text of the chapter'],
      [0, 'Two', 'x', 'More'],
    ])
  })

  it('man pages by sections', async () => {
    const result = await found('fan.8', manFile())
    expect(result.title).toBe('FAN(8) — control the fan')
    expect(pieces(result)).toEqual([
      [0, 'NAME', 'wk-1', 'fan - control the fan'],
      [0, 'SYNOPSIS', 'wk-2', 'fan [speed]'],
      [
        0,
        'DESCRIPTION',
        'wk-3',
        'Sets the speed of the fan.\n-q,--quiet\nSays nothing.\nfan 3\n  fan 4',
      ],
      [0, 'Files', 'wk-4', 'See fan.conf(5).'],
    ])
  })

  it('man pages in mdoc, and those that only name another', async () => {
    const page =
      '.Dd May 1, 2026\n.Dt FAN 8\n.Sh NAME\n.Nm fan\n.Nd control it\n.Sh SYNOPSIS\n.Nm\n.Op Fl q\n.Ar speed\n'
    const result = await found('fan.8', Buffer.from(page))
    expect(result.title).toBe('fan(8) — control it')
    expect(pieces(result).at(-1)?.[3]).toBe('fan [-q] speed')
    const alias = await extract({
      source: { kind: 'bytes', bytes: Buffer.from('.so man8/fan.8\n') },
      name: 'vent.8',
    })
    expect(alias).toMatchObject({
      ok: false,
      error: { code: 'documentAlias', params: { name: 'man8/fan.8' } },
    })
  })

  it('pictures without text', async () => {
    expect(await found('a.png', pngFile())).toMatchObject({ format: 'image', parts: [] })
  })

  it('an archive of the same files is the same bytes, whatever the order and the day', () => {
    const files = [
      ['b', Buffer.from('two')],
      ['a', Buffer.from('one')],
    ] as const
    const first = Buffer.from(writeArchive(new Map(files)))
    expect(first.equals(writeArchive(new Map(files.toReversed())))).toBe(true)
  })
})
