import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Written } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { changeable, patchOp } from '../../records/write.ts'
import { typeOf } from '../../records/view.ts'
import { settingsOf } from '../../session/settings.ts'
import { dateAt, zoneHere } from '../../time/zone.ts'
import { linesHash } from './access/lines.ts'
import { cvssScore, severityOf, type Severity } from './cvss.ts'
import { stored, textOf, timeOf } from './rows.ts'
import { vulnerabilityType } from './types/vulnerability.types.ts'

const DAY = 86_400_000

/** Values that follow from what is written into the registers of security. */
export function securityFollows(context: Context, written: Written): Record<string, Json> {
  if (written.type === vulnerabilityType.name) return vulnerability(context, written)
  if (written.type === 'access-line') return line(context, written)
  if (written.type === 'access-review' && written.before?.['state'] === 'open')
    return written.after['state'] === 'signed' ? { linesHash: linesHash(context, written.id) } : {}
  return {}
}

function vulnerability(context: Context, { before, after }: Written): Record<string, Json> {
  const changes = (name: string): boolean => after[name] !== before?.[name]
  const values: Record<string, Json> = { ...scored(after, changes) }
  const isOver = (state: Json | undefined): boolean => state === 'closed' || state === 'false'
  if (before && isOver(after['state']) !== isOver(before['state']))
    values['closedAt'] = isOver(after['state']) ? context.now() : null
  const severity = values['severity'] ?? after['severity']
  const host = textOf(after['host'])
  if (before === undefined && host !== undefined && empty(after['items'])) {
    const items = itemsAt(context, host)
    if (items.length > 0) values['items'] = items
  }
  if (typeof severity !== 'string' || (before !== undefined && changes('dueAt'))) return values
  const limit = daysToFix(context, severity as Severity) * DAY
  const start = clockStart(context, before, { ...after, severity })
  if (start !== undefined) values['dueAt'] = start + limit
  return values
}

/**
 * When the clock starts of which the time to fix is counted: as the weakness was found; at the end of an
 * acceptance, or when it is taken up again before that. Undefined: it runs on as it does.
 */
function clockStart(
  context: Context,
  before: Written['before'],
  after: Written['after'],
): number | undefined {
  const found = timeOf(after['discoveredAt'])
  if (before === undefined) return timeOf(after['dueAt']) === undefined ? found : undefined
  const wasAccepted = before['state'] === 'accepted'
  const isAccepted = after['state'] === 'accepted'
  const ends = endOf(textOf(after['acceptedUntil']))
  if (isAccepted && !wasAccepted) return ends
  if (wasAccepted && !isAccepted) return Math.min(ends ?? Infinity, context.now())
  if (after['discoveredAt'] !== before['discoveredAt']) return found
  const [was, due] = [textOf(before['severity']), timeOf(before['dueAt'])]
  if (after['severity'] === was) return undefined
  return was === undefined || due === undefined
    ? found
    : due - daysToFix(context, was as Severity) * DAY
}

/** The midnight at which a day is over. */
function endOf(day: string | undefined): number | undefined {
  if (day === undefined) return undefined
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + 1).getTime()
}

const empty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : value === '')

/** Days within which a vulnerability is to be put right, as the team has set it. */
export function daysToFix({ workspace }: Pick<Context, 'workspace'>, severity: Severity): number {
  const settings = settingsOf(workspace)
  const days: Readonly<Record<Severity, number>> = {
    critical: settings.fixCriticalDays,
    high: settings.fixHighDays,
    medium: settings.fixMediumDays,
    low: settings.fixLowDays,
  }
  return days[severity]
}

