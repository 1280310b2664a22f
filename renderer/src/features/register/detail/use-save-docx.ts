import { call } from '../../../call.ts'
import { toast } from '../../../ui/toasts.ts'
import { useActs } from '../use-acts.ts'
import { useTexts } from '../use-texts.ts'

/** A record as DOCX in the language of the window, kept where the person says. */
export function useSaveDocx() {
  const { t, language } = useTexts()
  const acts = useActs()
  return async (type: string, id: string): Promise<void> => {
    const made = await call('transfer.record', { type, id, language: language.value })
    if (!made.ok) return acts.refuse(made.error)
    const { name, bytes } = made.value
    const kept = await call('host.saveFile', { name, bytes })
    if (kept.ok) toast(t('exportDone', { rows: 1, path: kept.value.path }))
    else if (kept.error.code !== 'cancelled') acts.refuse(kept.error)
  }
}
