import { computed } from 'vue'
import {
  comparisonOf,
  progressOf,
  type EngineStep,
} from '../../../../../contract/response-engine.ts'
import type { DecisionView, ResponseDetail } from '../../../../../contract/response-views.ts'
import { useNow } from '../../../time/use-now.ts'

/** Planned against actual of a response, as it stands this minute. */
export function useComparison(detail: () => ResponseDetail) {
  const now = useNow(60_000)
  const clock = computed(() => {
    const { head } = detail()
    return { startedAt: head.startedAt, now: now.value, endedAt: head.endedAt }
  })
  const progress = computed(() =>
    progressOf<EngineStep, DecisionView>(detail().steps, detail().decisions, clock.value),
  )
  const comparison = computed(() => {
    const { head, body } = detail()
    const times = { ...clock.value, discoveredAt: head.discoveredAt, restoredAt: head.restoredAt }
    return comparisonOf(progress.value, times, body.rto)
  })
  return { progress, comparison }
}
