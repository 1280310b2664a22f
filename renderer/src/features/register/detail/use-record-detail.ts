import { onScopeDispose, shallowRef, watch } from 'vue'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { HistoryEntry } from '../../../../../contract/register.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'
import { gathered } from '../../../stores/gathered.ts'
import { useLabels } from '../../../stores/labels.ts'

export type Detail = OutputOf<'register.get'>
export type Comment = OutputOf<'register.comments'>['comments'][number]

/** One record with everything around it; follows the id and changes made elsewhere. */
export function useRecordDetail(type: string, id: () => string) {
  const detail = shallowRef<Detail>()
  const history = shallowRef<readonly HistoryEntry[]>([])
  const comments = shallowRef<readonly Comment[]>([])
  const failure = shallowRef<Failure>()
  const labels = useLabels()
  let generation = 0
  let newest = Promise.resolve()

  /** Fulfilled once what is shown is as new as the call, whichever of several answers brought it. */
  const load = (): Promise<void> => (newest = fetchRecord(++generation))

  async function fetchRecord(mine: number): Promise<void> {
    const asked = { type, id: id() }
    const [record, told, said] = await Promise.all([
      call('register.get', asked),
      call('register.history', asked),
      call('register.comments', asked),
    ])
    if (mine !== generation) return newest
    failure.value = record.ok ? undefined : record.error
    detail.value = record.ok ? record.value : undefined
    history.value = told.ok ? told.value.entries : []
    comments.value = said.ok ? said.value.comments : []
    if (!record.ok) return
    labels.put(record.value.labels)
    labels.put(record.value.incoming)
  }

  watch(id, load, { immediate: true })
  onScopeDispose(
    subscribe('records.changed', (changed) => {
      if (changed.ids.includes(id())) void load()
    }),
  )
  // What points here, comments among it, and what stands against a step are records of any type.
  onScopeDispose(
    gathered(
      () => true,
      () => void load(),
    ),
  )

  return { detail, history, comments, failure, load }
}
