import { ROLE_LABELS, type Role } from '../../../../contract/roles.ts'
import { errorText } from '../../../../contract/error-text.ts'
import type { Failure } from '../../../../contract/result.ts'
import type { RecordAction } from '../../../../contract/record-type.ts'
import { language, textIn } from '../../language.ts'
import { useTypes } from '../../stores/types.ts'
import { toast } from '../../ui/toasts.ts'

export const failureWords = (failure: Failure): string => errorText(failure, language.value)

export const refuse = (failure: Failure): void =>
  void toast(failureWords(failure), { tone: 'crit' })

/** What the signed-in person may do with the records behind the checklists, and who else may. */
export function useRights() {
  const types = useTypes()
  void types.load()
  const roles = (type: string, action: RecordAction): string => {
    const who = types.views.get(type)?.type.permissions[action]
    const names = Array.isArray(who) ? who.map((role: Role) => textIn(ROLE_LABELS[role])) : []
    return names.join(language.value === 'en' ? ', ' : '、')
  }
  return { may: types.may, roles, known: () => types.views.size > 0 }
}
