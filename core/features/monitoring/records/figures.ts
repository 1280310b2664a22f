import { ok } from '../../../../contract/result.ts'
import type { Handlers } from '../../../feature.ts'
import { watchOf } from '../watch.ts'
import { alertFor } from './alert-list.ts'

const DAY_MS = 86_400_000
/** Stretch that figures before and after an optimisation speak of. */
const BASIS_MS = 7 * DAY_MS

/** alert.figures: mean of the metric in the week before the alert, and in the last week since. */
export const figureHandlers: Handlers = {
  'alert.figures': (context, { id }) => {
    const alert = alertFor(context, id)
    const mean = (from: number, to: number): number | null => {
      if (alert.metric === undefined || to <= from) return null
      const buckets = watchOf(context).buckets(alert.monitor, alert.metric, from, to, to - from)
      const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
      return count === 0 ? null : buckets.reduce((sum, bucket) => sum + bucket.sum, 0) / count
    }
    const now = context.now()
    const since = alert.actionAt ?? alert.clearedAt ?? now
    return ok({
      before: mean(alert.raisedAt - BASIS_MS, alert.raisedAt),
      after: mean(Math.max(since, now - BASIS_MS), now),
    })
  },
}
