import type { Shift, WorkItem } from '../../../contract/duty.ts'
import type { Role } from '../../../contract/roles.ts'

/** Somebody who looks at the work list. */
export interface Viewer {
  readonly person: string
  readonly roles: readonly Role[]
  readonly teams: ReadonlySet<string>
  readonly posts: ReadonlySet<string>
  /** People of his teams. */
  readonly mates: ReadonlySet<string>
  /** The shift that is on, whether he is on it or not. */
  readonly shift: Shift | undefined
}

export type Circle = 'mine' | 'shift' | 'team'

/** Somebody should have done it by now. */
export const isLate = (item: Pick<WorkItem, 'state'>): boolean =>
  item.state === 'overdue' || item.state === 'missed'

/**
 * Whether an item has come to this person because nobody did it: to the lead of the shift after so
 * many milliseconds, to managers after twice as many. Where its own feature says to whom it went,
 * that holds instead.
 */
export function isEscalated(item: WorkItem, viewer: Viewer, now: number, afterMs: number): boolean {
  if (item.escalatedTo) return item.escalatedTo.includes(viewer.person)
  if (afterMs <= 0 || item.state !== 'overdue' || item.dueBy === undefined) return false
  // Deadlines of posts and roles are for their holders; what a shift leaves undone is for its lead.
  if (item.person === undefined && (item.post !== undefined || item.roles !== undefined))
    return false
  const late = now - item.dueBy
  const leads = viewer.shift?.people.some(
    ({ person, part }) => person === viewer.person && part === 'lead',
  )
  return (
    (late >= afterMs && leads === true) || (late >= 2 * afterMs && viewer.roles.includes('manager'))
  )
}

function isMine(item: WorkItem, viewer: Viewer): boolean {
  if (item.person !== undefined) return item.person === viewer.person
  if (item.team !== undefined) return false
  if (item.post !== undefined) return viewer.posts.has(item.post)
  return item.roles?.some((role) => viewer.roles.includes(role)) ?? false
}

function isOfShift(item: WorkItem, { shift }: Viewer): boolean {
  if (!shift) return false
  if (item.shift !== undefined) return item.shift === shift.key
  if (item.at >= shift.to) return false
  if (item.person !== undefined) return shift.people.some(({ person }) => person === item.person)
  if (item.team !== undefined) return item.team === shift.team
  if (item.post !== undefined) return item.post === shift.post
  return item.roles === undefined
}

/** The circles around a person to which an item belongs; none: it is the work of others. */
export function circlesOf(item: WorkItem, viewer: Viewer, escalated: boolean): Circle[] {
  const mine = escalated || isMine(item, viewer)
  const isOn = viewer.shift?.people.some(({ person }) => person === viewer.person) === true
  const ownNow =
    mine && isOn && item.shift === undefined && item.at < (viewer.shift?.to ?? Infinity)
  const team =
    mine ||
    (item.team !== undefined && viewer.teams.has(item.team)) ||
    (item.person !== undefined && viewer.mates.has(item.person))
  return [
    ...(mine ? (['mine'] as const) : []),
    ...(ownNow || isOfShift(item, viewer) ? (['shift'] as const) : []),
    ...(team ? (['team'] as const) : []),
  ]
}

/** Still wants somebody to do something. */
export const isOpen = (item: WorkItem): boolean => item.state !== 'done' && item.state !== 'skipped'

/** By time, then by key, so that the order never changes by itself. */
export const byTime = (a: WorkItem, b: WorkItem): number => a.at - b.at || (a.key < b.key ? -1 : 1)
