import type { WorkItem } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import { t } from '../../records/declare.ts'
import { stored, timeOf } from './rows.ts'

const DAY = 86_400_000
/** Rights in this program are reviewed once a quarter. */
export const REVIEW_DAYS = 90

const WORDS = t('发起权限核查：值守', 'Start an access review: Watchkeeper')
const NEVER = t('还没有核查过', 'Never reviewed so far')

/** The review of this program's own rights falls due when the last one is a quarter old, or was never made. */
export function securityWork(context: Context): readonly WorkItem[] {
  const { language, roles } = context.session
  if (!roles.some((role) => role === 'security' || role === 'manager')) return []
  const reviews = stored(context, 'access-review', ['drawnAt'], '"subject" = ?', ['own'])
  const last = Math.max(0, ...reviews.map(({ drawnAt }) => timeOf(drawnAt) ?? 0))
  const now = context.now()
  const at = last === 0 ? now : last + REVIEW_DAYS * DAY
  if (at > now + 7 * DAY) return []
  return [
    {
      key: `access-review/due/${last}`,
      source: 'access-review',
      title: WORDS[language],
      ...(last === 0 ? { detail: NEVER[language] } : {}),
      state: at + 7 * DAY <= now ? 'overdue' : 'due',
      at,
      dueBy: at + 7 * DAY,
      roles: ['security'],
      path: '/register/access-review/new',
    },
  ]
}
