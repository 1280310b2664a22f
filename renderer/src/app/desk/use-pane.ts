import { onBeforeUnmount, shallowRef } from 'vue'
import type { RecordView } from '../../../../contract/common.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call, subscribe } from '../../call.ts'
import type { DeskPane } from './panes.ts'

const SHOWN = 30
const GATHER_MS = 250

/** The records of one pane, kept up to date. */
export function usePane(pane: DeskPane) {
  const rows = shallowRef<readonly RecordView[]>()
  const total = shallowRef(0)
  const failure = shallowRef<Failure>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    timer = undefined
    const answer = await call('register.list', {
      type: pane.type,
      where: [...pane.where],
      limit: SHOWN,
    })
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    rows.value = answer.value.rows
    total.value = answer.value.total
  }

  void load()
  const stop = subscribe('records.changed', ({ type }) => {
    if (type === pane.type) timer ??= setTimeout(() => void load(), GATHER_MS)
  })
  onBeforeUnmount(() => {
    stop()
    clearTimeout(timer)
  })
  return { rows, total, failure, load }
}
