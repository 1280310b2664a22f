import { onScopeDispose, shallowRef } from 'vue'
import type { InputOf, OutputOf } from '../../../../../contract/procedures.ts'
import type { HistoryEntry } from '../../../../../contract/register.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../call.ts'
import { useLabels } from '../stores/labels.ts'

export type Detail = OutputOf<'register.get'>
export type Comment = OutputOf<'register.comments'>['comments'][number]

/** One record with everything around it; follows changes made elsewhere. */
export function useRecordDetail(type: string, id: string) {
  const detail = shallowRef<Detail>()
  const history = shallowRef<readonly HistoryEntry[]>([])
  const comments = shallowRef<readonly Comment[]>([])
  const failure = shallowRef<Failure>()
  const labels = useLabels()
  const asked: InputOf<'register.get'> = { type, id }

  async function load(): Promise<void> {
    const [record, told, said] = await Promise.all([
      call('register.get', asked),
      call('register.history', asked),
      call('register.comments', asked),
    ])
    failure.value = record.ok ? undefined : record.error
    if (record.ok) {
      labels.put(record.value.labels)
      labels.put(record.value.incoming)
      detail.value = record.value
    } else detail.value = undefined
    if (told.ok) history.value = told.value.entries
    if (said.ok) comments.value = said.value.comments
  }

  onScopeDispose(
    subscribe('records.changed', (changed) => {
      // A comment is a record of its own that points here.
      if (changed.ids.includes(id) || changed.type === 'comment') void load()
    }),
  )

  return { detail, history, comments, failure, load }
}
