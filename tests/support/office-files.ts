import { zipSync } from 'fflate'
import writeXlsx from 'write-excel-file/node'

const file = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A workbook of so many rows under a head. */
export async function workbook(rows: number): Promise<Uint8Array> {
  const cell = (value: string) => ({ value })
  const data = [
    ['编号', '名称', 'Location', '说明'].map(cell),
    ...Array.from({ length: rows }, (_, at) => [
      cell(`R${at + 1}`),
      cell(`控制器${at % 7}`),
      cell(`Rack ${at % 40}`),
      cell(at === rows - 1 ? '最后一行' : `第${at + 1}行的说明`),
    ]),
  ]
  return new Uint8Array(await writeXlsx(data, { sheet: '台账' }).toBuffer())
}

/** A Word file of one heading and one paragraph. */
export function wordFile(heading: string, text: string): Uint8Array {
  const paragraph = (words: string, style = ''): string =>
    `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${words}</w:t></w:r></w:p>`
  return zipSync({
    '[Content_Types].xml': file(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': file(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': file(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph(heading, 'Heading1')}${paragraph(text)}</w:body></w:document>`,
    ),
  })
}

/** A book of chapters in XHTML. */
export function book(chapters: readonly string[]): Uint8Array {
  const names = chapters.map((_, at) => `c${at + 1}.xhtml`)
  return zipSync({
    mimetype: [file('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': file(
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': file(
      `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title></metadata><manifest>${names
        .map((name, at) => `<item id="i${at}" href="${name}" media-type="application/xhtml+xml"/>`)
        .join(
          '',
        )}</manifest><spine>${names.map((_, at) => `<itemref idref="i${at}"/>`).join('')}</spine></package>`,
    ),
    ...Object.fromEntries(
      names.map((name, at) => [
        `OEBPS/${name}`,
        file(
          `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Chapter ${at + 1}</title></head><body><a id="start"/><h1>Chapter ${at + 1}</h1><p>${chapters[at]}</p></body></html>`,
        ),
      ]),
    ),
  })
}
