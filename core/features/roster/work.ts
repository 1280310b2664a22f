import type { WorkItem } from '../../../contract/duty.ts'
import { GAP_DAYS } from '../../../contract/roster-shapes.ts'
import { mayActOn } from '../../dispatch.ts'
import type { Context, Period } from '../../feature.ts'
import { factsOf } from './facts.ts'
import { shiftIfAny } from './find.ts'
import { problemsOf } from './problems.ts'
import { shiftsIn } from './read.ts'
import { swapsOf } from './swaps.ts'
import { dayText } from '../../time/day-text.ts'
import { gapText, joined, say } from './texts.ts'

const DAY = 86_400_000
const SOURCE = 'roster'

/** Swaps that wait for the person who asks, and gaps of the days ahead for those who put people on shifts. */
export function rosterWork(context: Context, period: Period): WorkItem[] {
  return [...swapWork(context), ...gapWork(context)].filter(({ at }) => at < period.to)
}

function swapWork(context: Context): WorkItem[] {
  const { language, person, name } = context.session
  return swapsOf(context, true).flatMap((swap): WorkItem[] => {
    const answers = swap.acts.includes('answer')
    if (!answers && !swap.acts.includes('decide')) return []
    const shift = shiftIfAny(context, swap.shift.key)
    const params = {
      name: swap.askerName,
      other: swap.otherName,
      date: dayText(swap.shift.date, language),
      shift: swap.shift.name[language],
    }
    return [
      {
        key: `roster-swap/${swap.id}/${answers ? 'answer' : 'decide'}`,
        source: SOURCE,
        title: say(language, answers ? 'answer' : 'decide', params),
        detail: swap.reason,
        state: 'due',
        at: swap.askedAt,
        ...(shift ? { dueBy: shift.from } : {}),
        person,
        personName: name,
        record: { type: 'shift-swap', id: swap.id },
        path: `/roster/swaps/${swap.id}`,
      },
    ]
  })
}

function gapWork(context: Context): WorkItem[] {
  const { session, workspace } = context
  if (!mayActOn(workspace.types, session, 'roster-override', 'create')) return []
  const now = context.now()
  const shifts = shiftsIn(context, { from: now, to: now + GAP_DAYS * DAY })
  const problems = problemsOf(factsOf(context), shifts)
  return shifts.flatMap((shift): WorkItem[] => {
    const words = (problems.get(shift.key) ?? []).flatMap(
      (problem) => gapText(problem, session.language) ?? [],
    )
    if (words.length === 0) return []
    return [
      {
        key: `roster-gap/${shift.key}`,
        source: SOURCE,
        title: say(session.language, 'gap', {
          date: dayText(shift.date, session.language),
          shift: shift.name[session.language] ?? shift.slot,
          problems: joined(words, session.language),
        }),
        detail: shift.rosterName,
        state: 'due',
        at: shift.from - GAP_DAYS * DAY,
        dueBy: shift.from,
        person: session.person,
        personName: session.name,
        shift: shift.key,
        path: `/roster/${shift.date}/${shift.slot}`,
      },
    ]
  })
}
