import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { ListedWork, WorkScope } from '../../../../contract/work.ts'
import { call } from '../../call.ts'
import { gathered } from '../../stores/gathered.ts'
import { useNow } from '../../time/use-now.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { grouped, held, type Grouped } from './model/groups.ts'

export interface WorkFilters {
  readonly scope: WorkScope
  readonly source?: string
  readonly text?: string
  /** Days from now that are looked at; absent: the usual period. */
  readonly days?: number
}

const DAY = 86_400_000
const SLOW_MS = 150

interface Answer {
  readonly items: readonly ListedWork[]
  readonly shift: OutputOf<'work.list'>['shift']
}

/** An answer in its groups, kept up to date without moving a row that somebody points at. */
export function useWorkGroups(
  answer: Readonly<Ref<Answer | undefined>>,
  now: Readonly<Ref<number>>,
) {
  const shown = shallowRef<readonly Grouped<ListedWork>[]>([])
  const waits = shallowRef(false)
  let pointedAt = false

  const next = computed(() =>
    grouped(answer.value?.items ?? [], now.value, answer.value?.shift?.to),
  )
  const settle = (): void => {
    shown.value = next.value
    waits.value = false
  }
  watch(
    next,
    (groups) => {
      if (!pointedAt) return settle()
      const result = held(shown.value, groups)
      shown.value = result.groups
      waits.value = result.waits
    },
    { immediate: true },
  )
  return {
    groups: shown as Readonly<Ref<readonly Grouped<ListedWork>[]>>,
    /** Something changed that will show when the pointer leaves. */
    waits,
    /** The pointer is over the rows: they keep their places until it leaves. */
    point(on: boolean): void {
      pointedAt = on
      if (!on) settle()
    },
    /** Another question has another answer: nothing is held then. */
    release: (): void => void (pointedAt = false),
  }
}

/** The work list under some filters. */
export function useWork(filters: Readonly<Ref<WorkFilters>>) {
  const answer = shallowRef<OutputOf<'work.list'>>()
  const failure = shallowRef<Failure>()
  const now = useNow(60_000)
  const { groups, waits, point, release } = useWorkGroups(answer, now)
  let asked = 0

  async function load(): Promise<void> {
    const own = ++asked
    const { scope, source, text, days } = filters.value
    const at = Date.now()
    const found = await call('work.list', {
      scope,
      ...(source ? { sources: [source] } : {}),
      ...(text ? { text } : {}),
      ...(days === undefined ? {} : { period: { from: at - DAY / 2, to: at + days * DAY } }),
    })
    // Only the answer to what is asked now counts.
    if (own !== asked) return
    failure.value = found.ok ? undefined : found.error
    if (found.ok) answer.value = found.value
  }

  watch(
    filters,
    () => {
      release()
      void load()
    },
    { immediate: true },
  )
  watch(now, () => void load())
  onScopeDispose(
    gathered(
      () => true,
      () => void load(),
    ),
  )

  return {
    answer,
    failure,
    groups,
    waits,
    now,
    slow: useDelayed(
      computed(() => answer.value === undefined && failure.value === undefined),
      SLOW_MS,
    ),
    load,
    point,
  }
}
