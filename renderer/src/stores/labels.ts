import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { RecordLabel } from '../../../contract/common.ts'
import { call, subscribe } from '../call.ts'

/** Most names asked for in one call. */
const BATCH = 500

interface Ref {
  readonly type: string
  readonly id: string
}
const keyOf = ({ type, id }: Ref): string => `${type}/${id}`

/**
 * Names of records that values point at. Asking for one that is not here fetches it with all others
 * asked for in the same moment; null stands for what is not visible.
 */
export const useLabels = defineStore('register-labels', () => {
  const known = shallowReactive(new Map<string, RecordLabel | null>())
  const asked = new Map<string, Ref>()
  let waiting = false

  function fetchAsked(): Promise<void> {
    waiting = false
    const refs = [...asked.values()]
    asked.clear()
    return fetch(refs)
  }

  async function fetch(refs: readonly Ref[]): Promise<void> {
    for (let from = 0; from < refs.length; from += BATCH) {
      const batch = refs.slice(from, from + BATCH)
      const answer = await call('register.labels', { refs: batch })
      if (!answer.ok) return
      const found = new Map(answer.value.labels.map((label) => [keyOf(label), label]))
      for (const ref of batch) known.set(keyOf(ref), found.get(keyOf(ref)) ?? null)
    }
  }

  function get(type: string, id: string): RecordLabel | null | undefined {
    const key = `${type}/${id}`
    const label = known.get(key)
    if (label === undefined && id !== '' && !asked.has(key)) {
      asked.set(key, { type, id })
      if (!waiting) {
        waiting = true
        queueMicrotask(() => void fetchAsked())
      }
    }
    return label
  }

  subscribe('records.changed', ({ type, ids }) => {
    for (const id of ids) if (known.has(`${type}/${id}`)) asked.set(`${type}/${id}`, { type, id })
    if (asked.size > 0 && !waiting) {
      waiting = true
      queueMicrotask(() => void fetchAsked())
    }
  })
  // What one person may see, another may not.
  subscribe('session.changed', () => known.clear())

  return {
    get,
    /** Fetches the names that are not here yet, for what cannot wait to show them. */
    fetch: (refs: readonly Ref[]): Promise<void> =>
      fetch(
        [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()].filter(
          (ref) => !known.has(keyOf(ref)),
        ),
      ),
    /** Names that came with another answer. */
    put(labels: readonly RecordLabel[]): void {
      for (const label of labels) known.set(keyOf(label), label)
    },
    title: (type: string, id: string): string | undefined => {
      const label = get(type, id)
      return label === undefined ? '…' : label?.title
    },
  }
})
