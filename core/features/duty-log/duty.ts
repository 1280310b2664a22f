import type { SheetPoint, Shift, TimelineMark } from '../../../contract/duty.ts'
import { LATE_AFTER_MINUTES, type LogEntry, type LogQuery } from '../../../contract/duty-log.ts'
import { fill, type Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'
import { localTime } from '../../records/value-text.ts'
import { entryOf } from './entry.ts'
import { findEntries } from './find.ts'

/** Most entries of the ribbon; more could not be told apart on it. */
const MOST = 60
const LETTERS = 14
/** Most entries that a sheet tells; a shift writes a few dozen. */
const MOST_TOLD = 200

/** How far back an entry may reach that is written down late. */
const LATEST_MS = 31 * 24 * 3_600_000

const LATER: Text = {
  'zh-CN': '{when}的事，本班补录',
  en: 'Of {when}, entered in this shift',
}

/** Where an entry stands on the sheet, and how much it wants to be seen; the rest is the log of the shift. */
const TOLD: Readonly<Record<string, Pick<SheetPoint, 'section' | 'tone'>>> = {
  incident: { section: 'incidents', tone: 'crit' },
  alert: { section: 'alerts', tone: 'warn' },
  change: { section: 'changes', tone: 'neutral' },
  round: { section: 'checks', tone: 'neutral' },
}

/**
 * What happened in the shift, and what was written down in it of the time before: the sheet of that time is signed.
 * An entry is told once: what it left open has a record of its own.
 */
export function logSheet(context: Context, shift: Shift): readonly SheetPoint[] {
  const { language } = context.session
  const earlier = enteredOnlyNow(context, shift).map((entry) =>
    pointOf(entry, fill(LATER[language], { when: localTime(entry.at).slice(0, 16) })),
  )
  const own = entriesIn(context, { from: shift.from, to: shift.to }, MOST_TOLD)
  return [...earlier, ...own.map((entry) => pointOf(entry))]
}

function pointOf(entry: LogEntry, note?: string): SheetPoint {
  const [title = '', ...rest] = entry.text.split('\n')
  const detail = [note, rest.join('\n').trim()].filter((part) => part).join('\n')
  return {
    key: `log-entry/${entry.id}`,
    section: 'log',
    tone: 'neutral',
    ...TOLD[entry.category],
    title,
    ...(detail === '' ? {} : { detail }),
    at: entry.at,
    record: { type: 'log-entry', id: entry.id },
    open: false,
  }
}

/** Entries of the time before the shift that were entered in it: marked as late, or a few minutes after the event. */
function enteredOnlyNow(context: Context, { from, to }: Shift): readonly LogEntry[] {
  const found = [
    ...entriesIn(context, { from: from - LATEST_MS, to: from, lateOnly: true }, MOST_TOLD),
    ...entriesIn(context, { from: from - LATE_AFTER_MINUTES * 60_000, to: from }, MOST_TOLD),
  ].filter(({ enteredAt }) => enteredAt >= from && enteredAt < to)
  return [...new Map(found.map((entry) => [entry.id, entry])).values()]
}

function entriesIn(context: Context, query: LogQuery, most: number): readonly LogEntry[] {
  return findEntries(context, query, most)
    .places.slice(0, most)
    .flatMap(({ id }) => {
      const row = context.workspace.log.row('log-entry', id)
      return row ? [entryOf(context, row)] : []
    })
}

/** Incidents and alerts as the duty log tells them: moments, since an entry has no end. */
export function logTimeline(context: Context, period: Period): readonly TimelineMark[] {
  const query = { from: period.from, to: period.to, categories: ['incident', 'alert'] }
  return entriesIn(context, query, MOST).map((entry) => {
    const link = entry.links[0]
    return {
      key: `log-entry/${entry.id}`,
      lane: 'incidents',
      label: link ? (link.number ?? link.title) : [...entry.text].slice(0, LETTERS).join(''),
      from: entry.at,
      open: false,
      state: 'done',
      tone: entry.category === 'incident' ? 'crit' : 'warn',
      path: `/log/${entry.id}`,
    }
  })
}
