import { deflateSync } from 'node:zlib'
import { writeArchive } from './archive-writer.ts'

/** Small good files of each format, made by hand for tests: what hostile files are made from. */
const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  writeArchive(
    new Map(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? Buffer.from(content) : content,
      ]),
    ),
  )

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

/** `target`: name of the part, by id `r1`, `r2` …; what is not named otherwise has the same kind. */
const relations = (kind: string, ...targets: readonly string[]): string =>
  `${HEAD}<Relationships xmlns="${RELS}">${targets
    .map((target, at) => `<Relationship Id="r${at + 1}" Type="${R}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** `before`: what stands before the root element, like a document type with tricks in it. */
export const docxFile = (text = '检查机房空调的温度', before = ''): Uint8Array =>
  zip({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': relations('officeDocument', 'word/document.xml'),
    'word/styles.xml': `${HEAD}<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/_rels/document.xml.rels': relations('styles', 'styles.xml'),
    'word/document.xml': `${HEAD}${before}<w:document xmlns:w="${W}"><w:body><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>巡检规程</w:t></w:r></w:p><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
  })

export const xlsxFile = (text = '温度', before = ''): Uint8Array =>
  zip({
    'xl/workbook.xml': `${HEAD}<workbook xmlns:r="${R}"><sheets><sheet name="读数" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
    'xl/sharedStrings.xml': `${HEAD}${before}<sst><si><t>${text}</t></si><si><r><t>机</t></r><r><t>房</t></r><rPh><t>ji fang</t></rPh></si></sst>`,
    'xl/styles.xml': `${HEAD}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>23.5</v></c><c s="1"><v>46000</v></c><c t="inlineStr"><is><t>note</t></is></c></row></sheetData></worksheet>`,
  })

export const pptxFile = (text = 'Check the fan', before = ''): Uint8Array =>
  zip({
    'ppt/presentation.xml': `${HEAD}<p:presentation xmlns:r="${R}"><p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations('slide', 'slides/slide1.xml'),
    'ppt/slides/_rels/slide1.xml.rels': relations('notesSlide', '../notesSlides/notesSlide1.xml'),
    'ppt/slides/slide1.xml': `${HEAD}${before}<p:sld><p:sp><p:nvPr><p:ph type="title"/></p:nvPr><a:p><a:r><a:t>交接班</a:t></a:r></a:p></p:sp><p:sp><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sp><p:sp><p:nvPr><p:ph type="sldNum"/></p:nvPr><a:p><a:r><a:t>1</a:t></a:r></a:p></p:sp></p:sld>`,
    'ppt/notesSlides/notesSlide1.xml': `${HEAD}<p:notes><p:sp><a:p><a:r><a:t>Said aloud</a:t></a:r></a:p></p:sp></p:notes>`,
  })

export const epubFile = (text = 'Text of the chapter', before = ''): Uint8Array =>
  zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': `${HEAD}<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
    'OEBPS/book.opf': `${HEAD}${before}<package><metadata><dc:title>值班手册</dc:title></metadata><manifest><item id="a" href="one%20a.xhtml"/><item id="b" href="two.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
    'OEBPS/one a.xhtml': `<html><head><title>One</title></head><body><h1>One</h1><p>${text}</p></body></html>`,
    'OEBPS/two.xhtml': '<html><body><h2 id="x">Two</h2><p>More</p></body></html>',
  })

/** `stream`: what draws the page; `filters`: how often it is packed. */
export function pdfFile(
  stream = 'BT /F1 12 Tf 72 700 Td (Check the fan) Tj ET',
  filters = 0,
): Uint8Array {
  let content: Uint8Array = Buffer.from(stream)
  for (let count = 0; count < filters; count += 1) content = deflateSync(content, { level: 9 })
  const filter = filters === 0 ? '' : `/Filter [${'/FlateDecode '.repeat(filters)}]`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${content.length} ${filter} >>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /First 7 0 R /Last 7 0 R /Count 1 >>',
    '<< /Title (Fans) /Parent 6 0 R /Dest [3 0 R /Fit] >>',
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  objects.forEach((object, index) => {
    const bytes = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    offsets.push(at)
    parts.push(bytes)
    at += bytes.length
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** One pixel. */
export const pngFile = (): Uint8Array =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )

export const manFile = (): Uint8Array =>
  Buffer.from(
    `.\\" comment
.TH FAN 8 2026-01-01
.SH NAME
fan \\- control the fan
.SH SYNOPSIS
.B fan
.RI [ speed ]
.SH DESCRIPTION
Sets the \\fIspeed\\fP of the fan.
.TP
.BR \\-q , \\-\\-quiet
Says nothing.
.PP
.nf
fan 3
  fan 4
.fi
.SS Files
See
.BR fan.conf (5).
`,
  )

/** A good file of each format under its name. */
export const SAMPLES: Readonly<Record<string, () => Uint8Array>> = {
  'sample.docx': () => docxFile(),
  'sample.xlsx': () => xlsxFile(),
  'sample.pptx': () => pptxFile(),
  'sample.epub': () => epubFile(),
  'sample.pdf': () => pdfFile(),
  'sample.png': () => pngFile(),
  'sample.8': () => manFile(),
  'sample.html': () =>
    Buffer.from('<!doctype html><meta charset="utf-8"><h1 id="a">巡检</h1><p>Check <b>the</b> fan'),
  'sample.md': () => Buffer.from('# 巡检\n\nCheck the *fan*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n'),
  'sample.txt': () => Buffer.from('巡检：检查风扇。\nCheck the fan.\n'),
}
