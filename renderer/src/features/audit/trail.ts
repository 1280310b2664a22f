import { shallowRef } from 'vue'
import type { InputOf, OutputOf } from '../../../../contract/procedures.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call } from '../../call.ts'

export type TrailEntry = OutputOf<'audit.list'>['entries'][number]
export type TrailQuery = Omit<InputOf<'audit.list'>, 'limit' | 'after'>

const PAGE = 100

/** The trail as far as it was looked at, newest first. */
export function auditTrail() {
  const entries = shallowRef<readonly TrailEntry[]>([])
  const next = shallowRef<string | null>(null)
  const waiting = shallowRef(true)
  const failure = shallowRef<Failure>()
  let query: TrailQuery = {}
  let asked = 0

  async function fetch(after: string | null): Promise<void> {
    const own = ++asked
    waiting.value = true
    const answer = await call('audit.list', {
      ...query,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    })
    if (own !== asked) return
    waiting.value = false
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    entries.value =
      after === null ? answer.value.entries : [...entries.value, ...answer.value.entries]
    next.value = answer.value.next
  }

  return {
    entries,
    next,
    waiting,
    failure,
    ask: (wanted: TrailQuery): Promise<void> => {
      query = wanted
      return fetch(null)
    },
    more: (): Promise<void> => fetch(next.value),
  }
}
