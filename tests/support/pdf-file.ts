/** PDF files as tests need them: many pages, an outline, Chinese text in a font that is not embedded. */

export interface PdfPage {
  /** Lines of Latin text, below each other. */
  readonly lines: readonly string[]
  /** Lines of Chinese text in STSong-Light, which needs the reader's character maps. */
  readonly chinese?: readonly string[]
}

export interface PdfOptions {
  readonly outline?: readonly { readonly title: string; readonly page: number }[]
  /** Raw objects for the pages' annotations, one for each: what hostile files put there. */
  readonly annotations?: readonly string[]
  /** Raw entries of the catalogue. */
  readonly catalog?: string
}

const escaped = (text: string): string => text.replace(/[\\()]/gu, '\\$&')

/** UTF-16BE in hexadecimal, as strings of the outline and of UniGB-UCS2-H are written. */
const hex = (text: string, mark = ''): string =>
  `<${mark}${[...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`

export function pdfFile(pages: readonly PdfPage[], options: PdfOptions = {}): Buffer {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const reserve = (): number => objects.push('')
  const catalog = reserve()
  const tree = reserve()
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  const descriptor = add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  )
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor ${descriptor} 0 R /DW 1000 >>`,
  )
  const song = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [${descendant} 0 R] >>`,
  )
  const annotations = (options.annotations ?? []).map((body) => `${add(body)} 0 R`).join(' ')
  const kids = pages.map(({ lines, chinese = [] }) => {
    const text = [
      'BT /F1 11 Tf 56 780 Td 15 TL',
      ...lines.map((line) => `(${escaped(line)}) Tj T*`),
      '/F2 12 Tf 18 TL',
      ...chinese.map((line) => `${hex(line)} Tj T*`),
      'ET',
    ].join('\n')
    const content = add(
      `<< /Length ${Buffer.byteLength(text, 'latin1')} >>\nstream\n${text}\nendstream`,
    )
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R /F2 ${song} 0 R >> >> /Contents ${content} 0 R /Annots [${annotations}] >>`,
    )
  })
  objects[tree - 1] =
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] >>`
  const outlines = outlineOf(options.outline ?? [], kids, add, reserve, objects)
  objects[catalog - 1] =
    `<< /Type /Catalog /Pages ${tree} 0 R ${outlines === undefined ? '' : `/Outlines ${outlines} 0 R`} ${options.catalog ?? ''} >>`
  return written(objects, catalog)
}

function outlineOf(
  entries: NonNullable<PdfOptions['outline']>,
  pages: readonly number[],
  add: (body: string) => number,
  reserve: () => number,
  objects: string[],
): number | undefined {
  if (entries.length === 0) return undefined
  const root = reserve()
  const first = objects.length + 1
  entries.forEach(({ title, page }, index) => {
    const near = [
      index > 0 ? `/Prev ${first + index - 1} 0 R` : '',
      index < entries.length - 1 ? `/Next ${first + index + 1} 0 R` : '',
    ].join(' ')
    add(
      `<< /Title ${hex(title, 'feff')} /Parent ${root} 0 R ${near} /Dest [${pages[page - 1]} 0 R /Fit] >>`,
    )
  })
  objects[root - 1] =
    `<< /Type /Outlines /First ${first} 0 R /Last ${first + entries.length - 1} 0 R /Count ${entries.length} >>`
  return root
}

function written(objects: readonly string[], catalog: number): Buffer {
  const parts: string[] = ['%PDF-1.7\n']
  let at = parts[0]?.length ?? 0
  const offsets = objects.map((body, index) => {
    const from = at
    const part = `${index + 1} 0 obj\n${body}\nendobj\n`
    parts.push(part)
    at += Buffer.byteLength(part, 'latin1')
    return from
  })
  const table = offsets.map((from) => `${String(from).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
  )
  return Buffer.from(parts.join(''), 'latin1')
}
