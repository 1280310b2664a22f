import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { RecordView } from '../../../../contract/common.ts'
import { call } from '../../call.ts'
import { gathered } from '../../stores/gathered.ts'
import { whenIdle } from '../../ui/when-idle.ts'

const SHOWN = 50

/** Records that were changed apart and wait for a decision; `matters`: types that may be among them. */
export function useConflicts(matters: (type: string) => boolean) {
  const found = shallowRef<readonly RecordView[]>([])

  async function load(): Promise<void> {
    const answer = await call('register.conflicts', { limit: SHOWN })
    found.value = answer.ok ? answer.value.records : []
  }
  whenIdle(() => void load())
  onScopeDispose(gathered(matters, () => void load()))
  return found as Readonly<Ref<readonly RecordView[]>>
}
