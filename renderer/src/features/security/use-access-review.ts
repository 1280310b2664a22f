import { computed, shallowRef, watch, type Ref } from 'vue'
import type { RecordView } from '../../../../contract/common.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call } from '../../call.ts'
import { useLoad } from '../../stores/use-load.ts'

const MOST_LINES = 500

/** The reviews, and the lines of the one that is open with what can be decided about them. */
export function useAccessReview(id: Ref<string>) {
  const reviews = useLoad(['access-review'], () =>
    call('register.list', {
      type: 'access-review',
      limit: 100,
      sort: { field: '_created', descending: true },
    }),
  )
  const lines = useLoad(['access-line'], async () => ({
    ok: true as const,
    value: id.value === '' ? [] : await allLines(id.value),
  }))
  watch(id, () => void lines.load())

  const review = computed(() => reviews.data.value?.rows.find((row) => row.id === id.value))
  const failure = shallowRef<Failure>()
  const decided = computed(
    () => (lines.data.value ?? []).filter(({ fields }) => fields['state'] !== 'pending').length,
  )

  async function decide(
    ids: readonly string[],
    decision: 'kept' | 'withdrawn',
    reason?: string,
  ): Promise<boolean> {
    const answer = await call('security.decideRights', {
      lines: [...ids],
      decision,
      ...(reason === undefined ? {} : { reason }),
    })
    failure.value = answer.ok ? undefined : answer.error
    return answer.ok
  }

  return { reviews, lines, review, decided, failure, decide }
}

/** All lines of a review; the register gives them in pages. */
async function allLines(review: string): Promise<readonly RecordView[]> {
  const rows: RecordView[] = []
  let after: string | undefined
  do {
    const answer = await call('register.list', {
      type: 'access-line',
      where: [{ field: 'review', op: 'is', value: review }],
      sort: { field: 'holder' },
      limit: MOST_LINES,
      ...(after === undefined ? {} : { after }),
    })
    if (!answer.ok) return rows
    rows.push(...answer.value.rows)
    after = answer.value.next ?? undefined
  } while (after !== undefined)
  return rows
}
