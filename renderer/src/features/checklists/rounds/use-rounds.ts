import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { RoundView } from '../../../../../contract/checklist-rounds.ts'
import type { Shift } from '../../../../../contract/duty.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { useSession } from '../../../stores/session.ts'
import { useNow } from '../../../time/use-now.ts'
import {
  beside,
  fits,
  startingAt,
  stretchOf,
  type RoundFilter,
  type Span,
  type Stretch,
} from './span.ts'

const DAY = 86_400_000
const RELOAD_AFTER = 250
/** Half of the longest period that rounds are computed for. */
const SOUGHT_DAYS = 199

/** The rounds of a shift, a day or a week, those that fit the filter, and the one that the cursor is on. */
export function useRounds() {
  const account = useSession()
  const now = useNow(60_000)
  const span = ref<Span>('shift')
  const anchor = ref(Date.now())
  const stretch = shallowRef<Stretch>(stretchOf('day', anchor.value))
  const shift = shallowRef<Shift>()
  const rounds = shallowRef<readonly RoundView[]>([])
  const failure = shallowRef<Failure>()
  const waiting = ref(true)
  const at = ref(0)
  const filter = reactive<{ -readonly [K in keyof RoundFilter]: RoundFilter[K] }>({
    state: '',
    area: '',
    team: '',
  })

  const shown = computed(() => rounds.value.filter((round) => fits(round, filter)))
  const current = computed(() => shown.value[at.value])

  /** The shift that is on at the moment: the person's own before others. */
  async function shiftAt(moment: number): Promise<Shift | undefined> {
    const answer = await call('roster.shifts', { from: moment - DAY, to: moment + 1 })
    if (!answer.ok) return undefined
    const on = answer.value.shifts.filter(({ from, to }) => from <= moment && moment < to)
    const own = account.session?.person
    return on.find(({ people }) => people.some(({ person }) => person === own)) ?? on[0]
  }

  let asked = 0
  let sought: string | undefined
  async function load(): Promise<void> {
    const mine = ++asked
    waiting.value = true
    const found = span.value === 'shift' ? await shiftAt(anchor.value) : undefined
    const period = found ?? stretchOf(span.value === 'week' ? 'week' : 'day', anchor.value)
    const answer = await call('checklists.rounds', { from: period.from, to: period.to })
    if (mine !== asked) return
    const before = sought ?? current.value?.key
    sought = undefined
    shift.value = found
    stretch.value = { from: period.from, to: period.to }
    waiting.value = false
    failure.value = answer.ok ? undefined : answer.error
    rounds.value = answer.ok ? answer.value.rounds : []
    at.value = startingAt(shown.value, before)
  }
  watch([span, anchor], load, { immediate: true })
  watch(filter, () => (at.value = startingAt(shown.value, current.value?.key)))

  /** Goes to one round, wherever in time it lies: as the work list names it, or by what was said of it. */
  async function find(wanted: (round: RoundView) => boolean): Promise<void> {
    const answer = await call('checklists.rounds', {
      from: Date.now() - SOUGHT_DAYS * DAY,
      to: Date.now() + SOUGHT_DAYS * DAY,
    })
    if (!answer.ok) return void (failure.value = answer.error)
    const found = answer.value.rounds.find(wanted)
    if (!found) return
    sought = found.key
    span.value = 'day'
    anchor.value = found.at
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const reload = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), RELOAD_AFTER)
  }
  const stops = [
    subscribe('records.changed', ({ type }) => {
      if (type.startsWith('checklist-') && type !== 'checklist-result') reload()
    }),
    subscribe('core.restarted', reload),
  ]
  // What is due changes with the clock alone.
  const clock = setInterval(reload, 60_000)
  onScopeDispose(() => {
    clearTimeout(timer)
    clearInterval(clock)
    for (const stop of stops) stop()
  })

  return {
    now,
    span,
    stretch,
    shift,
    rounds,
    shown,
    failure,
    waiting,
    filter,
    at,
    current,
    load,
    find,
    move(step: number): void {
      at.value = Math.min(Math.max(0, at.value + step), Math.max(0, shown.value.length - 1))
    },
    turn(step: -1 | 1): void {
      anchor.value = beside(stretch.value, step)
    },
    toNow(): void {
      anchor.value = Date.now()
    },
  }
}
export type Rounds = ReturnType<typeof useRounds>
