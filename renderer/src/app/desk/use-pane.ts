import { computed, onBeforeUnmount, shallowRef } from 'vue'
import type { RecordView } from '../../../../contract/common.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call, subscribe } from '../../call.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import type { DeskPane } from './panes.ts'

const SHOWN = 30
const GATHER_MS = 250
const SLOW_MS = 150

/** The records of one pane, kept up to date. */
export function usePane(pane: DeskPane) {
  const rows = shallowRef<readonly RecordView[]>()
  const total = shallowRef(0)
  const failure = shallowRef<Failure>()
  const slow = useDelayed(
    computed(() => rows.value === undefined && failure.value === undefined),
    SLOW_MS,
  )

  async function load(): Promise<void> {
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
  onBeforeUnmount(gathered((type) => type === pane.type, load))
  return { rows, total, failure, slow, load }
}

/** Calls once after changes of the types that matter; answers how to stop. */
export function gathered(matters: (type: string) => boolean, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('records.changed', ({ type }) => {
    if (!matters(type)) return
    timer ??= setTimeout(() => {
      timer = undefined
      run()
    }, GATHER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
