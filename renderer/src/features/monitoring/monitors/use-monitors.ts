import { computed, onScopeDispose, shallowRef } from 'vue'
import type { MonitorView } from '../../../../../contract/monitors.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useDelayed } from '../../../ui/use-delayed.ts'

const TREND = 40
const EVERY_MS = 10_000
const DAY_MS = 86_400_000
const SHOWN_OF = new Set(['monitor', 'alert', 'maintenance-window', 'configuration-item'])

type Share = OutputOf<'monitor.availability'>['monitors'][number]['total']

/** All monitors as they stand, with the availability of the last day; asked again while they are shown. */
export function useMonitors() {
  const monitors = shallowRef<readonly MonitorView[]>()
  const shares = shallowRef<ReadonlyMap<string, Share>>(new Map())
  const failure = shallowRef<Failure>()
  const slow = useDelayed(
    computed(() => !monitors.value && !failure.value),
    150,
  )

  let asked = 0
  async function load(): Promise<void> {
    const own = ++asked
    const to = Date.now()
    const [list, available] = await Promise.all([
      call('monitor.list', { trend: TREND }),
      call('monitor.availability', { from: to - DAY_MS, to }),
    ])
    if (own !== asked) return
    failure.value = list.ok ? undefined : list.error
    if (list.ok) monitors.value = list.value.monitors
    if (available.ok)
      shares.value = new Map(available.value.monitors.map(({ id, total }) => [id, total]))
  }
  void load()
  const stop = gathered(
    (type) => SHOWN_OF.has(type),
    () => void load(),
  )
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
  })
  return { monitors, shares, failure, slow, load }
}
