import type { SheetPoint, Shift, TimelineMark } from '../../../contract/duty.ts'
import type { LogEntry, LogQuery } from '../../../contract/duty-log.ts'
import type { Context, Period } from '../../feature.ts'
import { entryOf } from './entry.ts'
import { findEntries } from './find.ts'

/** Most entries of the ribbon; more could not be told apart on it. */
const MOST = 60
const LETTERS = 14
/** Most entries that a sheet tells; a shift writes a few dozen. */
const MOST_TOLD = 200

/** Where an entry stands on the sheet, and how much it wants to be seen; the rest is the log of the shift. */
const TOLD: Readonly<Record<string, Pick<SheetPoint, 'section' | 'tone'>>> = {
  incident: { section: 'incidents', tone: 'crit' },
  alert: { section: 'alerts', tone: 'warn' },
  change: { section: 'changes', tone: 'neutral' },
  round: { section: 'checks', tone: 'neutral' },
}

/** What was written in the shift. An entry is told once: what it left open has a record of its own. */
export function logSheet(context: Context, shift: Shift): readonly SheetPoint[] {
  return entriesIn(context, { from: shift.from, to: shift.to }, MOST_TOLD).map((entry) => {
    const [title = '', ...rest] = entry.text.split('\n')
    return {
      key: `log-entry/${entry.id}`,
      section: 'log',
      tone: 'neutral',
      ...TOLD[entry.category],
      title,
      ...(rest.length > 0 ? { detail: rest.join('\n').trim() } : {}),
      at: entry.at,
      record: { type: 'log-entry', id: entry.id },
      open: false,
    }
  })
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
