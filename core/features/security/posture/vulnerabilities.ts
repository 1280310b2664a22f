import type { Posture } from '../../../../contract/security.ts'
import type { Period } from '../../../feature.ts'
import { stored, textOf, timeOf } from '../rows.ts'
import { fault } from './figures.ts'
import { since, sinceDay, within, type Sheet } from './sheet.ts'

const DAY = 86_400_000
const SEVERE: readonly unknown[] = ['critical', 'high']
/** States in which nothing is left to be done. */
const OVER: readonly unknown[] = ['closed', 'false']

/** A weakness with the times that the figures are made of. */
interface Weakness {
  readonly found: number
  /** When it came to its end; undefined: it is still open. */
  readonly ended: number | undefined
  readonly closed: boolean
}

/** Figures and gaps of vulnerabilities and scans; answers the weaknesses for their course over time. */
export function vulnerabilityFigures(sheet: Sheet): readonly Weakness[] {
  const type = 'vulnerability'
  const { now, today, period, before } = sheet
  const rows = stored(sheet.context, type, [
    'state',
    'severity',
    'discoveredAt',
    'dueAt',
    'acceptedUntil',
    'closedAt',
  ])
  const accepted = rows.filter(({ state }) => state === 'accepted')
  const expired = accepted.filter(({ acceptedUntil }) => String(acceptedUntil) < today)
  const open = rows.filter(
    (row) => !OVER.includes(row['state']) && (row['state'] !== 'accepted' || expired.includes(row)),
  )
  const severe = open.filter(({ severity }) => SEVERE.includes(severity))
  const late = open.filter(
    ({ state, dueAt }) => state !== 'fixed' && (timeOf(dueAt) ?? Infinity) < now,
  )
  const all = rows.map((row): Weakness => ({
    found: timeOf(row['discoveredAt']) ?? 0,
    ended: OVER.includes(row['state']) ? (timeOf(row['closedAt']) ?? now) : undefined,
    closed: row['state'] === 'closed',
  }))
  const found = (span: Period) => all.filter((one) => within(span, one.found)).length
  const closed = (span: Period) => all.filter((one) => one.closed && within(span, one.ended))
  sheet.add('vulnerabilities', 'open', open.length, type)
  sheet.add('vulnerabilities', 'openSevere', severe.length, type, fault(severe.length))
  sheet.add('vulnerabilities', 'overdue', late.length, type, fault(late.length, 'crit'))
  sheet.add('vulnerabilities', 'found', found(period), type, { before: found(before) })
  sheet.add('vulnerabilities', 'closed', closed(period).length, type, {
    before: closed(before).length,
  })
  const days = daysToClose(closed(period))
  if (days !== undefined) {
    const earlier = daysToClose(closed(before))
    sheet.add('vulnerabilities', 'daysToClose', days, type, {
      unit: 'day',
      ...(earlier === undefined ? {} : { before: earlier }),
    })
  }
  sheet.add('vulnerabilities', 'accepted', accepted.length, type)
  sheet.add('vulnerabilities', 'acceptedExpired', expired.length, type, fault(expired.length))
  const due = late.map((row) => since(row, timeOf(row['dueAt'])))
  sheet.tell('vulnerabilities', 'overdue', type, due, 'crit')
  const over = expired.map((row) => sinceDay(row, 'acceptedUntil'))
  sheet.tell('vulnerabilities', 'acceptanceOver', type, over)
  const plans = stored(sheet.context, 'scan-plan', ['state', 'nextScanOn']).filter(
    ({ state, nextScanOn }) => state === 'active' && (textOf(nextScanOn) ?? '9') < today,
  )
  const scans = plans.map((row) => sinceDay(row, 'nextScanOn'))
  sheet.tell('vulnerabilities', 'scanOverdue', 'scan-plan', scans)
  return all
}

/** Mean days from finding to closing, to one decimal. */
function daysToClose(ended: readonly Weakness[]): number | undefined {
  const days = ended.map((one) => ((one.ended ?? one.found) - one.found) / DAY)
  if (days.length === 0) return undefined
  return Math.round((days.reduce((sum, one) => sum + one, 0) / days.length) * 10) / 10
}

/** How many were found, ended and open by week; at most a year of weeks. */
export function weeksOf(
  all: readonly Weakness[],
  { from, to }: Period,
  now: number,
): Posture['weeks'] {
  const last = Math.min(to, now)
  const weeks: Posture['weeks'] = []
  for (let start = from; start < last && weeks.length < 53; start += 7 * DAY) {
    const week = { from: start, to: Math.min(start + 7 * DAY, last) }
    weeks.push({
      from: start,
      found: all.filter((one) => within(week, one.found)).length,
      closed: all.filter((one) => within(week, one.ended)).length,
      open: all.filter((one) => one.found <= week.to && (one.ended ?? Infinity) > week.to).length,
    })
  }
  return weeks
}
