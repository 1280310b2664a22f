import type { Paragraph } from 'docx'
import { GRADE_RULES } from '../../../../contract/incident-rules.ts'
import { REPORT_SECTIONS, SECTION_TITLES } from '../../../../contract/incident-report.ts'
import { REPORT_STATES } from '../../../../contract/report-states.ts'
import type { MetricChart } from '../../../../contract/incident-charts.ts'
import { coursePicture, metricPicture } from '../../../../contract/incident-pictures.ts'
import type { Picture } from '../../../../contract/picture.ts'
import { LEVEL_LABELS } from '../../../../contract/roles.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import type { Context } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { labels, nameOf } from '../../../records/view.ts'
import { settingsOf } from '../../../session/settings.ts'
import { localTime } from '../../../records/value-text.ts'
import { writtenDocx, type DocxFile } from '../../../written-docx.ts'
import { chartsOf } from '../charts.ts'
import { gradingOf, idIn, type Incident } from '../row.ts'
import { faultReportType } from '../types/report.type.ts'
import { clockTime } from '../times.ts'
import { both, spell } from '../words.ts'
import { pngOf, svgOf } from './picture-files.ts'
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
  const pictures = picturesOf(incident, chartsOf(context, incident), language)
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
          ...(name === 'timeline' ? pictures.map((one) => pictureIn(docx, one)) : []),
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

/** Pictures of the report: the course of the incident, and the metrics around it. */
function picturesOf(
  incident: Incident,
  charts: readonly MetricChart[],
  language: Language,
): Picture[] {
  const course = coursePicture(incident.at, language, (ms) => spell(ms)[language])
  return [
    ...(course === undefined ? [] : [course]),
    ...charts.map((chart) => metricPicture(chart, incident.at, language, clockTime)),
  ]
}

/** As SVG, with a plain one for programs that know none. */
const pictureIn = (docx: typeof import('docx'), picture: Picture): Paragraph =>
  new docx.Paragraph({
    children: [
      new docx.ImageRun({
        type: 'svg',
        data: Buffer.from(svgOf(picture)),
        transformation: { width: picture.width, height: picture.height },
        altText: { name: picture.alt, title: picture.alt, description: picture.alt },
        fallback: { type: 'png', data: pngOf(picture) },
      }),
    ],
  })
