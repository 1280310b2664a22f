import { z } from 'zod'
import { bytes, instant, language, receipt, recordId } from './common.ts'
import { shift } from './duty.ts'
import { command, mayRecord, query } from './procedure.ts'
import {
  absence,
  ABSENCE_KINDS,
  boardShift,
  fits,
  localDate,
  name,
  newTeam,
  pattern,
  restProblem,
  roster,
  slotKey,
  swap,
  team,
} from './roster-shapes.ts'

const read = mayRecord('read', 'roster')
const plan = mayRecord('update', 'roster')
const place = mayRecord('create', 'roster-override')
const swaps = mayRecord('create', 'shift-swap')
const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const reason = z.string().trim().max(200)
const given = reason.min(1)

const days = { from: localDate, to: localDate }
const shiftKeyText = z.string().regex(/^[0-9a-f-]{36}\/\d{4}-\d{2}-\d{2}\/[a-z][a-z0-9-]{0,19}$/u)
const period = (input: { readonly from: string; readonly to: string }): boolean =>
  input.to >= input.from && Date.parse(input.to) - Date.parse(input.from) <= 400 * 86_400_000
const drawn = {
  /** First day of the cycle. */
  from: localDate,
  slots: pattern.shape.slots,
  cycle: pattern.shape.cycle,
}
/** What a change by hand is about: a person or the team of one shift. */
const subjectOf = (change: {
  readonly date: string
  readonly slot: string
  readonly action: string
  readonly person?: string | undefined
}): string =>
  [change.date, change.slot, change.action === 'team' ? 'team' : change.person].join('/')
const MISFIT = 'cycle does not fit slots and teams'

