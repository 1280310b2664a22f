import { z } from 'zod'
import { REPORT_STATES } from './report-states.ts'
import { instant, recordId, recordLabel } from './common.ts'
import {
  partId,
  planBody,
  planCategory,
  planStep,
  planVersionHead,
  responseLevel,
} from './response-body.ts'
import { SCORE_ASPECTS, STEP_OUTCOMES } from './response-engine.ts'
import type { Choice } from './record-type.ts'

/** What the procedures of emergency response answer. */

/** What people write into the report of a response. */
export const REPORT_TEXTS = ['well', 'badly', 'lessons'] as const

export const DRILL_KINDS = [
  { value: 'tabletop', label: { 'zh-CN': '桌面推演', en: 'Table-top' } },
  { value: 'live', label: { 'zh-CN': '实操演练', en: 'Live drill' } },
  { value: 'demonstration', label: { 'zh-CN': '示范演练', en: 'Demonstration' } },
] as const satisfies readonly Choice[]
export const drillKind = z.enum(DRILL_KINDS.map(({ value }) => value))

export const DRILL_SCOPES = [
  { value: 'comprehensive', label: { 'zh-CN': '综合演练', en: 'Comprehensive' } },
  { value: 'special', label: { 'zh-CN': '专项演练', en: 'Special' } },
] as const satisfies readonly Choice[]
export const drillScope = z.enum(DRILL_SCOPES.map(({ value }) => value))

export const planView = z.object({
  id: recordId,
  number: z.string(),
  name: z.string(),
  category: planCategory,
  post: recordId.optional(),
  notes: z.string(),
  retired: z.boolean(),
  reviewMonths: z.int().optional(),
  /** Local date of the next review. */
  reviewOn: z.string().optional(),
  /** The approved version with the highest number: what activations use. */
  current: planVersionHead.optional(),
  next: planVersionHead.optional(),
  /** Proposals that no version has answered yet. */
  proposals: z.int(),
  lastDrill: z.object({ id: recordId, at: instant, kind: drillKind, scope: drillScope }).optional(),
})
export type PlanView = z.infer<typeof planView>

export const proposalView = z.object({
  id: recordId,
  text: z.string(),
  by: z.string(),
  at: instant,
  activation: recordLabel.optional(),
  /** Number of the version that answered it. */
  answered: z.int().optional(),
})
export type ProposalView = z.infer<typeof proposalView>

/** Who fills a role of a response. Either a person of the workspace or somebody from outside by name. */
export const assignment = z.strictObject({
  role: partId,
  person: recordId.optional(),
  name: z.string().trim().max(80).optional(),
  /** For whom he stands in. */
  standsFor: recordId.optional(),
  /** He is on his way. */
  arrivesAt: instant.optional(),
})
export type Assignment = z.infer<typeof assignment>

export const roleView = z.object({
  role: partId,
  name: z.string(),
  duty: z.string(),
  person: recordId.optional(),
  /** Empty while nobody fills it. */
  personName: z.string(),
  standsForName: z.string().optional(),
  arrivesAt: instant.optional(),
  /** How he is reached. */
  phone: z.string().optional(),
  onDuty: z.boolean(),
})
export type RoleView = z.infer<typeof roleView>

export const runStep = planStep.extend({
  part: z.enum(['steps', 'recovery', 'added']),
  after: z.string().optional(),
  /** Who carries out and watches over an added step, where no role is named. */
  person: recordId.optional(),
  guardPerson: recordId.optional(),
})

export const decisionView = z.object({
  id: recordId,
  step: partId,
  attempt: z.int(),
  outcome: z.enum(STEP_OUTCOMES),
  at: instant,
  by: recordId,
  byName: z.string(),
  reason: z.string(),
  undoneAt: instant.optional(),
  /** Another device decided it, too, without knowing: the first stands. */
  twice: z.boolean(),
})
export type DecisionView = z.infer<typeof decisionView>

export const reportView = z.object({
  id: recordId,
  number: z.int(),
  at: instant,
  by: z.string(),
  text: z.string(),
  to: z.array(z.string()),
})
export type ReportView = z.infer<typeof reportView>

export const RESPONSE_OUTCOMES = ['normal', 'aborted'] as const

