import { shallowRef } from 'vue'
import { errorText } from '../../../../contract/error-text.ts'
import type { ListedWork } from '../../../../contract/work.ts'
import { call } from '../../call.ts'
import { language, textsOf } from '../../language.ts'
import { toast } from '../../ui/toasts.ts'
import { TEXTS } from './texts.ts'

const t = textsOf(TEXTS)

/** Putting off and bringing back, wherever items are listed. */
export function useSnooze() {
  const item = shallowRef<ListedWork>()
  return {
    /** The item that the dialog is open for. */
    item,
    /** Asks for time and reason; what is put off already comes back at once. */
    async toggle(one: ListedWork): Promise<void> {
      if (!one.snoozed) {
        item.value = one
        return
      }
      const answer = await call('work.unsnooze', { key: one.key })
      toast(
        answer.ok ? t('unsnoozeDone') : errorText(answer.error, language.value),
        answer.ok ? {} : { tone: 'crit' },
      )
    },
  }
}
