import { errorText } from '../../../../contract/error-text.ts'
import type { Failure } from '../../../../contract/result.ts'
import { language } from '../../language.ts'
import { useTypes } from '../../stores/types.ts'
import { toast } from '../../ui/toasts.ts'

export const failureWords = (failure: Failure): string => errorText(failure, language.value)

export const refuse = (failure: Failure): void =>
  void toast(failureWords(failure), { tone: 'crit' })

/** What the signed-in person may do with the records behind the checklists, and who else may. */
export function useRights() {
  const types = useTypes()
  void types.load()
  return { may: types.may, roles: types.whoMay, known: () => types.views.size > 0 }
}
