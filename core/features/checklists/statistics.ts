import { CHECK_AREAS } from '../../../contract/checklist-body.ts'
import type { RoundView } from '../../../contract/checklist-rounds.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { roundsIn } from './rounds.ts'
import { isTimeZone, zoneHere } from '../../time/zone.ts'
import { dayIn, formatDay } from './rules/days.ts'
import { refusePeriod } from './runs.ts'

const NOTHING = {
  due: 0,
  onTime: 0,
  late: 0,
  lateEntry: 0,
  missed: 0,
  madeUp: 0,
  cancelled: 0,
  open: 0,
  extra: 0,
  items: 0,
  out: 0,
  skipped: 0,
}
type Counts = typeof NOTHING

/** checklists.statistics: counts what was due by the schedules, so that a round that nobody did counts as well. */
export const countRounds: Handler<'checklists.statistics'> = (context, input) => {
  refusePeriod(input)
  const zone = input.timeZone ?? zoneHere()
  if (!isTimeZone(zone)) throw new CoreError('scheduleInvalid', { reason: 'timeZone' })
  const rows = new Map<string, { key: string; label: string } & Counts>()
  for (const round of roundsIn(context, input)) {
    const { key, label } = groupOf(context, round, input.by, zone)
    const row = rows.get(key) ?? { key, label, ...NOTHING }
    rows.set(key, row)
    count(row, round)
  }
  return ok({
    rows: [...rows.values()].toSorted((a, b) =>
      input.by === 'day' ? (a.key < b.key ? -1 : 1) : b.due - a.due || (a.key < b.key ? -1 : 1),
    ),
  })
}

function count(row: Counts, round: RoundView): void {
  row.items += round.counts?.answered ?? 0
  row.out += round.counts?.out ?? 0
  row.skipped += round.counts?.skipped ?? 0
  if (round.schedule === undefined) {
    row.extra += 1
    return
  }
  switch (round.state) {
    case 'cancelled':
      row.cancelled += 1
      return
    case 'done':
      row.onTime += 1
      break
    case 'late':
      row[round.lateEntry ? 'lateEntry' : 'late'] += 1
      break
    case 'missed':
      row.missed += 1
      if (round.madeUp) row.madeUp += 1
      break
    default:
      row.open += 1
      return
  }
  row.due += 1
}

type By = ParsedInputOf<'checklists.statistics'>['by']

function groupOf(
  context: Context,
  round: RoundView,
  by: By,
  zone: string,
): { readonly key: string; readonly label: string } {
  switch (by) {
    case 'all':
      return { key: '', label: '' }
    case 'template': {
      const name = context.workspace.log.row('checklist-template', round.template)?.fields['name']
      return { key: round.template, label: String(name ?? '') }
    }
    case 'area': {
      const area = CHECK_AREAS.find(({ value }) => value === round.area)
      return { key: round.area, label: area?.label[context.session.language] ?? round.area }
    }
    case 'team':
      return { key: round.team ?? '', label: round.teamName ?? '' }
    case 'person': {
      // Whoever did it; a round that nobody did belongs to whom it was given.
      const key = round.submittedBy ?? round.person ?? ''
      return { key, label: round.submittedByName ?? round.personName ?? '' }
    }
    case 'day': {
      const day = formatDay(dayIn(zone, round.at))
      return { key: day, label: day }
    }
  }
}
