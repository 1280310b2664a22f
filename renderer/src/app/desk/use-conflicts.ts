import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { RecordView } from '../../../../contract/common.ts'
import type { RecordType } from '../../../../contract/record-type.ts'
import { call } from '../../call.ts'
import { gathered } from '../../stores/gathered.ts'

const SHOWN = 10

export interface Conflict {
  readonly type: RecordType
  readonly row: RecordView
}

/** Records that were changed apart and wait for a decision. */
export function useConflicts(types: Readonly<Ref<readonly RecordType[]>>) {
  const found = shallowRef<readonly Conflict[]>([])

  async function load(): Promise<void> {
    const answers = await Promise.all(
      types.value.map(async (type) => ({
        type,
        answer: await call('register.list', {
          type: type.name,
          where: [{ field: '_conflicts', op: 'notEmpty' }],
          limit: SHOWN,
        }),
      })),
    )
    found.value = answers.flatMap(({ type, answer }) =>
      answer.ok ? answer.value.rows.map((row) => ({ type, row })) : [],
    )
  }
  watch(types, () => void load(), { immediate: true })
  onScopeDispose(
    gathered(
      (name) => types.value.some((type) => type.name === name),
      () => void load(),
    ),
  )
  return found as Readonly<Ref<readonly Conflict[]>>
}
