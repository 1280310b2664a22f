import { ref } from 'vue'
import { errorText } from '../../../../../contract/error-text.ts'
import type { CoreProcedureName, InputOf, OutputOf } from '../../../../../contract/procedures.ts'
import { call } from '../../../call.ts'
import { language } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'

/** Acts on documents at a button: one at a time, said when done, told when refused. */
export function useActs() {
  const busy = ref(false)
  return {
    busy,
    async run<N extends CoreProcedureName>(
      procedure: N,
      input: InputOf<N>,
      done: string,
    ): Promise<OutputOf<N> | undefined> {
      if (busy.value) return undefined
      busy.value = true
      const answer = await call(procedure, input)
      busy.value = false
      if (!answer.ok) {
        toast(errorText(answer.error, language.value), { tone: 'crit' })
        return undefined
      }
      if (done !== '') toast(done)
      return answer.value
    },
  }
}
