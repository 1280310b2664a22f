import { z } from 'zod'
import {
  bytes,
  instant,
  language,
  level,
  receipt,
  recordId,
  recordLabel,
  seenText,
} from './common.ts'
import { metricChart } from './incident-charts.ts'
import { command, may, mayRecord, query } from './procedure.ts'
import { REPORT_STATES } from './report-states.ts'
import type { Text } from './text.ts'

/** The fault report 故障报告 (C4): written from the incident, reviewed, approved with a signature. */
export const REPORT_SECTIONS = [
  'summary',
  'symptom',
  'impact',
  'timeline',
  'cause',
  'handling',
  'lessons',
  'actions',
] as const
export type ReportSection = (typeof REPORT_SECTIONS)[number]

export const SECTION_TITLES: Readonly<Record<ReportSection, Text>> = {
  summary: { 'zh-CN': '概述', en: 'Summary' },
  symptom: { 'zh-CN': '故障现象', en: 'Symptom' },
  impact: { 'zh-CN': '影响', en: 'Impact' },
  timeline: { 'zh-CN': '经过', en: 'Course of events' },
  cause: { 'zh-CN': '原因分析', en: 'Cause' },
  handling: { 'zh-CN': '处理与恢复', en: 'Repair and recovery' },
  lessons: { 'zh-CN': '经验教训', en: 'Lessons' },
  actions: { 'zh-CN': '改进措施', en: 'Actions' },
}

/** Without these nothing is submitted. */
export const REPORT_REQUIRED: readonly ReportSection[] = [
  'symptom',
  'impact',
  'timeline',
  'cause',
  'handling',
  'lessons',
]

const person = z.object({ id: z.string(), name: z.string() })
const state = z.enum(REPORT_STATES.map(({ value }) => value))

export const reportHead = z.object({
  id: recordId,
  number: z.string(),
  title: z.string(),
  incident: recordLabel,
  language,
  state,
  level,
  author: person,
  dueBy: instant.optional(),
  submittedAt: instant.optional(),
  approvedAt: instant.optional(),
  approvedBy: person.optional(),
  returnReason: z.string(),
})
export type ReportHead = z.infer<typeof reportHead>

export const reportView = reportHead.extend({
  texts: z.record(z.enum(REPORT_SECTIONS), z.string()),
  /** Sections that submitting still wants. */
  missing: z.array(z.enum(REPORT_SECTIONS)),
  /** What its pictures are drawn from. */
  charts: z.array(metricChart),
  conflicts: z.array(z.string()),
  /** What was written on another device while it was approved, and is not under the approval. */
  beside: z.partialRecord(z.enum(REPORT_SECTIONS), z.string()),
  seen: z.string(),
})
export type ReportView = z.infer<typeof reportView>

const read = mayRecord('read', 'fault-report')
const write = mayRecord('update', 'fault-report')
const approve = may('incident.approve')
const store = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const one = z.strictObject({ id: recordId })
const moved = ['notFound', 'wrongState', ...store] as const

export const incidentReportProcedures = {
  'incident.report': query(
    read,
    z.strictObject({ incident: recordId }),
    z.object({ report: reportView.nullable() }),
    ['notFound'],
  ),
  'incident.reports': query(
    read,
    z.strictObject({
      states: z.array(state).max(REPORT_STATES.length).optional(),
      limit: z.int().min(1).max(500),
    }),
    z.object({ reports: z.array(reportHead) }),
  ),
  /** Begins the report, filled from the incident; the one that is there is answered as it is. */
  'incident.writeReport': command(
    mayRecord('create', 'fault-report'),
    z.strictObject({ incident: recordId, language }),
    receipt.extend({ id: recordId, made: z.boolean() }),
    ['notFound', 'incidentPhase', 'fieldInvalid', ...store],
  ),
  'incident.saveReport': command(
    write,
    z.strictObject({
      id: recordId,
      texts: z.partialRecord(z.enum(REPORT_SECTIONS), z.string().max(20_000)),
      seen: seenText.optional(),
    }),
    receipt,
    [...moved, 'fieldInvalid'],
  ),
  'incident.submitReport': command(write, one, receipt, [...moved, 'missingFields']),
  'incident.returnReport': command(
    approve,
    z.strictObject({ id: recordId, reason: z.string().trim().min(1).max(500) }),
    receipt,
    moved,
  ),
  /** Signed, by somebody else than who wrote it. */
  'incident.approveReport': command(
    approve,
    z.strictObject({
      id: recordId,
      seen: seenText.optional(),
      confirmation: z.string().max(200).optional(),
    }),
    receipt,
    [...moved, 'ownAct', 'textChanged', 'passwordNeeded'],
  ),
  'incident.exportReport': command(
    read,
    one,
    z.object({ name: z.string(), mime: z.string(), bytes }),
    ['notFound', ...store],
  ),
} as const
