import { z } from 'zod'
import { bytes, instant, language, receipt, recordId, recordLabel } from './common.ts'
import { CAUSES, GRADES } from './incident-rules.ts'
import { metricChart } from './incident-charts.ts'
import { cause, incidentSummary } from './incidents.ts'
import { command, mayRecord, query } from './procedure.ts'
import type { Choice } from './record-type.ts'

/** What people think and find out: hypotheses, findings, the chain of whys, causes on the bones of the fishbone. */
export const CAUSE_KINDS = [
  { value: 'hypothesis', label: { 'zh-CN': '假设', en: 'Hypothesis' } },
  { value: 'finding', label: { 'zh-CN': '发现', en: 'Finding' } },
  { value: 'why', label: { 'zh-CN': '为什么', en: 'Why' } },
  { value: 'cause', label: { 'zh-CN': '原因', en: 'Cause' } },
] as const satisfies readonly Choice[]

export const CAUSE_STATES = [
  { value: 'open', label: { 'zh-CN': '待验证', en: 'To be checked' }, tone: 'notice' },
  { value: 'confirmed', label: { 'zh-CN': '已证实', en: 'Confirmed' }, tone: 'ok' },
  { value: 'ruledOut', label: { 'zh-CN': '已排除', en: 'Ruled out' }, tone: 'neutral' },
] as const satisfies readonly Choice[]

const kind = z.enum(CAUSE_KINDS.map(({ value }) => value))
const state = z.enum(CAUSE_STATES.map(({ value }) => value))

export const causeView = z.object({
  id: recordId,
  kind,
  text: z.string(),
  state,
  category: cause.optional(),
  order: z.number(),
  note: z.string(),
  person: z.string(),
  personName: z.string(),
  at: instant,
})
export type CauseView = z.infer<typeof causeView>

const count = z.int()
const span = z.object({
  /** Milliseconds; null: nothing to take it of. */
  mean: z.number().nullable(),
  median: z.number().nullable(),
  worst: z.number().nullable(),
  count,
  /** Of these within the limit of their grade. */
  within: count,
})
export type Span = z.infer<typeof span>

export const incidentStatistics = z.object({
  total: count,
  open: count,
  grades: z.array(
    z.object({ grade: z.int().min(GRADES[0]).max(GRADES[3]), count, mtta: span, mttr: span }),
  ),
  /** MTTA: from the report to the answer. MTTR: from the discovery until the service was back. */
  mtta: span,
  mttr: span,
  /** From the discovery to the report. */
  delay: span,
  months: z.array(
    z.object({
      /** `YYYY-MM`, local. */
      month: z.string(),
      counts: z.array(count),
      mtta: z.number().nullable(),
      mttr: z.number().nullable(),
    }),
  ),
  services: z.array(z.object({ item: recordLabel, count, impaired: z.number(), grave: count })),
  causes: z.array(z.object({ cause: z.enum(CAUSES.map(({ value }) => value)).nullable(), count })),
  sources: z.array(z.object({ source: z.string(), count })),
  /** How long repairs took: upper bounds in minutes with their counts; the last is open. */
  durations: z.array(z.object({ upTo: z.number().nullable(), count })),
  /** Things that failed more than once, and problems that group incidents. */
  repeats: z.array(z.object({ of: recordLabel, incidents: z.array(recordLabel) })),
})
export type IncidentStatistics = z.infer<typeof incidentStatistics>

const read = mayRecord('read', 'incident')
const update = mayRecord('update', 'incident')
const store = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const period = { from: instant, to: instant }

export const incidentAnalysisProcedures = {
  'incident.causes': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({ causes: z.array(causeView) }),
    ['notFound'],
  ),
  /** Adds a thought or changes one; a text that is emptied takes it away, the history keeps it. */
  'incident.analyse': command(
    update,
    z.strictObject({
      incident: recordId,
      id: recordId.optional(),
      kind,
      text: z.string().trim().max(500),
      state: state.optional(),
      category: cause.nullable().optional(),
      order: z.number().optional(),
      note: z.string().trim().max(2_000).optional(),
    }),
    receipt.extend({ cause: recordId }),
    ['notFound', 'incidentPhase', 'fieldInvalid', 'missingFields', ...store],
  ),
  /** What may tell where the fault lies: alerts and changes around it, like incidents, manual pages, monitors. */
  'incident.evidence': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({
      alerts: z.array(
        recordLabel.extend({ at: instant, linked: z.boolean(), excerpt: z.string() }),
      ),
      changes: z.array(recordLabel.extend({ at: instant, linked: z.boolean(), state: z.string() })),
      similar: z.array(
        incidentSummary
          .pick({ id: true, number: true, title: true, grade: true, at: true, phase: true })
          .extend({ score: z.number(), rootCause: z.string(), shared: z.array(recordLabel) }),
      ),
      documents: z.array(recordLabel.extend({ snippet: z.string(), address: z.string() })),
      /** Reports of users, failed checks and log entries that belong to it. */
      told: z.array(recordLabel.extend({ at: instant, text: z.string() })),
      /** Metrics around its time; those that this device does not know as they were kept. */
      charts: z.array(metricChart),
      /** Monitors of the affected items of which nothing is drawn. */
      monitors: z.array(recordLabel),
    }),
    ['notFound'],
  ),
  'incident.statistics': query(read, z.strictObject(period), incidentStatistics, ['fieldInvalid']),
  /** The list as a table, recorded as an export. */
  'incident.export': command(
    read,
    z.strictObject({ ...period, format: z.enum(['csv', 'xlsx']), language }),
    z.object({ name: z.string(), mime: z.string(), bytes, rows: z.int() }),
    ['fieldInvalid', ...store],
  ),
} as const
