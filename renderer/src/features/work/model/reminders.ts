import type { ListedWork } from '../../../../../contract/work.ts'

/** What a person was reminded of, by the keys of the items, with the moment. */
export type Told = Readonly<Record<string, readonly [kind: 'due' | 'overdue', at: number]>>

export interface Reminder {
  readonly kind: 'due' | 'overdue'
  readonly title: string
}

/** What nobody has listed for so long is forgotten. */
const KEPT_MS = 60 * 86_400_000

type Item = Pick<ListedWork, 'key' | 'title' | 'state' | 'snoozed'>

/**
 * What somebody has to be told of now, and what he was told of then: each item once when it is due
 * and once when it is overdue, however often the list is read. One that was put off is told anew.
 */
export function remindersFor(
  items: readonly Item[],
  told: Told,
  now: number,
): { readonly reminders: readonly Reminder[]; readonly told: Told } {
  const next: Record<string, readonly ['due' | 'overdue', number]> = {}
  for (const [key, entry] of Object.entries(told)) if (now - entry[1] < KEPT_MS) next[key] = entry
  const reminders: Reminder[] = []
  for (const { key, title, state, snoozed } of items) {
    if (snoozed) {
      delete next[key]
      continue
    }
    const late = state === 'overdue' || state === 'missed'
    const kind = late ? 'overdue' : state === 'due' ? 'due' : undefined
    if (kind === undefined) continue
    const before = next[key]?.[0]
    if (before === 'overdue' || before === kind) {
      next[key] = [before, now]
      continue
    }
    next[key] = [kind, now]
    reminders.push({ kind, title })
  }
  return { reminders, told: next }
}
