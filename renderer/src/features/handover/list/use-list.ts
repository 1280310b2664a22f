import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import {
  SHEET_STATES,
  type SheetState,
  type SheetSummary,
} from '../../../../../contract/handover.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { lastAnswer } from '../../../stores/last-answer.ts'

/** As many as fill a screen at once; more are asked for. */
const FIRST = 30
const PAGE = 50
const TYPING_MS = 120
const GATHER_MS = 200
const SORTS = ['newest', 'oldest', 'number', 'state'] as const
type Sort = (typeof SORTS)[number]

const useLastList = lastAnswer<OutputOf<'handover.list'>>('handover-list')

/** The list of sheets: filters stand in the address, so that going back brings them back. */
export function useList() {
  const route = useRoute()
  const router = useRouter()
  const sheets = shallowRef<readonly SheetSummary[]>([])
  const total = shallowRef(0)
  const loading = shallowRef(true)
  const failure = shallowRef<Failure>()
  const current = shallowRef<OutputOf<'handover.current'>>()
  const limit = shallowRef(FIRST)
  const known = useLastList()

  const read = (name: string): string =>
    typeof route.query[name] === 'string' ? route.query[name] : ''
  function write(name: string, value: string): void {
    const all = { ...route.query, [name]: value }
    const query = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''))
    void router.replace({ path: '/handover', query })
  }
  const field = (name: string) =>
    computed({ get: () => read(name), set: (v: string) => write(name, v) })
  const text = field('text')
  const from = field('from')
  const to = field('to')
  const state = computed<SheetState | ''>({
    get: () => SHEET_STATES.find((one) => one === read('state')) ?? '',
    set: (value) => write('state', value),
  })
  const sort = computed<Sort>({
    get: () => SORTS.find((one) => one === read('sort')) ?? 'newest',
    set: (value) => write('sort', value === 'newest' ? '' : value),
  })
  const filtered = computed(() => [text, from, to, state].some(({ value }) => value !== ''))

  const day = (value: string, days: number): number | undefined => {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value)
    return match
      ? new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + days).getTime()
      : undefined
  }
  const query = computed(() => {
    const [start, end] = [day(from.value, 0), day(to.value, 1)]
    return {
      ...(state.value ? { states: [state.value] } : {}),
      ...(start === undefined ? {} : { from: start }),
      ...(end === undefined ? {} : { to: end }),
      ...(text.value.trim() ? { text: text.value.trim() } : {}),
      sort: sort.value,
      limit: limit.value,
    }
  })

  async function load(): Promise<void> {
    const asked = query.value
    const [answer, now] = await Promise.all([
      call('handover.list', asked),
      call('handover.current', {}),
    ])
    if (asked !== query.value) return
    loading.value = false
    if (now.ok) current.value = now.value
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    show(answer.value)
    known.keep(asked, answer.value)
  }

  function show(answer: OutputOf<'handover.list'>): void {
    sheets.value = answer.sheets
    total.value = answer.total
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    query,
    (next, before) => {
      clearTimeout(timer)
      const last = known.recall(next)
      if (last) show(last)
      if (before === undefined || next.text === before.text) void load()
      else timer = setTimeout(() => void load(), TYPING_MS)
    },
    { immediate: true },
  )
  let gather: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (!type.startsWith('handover-') && type !== 'major-fault') return
    gather ??= setTimeout(() => {
      gather = undefined
      void load()
    }, GATHER_MS)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    clearTimeout(gather)
  })

  return {
    sheets,
    total,
    loading,
    failure,
    current,
    text,
    from,
    to,
    state,
    sort,
    filtered,
    load,
    more: (): void => void (limit.value = Math.min(200, limit.value + PAGE)),
    canGrow: computed(() => limit.value < 200 && sheets.value.length < total.value),
    clear: (): void => void router.replace('/handover'),
  }
}
