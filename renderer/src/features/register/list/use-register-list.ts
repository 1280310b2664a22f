import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Json, RecordType } from '../../../../../contract/record-type.ts'
import { fail } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { facetsOf } from '../facets.ts'
import { fitColumns, listFields } from '../../../records/columns.ts'
import { indexOfRow, lineAt, shownIds } from '../model/lines.ts'
import { extend, keep, NOTHING, selectAll, toggle, type Selection } from '../model/selection.ts'
import { asObject, isList } from '../../../records/values.ts'
import { conditionsFrom } from './address.ts'
import { neededColumns, standardState, toQuery, type ListState } from './list-state.ts'
import { recordPages } from './record-pages.ts'

/** Most records that one bulk action takes. */
export const BULK_LIMIT = 5000

/** How each register was looked at, so that coming back finds it so; one person's, one session's. */
const remembered = new Map<string, ListState>()
let watching = false

function watchSession(): void {
  if (watching) return
  watching = true
  subscribe('session.changed', () => remembered.clear())
}

const layoutKey = (type: RecordType): string => `layout/register/${type.name}`

/** What a register's list shows and what is chosen in it; conditions of the address come before what is remembered. */
export function useRegisterList(type: RecordType, where: unknown) {
  watchSession()
  const fields = listFields(type)
  const before = remembered.get(type.name) ?? standardState(type)
  const asked = conditionsFrom(where, fields)
  const state = shallowRef<ListState>(
    asked.length > 0 ? { ...before, text: '', where: asked, view: undefined } : before,
  )
  const selection = shallowRef<Selection>(NOTHING)
  const cursor = ref(-1)
  let cursorId: string | undefined

  const pages = recordPages({
    page: async (query, limit, after) =>
      call('register.list', {
        ...query,
        limit,
        columns: neededColumns(state.value, type),
        ...(after === undefined ? {} : { after }),
      }),
    facets: (query, name) => {
      const field = fields.get(name)
      return field
        ? facetsOf(query, name, field)
        : Promise.resolve(fail('fieldInvalid', { field: name, reason: 'unknown' }))
    },
  })

  const question = computed(() =>
    JSON.stringify([
      toQuery(state.value, type, Date.now()),
      state.value.groupBy,
      neededColumns(state.value, type).toSorted(),
    ]),
  )
  const askNow = (): Promise<void> =>
    pages.ask({ query: toQuery(state.value, type, Date.now()), groupBy: state.value.groupBy })

  let soon: ReturnType<typeof setTimeout> | undefined
  watch(question, () => {
    clearTimeout(soon)
    soon = setTimeout(() => void askNow(), 120)
  })
  watch(state, (next) => remembered.set(type.name, next))

  let again: ReturnType<typeof setTimeout> | undefined
  const forget = subscribe('records.changed', (changed) => {
    if (changed.type !== type.name) return
    clearTimeout(again)
    again = setTimeout(() => void pages.refresh(), 60)
  })

  watch(pages.segments, (segments) => {
    selection.value =
      selection.value.ids.size === 0
        ? selection.value
        : keep(selection.value, new Set(shownIds(segments)))
    const at = cursorId === undefined ? -1 : indexOfRow(segments, cursorId)
    if (at >= 0) cursor.value = at
    else point(Math.min(cursor.value, pages.lines.value - 1))
  })

  let saveLayout: ReturnType<typeof setTimeout> | undefined
  watch(
    () => state.value.columns,
    (columns) => {
      clearTimeout(saveLayout)
      const value = { columns: columns.map(({ field, width }) => ({ field, width })) }
      saveLayout = setTimeout(() => void call('drafts.save', { key: layoutKey(type), value }), 400)
    },
  )

  onScopeDispose(() => {
    forget()
    clearTimeout(soon)
    clearTimeout(again)
  })

  function point(index: number): void {
    cursor.value = Math.max(-1, Math.min(pages.lines.value - 1, index))
    const line = lineAt(pages.segments.value, cursor.value)
    cursorId = line?.kind === 'row' ? line.row.id : undefined
  }

  async function begin(): Promise<void> {
    if (!remembered.has(type.name)) {
      const kept = await call('drafts.get', { key: layoutKey(type) })
      const columns: Json = kept.ok ? (asObject(kept.value.value)['columns'] ?? null) : null
      if (isList(columns))
        state.value = {
          ...state.value,
          columns: fitColumns(
            type,
            columns.map((column) => {
              const { field, width } = asObject(column)
              return typeof field === 'string' && typeof width === 'number' ? { field, width } : {}
            }),
          ),
        }
    }
    clearTimeout(soon)
    await askNow()
  }

  const rowAt = (index: number) => {
    const line = lineAt(pages.segments.value, index)
    return line?.kind === 'row' ? line.row : undefined
  }

  return {
    lineAt: (index: number) => lineAt(pages.segments.value, index),
    fields,
    state,
    selection,
    cursor,
    pages,
    begin,
    point,
    rowAt,
    retry: askNow,
    set(next: Partial<ListState>): void {
      state.value = { ...state.value, ...next }
    },
    current: computed(() => rowAt(cursor.value)),
    pointAt(id: string): void {
      cursorId = id
      cursor.value = indexOfRow(pages.segments.value, id)
    },
    toggle(index: number): void {
      const row = rowAt(index)
      if (row) selection.value = toggle(selection.value, row.id)
    },
    extendTo(index: number): void {
      const row = rowAt(index)
      if (row) selection.value = extend(selection.value, row.id, shownIds(pages.segments.value))
    },
    selectAll(): void {
      selection.value = selectAll(shownIds(pages.segments.value))
    },
    clearSelection(): void {
      selection.value = NOTHING
    },
    /** What an action is about: the chosen records, else the one under the cursor. */
    targets(): string[] {
      if (selection.value.ids.size > 0) return [...selection.value.ids]
      const row = rowAt(cursor.value)
      return row ? [row.id] : []
    },
  }
}

export type RegisterList = ReturnType<typeof useRegisterList>
