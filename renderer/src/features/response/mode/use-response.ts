import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import {
  nextReportAt,
  progressOf,
  UNDO_MS,
  type EngineStep,
  type StepLine,
} from '../../../../../contract/response-engine.ts'
import type { DecisionView, ResponseDetail } from '../../../../../contract/response-views.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useNow } from '../../../time/use-now.ts'

const TYPES = new Set([
  'activation',
  'step-result',
  'response-step',
  'response-report',
  'timeline-event',
])
export type Line = StepLine<EngineStep, DecisionView>

/** A response as it stands this second, and the step that is looked at. */
export function useResponse(id: string) {
  const detail = shallowRef<ResponseDetail>()
  const failure = shallowRef<Failure>()
  const now = useNow(1_000)
  /** The step that somebody looks at by the arrows; undefined: the one that is due. */
  const looked = ref<string>()

  async function load(): Promise<void> {
    const answer = await call('response.get', { id })
    // What stands on the screen stays while core is away.
    failure.value = answer.ok || detail.value ? undefined : answer.error
    if (answer.ok) detail.value = answer.value
  }
  void load()
  onScopeDispose(
    gathered(
      (type) => TYPES.has(type),
      () => void load(),
    ),
  )
  onScopeDispose(subscribe('core.restarted', () => void load()))

  const clock = computed(() => {
    const head = detail.value?.head
    return { startedAt: head?.startedAt ?? 0, now: now.value, endedAt: head?.endedAt }
  })
  const progress = computed(() =>
    progressOf<EngineStep, DecisionView>(
      detail.value?.steps ?? [],
      detail.value?.decisions ?? [],
      clock.value,
    ),
  )
  const lines = computed(() => progress.value.lines)
  const at = computed(() => {
    const index = lines.value.findIndex(({ step }) => step.id === looked.value)
    return index >= 0 ? index : progress.value.current
  })
  const line = computed(() => (at.value === undefined ? undefined : lines.value[at.value]))
  /** The last step that was decided; what can be taken back for ten seconds. */
  const last = computed(() =>
    lines.value
      .filter(({ decision }) => decision !== undefined)
      .toSorted((a, b) => (a.decision?.at ?? 0) - (b.decision?.at ?? 0))
      .at(-1),
  )
  const undoSeconds = computed(() => {
    const made = last.value?.decision?.at
    if (made === undefined || detail.value?.head.endedAt !== undefined) return 0
    return Math.max(0, Math.ceil((made + UNDO_MS - now.value) / 1000))
  })
  const reportAt = computed(() => {
    const { value } = detail
    return (
      value &&
      nextReportAt(
        clock.value,
        value.report.minutes,
        value.reports.map((one) => one.at),
      )
    )
  })

  return {
    detail,
    failure,
    load,
    now,
    progress,
    lines,
    at,
    line,
    last,
    undoSeconds,
    reportAt,
    look(step: -1 | 1): void {
      const from = at.value ?? lines.value.length
      const to = Math.min(lines.value.length - 1, Math.max(0, from + step))
      const next = lines.value[to]
      looked.value = to === progress.value.current ? undefined : next?.step.id
    },
    /** Back to what is due. */
    settle: () => void (looked.value = undefined),
  }
}
export type RunningResponse = ReturnType<typeof useResponse>
