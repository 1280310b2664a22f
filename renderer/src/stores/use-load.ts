import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Failure, Result } from '../../../contract/result.ts'
import { gathered } from './gathered.ts'
import { useDelayed } from '../ui/use-delayed.ts'

/** What a screen shows, asked for again whenever a record of these types changed. */
export function useLoad<T>(types: readonly string[], ask: () => Promise<Result<T>>) {
  const data = shallowRef<T>()
  const failure = shallowRef<Failure>()
  async function load(): Promise<void> {
    const answer = await ask()
    failure.value = answer.ok || data.value !== undefined ? undefined : answer.error
    if (answer.ok) data.value = answer.value
  }
  void load()
  onScopeDispose(
    gathered(
      (type) => types.includes(type),
      () => void load(),
    ),
  )
  const slow = useDelayed(
    computed(() => data.value === undefined && failure.value === undefined),
    150,
  )
  return { data, failure, slow, load }
}
