import type { RecordView } from '../../../../contract/common.ts'
import type { DeskPane } from './panes.ts'

export interface Due {
  readonly overdue: boolean
  /** Time left, or time since; milliseconds. */
  readonly ms: number
}

/** How long a record still has, or has run over; undefined where nothing was agreed or it no longer counts. */
export function dueOf(pane: DeskPane, row: RecordView, now: number): Due | undefined {
  if (!pane.due) return undefined
  const at = row.fields[pane.due.field]
  if (typeof at !== 'number' || row.fields[pane.status] !== pane.due.while) return undefined
  return { overdue: at < now, ms: Math.abs(at - now) }
}

/** What is due first stands first; what has no time keeps its order behind. */
export function byDue(pane: DeskPane, rows: readonly RecordView[]): readonly RecordView[] {
  const at = (row: RecordView): number => {
    const due = dueOf(pane, row, 0)
    return due ? due.ms : Number.MAX_SAFE_INTEGER
  }
  return pane.due ? rows.toSorted((a, b) => at(a) - at(b)) : rows
}
