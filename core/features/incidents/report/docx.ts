import type { Paragraph } from 'docx'
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
import { writtenDocx, type DocxFile } from '../../../written-docx.ts'
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

/** The report as DOCX in its language; recorded as an export. */
export async function docxOf(
  context: Context,
  report: Report,
  incident: Incident,
): Promise<DocxFile> {
  const { language } = report
  const head = headOf(context, report)
  const texts = sectionsOf(report)
  const site = settingsOf(context.workspace).name
  const file = await writtenDocx(
    {
      number: head.number,
      title: head.title,
      creator: head.author.name,
      header: `${site}　${head.number}　${LEVEL_LABELS[incident.level][language]}`,
    },
    ({ docx, paragraph, heading, facts }) => [
      facts(factsOf(context, report, incident)),
      heading(WORDS.milestones[language]),
      facts(milestoneRows(incident, language).map(([label, at]) => [label, localTime(at)])),
      ...REPORT_SECTIONS.flatMap((name) => {
        const body = texts[name].split('\n').filter((line) => line.trim() !== '')
        if (body.length === 0) return []
        const small = name === 'timeline' ? { style: 'small' } : {}
        return [
          heading(SECTION_TITLES[name][language]),
          ...(name === 'timeline' ? chartOf(docx, incident, language) : []),
          ...body.map((line) => paragraph(line, small)),
        ]
      }),
    ],
  )
  recordAccess(context, {
    action: 'export',
    what: head.title,
    type: faultReportType.name,
    count: 1,
  })
  return file
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
  return rows.map(([label, value]) => [label[language], value] as const)
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
