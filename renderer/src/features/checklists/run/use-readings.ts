import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { MonitorReading } from '../../../../../contract/checklist-rounds.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import { call } from '../../../call.ts'

const EVERY_MS = 10_000

/** What monitors read for the items of a run now; asked again while the run is open and has such items. */
export function useReadings(run: string, data: () => OutputOf<'checklists.run'> | undefined) {
  const readings = shallowRef<readonly MonitorReading[]>([])
  watch(
    () => data()?.readings,
    (fresh) => (readings.value = fresh ?? []),
    { immediate: true },
  )
  const timer = setInterval(() => {
    if (readings.value.length > 0) void look()
  }, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))

  async function look(): Promise<void> {
    const answer = await call('checklists.readings', { run })
    if (answer.ok) readings.value = answer.value.readings
  }
  return computed(() => new Map(readings.value.map((reading) => [reading.item, reading])))
}
