import { z } from 'zod'
import { instant, recordId, typeName } from './common.ts'

/** When rounds are due, and who is told when nobody does them. */

/** Calendars are computed for the years 1970 to 9000: beyond, dates have five digits. */
export const LAST_MOMENT = 221_845_392_000_000
export const moment = z.int().min(0).max(LAST_MOMENT)

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
const date = z.iso.date()
const weekday = z.int().min(1).max(7)

/** Which shifts: all of a roster, or only these slots; at how many minutes after the start or before the end. */
const shiftRule = z.strictObject({
  kind: z.literal('shift'),
  /** Every roster when absent. */
  roster: recordId.optional(),
  slots: z.array(z.string().min(1).max(40)).max(10).optional(),
  offsets: z
    .array(z.strictObject({ from: z.enum(['start', 'end']), minutes: z.int().min(0).max(2880) }))
    .min(1)
    .max(48),
})

/** Five fields: minute, hour, day of month, month, day of week; `*`, lists, ranges, steps. */
const cronRule = z.strictObject({ kind: z.literal('cron'), expression: z.string().max(100) })

/**
 * Days by the calendar, at local times. Without weekdays, monthDays and nth: every `interval` units from
 * `since`. Days beyond the end of a month fall on its last day.
 */
const calendarRule = z.strictObject({
  kind: z.literal('calendar'),
  unit: z.enum(['day', 'week', 'month', 'year']),
  interval: z.int().min(1).max(366),
  /** First day; the interval counts from it. */
  since: date,
  times: z.array(time).min(1).max(48),
  /** week: ISO days, 1 is Monday. */
  weekdays: z.array(weekday).min(1).max(7).optional(),
  /** month, year: 1 to 31; -1 is the last day. */
  monthDays: z
    .array(
      z
        .int()
        .min(-31)
        .max(31)
        .refine((day) => day !== 0),
    )
    .min(1)
    .max(31)
    .optional(),
  /** month, year: the n-th of a weekday or of the workdays; -1 is the last. */
  nth: z
    .array(
      z.strictObject({
        nth: z
          .int()
          .min(-23)
          .max(23)
          .refine((nth) => nth !== 0),
        day: z.union([weekday, z.literal('workday')]),
      }),
    )
    .min(1)
    .max(10)
    .optional(),
  /** year: months 1 to 12. */
  months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
  /** Only on workdays (Monday to Friday, without daysOff, with daysOn). */
  workdaysOnly: z.boolean().optional(),
  /** Public holidays, and weekend days that are worked instead (调休). */
  daysOff: z.array(date).max(400).optional(),
  daysOn: z.array(date).max(400).optional(),
})
export type CalendarRule = z.infer<typeof calendarRule>

/** Each time a record of the type comes into the state. */
const eventRule = z.strictObject({
  kind: z.literal('event'),
  type: typeName,
  state: z.string().min(1).max(60),
  delayMinutes: z.int().min(0).max(43_200),
})

export const scheduleRule = z.discriminatedUnion('kind', [
  shiftRule,
  cronRule,
  calendarRule,
  eventRule,
])
export type ScheduleRule = z.infer<typeof scheduleRule>

/** Who is told when a round is not done: minutes after its grace has run out. */
export const escalationStep = z.strictObject({
  minutes: z.int().min(0).max(10_080),
  to: z.discriminatedUnion('kind', [
    /** The lead of the shift on duty then. */
    z.strictObject({ kind: z.literal('lead') }),
    /** Holder and stand-in of a post. */
    z.strictObject({ kind: z.literal('post'), id: recordId }),
    z.strictObject({ kind: z.literal('person'), id: recordId }),
  ]),
})
export type EscalationStep = z.infer<typeof escalationStep>

/** Minutes from when a round is due: done by `due` or within `grace` after it is in time; from `missed` on 漏检. */
export const roundTiming = z.strictObject({
  /** May be begun this long before. */
  early: z.int().min(0).max(43_200),
  due: z.int().min(1).max(43_200),
  grace: z.int().min(0).max(43_200),
  missed: z.int().min(1).max(86_400),
})
export type RoundTiming = z.infer<typeof roundTiming>

export const timeZone = z.string().min(1).max(60)

export const scheduleView = z.object({
  id: recordId,
  name: z.string(),
  template: recordId,
  templateName: z.string(),
  rule: scheduleRule,
  timeZone,
  timing: roundTiming,
  post: recordId.optional(),
  team: recordId.optional(),
  person: recordId.optional(),
  escalation: z.array(escalationStep),
  /** Occurrences from here on count. */
  since: instant,
  /** Exclusive; absent: it goes on. */
  until: instant.optional(),
})
export type ScheduleView = z.infer<typeof scheduleView>
