import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Handler } from '../../feature.ts'
import { isLate, isOpen } from './circles.ts'
import { inScope, workFor } from './list.ts'
import { shiftsNow } from './viewer.ts'

const DAY = 86_400_000
/** Items that one day of the calendar names. */
const NAMED = 50

/** work.calendar: what begins on each day; what is left from before the first one is in the list, not here. */
export const workCalendar: Handler<'work.calendar'> = (context, { scope, sources, bounds }) => {
  const [from = 0] = bounds
  const to = bounds.at(-1) ?? from
  const inOrder = bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0))
  if (!inOrder || to - from > (bounds.length + 1) * DAY)
    throw new CoreError('fieldInvalid', { field: 'bounds', reason: 'range' })
  const now = context.now()
  const { current, next } = shiftsNow(context, now)
  const found = workFor(context, { from, to }, current, now).filter(
    (item) =>
      item.at >= from &&
      item.at < to &&
      inScope(item, scope) &&
      (!sources?.length || sources.includes(item.source)),
  )
  const roster = current?.roster ?? next?.roster
  const { person } = context.session
  return ok({
    days: bounds.slice(0, -1).map((start, index) => {
      const end = bounds[index + 1] ?? start
      const items = found.filter(({ at }) => at >= start && at < end)
      return {
        from: start,
        total: items.length,
        open: items.filter(isOpen).length,
        overdue: items.filter(isLate).length,
        items: items.slice(0, NAMED),
      }
    }),
    shifts: context.shared
      .shifts(context, { from, to })
      .filter((shift) => shift.roster === roster)
      .map((shift) => ({ ...shift, mine: shift.people.some((one) => one.person === person) })),
  })
}
