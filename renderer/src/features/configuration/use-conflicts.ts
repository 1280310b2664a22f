import { shallowRef, watch } from 'vue'
import type { WindowConflict } from '../../../../contract/configuration.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { call } from '../../call.ts'

export type Fields = Readonly<Record<string, Json | undefined>>

/** Windows that overlap with what the fields of a record plan; asked again when they change. */
export function useConflicts(planned: () => { id?: string | undefined; fields: Fields }) {
  const conflicts = shallowRef<readonly WindowConflict[]>([])
  let asked = 0
  watch(
    () => {
      const { id, fields } = planned()
      const { items, windowFrom: from, windowTo: to } = fields
      return JSON.stringify({ id, items, from, to })
    },
    async () => {
      const own = ++asked
      const { id, fields } = planned()
      const { items, windowFrom: from, windowTo: to } = fields
      const ids = Array.isArray(items) ? items.map(String) : []
      if (ids.length === 0 || typeof from !== 'number' || typeof to !== 'number' || to <= from)
        return void (conflicts.value = [])
      const answer = await call('configuration.conflicts', {
        items: ids,
        from,
        to,
        ...(id === undefined ? {} : { id }),
      })
      if (own === asked) conflicts.value = answer.ok ? answer.value.conflicts : []
    },
    { immediate: true },
  )
  return conflicts
}
