import { z } from 'zod'
import { instant, recordId } from './common.ts'
import { shift } from './duty.ts'
import type { Choice } from './record-type.ts'

/** Shapes of the roster 排班 (A1): shifts follow from patterns; people change them by absences, swaps and by hand. */

export const ABSENCE_KINDS = [
  { value: 'leave', label: { 'zh-CN': '年休', en: 'Leave' } },
  { value: 'sick', label: { 'zh-CN': '病假', en: 'Sick leave' } },
  { value: 'personal', label: { 'zh-CN': '事假', en: 'Personal leave' } },
  { value: 'training', label: { 'zh-CN': '培训', en: 'Training' } },
  { value: 'travel', label: { 'zh-CN': '出差', en: 'Business trip' } },
  { value: 'other', label: { 'zh-CN': '其他', en: 'Other' } },
] as const satisfies readonly Choice[]

export const OVERRIDE_ACTIONS = [
  { value: 'add', label: { 'zh-CN': '加入', en: 'Placed on the shift' } },
  { value: 'remove', label: { 'zh-CN': '移出', en: 'Taken off the shift' } },
  { value: 'team', label: { 'zh-CN': '换班组', en: 'Other team' } },
] as const satisfies readonly Choice[]

/** Least time between two shifts of one person, hours (Directive 2003/88/EC, article 3). */
export const REST_HOURS = 11
/** Gaps of so many days ahead are work for whoever plans. */
export const GAP_DAYS = 7

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u
/** A day of the calendar, `YYYY-MM-DD`. */
export const localDate = z.string().refine(isDate, 'not a date')
function isDate(value: string): boolean {
  if (!DATE.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
export const slotKey = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/u)
export const name = z.string().trim().min(1).max(80)

export const slot = z.strictObject({
  key: slotKey,
  name: z.strictObject({ 'zh-CN': name, en: name }),
  from: clock,
  to: clock,
})

export const pattern = z.strictObject({
  slots: z
    .array(slot)
    .min(1)
    .max(12)
    .refine((slots) => new Set(slots.map(({ key }) => key)).size === slots.length, 'equal keys'),
  cycle: z
    .array(z.array(z.int().min(0).max(29).nullable()).min(1).max(12))
    .min(1)
    .max(366),
})

/** Every day of the cycle has a place for every slot, and every team exists. */
export const fits = (
  plan: z.infer<typeof pattern> & { readonly teams: readonly unknown[] },
): boolean =>
  plan.cycle.every(
    (day) =>
      day.length === plan.slots.length &&
      day.every((team) => team === null || team < plan.teams.length),
  )

export const newTeam = z.union([z.strictObject({ id: recordId }), z.strictObject({ name })])

export const rosterPlan = pattern.extend({
  id: recordId,
  from: localDate,
  teams: z.array(z.object({ id: recordId, name: z.string() })),
})

export const roster = z.object({
  id: recordId,
  name: z.string(),
  timeZone: z.string(),
  post: recordId.optional(),
  minimum: z.int(),
  leadNeeded: z.boolean(),
  /** Last day; absent: it goes on. */
  endsOn: localDate.optional(),
  /** By date; each holds until the next begins. */
  plans: z.array(rosterPlan),
})
export type Roster = z.infer<typeof roster>

/** On another shift at the same time; `shift` is its key. */
const double = z.object({
  kind: z.literal('double'),
  person: recordId,
  name: z.string(),
  shift: z.string(),
})
/** Too few hours since the shift before, which `shift` names. */
const rest = z.object({
  kind: z.literal('rest'),
  person: recordId,
  name: z.string(),
  shift: z.string(),
  hours: z.number(),
})
/** One of them with the key of the shift that it is about. */
export const restProblem = z.discriminatedUnion('kind', [
  double.extend({ at: z.string() }),
  rest.extend({ at: z.string() }),
])

/** What is wrong with a shift, for people to put right. */
export const shiftProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('noLead') }),
  z.object({ kind: z.literal('few'), have: z.int(), need: z.int() }),
  /** Absent, with nobody in his place. */
  z.object({ kind: z.literal('absent'), person: recordId, name: z.string() }),
  /** Placed by hand although he is absent. */
  z.object({ kind: z.literal('onLeave'), person: recordId, name: z.string() }),
  double,
  rest,
  /** The clock jumps over its start. */
  z.object({ kind: z.literal('skipped') }),
])
export type ShiftProblem = z.infer<typeof shiftProblem>

/** Why somebody is on a shift. */
export const DUTY_REASONS = ['team', 'swap', 'standIn', 'hand'] as const

export const boardShift = shift.extend({
  /** Why each of `people` is there, in the same order. */
  reasons: z.array(z.enum(DUTY_REASONS)),
  absent: z.array(
    z.object({
      person: recordId,
      name: z.string(),
      kind: z.string(),
      replaced: z.boolean(),
    }),
  ),
  /** Changed by hand. */
  changed: z.boolean(),
  problems: z.array(shiftProblem),
})
export type BoardShift = z.infer<typeof boardShift>

/** lapsed: its shift began before it was approved. */
export const SWAP_STATES = [
  'asked',
  'agreed',
  'approved',
  'declined',
  'rejected',
  'withdrawn',
  'lapsed',
] as const

const swapShift = z.object({
  key: z.string(),
  date: localDate,
  name: z.object({ 'zh-CN': z.string(), en: z.string() }),
})

export const swap = z.object({
  id: recordId,
  roster: recordId,
  asker: recordId,
  askerName: z.string(),
  other: recordId,
  otherName: z.string(),
  shift: swapShift,
  /** What the asker works in return. */
  inReturn: swapShift.optional(),
  reason: z.string(),
  state: z.enum(SWAP_STATES),
  agreementReason: z.string(),
  decisionReason: z.string(),
  decidedByName: z.string(),
  askedAt: instant,
  /** What the person who reads it may do with it now. */
  acts: z.array(z.enum(['answer', 'decide', 'withdraw'])),
})
export type Swap = z.infer<typeof swap>

export const absence = z.object({
  id: recordId,
  person: recordId,
  personName: z.string(),
  from: localDate,
  to: localDate,
  kind: z.string(),
  standIn: recordId.optional(),
  standInName: z.string().optional(),
  note: z.string(),
  /** The person who reads it may change it. */
  mayChange: z.boolean(),
})
export type AbsenceView = z.infer<typeof absence>

export const team = z.object({
  id: recordId,
  name: z.string(),
  lead: recordId.optional(),
  standIn: recordId.optional(),
  members: z.array(z.object({ id: recordId, name: z.string() })),
})
export type RosterTeam = z.infer<typeof team>
