import { z } from 'zod'
import { instant, nothing, receipt, recordId } from './common.ts'
import {
  bothTexts,
  concern,
  dutyPerson,
  SHEET_SECTIONS,
  shift,
  shiftHandover,
  timelineMark,
  WORK_STATES,
  workItem,
} from './duty.ts'
import { command, query, signedIn } from './procedure.ts'

/** Whose work is asked for; every item belongs to `all`. */
export const WORK_SCOPES = ['mine', 'shift', 'team', 'all'] as const
export type WorkScope = (typeof WORK_SCOPES)[number]

const DAY_MS = 86_400_000
/** Longest period of one list. */
export const MOST_DAYS = 62
/** Most items of one answer; beyond, `capped`. */
export const MOST_WORK = 1_000
/** Longest time that somebody may put an item off. */
export const MOST_SNOOZE_MS = 7 * DAY_MS
/** Days of one calendar: six weeks. */
const MOST_CALENDAR_DAYS = 42

const period = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => to > from && to - from <= MOST_DAYS * DAY_MS)

const workKey = z.string().min(1).max(300)

/** Somebody put the item off for himself: logged, and seen by all who see the item. */
const snooze = z.object({
  person: recordId,
  name: z.string(),
  until: instant,
  reason: z.string(),
})

/** An item with what it is to the person who asks. */
export const listedWork = workItem.extend({
  scopes: z.array(z.enum(['mine', 'shift', 'team'])),
  /** It came to this person because it has been overdue for so long. */
  escalated: z.boolean(),
  /** Put off by this person; until then it is not due for him. */
  snoozed: snooze.optional(),
  /** Put off by others. */
  snoozedBy: z.array(snooze),
})
export type ListedWork = z.infer<typeof listedWork>

const scoped = {
  scope: z.enum(WORK_SCOPES),
  sources: z.array(z.string().max(40)).max(50).optional(),
}
const counts = z.object({ mine: z.int(), shift: z.int(), team: z.int(), all: z.int() })

/** A shift as the calendar and the desk name it. */
const ownShift = shift.extend({ mine: z.boolean() })

/** The work list 待办, its calendar, and what the desk shows of the shift (A5). */
export const workProcedures = {
  /** Everything that waits, by time; without a period, from the beginning of the shift until a day from now. */
  'work.list': query(
    signedIn,
    z.strictObject({
      ...scoped,
      period: period.optional(),
      states: z.array(z.enum(WORK_STATES)).optional(),
      text: z.string().max(200).optional(),
    }),
    z.object({
      items: z.array(listedWork),
      capped: z.boolean(),
      /** Under the same filters, for each scope. */
      counts,
      /** Under the same filters in this scope, the sources left aside. */
      sources: z.array(z.object({ source: z.string(), count: z.int() })),
      /** Current shift of the person's roster, or of the first one. */
      shift: shift.nullable(),
      /** When it was asked; states were told for this moment. */
      now: instant,
    }),
  ),
  /** Items of each day between neighbouring bounds, which are local midnights. */
  'work.calendar': query(
    signedIn,
    z.strictObject({
      ...scoped,
      bounds: z
        .array(instant)
        .min(2)
        .max(MOST_CALENDAR_DAYS + 1),
    }),
    z.object({
      days: z.array(
        z.object({
          from: instant,
          total: z.int(),
          /** Of these still to be done, and of these late. */
          open: z.int(),
          overdue: z.int(),
          items: z.array(listedWork),
        }),
      ),
      shifts: z.array(ownShift),
    }),
    ['fieldInvalid'],
  ),
  /** Puts an item off for oneself; it comes back by itself. */
  'work.snooze': command(
    signedIn,
    z.strictObject({ key: workKey, until: instant, reason: z.string().trim().min(1).max(200) }),
    receipt,
    ['notFound', 'fieldInvalid'],
  ),
  'work.unsnooze': command(signedIn, z.strictObject({ key: workKey }), receipt, ['notFound']),
  /** What the desk and the status bar show of the shift that is on. */
  'work.shift': query(
    signedIn,
    nothing,
    z.object({
      now: instant,
      shift: ownShift.nullable(),
      people: z.array(dutyPerson.extend({ extension: z.string(), duty: z.string() })),
      next: ownShift.nullable(),
      /** Last part of the shift, in which it is handed over. */
      handoverFrom: instant.nullable(),
      handover: shiftHandover.nullable(),
      marks: z.array(timelineMark),
      /** What is wrong now, the gravest first. */
      concerns: z.array(concern),
      /** What the next sheet would tell. */
      sheet: z.array(z.object({ section: z.enum(SHEET_SECTIONS), count: z.int() })),
      /** Why the rounds may not be done yet. */
      locked: bothTexts.nullable(),
    }),
  ),
} as const
