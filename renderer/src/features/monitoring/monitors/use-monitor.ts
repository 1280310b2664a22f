import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { AlertView } from '../../../../../contract/alerts.ts'
import type { MaintenanceWindow } from '../../../../../contract/monitors.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useDelayed } from '../../../ui/use-delayed.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const SPANS = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
} as const
export type Span = keyof typeof SPANS
const EVERY_MS = 10_000
const MOST_ALERTS = 50
const SHOWN_OF = new Set(['monitor', 'alert', 'maintenance-window'])

/** One monitor with what became of it over a period. */
export function useMonitor(id: Readonly<Ref<string>>, span: Readonly<Ref<Span>>) {
  const monitor = shallowRef<OutputOf<'monitor.get'>>()
  const history = shallowRef<OutputOf<'monitor.history'>['stretches']>([])
  const available = shallowRef<OutputOf<'monitor.availability'>['monitors'][number]['total']>()
  const alerts = shallowRef<readonly AlertView[]>([])
  const windows = shallowRef<readonly MaintenanceWindow[]>([])
  const matches = shallowRef<OutputOf<'monitor.matches'>['matches']>([])
  const failure = shallowRef<Failure>()
  const period = shallowRef({ from: 0, to: 1 })
  const slow = useDelayed(
    computed(() => !monitor.value && !failure.value),
    150,
  )

  let asked = 0
  async function load(): Promise<void> {
    const own = ++asked
    const to = Date.now()
    const now = { from: to - SPANS[span.value], to }
    const one = id.value
    const [found, past, share, raised, planned, matched] = await Promise.all([
      call('monitor.get', { id: one }),
      call('monitor.history', { monitor: one, ...now }),
      call('monitor.availability', { monitors: [one], ...now }),
      call('alert.list', {
        monitor: one,
        ...now,
        sort: 'raisedAt',
        descending: true,
        limit: MOST_ALERTS,
      }),
      call('downtime.list', { monitor: one, from: now.from, to: to + 30 * DAY }),
      call('monitor.matches', { monitor: one }),
    ])
    if (own !== asked) return
    failure.value = found.ok ? undefined : found.error
    if (!found.ok) return
    period.value = now
    monitor.value = found.value
    if (past.ok) history.value = past.value.stretches
    if (share.ok) available.value = share.value.monitors[0]?.total
    if (raised.ok) alerts.value = raised.value.alerts
    if (planned.ok) windows.value = planned.value.windows
    if (matched.ok) matches.value = matched.value.matches
  }
  watch([id, span], load, { immediate: true })
  const stop = gathered(
    (type) => SHOWN_OF.has(type),
    () => void load(),
  )
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
  })
  return { monitor, history, available, alerts, windows, matches, failure, slow, period, load }
}
