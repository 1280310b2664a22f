import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type {
  BrowseSort,
  LibraryFilter,
  LibraryHit,
  SavedSearch,
  SearchSort,
} from '../../../../../contract/library-search.ts'
import type { DocumentSummary } from '../../../../../contract/library.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { isActive } from '../import/use-import.ts'

/** A document in the list: found by words, or browsed. */
export type Listed = DocumentSummary &
  Partial<Pick<LibraryHit, 'marked' | 'places' | 'more' | 'moreAtLeast'>>

/** Letters that are typed quickly are asked for together; a frame is enough. */
const TYPING_MS = 20
/** Changes of records and of the index are gathered; while many documents come in, for longer. */
const CHANGES_MS = 800
const IMPORT_MS = 5000
/** The chips are counted once nothing else is asked for. */
const COUNT_MS = 150
const PAGE = 20
const BROWSED: Readonly<Record<SearchSort, BrowseSort>> = {
  relevance: 'newest',
  newest: 'newest',
  title: 'title',
}

/** What the pane asks and shows; only the answer to the last question counts. */
export function useSearch() {
  const text = shallowRef('')
  const filter = shallowRef<LibraryFilter>({})
  const sort = shallowRef<SearchSort>('relevance')
  const found = shallowRef<OutputOf<'library.search'>>()
  const listed = shallowRef<readonly Listed[]>([])
  const total = shallowRef(0)
  const capped = shallowRef(false)
  const next = shallowRef<string | null>(null)
  const facets = shallowRef<OutputOf<'library.facets'>['facets']>([])
  const searches = shallowRef<OutputOf<'library.searches'>>({ recent: [], saved: [] })
  const waiting = shallowRef(0)
  const loading = shallowRef(true)
  /** What is shown does not answer what is typed yet. */
  const pending = shallowRef(false)
  const failure = shallowRef<Failure>()
  const searched = computed(() => text.value.trim())
  const filtered = computed(() => Object.keys(filter.value).length > 0)
  let asked = 0
  let typing: ReturnType<typeof setTimeout> | undefined
  let changes: ReturnType<typeof setTimeout> | undefined
  let counting: ReturnType<typeof setTimeout> | undefined
  let importing = false

  async function load(more = false): Promise<void> {
    const own = ++asked
    loading.value = !more
    const failed = searched.value === '' ? await browse(own, more) : await search(own, more)
    if (own !== asked) return
    loading.value = false
    failure.value = failed
    pending.value = false
    if (failed || more) return
    clearTimeout(counting)
    counting = setTimeout(() => void loadFacets(own), COUNT_MS)
  }

  async function search(own: number, more: boolean): Promise<Failure | undefined> {
    const answer = await call('library.search', {
      text: searched.value,
      filter: filter.value,
      sort: sort.value,
      limit: PAGE,
      offset: more ? listed.value.length : 0,
    })
    if (own !== asked) return undefined
    if (!answer.ok) return answer.error
    const { hits } = answer.value
    if (!more) found.value = answer.value
    show(more, hits, answer.value)
    next.value = hits.length === PAGE ? 'more' : null
    return undefined
  }

  async function browse(own: number, more: boolean): Promise<Failure | undefined> {
    const answer = await call('library.documents', {
      filter: filter.value,
      sort: BROWSED[sort.value],
      limit: PAGE * 2,
      ...(more && next.value !== null ? { after: next.value } : {}),
    })
    if (own !== asked) return undefined
    if (!answer.ok) return answer.error
    found.value = undefined
    show(more, answer.value.documents, answer.value)
    next.value = answer.value.next
    return undefined
  }

  function show(
    more: boolean,
    documents: readonly Listed[],
    counted: { readonly total: number; readonly capped: boolean },
  ): void {
    listed.value = more ? [...listed.value, ...documents] : documents
    total.value = counted.total
    capped.value = counted.capped
  }

  async function loadFacets(own: number): Promise<void> {
    const answer = await call('library.facets', { text: searched.value, filter: filter.value })
    if (own === asked && answer.ok) facets.value = answer.value.facets
  }

  async function loadSearches(): Promise<void> {
    const answer = await call('library.searches', {})
    if (answer.ok) searches.value = answer.value
  }

  /** Something that was found is opened: the search is remembered. */
  async function remember(): Promise<void> {
    if (searched.value === '') return
    await call('library.search', {
      text: searched.value,
      filter: filter.value,
      limit: 1,
      keep: true,
    })
    await loadSearches()
  }

  async function keep(search: Pick<SavedSearch, 'text' | 'filter'>, kept: boolean): Promise<void> {
    await call('library.keepSearch', { text: search.text, filter: search.filter, keep: kept })
    await loadSearches()
  }

  function changed(): void {
    changes ??= setTimeout(
      () => {
        changes = undefined
        void load()
      },
      importing ? IMPORT_MS : CHANGES_MS,
    )
  }

  watch(text, () => {
    pending.value = true
    clearTimeout(typing)
    typing = setTimeout(() => void load(), TYPING_MS)
  })
  watch([filter, sort], () => {
    pending.value = true
    void load()
  })
  const stops = [
    subscribe('records.changed', ({ type }) => {
      if (['document', 'document-version', 'collection'].includes(type)) changed()
    }),
    subscribe('library.indexed', (state) => {
      waiting.value = state.waiting
      changed()
    }),
    subscribe('library.import', (view) => {
      const ended = importing && !isActive(view)
      importing = isActive(view)
      if (!ended) return
      clearTimeout(changes)
      changes = undefined
      changed()
    }),
  ]
  onScopeDispose(() => {
    clearTimeout(typing)
    clearTimeout(changes)
    clearTimeout(counting)
    for (const stop of stops) stop()
  })
  void load()
  void loadSearches()

  return {
    text,
    filter,
    sort,
    found,
    listed,
    total,
    capped,
    next,
    facets,
    searches,
    waiting,
    loading,
    pending,
    failure,
    searched,
    filtered,
    load,
    remember,
    keep,
  }
}
