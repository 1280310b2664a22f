import type { WorkItem } from '../../../contract/duty.ts'
import { mayActOn } from '../../dispatch.ts'
import type { Context, Period } from '../../feature.ts'
import { byTime } from './circles.ts'

/**
 * The work of all features that this person may know of, each key once, by time. Contributions look at
 * the clearance themselves; one that forgot tells nobody anything.
 */
export function visibleWork(context: Context, period: Period): readonly WorkItem[] {
  const { workspace, session, shared } = context
  const readable = new Map<string, boolean>()
  const mayRead = (type: string): boolean => {
    const known = readable.get(type) ?? mayActOn(workspace.types, session, type, 'read')
    readable.set(type, known)
    return known
  }
  const found = new Map<string, WorkItem>()
  for (const item of shared.work(context, period)) {
    if (found.has(item.key)) continue
    if (item.record) {
      if (!mayRead(item.record.type)) continue
      const row = workspace.log.row(item.record.type, item.record.id)
      if (!row || row.deleted || row.level > session.clearance) continue
    }
    found.set(item.key, item)
  }
  return [...found.values()].toSorted(byTime)
}
