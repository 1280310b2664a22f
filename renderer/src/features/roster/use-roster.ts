import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { errorText } from '../../../../contract/error-text.ts'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { BoardShift, Roster, Swap } from '../../../../contract/roster-shapes.ts'
import { call, subscribe } from '../../call.ts'
import { language, textsOf } from '../../language.ts'
import { useSession } from '../../stores/session.ts'
import { toast } from '../../ui/toasts.ts'
import { isoDay, moveDay } from '../../ui/calendar.ts'
import { daysOf, turn, type View } from './model/days.ts'
import type { Board } from './model/grid.ts'
import { wayBack, type Change } from './model/moves.ts'
import { TEXTS } from './texts.ts'

const SOURCES: ReadonlySet<string> = new Set([
  'roster',
  'roster-plan',
  'roster-override',
  'shift-swap',
  'absence',
  'person',
  'team',
])
const MINUTE = 60_000
const AHEAD_DAYS = 30

export type Duty = OutputOf<'roster.duty'>

/** The roster that somebody looked at last: coming back asks for it at once. */
let last = { person: '', id: '' }

/** The rosters, the days of one that are looked at, and what is on duty; read again when it changes. */
export function useRoster() {
  const t = textsOf(TEXTS)
  const rosters = shallowRef<readonly Roster[]>([])
  const me = useSession().session?.person ?? ''
  const chosen = ref(last.person === me ? last.id : '')
  const view = ref<View>('month')
  const day = ref(isoDay(new Date()))
  const board = shallowRef<Board>()
  /** The next days, whatever the grid shows: gaps and absences are for what is coming. */
  const ahead = shallowRef<Board>()
  const duty = shallowRef<Duty>()
  const swaps = shallowRef<readonly Swap[]>([])
  const allSwaps = ref(false)
  const waiting = ref(true)
  const failure = shallowRef<Failure>()
  const roster = computed(() => rosters.value.find(({ id }) => id === chosen.value))
  const days = computed(() => daysOf(view.value, day.value))
  let asked = 0
  /** The roster that was asked for last. */
  let asking = ''

  async function load(): Promise<void> {
    const own = ++asked
    const listing = call('roster.list', {})
    if (chosen.value === '') {
      const first = await listing
      if (own !== asked) return
      chosen.value = first.ok ? (first.value.rosters[0]?.id ?? '') : ''
    }
    const id = (asking = chosen.value)
    const [from = '', to = ''] = [days.value[0], days.value.at(-1)]
    const today = board.value?.today ?? isoDay(new Date())
    const [list, parts] = await Promise.all([
      listing,
      id === ''
        ? undefined
        : Promise.all([
            call('roster.board', { id, from, to }),
            call('roster.board', { id, from: today, to: moveDay(today, AHEAD_DAYS) }),
            call('roster.duty', {}),
            call('roster.swaps', { open: !allSwaps.value }),
          ]),
    ])
    if (own !== asked) return
    if (!list.ok) return fail(list.error)
    rosters.value = list.value.rosters
    // The one that was looked at last may be gone; choosing another asks again.
    if (!roster.value) chosen.value = rosters.value[0]?.id ?? ''
    if (chosen.value === '' || parts === undefined) return settle(undefined)
    if (chosen.value !== id) return
    const [shown, coming, now, open] = parts
    if (!shown.ok) return fail(shown.error)
    if (coming.ok) ahead.value = coming.value
    if (now.ok) duty.value = now.value
    if (open.ok) swaps.value = open.value.swaps
    settle(shown.value)
  }

  function fail(error: Failure): void {
    failure.value = error
    waiting.value = false
  }

  function settle(next: Board | undefined): void {
    board.value = next
    failure.value = undefined
    waiting.value = false
  }

  const refuse = (error: Failure): void =>
    void toast(errorText(error, language.value), { tone: 'crit' })

  /** Places people; offers to turn it back. */
  async function place(changes: readonly Change[], reason?: string): Promise<boolean> {
    const id = chosen.value
    const before = board.value?.shifts ?? []
    const answer = await call('roster.place', {
      id,
      changes: [...changes],
      ...(reason === undefined || reason === '' ? {} : { reason }),
    })
    if (!answer.ok) {
      refuse(answer.error)
      return false
    }
    // Asked for anew: a reading of the board that somebody else's change started may still be on its way.
    const dates = changes.map(({ date }) => date).toSorted()
    const [from = '', to = ''] = [dates[0], dates.at(-1)]
    const after = await call('roster.board', { id, from, to })
    const touched = (after.ok ? after.value.shifts : []).filter((shift) =>
      changes.some(({ date, slot }) => date === shift.date && slot === shift.slot),
    )
    const back = wayBack(before, touched)
    await load()
    toast(t('moved'), {
      action: { label: t('undo'), run: () => void turnBack(id, back) },
    })
    return true
  }

  async function turnBack(id: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return
    const answer = await call('roster.place', { id, changes: [...changes] })
    if (!answer.ok) return refuse(answer.error)
    toast(t('undone'))
    await load()
  }

  async function clear(shift: BoardShift): Promise<void> {
    const { roster: id, date, slot } = shift
    const answer = await call('roster.clear', { id, date, slot })
    if (!answer.ok) return refuse(answer.error)
    await load()
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (!SOURCES.has(type)) return
    clearTimeout(soon)
    soon = setTimeout(() => void load(), 30)
  })
  const everyMinute = setInterval(() => void load(), MINUTE)
  onScopeDispose(() => {
    stop()
    clearTimeout(soon)
    clearInterval(everyMinute)
  })
  watch([view, day, allSwaps], () => void load())
  watch(chosen, (id) => {
    last = { person: me, id }
    // What loading itself has chosen is on its way already.
    if (id !== asking) void load()
  })

  return {
    rosters,
    chosen,
    roster,
    view,
    day,
    days,
    board,
    ahead,
    duty,
    swaps,
    allSwaps,
    waiting,
    failure,
    load,
    place,
    clear,
    refuse,
    step: (by: number): void => void (day.value = turn(view.value, day.value, by)),
    goToday: (): void => void (day.value = board.value?.today ?? isoDay(new Date())),
  }
}
export type RosterState = ReturnType<typeof useRoster>
