import { computed } from 'vue'
import type { RecordRef } from '../../../contract/common.ts'
import { errorText } from '../../../contract/error-text.ts'
import type { InputOf, OutputOf } from '../../../contract/procedures.ts'
import { decisionsOf } from '../../../contract/response-engine.ts'
import type { Result } from '../../../contract/result.ts'
import { call } from '../call.ts'
import { language } from '../language.ts'
import { useLoad } from '../stores/use-load.ts'
import { toast } from '../ui/toasts.ts'

export type Step = OutputOf<'response.steps'>['steps'][number]

/** Steps of a record that the engine of responses works off, with what was decided about them. */
export function useSteps(of: () => RecordRef) {
  const { data, failure, slow, load } = useLoad(['response-step', 'step-result'], () =>
    call('response.steps', { of: of() }),
  )
  const decided = computed(() => decisionsOf(data.value?.decisions ?? []))

  /** What failed is said; what worked is shown. */
  async function told<T>(ask: Promise<Result<T>>): Promise<boolean> {
    const answer = await ask
    if (answer.ok) await load()
    else toast(errorText(answer.error, language.value), { tone: 'crit' })
    return answer.ok
  }
  const addStep = (step: InputOf<'response.addStep'>['step']): Promise<boolean> =>
    told(call('response.addStep', { of: of(), step }))
  return { data, failure, slow, load, decided, told, addStep }
}
export type Steps = ReturnType<typeof useSteps>
