import { z } from 'zod'
import { instant, receipt, recordId } from './common.ts'
import { shift } from './duty.ts'
import { command, mayRecord, query } from './procedure.ts'
import type { Choice } from './record-type.ts'

/** The roster 排班 (A1): shifts follow from patterns; people change them by absences, swaps and by hand. */

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
const name = z.string().trim().min(1).max(80)

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
const fits = (plan: z.infer<typeof pattern> & { readonly teams: readonly unknown[] }): boolean =>
  plan.cycle.every(
    (day) =>
      day.length === plan.slots.length &&
      day.every((team) => team === null || team < plan.teams.length),
  )

const newTeam = z.union([z.strictObject({ id: recordId }), z.strictObject({ name })])

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

const read = mayRecord('read', 'roster')
const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const

export const rosterProcedures = {
  /** All rosters, those that have ended last. */
  'roster.list': query(read, z.strictObject({}), z.object({ rosters: z.array(roster) })),
  /** Makes a roster with its first plan, and the teams that are only named. */
  'roster.create': command(
    mayRecord('create', 'roster'),
    z
      .strictObject({
        name,
        timeZone: z.string().min(1).max(60),
        post: recordId.optional(),
        /** First day of the cycle. */
        from: localDate,
        slots: pattern.shape.slots,
        cycle: pattern.shape.cycle,
        teams: z.array(newTeam).min(1).max(30),
        minimum: z.int().min(1).max(50).default(1),
        leadNeeded: z.boolean().default(true),
      })
      .refine(fits, 'cycle does not fit slots and teams'),
    receipt.extend({ id: recordId, teams: z.array(recordId) }),
    ['fieldInvalid', 'missingFields', ...storeErrors],
  ),
  /** Who belongs to a team, in the order of the roster; the people leave the teams they were in. */
  'roster.setMembers': command(
    mayRecord('update', 'roster'),
    z.strictObject({
      team: recordId,
      members: z.array(recordId).max(100),
      lead: recordId.optional(),
      standIn: recordId.optional(),
    }),
    receipt,
    ['notFound', 'fieldInvalid', ...storeErrors],
  ),
  /** Shifts that touch a period, people included; at most 400 days. */
  'roster.shifts': query(
    read,
    z
      .strictObject({ from: instant, to: instant })
      .refine(({ from, to }) => to > from && to - from <= 400 * 86_400_000, 'period'),
    z.object({ shifts: z.array(shift) }),
  ),
} as const
