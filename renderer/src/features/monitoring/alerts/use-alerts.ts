import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { AlertView } from '../../../../../contract/alerts.ts'
import type { InputOf, OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call } from '../../../call.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useDelayed } from '../../../ui/use-delayed.ts'

export const SCOPES = ['now', 'actions', 'history'] as const
export type Scope = (typeof SCOPES)[number]
const PAGE = 100
const TREND = 30
/** Values move between two changes of records. */
const EVERY_MS = 15_000

type Query = InputOf<'alert.list'>

/** The list of alerts under the filters in the address. */
export function useAlerts() {
  const route = useRoute()
  const router = useRouter()
  const part = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const filter = (name: string) =>
    computed({
      get: () => part(name),
      set: (value: string) => {
        const { [name]: _old, ...rest } = route.query
        void router.replace({ query: value === '' ? rest : { ...rest, [name]: value } })
      },
    })
  const severity = filter('severity')
  const text = filter('q')
  const scopeText = filter('show')
  const scope = computed<Scope>({
    get: () => SCOPES.find((one) => one === scopeText.value) ?? 'now',
    set: (value) => (scopeText.value = value === 'now' ? '' : value),
  })

  const answer = shallowRef<OutputOf<'alert.list'>>()
  const more = shallowRef<readonly AlertView[]>([])
  const next = shallowRef<string | null>(null)
  const failure = shallowRef<Failure>()
  const slow = useDelayed(
    computed(() => !answer.value && !failure.value),
    150,
  )
  const query = computed<Query>(() => ({
    limit: PAGE,
    ...(scope.value === 'now' ? { states: ['open', 'acknowledged', 'snoozed'], trend: TREND } : {}),
    ...(scope.value === 'actions' ? { openActions: true } : {}),
    ...(scope.value === 'history' ? { sort: 'raisedAt' as const, descending: true } : {}),
    ...(severity.value === '' ? {} : { severities: [severity.value as AlertView['severity']] }),
    ...(text.value === '' ? {} : { text: text.value }),
  }))

  let asked = 0
  let loaded = scope.value
  async function load(): Promise<void> {
    const own = ++asked
    const found = await call('alert.list', query.value)
    if (own !== asked) return
    failure.value = found.ok ? undefined : found.error
    if (!found.ok) return
    answer.value = found.value
    if (more.value.length === 0) next.value = found.value.next
  }
  async function loadMore(): Promise<void> {
    if (next.value === null) return
    const own = asked
    const found = await call('alert.list', { ...query.value, after: next.value })
    if (own !== asked || !found.ok) return
    more.value = [...more.value, ...found.value.alerts]
    next.value = found.value.next
  }
  watch(
    query,
    () => {
      more.value = []
      // Rows of another part of the list are nothing that a key may act on.
      if (loaded !== scope.value) answer.value = undefined
      loaded = scope.value
      void load()
    },
    { immediate: true },
  )
  const stop = gathered(
    (type) => type === 'alert' || type === 'monitor' || type === 'maintenance-window',
    () => void load(),
  )
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
  })

  const alerts = computed(() => {
    const first = answer.value?.alerts ?? []
    const shown = new Set(first.map(({ id }) => id))
    return [...first, ...more.value.filter(({ id }) => !shown.has(id))]
  })
  return {
    alerts,
    counts: computed(() => answer.value?.counts),
    total: computed(() => answer.value?.total ?? 0),
    isFiltered: computed(() => severity.value !== '' || text.value !== ''),
    hasMore: computed(() => next.value !== null),
    isLoaded: computed(() => answer.value !== undefined),
    failure,
    slow,
    scope,
    severity,
    text,
    load,
    loadMore,
    clear: (): void => void router.replace({ query: {} }),
  }
}