/** The roster 排班 (A1). */
export const rosterProcedures = {
  /** All rosters, those that have ended last. */
  'roster.list': query(read, z.strictObject({}), z.object({ rosters: z.array(roster) })),
  /** Makes a roster with its first plan, and the teams that are only named. */
  'roster.create': command(
    mayRecord('create', 'roster'),
    z
      .strictObject({
        ...drawn,
        name,
        timeZone: z.string().min(1).max(60),
        post: recordId.optional(),
        teams: z.array(newTeam).min(1).max(30),
        minimum: z.int().min(1).max(50).default(1),
        leadNeeded: z.boolean().default(true),
      })
      .refine(fits, MISFIT),
    receipt.extend({ id: recordId, teams: z.array(recordId) }),
    ['fieldInvalid', 'missingFields', ...storeErrors],
  ),
  'roster.update': command(
    plan,
    z.strictObject({
      id: recordId,
      name,
      post: recordId.optional(),
      minimum: z.int().min(1).max(50),
      leadNeeded: z.boolean(),
      /** Last day; the past stays. */
      endsOn: localDate.optional(),
    }),
    receipt,
    ['notFound', 'fieldInvalid', 'shiftOver', ...storeErrors],
  ),
  /** Another pattern or other teams from a day on; the shifts before it stay. */
  'roster.plan': command(
    plan,
    z
      .strictObject({ ...drawn, id: recordId, teams: z.array(newTeam).min(1).max(30) })
      .refine(fits, MISFIT),
    receipt.extend({ teams: z.array(recordId) }),
    ['notFound', 'fieldInvalid', 'shiftOver', ...storeErrors],
  ),
  /** Who belongs to a team, in the order of the roster; the people leave the teams they were in. */
  'roster.setMembers': command(
    plan,
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
  /** What the roster screen shows of some days, both included. */
  'roster.board': query(
    read,
    z.strictObject({ id: recordId, ...days }).refine(period, 'period'),
    z.object({
      /** Today in the roster's time zone. */
      today: localDate,
      shifts: z.array(boardShift),
      teams: z.array(team),
      absences: z.array(absence),
    }),
    ['notFound'],
  ),
  /** Who is on now and next, of every roster, and the next shifts of the person who asks. */
  'roster.duty': query(
    read,
    z.strictObject({}),
    z.object({ now: z.array(shift), next: z.array(shift), mine: z.array(shift) }),
  ),
  /** Shifts of a pattern that is not saved yet, by the names of its teams. */
  'roster.preview': query(
    read,
    z
      .strictObject({
        ...drawn,
        timeZone: z.string().min(1).max(60),
        teams: z.array(name).min(1).max(30),
        days: z.int().min(1).max(62),
      })
      .refine(fits, MISFIT),
    z.object({
      shifts: z.array(
        z.object({
          date: localDate,
          slot: z.string(),
          from: instant,
          to: instant,
          team: z.int(),
          skipped: z.boolean(),
        }),
      ),
      /** Time without a shift, and time with two, minutes in the days shown. */
      uncovered: z.int(),
      doubled: z.int(),
      /** Shortest time between two shifts of a team, hours; null with fewer than two. */
      shortestRest: z.number().nullable(),
    }),
    ['fieldInvalid'],
  ),
  /** Puts people on shifts, takes them off, or gives a shift to another team; all or nothing. */
  'roster.place': command(
    place,
    z.strictObject({
      id: recordId,
      changes: z
        .array(
          z.strictObject({
            date: localDate,
            slot: slotKey,
            action: z.enum(['add', 'remove', 'team']),
            person: recordId.optional(),
            insteadOf: recordId.optional(),
            team: recordId.optional(),
          }),
        )
        .min(1)
        .max(20)
        .refine(
          (changes) => new Set(changes.map(subjectOf)).size === changes.length,
          'one change for each person and shift',
        ),
      reason: reason.optional(),
    }),
    receipt,
    ['notFound', 'missingFields', 'fieldInvalid', 'shiftOver', ...storeErrors],
  ),
  /** Takes back what was changed by hand on a shift. */
  'roster.clear': command(
    place,
    z.strictObject({ id: recordId, date: localDate, slot: slotKey }),
    receipt,
    ['notFound', 'shiftOver', ...storeErrors],
  ),
  /** Swaps that still wait, or all of them, newest first. */
  'roster.swaps': query(
    read,
    z.strictObject({ open: z.boolean() }),
    z.object({ swaps: z.array(swap) }),
  ),
  /**
   * What a swap would do to its two people: less rest than REST_HOURS, or two shifts at once, where it is not so
   * already; each at the shift `at`. A warning, not a refusal.
   */
  'roster.swapRest': query(
    read,
    z.strictObject({
      shift: shiftKeyText,
      asker: recordId,
      other: recordId,
      inReturn: shiftKeyText.optional(),
    }),
    z.object({ problems: z.array(restProblem) }),
    ['notFound'],
  ),
  /** Asks somebody to take over one's shift, or to swap it for his. */
  'roster.askSwap': command(
    swaps,
    z.strictObject({
      shift: shiftKeyText,
      other: recordId,
      inReturn: shiftKeyText.optional(),
      reason: given,
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'notOnShift', 'alreadyOnShift', 'shiftStarted', 'fieldInvalid', ...storeErrors],
  ),
  /** The other's answer. */
  'roster.answerSwap': command(
    swaps,
    z.strictObject({ id: recordId, agree: z.boolean(), reason: reason.optional() }),
    receipt,
    ['notFound', 'wrongState', 'missingFields', ...storeErrors],
  ),
  /** Approval or rejection, signed; nobody decides on a swap of his own. */
  'roster.decideSwap': command(
    mayRecord('update', 'shift-swap'),
    z.strictObject({
      id: recordId,
      approve: z.boolean(),
      reason: reason.optional(),
      confirmation: z.string().optional(),
    }),
    receipt,
    ['notFound', 'wrongState', 'ownSwap', 'passwordNeeded', 'missingFields', ...storeErrors],
  ),
  'roster.withdrawSwap': command(swaps, z.strictObject({ id: recordId }), receipt, [
    'notFound',
    'wrongState',
    ...storeErrors,
  ]),
  /** Absences that touch some days, both included. */
  'roster.absences': query(
    read,
    z.strictObject(days).refine(period, 'period'),
    z.object({ absences: z.array(absence) }),
  ),
  /** A new absence, or a changed one: days that are over stay as they were. One's own, or a lead's for others. */
  'roster.setAbsence': command(
    mayRecord('create', 'absence'),
    z
      .strictObject({
        ...days,
        id: recordId.optional(),
        person: recordId,
        kind: z.enum(ABSENCE_KINDS.map(({ value }) => value)),
        standIn: recordId.optional(),
        note: reason.optional(),
      })
      .refine(period, 'period'),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', 'denied', ...storeErrors],
  ),
  'roster.removeAbsence': command(
    mayRecord('delete', 'absence'),
    z.strictObject({ id: recordId }),
    receipt,
    ['notFound', 'denied', ...storeErrors],
  ),
  /** Shifts as an iCalendar file (RFC 5545): the roster's, a team's, or a person's; exporting is recorded. */
  'roster.calendar': command(
    read,
    z
      .strictObject({
        ...days,
        id: recordId,
        team: recordId.optional(),
        person: recordId.optional(),
        language,
      })
      .refine(period, 'period'),
    z.object({ name: z.string(), mime: z.string(), bytes, shifts: z.int() }),
    ['notFound', ...storeErrors],
  ),
} as const
