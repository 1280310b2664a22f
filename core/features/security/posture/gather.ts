import type { Posture } from '../../../../contract/security.ts'
import type { Language } from '../../../../contract/text.ts'
import type { Context, Period } from '../../../feature.ts'
import { dayAt } from '../follows.ts'
import { stored, textOf, timeOf } from '../rows.ts'
import { REVIEW_DAYS } from '../work.ts'
import { fault, GAP_REASONS } from './figures.ts'
import { inDays, Sheet, since, sinceDay, within } from './sheet.ts'
import { vulnerabilityFigures, weeksOf } from './vulnerabilities.ts'

const DAY = 86_400_000
/** A restore test counts for so many days. */
const RESTORE_TEST_DAYS = 100

/** Figures of a period, what is amiss now, and the course of the weaknesses. */
export function gather(context: Context, period: Period, language: Language): Posture {
  const sheet = new Sheet(context, period, language)
  measures(sheet)
  data(sheet)
  backups(sheet)
  const weak = vulnerabilityFigures(sheet)
  access(sheet)
  events(sheet)
  audits(sheet)
  const { figures, gaps } = sheet
  return { ...period, at: context.now(), figures, gaps, weeks: weeksOf(weak, period, sheet.now) }
}

function measures(sheet: Sheet): void {
  const { context, today } = sheet
  const rows = stored(context, 'protection-measure', ['state', 'nextCheckOn'])
  const live = rows.filter(({ state }) => state === 'effective' || state === 'weak')
  const weak = live.filter(({ state }) => state === 'weak')
  const late = live.filter(({ nextCheckOn }) => isPast(nextCheckOn, today))
  const checks = stored(context, 'security-check', ['checkedOn', 'measure'])
  const made = (period: Period) =>
    checks.filter(({ checkedOn, measure }) => measure !== null && inDays(period, textOf(checkedOn)))
      .length
  const type = 'protection-measure'
  sheet.add('measures', 'measuresWorking', live.length - weak.length, type, { of: live.length })
  sheet.add('measures', 'measuresWeak', weak.length, type, fault(weak.length))
  sheet.add('measures', 'checksMade', made(sheet.period), type, { before: made(sheet.before) })
  sheet.add('measures', 'checksOverdue', late.length, type, fault(late.length))
  sheet.tell('measures', 'weak', type, weak)
  sheet.tell(
    'measures',
    'checkOverdue',
    type,
    late.map((row) => sinceDay(row, 'nextCheckOn')),
  )
}

function data(sheet: Sheet): void {
  const type = 'data-asset'
  const rows = stored(sheet.context, type, ['state', 'importance', 'encryption', 'integrityNextOn'])
  const kept = rows.filter(({ state }) => state !== 'destroyed')
  const dear = kept.filter(({ importance }) => importance !== 'normal')
  const plain = dear.filter(({ encryption }) => encryption === 'none')
  const late = kept.filter(({ integrityNextOn }) => isPast(integrityNextOn, sheet.today))
  sheet.add('data', 'assets', dear.length, type, { of: kept.length })
  sheet.add('data', 'assetsPlain', plain.length, type, fault(plain.length))
  sheet.add('data', 'integrityOverdue', late.length, type, fault(late.length))
  sheet.tell('data', 'plain', type, plain)
  sheet.tell(
    'data',
    'integrityOverdue',
    type,
    late.map((row) => sinceDay(row, 'integrityNextOn')),
  )
}

function backups(sheet: Sheet): void {
  const type = 'backup-job'
  const jobs = stored(sheet.context, type, ['lastResult', 'lastRun', 'restoreTested'])
  const failed = jobs.filter(
    ({ lastResult }) => lastResult === 'failed' || lastResult === 'partial',
  )
  const newest = dayAt(sheet.now - RESTORE_TEST_DAYS * DAY)
  const never = jobs.filter(({ restoreTested }) => restoreTested === null)
  const stale = jobs.filter(
    ({ restoreTested }) => typeof restoreTested === 'string' && restoreTested < newest,
  )
  const tests = stored(sheet.context, 'restore-test', ['testedOn'])
  const made = (period: Period) =>
    tests.filter(({ testedOn }) => inDays(period, textOf(testedOn))).length
  const normal = jobs.filter(({ lastResult }) => lastResult === 'ok').length
  sheet.add('backups', 'jobs', normal, type, { of: jobs.length, ...fault(failed.length, 'crit') })
  sheet.add('backups', 'restoreTests', made(sheet.period), 'restore-test', {
    before: made(sheet.before),
  })
  const old = never.length + stale.length
  sheet.add('backups', 'restoreStale', old, type, fault(old))
  const ran = failed.map((row) => since(row, timeOf(row['lastRun'])))
  sheet.tell('backups', 'backupFailed', type, ran, 'crit')
  sheet.tell(
    'backups',
    'restoreStale',
    type,
    stale.map((row) => sinceDay(row, 'restoreTested')),
  )
  sheet.tell('backups', 'restoreNever', type, never)
}

