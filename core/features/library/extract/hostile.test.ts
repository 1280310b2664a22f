import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { writeArchive } from './archive-writer.ts'
import { extract, workers } from './extract.ts'
import { docxFile, epubFile, pdfFile, pptxFile, xlsxFile } from './sample-files.ts'

afterAll(() => workers.close())

/** The code of what is wrong, else the text. */
async function read(name: string, bytes: Uint8Array): Promise<{ code: string; text: string }> {
  const result = await extract(
    { source: { kind: 'bytes', bytes }, name },
    { stallMs: 6000, totalMs: 30_000 },
  )
  return result.ok
    ? { code: 'ok', text: JSON.stringify(result.value.extracted) }
    : { code: result.error.code, text: '' }
}

const zip = (...files: readonly (readonly [string, string | Uint8Array])[]): Buffer =>
  Buffer.from(
    writeArchive(
      new Map(
        files.map(([name, content]) => [
          name,
          typeof content === 'string' ? Buffer.from(content) : content,
        ]),
      ),
    ),
  )

describe('script and addresses of other places', () => {
  it('are no text and are not followed', async () => {
    const { code, text } = await read(
      'a.html',
      Buffer.from(`<html><head><meta http-equiv="refresh" content="0;url=http://203.0.113.1/">
        <script src="http://203.0.113.1/x.js"></script><link rel="stylesheet" href="//203.0.113.1/x.css"></head>
        <body onload="evil()"><p onclick="evil()">Text</p><iframe src="http://203.0.113.1/"></iframe>
        <img src=x onerror=evil()><svg><script>evil()</script></svg><script>evil()</script>
        <object data="javascript:evil()"></object><a href="javascript:evil()">link</a></body></html>`),
    )
    expect(code).toBe('ok')
    expect(text).not.toMatch(/evil|203\.0\.113/u)
    expect(text).toContain('Text')
  })

  it('a page nested a million deep is read or given up in time', async () => {
    const { code } = await read('a.html', Buffer.from(`${'<div>'.repeat(1_000_000)}Text`))
    expect(['ok', 'documentTime']).toContain(code)
  })
})

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "laugh">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
  .join('')}]>`
const EXTERNAL =
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY j SYSTEM "http://203.0.113.1/">]>'

describe('tricks with entities of XML', () => {
  const makers = { docx: docxFile, xlsx: xlsxFile, pptx: pptxFile, epub: epubFile }
  it.each(Object.entries(makers))('expand nothing in %s', async (extension, make) => {
    for (const before of [LAUGHS, EXTERNAL]) {
      const { code, text } = await read(`a.${extension}`, make('&a;&j;', before))
      expect(['ok', 'documentDamaged']).toContain(code)
      expect(text).not.toMatch(/root:|laughlaugh/u)
      expect(text.length).toBeLessThan(5000)
    }
  })
})

describe('archives that want more than they say', () => {
  const NOTHING = Buffer.alloc(80 << 20)

  it('a bomb by its ratio', async () => {
    const bomb = zip(['xl/workbook.xml', NOTHING])
    expect(bomb.length).toBeLessThan(100_000)
    expect((await read('a.xlsx', bomb)).code).toBe('documentUnpacked')
  })

  it('a bomb by its sum', async () => {
    const noise = Buffer.concat(
      Array.from({ length: 9 << 10 }, (_, at) => Buffer.alloc(1024, at % 251)),
    )
    const files = Array.from({ length: 60 }, (_, at) => [`word/${at}.xml`, noise] as const)
    expect((await read('a.docx', zip(...files))).code).toBe('documentUnpacked')
  })

  it('one that says less than it holds', async () => {
    const bomb = zip(['word/document.xml', NOTHING])
    // The unpacked size, in the list at the end and before the file.
    const central = bomb.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    for (const at of [22, central + 24]) bomb.writeUInt32LE(1000, at)
    expect((await read('a.docx', bomb)).code).toBe('documentDamaged')
  })

  it('one whose files share their bytes', async () => {
    const bomb = zip(['word/a.xml', 'x'.repeat(5000)], ['word/b.xml', 'y'.repeat(5000)])
    const second = bomb.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    bomb.writeUInt32LE(0, second + 42)
    expect((await read('a.docx', bomb)).code).toBe('documentDamaged')
  })

  it('one inside of the other is not opened', async () => {
    expect((await read('a.zip', zip(['b.zip', zip(['c.txt', 'x'])]))).code).toBe('documentArchive')
  })

  it.each(['../../evil.xml', '/etc/evil', 'C:\\evil', 'word/../../evil', 'a\u0000b'])(
    'one that leads out by %j',
    async (name) => {
      const { code } = await read('a.docx', zip([name, 'x'], ['word/document.xml', '<x/>']))
      expect(code).toBe('documentSlip')
    },
  )

  it('names of devices are names', async () => {
    const { code } = await read(
      'CON.epub',
      zip(
        ['META-INF/container.xml', '<container><rootfile full-path="NUL"/></container>'],
        ['NUL', '<package><item id="a" href="COM1"/><itemref idref="a"/></package>'],
        ['COM1', '<p>Text</p>'],
      ),
    )
    expect(code).toBe('ok')
  })

  it('one with a password says so', async () => {
    const locked = zip(['word/document.xml', 'x'])
    const central = locked.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    locked.writeUInt16LE(0x801, central + 8)
    expect((await read('a.docx', locked)).code).toBe('documentEncrypted')
  })

  it('one cut at any place is damaged and nothing else', async () => {
    const whole = Buffer.from(docxFile())
    for (let size = 4; size < whole.length; size += 97)
      expect((await read('a.docx', whole.subarray(0, size))).code).toBe('documentDamaged')
  })
})

describe('broken and endless PDFs', () => {
  const changed = (from: string, to: string): Uint8Array =>
    Buffer.from(Buffer.from(pdfFile()).toString('latin1').replace(from, to), 'latin1')

  it.each([
    ['cut short', Buffer.from(pdfFile()).subarray(0, 60)],
    ['only a head', Buffer.from('%PDF-1.7\n')],
    ['a table that names itself', changed('/Root 1 0 R', '/Root 1 0 R /Prev 9')],
    ['pages inside of themselves', changed('/Kids [3 0 R]', '/Kids [2 0 R]')],
    ['a thousand million pages', changed('/Count 1 >>', '/Count 1000000000 >>')],
    [
      'an outline inside of itself',
      changed('/Title (Fans)', '/Next 7 0 R /First 7 0 R /Title (Fans)'),
    ],
    ['text without end', pdfFile('BT /F1 12 Tf (x) Tj '.repeat(100_000))],
    ['marks without end', pdfFile('q '.repeat(2_000_000))],
  ])(
    '%s',
    async (_what, bytes) => {
      const { code } = await read('a.pdf', bytes)
      expect([
        'ok',
        'documentDamaged',
        'documentTooManyPages',
        'documentTime',
        'documentMemory',
      ]).toContain(code)
      expect((await read('b.pdf', pdfFile())).code).toBe('ok')
    },
    90_000,
  )

  it('a stream packed three times over', async () => {
    const { code } = await read('a.pdf', pdfFile(' '.repeat(300 << 20), 3))
    expect(['ok', 'documentDamaged', 'documentTime', 'documentMemory']).toContain(code)
  }, 90_000)
})

describe('texts', () => {
  it.each([
    ['macros that call themselves', 'a.1', '.TH A 1\n.de XX\n.XX\n.XX\n..\n.XX\nText\n'],
    ['conditions without end', 'a.1', `.TH A 1\n${'.ie n \\{\\\n'.repeat(50_000)}Text\n`],
    ['quotations a hundred thousand deep', 'a.md', `${'>'.repeat(100_000)} Text`],
    ['brackets without end', 'a.md', '['.repeat(200_000)],
    ['marks without end', 'a.md', '*a_ '.repeat(100_000)],
    ['a line of ten million characters', 'a.txt', 'x'.repeat(10_000_000)],
  ])(
    '%s',
    async (_what, name, text) => {
      const { code } = await read(name, Buffer.from(text))
      expect(['ok', 'documentTime', 'documentDamaged']).toContain(code)
    },
    60_000,
  )

  it('bytes that are no text of any encoding are read as something or refused', async () => {
    for (let seed = 1; seed < 40; seed += 1) {
      const bytes = Buffer.from(deflateRawSync(Buffer.from(`${seed}`.repeat(300 * seed))))
      const { code } = await read('a.txt', bytes)
      expect(['ok', 'documentFormat']).toContain(code)
    }
  })
})
