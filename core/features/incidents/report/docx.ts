import type { IParagraphOptions, Paragraph, Table } from 'docx'
import { GRADE_RULES } from '../../../../contract/incident-rules.ts'
import {
  REPORT_SECTIONS,
  REPORT_STATES,
  SECTION_TITLES,
} from '../../../../contract/incident-report.ts'
import { LEVEL_LABELS } from '../../../../contract/roles.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import type { Context } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { labels, nameOf } from '../../../records/view.ts'
import { settingsOf } from '../../../session/settings.ts'
import { localTime } from '../../../transfer/export.ts'
import { gradingOf, idIn, type Incident } from '../row.ts'
import { faultReportType } from '../types/report.type.ts'
import { both } from '../words.ts'
import { CHART_HEIGHT, CHART_WIDTH, coursePng, courseSvg } from './chart.ts'
import { milestoneRows } from './prefill.ts'
import { headOf, sectionsOf, type Report } from './rows.ts'

const WORDS = {
  number: both('报告编号', 'Report'),
  incident: both('事件编号', 'Incident'),
  grade: both('级别', 'Grade'),
  items: both('受影响', 'Affected'),
  commander: both('负责人', 'In charge'),
  author: both('编写人', 'Author'),
  state: both('状态', 'State'),
  approved: both('批准', 'Approved'),
  level: both('密级', 'Level'),
  milestones: both('时间节点', 'Milestones'),
  page: both('第 {n} 页', 'Page {n}'),
} as const satisfies Record<string, Text>

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Han and Latin text in what every office program has. */
const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimSun' } as const
const BODY_SIZE = 21
const SMALL_SIZE = 18

/** The report as DOCX in its language; recorded as an export. */
export async function docxOf(
  context: Context,
  report: Report,
  incident: Incident,
): Promise<{ name: string; mime: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { language } = report
  const head = headOf(context, report)
  // Only when it is needed: loading it would be felt at every start.
  const docx = await import('docx')
  const paragraph = (text: string, options: Partial<IParagraphOptions> = {}) =>
    new docx.Paragraph({
      spacing: { after: 80 },
      ...options,
      children: [new docx.TextRun({ text })],
    })
  const heading = (text: string): Paragraph =>
    paragraph(text, {
      heading: docx.HeadingLevel.HEADING_1,
      spacing: { before: 240, after: 80 },
      keepNext: true,
    })
  const table = (rows: readonly (readonly [string, string])[]): Table =>
    new docx.Table({
      width: { size: 100, type: docx.WidthType.PERCENTAGE },
      columnWidths: [2_200, 7_200],
      rows: rows.map(
        ([label, value]) =>
          new docx.TableRow({
            cantSplit: true,
            children: [
              new docx.TableCell({ children: [paragraph(label, { spacing: { after: 0 } })] }),
              new docx.TableCell({ children: [paragraph(value, { spacing: { after: 0 } })] }),
            ],
          }),
      ),
    })
  const texts = sectionsOf(report)
  const sections = REPORT_SECTIONS.flatMap((name): (Paragraph | Table)[] => {
    const body = texts[name].split('\n').filter((line) => line.trim() !== '')
    if (body.length === 0) return []
    const small = name === 'timeline' ? { style: 'small' } : {}
    return [
      heading(SECTION_TITLES[name][language]),
      ...(name === 'timeline' ? chartOf(docx, incident, language) : []),
      ...body.map((line) => paragraph(line, small)),
    ]
  })
  const site = settingsOf(context.workspace).name
  const document = new docx.Document({
    title: head.title,
    creator: head.author.name,
    styles: {
      default: { document: { run: { font: FONT, size: BODY_SIZE } } },
      paragraphStyles: [
        { id: 'small', name: 'Small', basedOn: 'Normal', run: { size: SMALL_SIZE } },
      ],
    },
    sections: [
      {
        headers: {
          default: new docx.Header({
            children: [
              paragraph(`${site}　${head.number}　${LEVEL_LABELS[incident.level][language]}`, {
                style: 'small',
              }),
            ],
          }),
        },
        footers: {
          default: new docx.Footer({
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
          }),
        },
        children: [
          paragraph(head.title, { heading: docx.HeadingLevel.TITLE }),
          table(factsOf(context, report, incident)),
          heading(WORDS.milestones[language]),
          table(milestoneRows(incident, language).map(([label, at]) => [label, localTime(at)])),
          ...sections,
        ],
      },
    ],
  })
  const bytes = await docx.Packer.toBuffer(document)
  recordAccess(context, {
    action: 'export',
    what: head.title,
    type: faultReportType.name,
    count: 1,
  })
  return {
    name: `${head.number} ${head.title}.docx`.replaceAll(/[\\/:*?"<>|]/gu, '_'),
    mime: MIME,
    bytes: new Uint8Array(bytes),
  }
}

function factsOf(
  context: Context,
  report: Report,
  incident: Incident,
): readonly (readonly [string, string])[] {
  const { language } = report
  const head = headOf(context, report)
  const comma = language === 'en' ? ', ' : '、'
  const items = labels(
    context,
    incident.items.map((id) => ({ type: 'configuration-item', id })),
  )
  const commander = idIn(incident.fields['commander'])
  const state = REPORT_STATES.find(({ value }) => value === report.state)
  const rows: readonly (readonly [Text, string])[] = [
    [WORDS.number, head.number],
    [WORDS.incident, incident.number],
    [WORDS.grade, GRADE_RULES[gradingOf(incident, context.now()).grade].label[language]],
    [WORDS.items, items.map(({ title }) => title).join(comma)],
    [WORDS.commander, commander === undefined ? '' : nameOf(context, commander)],
    [WORDS.author, head.author.name],
    [WORDS.state, state?.label[language] ?? ''],
    [
      WORDS.approved,
      head.approvedAt === undefined
        ? ''
        : `${head.approvedBy?.name ?? ''} ${localTime(head.approvedAt)}`,
    ],
    [WORDS.level, LEVEL_LABELS[incident.level][language]],
  ]
  return rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => [label[language], value] as const)
}

/** The course of the incident as a picture, with a plain one for programs that know no SVG. */
function chartOf(docx: typeof import('docx'), { at }: Incident, language: Language): Paragraph[] {
  const svg = courseSvg(at, language)
  const png = coursePng(at)
  if (svg === undefined || png === undefined) return []
  const transformation = { width: CHART_WIDTH, height: CHART_HEIGHT }
  return [
    new docx.Paragraph({
      children: [
        new docx.ImageRun({
          type: 'svg',
          data: Buffer.from(svg),
          transformation,
          fallback: { type: 'png', data: png },
        }),
      ],
    }),
  ]
}
