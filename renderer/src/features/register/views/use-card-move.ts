import { shallowRef } from 'vue'
import type { RecordView } from '../../../../../contract/common.ts'
import type { RecordType, Transition } from '../../../../../contract/record-type.ts'
import { call } from '../../../call.ts'
import { toast } from '../../../ui/toasts.ts'
import { useActs } from '../use-acts.ts'
import { useTexts } from '../use-texts.ts'

/** Moves a card into another column: by the step of the workflow that leads there, or by changing the field. */
export function useCardMove(type: RecordType, field: string) {
  const { t, language } = useTexts()
  const acts = useActs()
  /** The step that is asked about, with the record as core has it now. */
  const asked = shallowRef<{ readonly record: RecordView; readonly transition: Transition }>()
  const name = (value: string): string =>
    type.fields[field]?.choices?.find((choice) => choice.value === value)?.label[language.value] ??
    value

  /** `to`: columns in the order of preference; the first that a step leads to is taken. */
  async function move(id: string, to: readonly string[]): Promise<void> {
    const [nearest = ''] = to
    const answer = await call('register.get', { type: type.name, id })
    if (!answer.ok) return acts.refuse(answer.error)
    const { record, transitions, refusals } = answer.value
    if (type.workflow?.field !== field) {
      const changed = await call('register.update', {
        type: type.name,
        id,
        fields: { [field]: nearest },
        seen: record.seen,
      })
      if (!changed.ok) return acts.refuse(changed.error)
      return acts.offerUndo(t('movedTo', { column: name(nearest) }), changed.value.commit)
    }
    const leading = (value: string, names: readonly string[]): Transition | undefined =>
      type.workflow?.transitions.find((step) => step.to === value && names.includes(step.name))
    const target = to.find((value) => leading(value, transitions))
    const transition = target === undefined ? undefined : leading(target, transitions)
    if (transition) return void (asked.value = { record, transition })
    const refused = refusals.find(({ transition: step }) =>
      to.some((value) => leading(value, [step])),
    )
    if (refused) acts.refuse(refused)
    else toast(t('noStep', { column: name(nearest) }), { tone: 'crit' })
  }

  return { asked, move }
}
