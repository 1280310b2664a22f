import type { Language } from '../../../../../contract/text.ts'
import type { ListedWork } from '../../../../../contract/work.ts'
import { duration } from '../../../time/moments.ts'
import { timeOf } from './groups.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** From here on what is left is told in the colour of what wants attention. */
const SOON = 10 * MINUTE

export interface Left {
  readonly key: 'overBy' | 'overDays' | 'left' | 'inTime' | 'missed' | 'none'
  readonly time: string
  readonly tone: 'late' | 'soon' | 'quiet'
}

const NONE: Left = { key: 'none', time: '', tone: 'quiet' }

/** What is left of the time of an item, or how far it has run over. */
export function leftOf(
  item: Pick<ListedWork, 'state' | 'at' | 'dueBy' | 'snoozed'>,
  now: number,
  language: Language,
): Left {
  const told = (key: Left['key'], ms: number, tone: Left['tone']): Left => ({
    key,
    // Under a minute is said as one: “0 min over” reads like a fault.
    time: duration(Math.max(ms, MINUTE), language),
    tone,
  })
  if (item.state === 'done' || item.state === 'skipped') return NONE
  if (item.snoozed) return told('inTime', timeOf(item) - now, 'quiet')
  if (item.state === 'missed') return { key: 'missed', time: '', tone: 'late' }
  if (item.state === 'overdue') {
    const late = now - (item.dueBy ?? item.at)
    return told(late >= DAY ? 'overDays' : 'overBy', late, 'late')
  }
  if (item.state === 'scheduled' && item.at > now)
    return item.at - now < DAY ? told('inTime', item.at - now, 'quiet') : NONE
  if (item.dueBy === undefined || item.dueBy <= now) return NONE
  return told('left', item.dueBy - now, item.dueBy - now < SOON ? 'soon' : 'quiet')
}
