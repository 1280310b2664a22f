import { ref } from 'vue'
import { errorText } from '../../../../../contract/error-text.ts'
import { call } from '../../../call.ts'
import { language, textsOf } from '../../../language.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'
import type { Reader } from './use-reader.ts'

/** Saves the file of what is read outside of the program; core records it. */
export function useSaving({ state }: Reader) {
  const t = textsOf(TEXTS)
  const busy = ref(false)

  async function save(): Promise<void> {
    const { opening } = state
    if (opening === undefined || busy.value) return
    busy.value = true
    const answer = await call('host.saveDocument', {
      token: opening.token,
      name: opening.version.saveAs,
    })
    busy.value = false
    if (answer.ok) toast(t('savedTo', { path: answer.value.path }))
    else if (answer.error.code !== 'cancelled')
      toast(errorText(answer.error, language.value), { tone: 'crit' })
  }
  return { busy, save }
}
