import {
  REPORT_REQUIRED,
  REPORT_SECTIONS,
  type ReportHead,
  type ReportSection,
  type ReportView,
} from '../../../../contract/incident-report.ts'
import { REPORT_STATES, type ReportState } from '../../../../contract/report-states.ts'
import type { Json } from '../../../../contract/record-type.ts'
import type { Language } from '../../../../contract/text.ts'
import type { RecordRow } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { seenIn } from '../../../records/approval.ts'
import { labels, levelOf, nameOf } from '../../../records/view.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { idIn, text, type Tools } from '../row.ts'
import { faultReportType } from '../types/report.type.ts'

export interface Report {
  readonly row: RecordRow
  readonly incident: string
  readonly state: ReportState
  readonly language: Language
  readonly fields: Readonly<Record<string, Json>>
}

/** One report for each incident, whoever begins it on whichever device. */
export const reportId = (incident: string): string => derivedId('fault-report', incident)

export function reportIn(context: Tools, row: RecordRow): Report {
  const fields = opened(context, faultReportType, row.id, row.fields)
  return {
    row,
    incident: text(fields['incident']),
    state: REPORT_STATES.find(({ value }) => value === fields['state'])?.value ?? 'draft',
    language: fields['language'] === 'en' ? 'en' : 'zh-CN',
    fields,
  }
}

/** The report of an incident, as far as the person may see it. */
export function reportOf(context: Tools, incident: string): Report | undefined {
  const row = context.workspace.log.row('fault-report', reportId(incident))
  return row && !row.deleted && row.level <= context.session.clearance
    ? reportIn(context, row)
    : undefined
}

export const sectionsOf = ({ fields }: Report): Record<ReportSection, string> =>
  Object.fromEntries(REPORT_SECTIONS.map((name) => [name, text(fields[name])])) as Record<
    ReportSection,
    string
  >

export const missingSections = (report: Report): ReportSection[] => {
  const texts = sectionsOf(report)
  return REPORT_REQUIRED.filter((name) => texts[name].trim() === '')
}

export function headOf(
  context: Tools,
  { row, incident, state, language, fields }: Report,
): ReportHead {
  const at = (name: string) => {
    const value = fields[name]
    return typeof value === 'number' ? { [name]: value } : {}
  }
  const approver = idIn(fields['approvedBy'])
  const author = text(fields['author'])
  return {
    id: row.id,
    number: text(fields['number']),
    title: text(fields['title']),
    incident: labels(context, [{ type: 'incident', id: incident }])[0] ?? {
      type: 'incident',
      id: incident,
      title: '',
      deleted: false,
    },
    language,
    state,
    level: levelOf(row),
    author: { id: author, name: nameOf(context, author) },
    returnReason: text(fields['returnReason']),
    ...at('submittedAt'),
    ...at('approvedAt'),
    ...(approver === undefined
      ? {}
      : { approvedBy: { id: approver, name: nameOf(context, approver) } }),
  }
}

export const viewOf = (context: Tools, report: Report): Omit<ReportView, 'charts'> => ({
  ...headOf(context, report),
  texts: sectionsOf(report),
  missing: missingSections(report),
  conflicts: [...report.row.conflicts],
  beside: besideOf(context, report.row),
  seen: seenIn(report.row),
})

/** Sections that were written meanwhile, when the report was approved. */
function besideOf(context: Tools, { id }: RecordRow): ReportView['beside'] {
  const beside = context.workspace.log.unapproved('fault-report', id)
  const fields = opened(context, faultReportType, id, beside)
  return Object.fromEntries(
    REPORT_SECTIONS.flatMap((name) => (name in fields ? [[name, text(fields[name])]] : [])),
  )
}
