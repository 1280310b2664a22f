import { ok } from '../../../contract/result.ts'
import type { Language } from '../../../contract/text.ts'
import type { Handler } from '../../feature.ts'
import { recordAccess } from '../../records/access.ts'
import { addDays, momentOf } from '../../time/zone.ts'
import { factsOf } from './facts.ts'
import { rosterIn } from './find.ts'
import { calendarFile, type CalendarEvent } from './icalendar.ts'
import { staffedShifts, type StaffedShift } from './staffing.ts'
import { joined, say } from './texts.ts'

/** People come this early for the handover. */
const REMIND_MINUTES = 30

/** roster.calendar: what somebody puts on his telephone. */
export const exportCalendar: Handler<'roster.calendar'> = (context, input) => {
  const facts = factsOf(context)
  const roster = rosterIn(facts, input.id)
  const { team, person, language } = input
  const period = {
    from: momentOf(input.from, '00:00', roster.timeZone).at,
    to: momentOf(addDays(input.to, 1), '00:00', roster.timeZone).at,
  }
  const shifts = staffedShifts(facts, roster, period).filter(
    (shift) =>
      shift.date >= input.from &&
      shift.date <= input.to &&
      (team === undefined || shift.team === team) &&
      (person === undefined || shift.people.some((one) => one.person === person)),
  )
  const of =
    person === undefined
      ? team === undefined
        ? roster.name
        : facts.crew.teamName(team)
      : facts.crew.nameOf(person)
  const events = shifts.map((shift) =>
    eventOf(shift, context.workspace.id, language, person !== undefined),
  )
  recordAccess(context, { action: 'export', what: of, type: 'roster', count: shifts.length })
  return ok({
    name: `${of} ${input.from}.ics`,
    mime: 'text/calendar',
    bytes: new Uint8Array(Buffer.from(calendarFile(of, events, context.now()))),
    shifts: shifts.length,
  })
}

function eventOf(
  shift: StaffedShift,
  workspace: string,
  language: Language,
  remind: boolean,
): CalendarEvent {
  const names = shift.people.map(({ name, part }) =>
    part === 'lead'
      ? language === 'en'
        ? `${name} (${say(language, 'lead')})`
        : `${name}（${say(language, 'lead')}）`
      : name,
  )
  return {
    uid: `${shift.key}@${workspace}`,
    from: shift.from,
    to: shift.to,
    summary: `${shift.name[language] ?? shift.slot} ${shift.rosterName}`,
    description: say(language, 'people', {
      team: shift.teamName,
      names: joined(names, language),
    }),
    ...(remind ? { remind: REMIND_MINUTES } : {}),
  }
}
