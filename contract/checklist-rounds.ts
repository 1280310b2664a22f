import { z } from 'zod'
import { attachment, instant, json, recordId } from './common.ts'
import { checkArea, checkCategory, itemId } from './checklist-body.ts'

/** Rounds 巡检任务 and what is recorded in them. */

/** Names one round for ever, the same on every device. */
export const occurrenceKey = z.string().min(1).max(160)
export const roundRef = z.strictObject({ schedule: recordId, occurrence: occurrenceKey })

/** How far a round is, besides the words of all work. done: submitted in time; late: after its grace. */
export const ROUND_STATES = [
  'scheduled',
  'due',
  'overdue',
  'progress',
  'complete',
  'done',
  'late',
  'missed',
  'cancelled',
] as const
export type RoundState = (typeof ROUND_STATES)[number]

export const roundCounts = z.object({
  /** Items that ask for an answer, and those that have one (a skip is one). */
  items: z.int(),
  answered: z.int(),
  /** Beyond a limit, or not passed. */
  out: z.int(),
  skipped: z.int(),
  automatic: z.int(),
})
export type RoundCounts = z.infer<typeof roundCounts>

export const MISS_STATES = ['explained', 'returned', 'approved', 'rescheduled'] as const

/** What was said about a round that nobody did in time. The miss stays, whatever is said. */
export const missView = z.object({
  id: recordId,
  state: z.enum(MISS_STATES),
  comment: z.string(),
  person: z.string(),
  personName: z.string(),
  at: instant,
  newAt: instant.optional(),
  /** Why it was returned. */
  reason: z.string().optional(),
  approvedByName: z.string().optional(),
  approvedAt: instant.optional(),
})
export type MissView = z.infer<typeof missView>

export const roundView = z.object({
  /** Stable: `<schedule>/<occurrence>`, or the run of a round that nobody scheduled. */
  key: z.string(),
  schedule: recordId.optional(),
  occurrence: occurrenceKey.optional(),
  run: recordId.optional(),
  template: recordId,
  name: z.string(),
  category: checkCategory,
  area: checkArea,
  state: z.enum(ROUND_STATES),
  /** When it is due; dueBy and graceBy end its time; from missedAt on it is missed. */
  at: instant,
  dueBy: instant,
  graceBy: instant,
  missedAt: instant,
  /** Missed, and made all the same afterwards. */
  madeUp: z.boolean(),
  /** Keyed in from paper (补录). */
  lateEntry: z.boolean(),
  /** Key of the shift it falls into. */
  shift: z.string().optional(),
  post: recordId.optional(),
  team: recordId.optional(),
  teamName: z.string().optional(),
  person: recordId.optional(),
  personName: z.string().optional(),
  startedAt: instant.optional(),
  startedByName: z.string().optional(),
  submittedAt: instant.optional(),
  submittedBy: z.string().optional(),
  submittedByName: z.string().optional(),
  /** Why it was cancelled. */
  reason: z.string().optional(),
  counts: roundCounts.optional(),
  miss: missView.optional(),
  escalatedTo: z.array(recordId),
})
export type RoundView = z.infer<typeof roundView>

export const RESULT_STATUSES = ['ok', 'warn', 'alarm', 'failed', 'skipped', 'cleared'] as const
export type ResultStatus = (typeof RESULT_STATUSES)[number]

/** One answer as it was recorded; a later one of the same item replaces it and both stay. */
export const resultView = z.object({
  id: recordId,
  item: itemId,
  value: json,
  status: z.enum(RESULT_STATUSES),
  /** Text of the limit that it is beyond. */
  message: z.string().optional(),
  remark: z.string(),
  attachments: z.array(attachment),
  /** When it was read; `enteredAt` is when it was written down. */
  at: instant,
  enteredAt: instant,
  late: z.boolean(),
  automatic: z.boolean(),
  /** What a monitor read and when, beside what the person read. */
  measured: z.number().optional(),
  measuredAt: instant.optional(),
  person: z.string(),
  personName: z.string(),
  second: z.object({ person: z.string(), personName: z.string(), at: instant }).optional(),
})
export type ResultView = z.infer<typeof resultView>

/** What a monitor reads for an item now; without a value it knows nothing. */
export const monitorReading = z.object({
  item: itemId,
  monitor: recordId,
  name: z.string(),
  /** How the metric is called where the monitor is shown. */
  metric: z.string(),
  value: z.number().optional(),
  /** When it was measured. */
  at: instant.optional(),
})
export type MonitorReading = z.infer<typeof monitorReading>

/** What a run still lacks before it can be submitted. */
export const MISSING_PARTS = ['answer', 'remark', 'evidence', 'second'] as const
export const missingPart = z.object({
  item: itemId,
  title: z.string(),
  part: z.enum(MISSING_PARTS),
})
export type MissingPart = z.infer<typeof missingPart>
