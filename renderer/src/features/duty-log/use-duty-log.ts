import { computed, onBeforeUnmount, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { LogEntry } from '../../../../contract/duty-log.ts'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call, subscribe } from '../../call.ts'
import { dayStart, boundsOf, type Period } from '../../time/days.ts'
import { queryOf, type LogFilters } from './model/filters.ts'
import { useLastFacets, useLastPage } from './model/log-memory.ts'
import { logPages } from './model/log-pages.ts'
import { isoDay } from '../../time/moments.ts'

const TYPING_MS = 120
const GATHER_MS = 250

const list = (value: unknown): readonly string[] =>
  typeof value === 'string' && value !== '' ? value.split(',').map(decodeURIComponent) : []

/** Period and filters as they stand in the address, so that going back brings them back. */
function readPeriod(value: unknown): Period {
  if (value === '30') return { kind: 'last', days: 30 }
  if (value === 'all') return { kind: 'all' }
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value)) {
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number)
    return { kind: 'day', day: new Date(year, month - 1, day).getTime() }
  }
  return { kind: 'last', days: 7 }
}

const writePeriod = (period: Period): string =>
  period.kind === 'day' ? isoDay(period.day) : period.kind === 'all' ? 'all' : String(period.days)

/** The duty log as the screen shows it: what is asked, what came, what is chosen. */
export function useDutyLog() {
  const route = useRoute()
  const router = useRouter()
  const now = shallowRef(Date.now())
  const facets = shallowRef<OutputOf<'log.facets'>>()
  /** Grows when entries were written: counts are asked again. */
  const stamp = shallowRef(0)
  const known = useLastFacets()
  const pages = logPages(
    (query, limit, after) =>
      call('log.list', { ...query, limit, ...(after === undefined ? {} : { after }) }),
    useLastPage(),
  )

  const period = computed({
    get: () => readPeriod(route.query['period']),
    set: (next) => void go({ period: writePeriod(next) }),
  })
  const filters = computed<LogFilters>({
    get: () => ({
      text: String(route.query['text'] ?? ''),
      categories: list(route.query['category']),
      people: list(route.query['person']),
      tags: list(route.query['tag']),
      lateOnly: route.query['late'] === '1',
      amendedOnly: route.query['amended'] === '1',
    }),
    set: (next) =>
      void go({
        text: next.text,
        category: next.categories.map(encodeURIComponent).join(','),
        person: next.people.join(','),
        tag: next.tags.map(encodeURIComponent).join(','),
        late: next.lateOnly ? '1' : '',
        amended: next.amendedOnly ? '1' : '',
      }),
  })
  const query = computed(() => queryOf(filters.value, boundsOf(period.value, dayStart(now.value))))
  const selected = computed(() => String(route.params['id'] ?? '') || undefined)
  /** The entry that the address names, also when the list does not hold it. */
  const other = shallowRef<LogEntry>()
  /** Why the entry that the address names cannot be shown. */
  const missing = shallowRef<Failure>()
  const entry = computed(
    () => pages.entries.value.find(({ id }) => id === selected.value) ?? other.value,
  )

  function go(changed: Readonly<Record<string, string>>): Promise<unknown> {
    const all = { ...route.query, ...changed }
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
    return router.replace({ name: 'log', query: kept })
  }

  function select(id: string | undefined): void {
    void router.replace({
      name: 'log',
      ...(id === undefined ? {} : { params: { id } }),
      query: route.query,
    })
  }

  async function fetchOther(): Promise<void> {
    const id = selected.value
    other.value = undefined
    missing.value = undefined
    if (id === undefined || pages.entries.value.some((one) => one.id === id)) return
    const answer = await call('log.get', { id })
    if (id !== selected.value) return
    if (answer.ok) other.value = answer.value.entry
    else missing.value = answer.error
  }

  async function fetchFacets(): Promise<void> {
    const asked = query.value
    const { from, to, text } = asked
    const answer = await call('log.facets', {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(text === undefined ? {} : { text }),
    })
    if (!answer.ok || asked !== query.value) return
    facets.value = answer.value
    known.keep(asked, answer.value)
  }

  let typing: ReturnType<typeof setTimeout> | undefined
  watch(
    query,
    (next, before) => {
      if (before !== undefined && JSON.stringify(next) === JSON.stringify(before)) return
      clearTimeout(typing)
      const ask = (): void => {
        facets.value = known.recall(next) ?? facets.value
        void pages.ask(next)
        void fetchFacets()
      }
      if (before === undefined || next.text === before.text) ask()
      else typing = setTimeout(ask, TYPING_MS)
    },
    { immediate: true },
  )
  watch([selected, pages.waiting], () => void fetchOther(), { immediate: true })

  let gather: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (type !== 'log-entry' && type !== 'log-amendment') return
    gather ??= setTimeout(() => {
      gather = undefined
      now.value = Date.now()
      stamp.value += 1
      void pages.refresh().then(fetchOther)
      void fetchFacets()
    }, GATHER_MS)
  })
  const minute = setInterval(() => (now.value = Date.now()), 60_000)
  onBeforeUnmount(() => {
    stop()
    clearInterval(minute)
    clearTimeout(gather)
    clearTimeout(typing)
  })

  return { now, pages, facets, stamp, period, filters, query, selected, entry, missing, select }
}

export type DutyLog = ReturnType<typeof useDutyLog>