export const responseHead = z.object({
  id: recordId,
  number: z.string(),
  title: z.string(),
  plan: recordId,
  planVersion: z.int(),
  drill: z.object({ kind: drillKind, scope: drillScope }).optional(),
  level: responseLevel,
  reason: z.string(),
  incident: recordLabel.optional(),
  discoveredAt: instant,
  startedAt: instant,
  startedByName: z.string(),
  restoredAt: instant.optional(),
  endedAt: instant.optional(),
  endedByName: z.string().optional(),
  outcome: z.enum(RESPONSE_OUTCOMES).optional(),
  /** Steps: in all, decided; title of the one that is due now. */
  steps: z.int(),
  decided: z.int(),
  current: z.string().optional(),
  /** Since when the current step is beyond its limit. */
  overdueSince: instant.optional(),
  nextReportAt: instant.optional(),
  /** The end was summed up. */
  summedUp: z.boolean(),
  score: z.number().optional(),
})
export type ResponseHead = z.infer<typeof responseHead>

export const scoreValue = z.int().min(0).max(100)
export const scores = z.strictObject({
  [SCORE_ASPECTS[0]]: scoreValue,
  [SCORE_ASPECTS[1]]: scoreValue,
  [SCORE_ASPECTS[2]]: scoreValue,
})

export const scoreView = z.object({
  person: recordId,
  name: z.string(),
  scores,
  comment: z.string(),
  at: instant,
})
export type ScoreView = z.infer<typeof scoreView>

export const findingView = z.object({
  id: recordId,
  number: z.string(),
  title: z.string(),
  state: z.string(),
  step: z.string().optional(),
})

export const responseDetail = z.object({
  head: responseHead,
  body: planBody,
  steps: z.array(runStep),
  decisions: z.array(decisionView),
  roles: z.array(roleView),
  reports: z.array(reportView),
  report: z.object({ minutes: z.int(), to: z.array(z.string()) }),
  findings: z.array(findingView),
  summary: z.object({ well: z.string(), badly: z.string(), lessons: z.string() }),
  /** How far its report is. */
  review: z.object({
    state: z.enum(REPORT_STATES.map(({ value }) => value)),
    submittedBy: recordId.optional(),
    returnReason: z.string(),
    approvedAt: instant.optional(),
    approvedByName: z.string().optional(),
    /** What stood in it when this was read, for `response.approveReport`. */
    seen: z.string(),
    /** What was written on another device while it was approved, and is not under the approval. */
    beside: z.partialRecord(z.enum(REPORT_TEXTS), z.string()),
  }),
  endNote: z.string(),
  /** Drills only. */
  goal: z.string(),
  observers: z.array(z.object({ person: recordId, name: z.string() })),
  attendees: z.array(z.object({ person: recordId, name: z.string() })),
  weights: scores,
  scores: z.array(scoreView),
})
export type ResponseDetail = z.infer<typeof responseDetail>

export const TIMELINE_KINDS = ['start', 'step', 'report', 'note', 'end'] as const
export const timelineEntry = z.object({
  key: z.string(),
  at: instant,
  kind: z.enum(TIMELINE_KINDS),
  text: z.string(),
  by: z.string(),
  tone: z.enum(['crit', 'warn', 'ok', 'neutral']),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

export const drillScheduleView = z.object({
  id: recordId,
  plan: recordId,
  planName: z.string(),
  kind: drillKind,
  scope: drillScope,
  /** Local date of the first one. */
  firstOn: z.string(),
  /** 0: once. */
  everyMonths: z.int(),
  note: z.string(),
})

/** One drill of the yearly plan, computed from its schedule, with what became of it. */
export const plannedDrill = z.object({
  schedule: recordId,
  plan: recordId,
  planName: z.string(),
  kind: drillKind,
  scope: drillScope,
  on: z.string(),
  state: z.enum(['planned', 'due', 'overdue', 'running', 'done']),
  activation: recordId.optional(),
})
export type PlannedDrill = z.infer<typeof plannedDrill>

export const coverageRow = z.object({
  plan: recordId,
  planName: z.string(),
  category: planCategory,
  /** Of any time. */
  lastAt: instant.optional(),
  lastKind: drillKind.optional(),
  last: recordId.optional(),
  score: z.number().optional(),
  /** Drills that were finished, and drills that the year's plan still has. */
  done: z.int(),
  planned: z.int(),
  nextOn: z.string().optional(),
  /** Findings of its drills that are not closed. */
  findings: z.int(),
  approved: z.boolean(),
})
export type CoverageRow = z.infer<typeof coverageRow>