function access(sheet: Sheet): void {
  const type = 'access-review'
  const reviews = stored(sheet.context, type, ['subject', 'state', 'drawnAt'])
  const lines = stored(sheet.context, 'access-line', ['review', 'state'])
  const signed = new Set(reviews.flatMap(({ id, state }) => (state === 'signed' ? [id] : [])))
  const inPeriod = new Set(
    reviews.filter(({ drawnAt }) => within(sheet.period, timeOf(drawnAt))).map(({ id }) => id),
  )
  const decided = lines.filter(
    ({ review, state }) => inPeriod.has(String(review)) && state !== 'pending',
  )
  const waiting = lines.filter(
    ({ review, state }) => signed.has(String(review)) && state === 'withdrawn',
  )
  const own = reviews.flatMap(({ subject, drawnAt }) =>
    subject === 'own' ? (timeOf(drawnAt) ?? []) : [],
  )
  const last = Math.max(0, ...own)
  sheet.add('access', 'reviewed', decided.length, type)
  sheet.add('access', 'toWithdraw', waiting.length, type, fault(waiting.length))
  const behind = reviews.filter(({ id }) => waiting.some(({ review }) => review === id))
  sheet.tell('access', 'notWithdrawn', type, behind)
  if (last < sheet.now - REVIEW_DAYS * DAY) {
    const why = last === 0 ? 'neverReviewed' : 'reviewOld'
    sheet.gaps.push({
      group: 'access',
      title: { 'zh-CN': '值守的账号权限', en: 'Rights in Watchkeeper' }[sheet.language],
      reason: GAP_REASONS[why][sheet.language],
      tone: 'warn',
      path: '/register/access-review',
      ...(last === 0 ? {} : { since: last }),
    })
  }
}

function events(sheet: Sheet): void {
  const type = 'security-event'
  const rows = stored(sheet.context, type, ['state', 'grade', 'foundAt'])
  const count = (period: Period) =>
    rows.filter(({ foundAt }) => within(period, timeOf(foundAt))).length
  const open = rows.filter(({ state }) => state !== 'closed')
  const grave = open.some(({ grade }) => grade === 'major' || grade === 'serious')
  sheet.add('events', 'events', count(sheet.period), type, { before: count(sheet.before) })
  sheet.add(
    'events',
    'eventsOpen',
    open.length,
    type,
    fault(open.length, grave ? 'crit' : 'notice'),
  )
  const found = open.map((row) => since(row, timeOf(row['foundAt'])))
  sheet.tell('events', 'eventOpen', type, found, grave ? 'crit' : 'warn')
}

function audits(sheet: Sheet): void {
  const rows = stored(sheet.context, 'security-audit', ['state', 'plannedOn'])
  const done = (period: Period) =>
    rows.filter(
      ({ state, plannedOn }) =>
        (state === 'reported' || state === 'closed') && inDays(period, textOf(plannedOn)),
    ).length
  const findings = stored(sheet.context, 'finding', ['state', 'dueAt'], `"state" <> 'closed'`)
  const late = findings.filter(({ dueAt }) => (timeOf(dueAt) ?? Infinity) < sheet.now)
  sheet.add('audits', 'audits', done(sheet.period), 'security-audit', {
    before: done(sheet.before),
  })
  sheet.add('audits', 'findingsOpen', findings.length, 'finding')
  sheet.add('audits', 'findingsOverdue', late.length, 'finding', fault(late.length))
  const due = late.map((row) => since(row, timeOf(row['dueAt'])))
  sheet.tell('audits', 'findingOverdue', 'finding', due)
}

const isPast = (day: unknown, today: string): boolean => typeof day === 'string' && day < today
