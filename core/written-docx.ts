import type { IParagraphOptions, Paragraph, Table } from 'docx'

/** Han and Latin text in what every office program has. */
const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimSun' } as const
const BODY_SIZE = 21
const SMALL_SIZE = 18
const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Width of what stands between the margins of A4, twentieths of a point. */
const FULL_WIDTH = 9_400
const LABEL_WIDTH = 2_200

/** What a report is put together from. */
export interface DocxParts {
  readonly docx: typeof import('docx')
  paragraph(text: string, options?: Partial<IParagraphOptions>): Paragraph
  heading(text: string): Paragraph
  /** Names with what they stand for; those without a value are left out. */
  facts(rows: readonly (readonly [string, string])[]): Table
  /** A table with a head that stands on every page; widths in parts. */
  table(head: readonly string[], widths: readonly number[], rows: readonly string[][]): Table
}

export interface DocxFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Writes a report as DOCX: title, header line, page numbers, and what `content` makes of the parts. */
export async function writtenDocx(
  frame: {
    /** Stands in the name of the file and in the header. */
    readonly number: string
    readonly title: string
    readonly creator: string
    readonly header: string
    /** What such a paper is called, above its title. */
    readonly kind?: string
    readonly landscape?: boolean
  },
  content: (parts: DocxParts) => readonly (Paragraph | Table)[],
): Promise<DocxFile> {
  // Only when it is needed: loading it would be felt at every start.
  const docx = await import('docx')
  const parts = partsOf(docx)
  const document = new docx.Document({
    title: frame.title,
    creator: frame.creator,
    styles: {
      default: { document: { run: { font: FONT, size: BODY_SIZE } } },
      paragraphStyles: [
        { id: 'small', name: 'Small', basedOn: 'Normal', run: { size: SMALL_SIZE } },
      ],
    },
    sections: [
      {
        ...(frame.landscape === true
          ? { properties: { page: { size: { orientation: docx.PageOrientation.LANDSCAPE } } } }
          : {}),
        headers: {
          default: new docx.Header({
            children: [parts.paragraph(frame.header, { style: 'small' })],
          }),
        },
        footers: { default: pageNumbers(docx) },
        children: [
          ...(frame.kind === undefined ? [] : [parts.paragraph(frame.kind)]),
          parts.paragraph(frame.title, { heading: docx.HeadingLevel.TITLE }),
          ...content(parts),
        ],
      },
    ],
  })
  return {
    name: `${frame.number} ${frame.title}.docx`.replaceAll(/[\\/:*?"<>|]/gu, '_'),
    mime: MIME,
    bytes: new Uint8Array(await docx.Packer.toBuffer(document)),
  }
}

const pageNumbers = (docx: typeof import('docx')) =>
  new docx.Footer({
    children: [
      new docx.Paragraph({
        alignment: docx.AlignmentType.CENTER,
        children: [
          new docx.TextRun({
            children: [docx.PageNumber.CURRENT, ' / ', docx.PageNumber.TOTAL_PAGES],
            size: SMALL_SIZE,
          }),
        ],
      }),
    ],
  })

function partsOf(docx: typeof import('docx')): DocxParts {
  const paragraph: DocxParts['paragraph'] = (text, options = {}) =>
    new docx.Paragraph({
      spacing: { after: 80 },
      ...options,
      children: text
        .split('\n')
        .map((line, at) => new docx.TextRun({ text: line, ...(at === 0 ? {} : { break: 1 }) })),
    })
  const row = (cells: readonly string[], head = false) =>
    new docx.TableRow({
      cantSplit: true,
      tableHeader: head,
      children: cells.map(
        (text) => new docx.TableCell({ children: [paragraph(text, { spacing: { after: 0 } })] }),
      ),
    })
  const width = { size: 100, type: docx.WidthType.PERCENTAGE }
  return {
    docx,
    paragraph,
    heading: (text) =>
      paragraph(text, {
        heading: docx.HeadingLevel.HEADING_1,
        spacing: { before: 240, after: 80 },
        keepNext: true,
      }),
    facts: (rows) =>
      new docx.Table({
        width,
        columnWidths: [LABEL_WIDTH, FULL_WIDTH - LABEL_WIDTH],
        rows: rows.filter(([, value]) => value !== '').map((cells) => row(cells)),
      }),
    table(head, widths, rows) {
      const sum = widths.reduce((total, one) => total + one, 0)
      return new docx.Table({
        width,
        columnWidths: widths.map((one) => Math.round((FULL_WIDTH * one) / sum)),
        rows: [row(head, true), ...rows.map((cells) => row(cells))],
      })
    },
  }
}