/** Score and severity that follow from the vector, or severity from the score; refuses what disagrees. */
function scored(
  after: Readonly<Record<string, Json>>,
  changes: (name: string) => boolean,
): Record<string, Json> {
  const vector = textOf(after['cvssVector'])
  const given = typeof after['cvss'] === 'number' ? after['cvss'] : undefined
  const values: Record<string, Json> = {}
  let score = given
  if (vector !== undefined && changes('cvssVector')) {
    const computed = cvssScore(vector)
    if (computed === undefined) throw refused('cvssVector', 'vector')
    if (given !== undefined && changes('cvss') && given !== computed)
      throw refused('cvss', 'score', computed)
    score = computed
    values['cvss'] = computed
  } else if (vector !== undefined && changes('cvss') && given !== cvssScore(vector))
    throw refused('cvss', 'score', cvssScore(vector))
  if (
    score !== undefined &&
    !changes('severity') &&
    (changes('cvss') || values['cvss'] !== undefined)
  )
    values['severity'] = severityOf(score)
  if (score !== undefined && after['severity'] === undefined) values['severity'] = severityOf(score)
  return values
}

const refused = (name: string, reason: string, limit?: number): CoreError =>
  new CoreError('fieldInvalid', {
    field: vulnerabilityType.fields[name]?.label ?? name,
    name,
    reason,
    limit: limit ?? '',
  })

/** Configuration items whose name or address is a scanner's host. */
function itemsAt(context: Context, host: string): string[] {
  return stored(context, 'configuration-item', [], '"name" = ? OR "address" = ?', [host, host])
    .map(({ id }) => id)
    .slice(0, 20)
}

/** A review that was signed is changed no more; what it withdraws may still be carried out. */
function line(context: Context, { before, after }: Written): Record<string, Json> {
  const review = textOf(after['review'])
  const row = review && context.workspace.log.row('access-review', review)
  const carriesOut = before?.['state'] === 'withdrawn' && after['state'] === 'carried'
  const state = row ? String(row.fields['state']) : 'open'
  if (state === 'open' && !carriesOut) return {}
  if (carriesOut && state !== 'closed') return {}
  throw new CoreError('wrongState', { state: { 'zh-CN': '已签字', en: 'Signed' } })
}

/** Parents told by what is recorded below them: the last check, restore test, run or scan. */
export function securityAlong(context: Context, written: Written): readonly NewOperation[] {
  if (written.before !== undefined) return []
  const { after } = written
  switch (written.type) {
    case 'security-check':
      return [
        ...told(context, 'protection-measure', after['measure'], 'lastCheckedOn', {
          lastCheckedOn: after['checkedOn'] ?? null,
          lastResult: after['result'] ?? null,
        }),
        ...told(context, 'data-asset', after['asset'], 'integrityCheckedOn', {
          integrityCheckedOn: after['checkedOn'] ?? null,
          integrityResult: after['result'] ?? null,
        }),
      ]
    case 'backup-run':
      return told(context, 'backup-job', after['job'], 'lastRun', {
        lastRun: after['startedAt'] ?? null,
        lastResult: after['result'] ?? null,
      })
    case 'restore-test':
      return after['result'] === 'failed'
        ? []
        : told(context, 'backup-job', after['job'], 'restoreTested', {
            restoreTested: after['testedOn'] ?? null,
          })
    case 'scan':
      return told(context, 'scan-plan', after['plan'], 'lastScanOn', {
        lastScanOn: after['scannedOn'] ?? null,
      })
    default:
      return []
  }
}

/** Writes into the parent, unless it already knows of something later. */
function told(
  context: Context,
  name: string,
  id: Json | undefined,
  latest: string,
  fields: Readonly<Record<string, Json>>,
): readonly NewOperation[] {
  const parent = textOf(id)
  if (parent === undefined) return []
  const type = typeOf(context, name)
  const row = changeable(context, type, parent)
  const known = row.fields[latest]
  const now = fields[latest]
  if (known !== null && known !== undefined && now !== null && now !== undefined && known > now)
    return []
  const op = patchOp(context, type, row, fields, { system: true })
  return op === undefined ? [] : [op]
}

/** `YYYY-MM-DD` of a moment where this device is. */
export const dayAt = (ms: number): string => dateAt(ms, zoneHere())
