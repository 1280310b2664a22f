import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { RecordView } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { toQuery } from '../list/list-state.ts'
import type { RegisterList } from '../list/use-register-list.ts'
import { entriesByDay, questions } from '../model/calendar.ts'

/** More records than this are not shown on one sheet of a calendar. */
const MOST = 500

/** What the list's question finds on the days of a sheet. */
export function useCalendar(
  type: RecordType,
  calendar: NonNullable<RecordType['calendar']>,
  list: RegisterList,
  days: Readonly<Ref<readonly string[]>>,
) {
  const records = shallowRef<readonly RecordView[]>([])
  const failure = shallowRef<Failure>()
  const waiting = shallowRef(true)
  /** There is more on these days than is shown. */
  const cut = shallowRef(false)
  let generation = 0

  const asked = computed(() => {
    const query = toQuery(list.state.value, type, Date.now())
    const first = days.value[0] ?? ''
    return questions(type, calendar, first, days.value.at(-1) ?? first).map((where) => ({
      ...query,
      where: [...(query.where ?? []), ...where],
      sort: { field: calendar.from },
      limit: MOST,
    }))
  })

  async function load(): Promise<void> {
    const mine = ++generation
    const answers = await Promise.all(asked.value.map((query) => call('register.list', query)))
    if (mine !== generation) return
    waiting.value = false
    const refused = answers.find((answer) => !answer.ok)
    failure.value = refused && !refused.ok ? refused.error : undefined
    records.value = answers.flatMap((answer) => (answer.ok ? answer.value.rows : []))
    cut.value = answers.some((answer) => answer.ok && answer.value.next !== null)
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  const loadSoon = (): void => {
    clearTimeout(soon)
    soon = setTimeout(() => void load(), 100)
  }
  watch(
    () => JSON.stringify(asked.value),
    (_now, before) => (before === undefined ? void load() : loadSoon()),
    { immediate: true },
  )
  const forget = subscribe('records.changed', (changed) => {
    if (changed.type === type.name) loadSoon()
  })
  onScopeDispose(() => {
    forget()
    clearTimeout(soon)
  })

  return {
    byDay: computed(() => entriesByDay(calendar, records.value, days.value)),
    failure,
    waiting,
    cut,
    load,
  }
}
