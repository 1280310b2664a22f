import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { RecordType, Transition } from '../../../../../contract/record-type.ts'
import { failureText } from '../failure-text.ts'
import { useActs } from '../use-acts.ts'
import { useTexts } from '../use-texts.ts'

/** The steps of a record's workflow: where it is, what may be taken, and why what may not. */
export function useSteps(
  type: RecordType,
  detail:
    | Ref<OutputOf<'register.get'> | undefined>
    | ComputedRef<OutputOf<'register.get'> | undefined>,
  load: () => Promise<void>,
) {
  const { language } = useTexts()
  const acts = useActs()
  /** The step whose dialog is open. */
  const transition = ref<Transition>()
  const state = computed(() => {
    const name = type.workflow?.field
    const field = name === undefined ? undefined : type.fields[name]
    return field && name !== undefined
      ? { field, value: detail.value?.record.fields[name] ?? null }
      : undefined
  })
  const transitions = computed(
    () =>
      type.workflow?.transitions.filter(
        ({ name }) => detail.value?.transitions.includes(name) || refusals.value.has(name),
      ) ?? [],
  )
  const refusals = computed(
    () =>
      new Map(
        (detail.value?.refusals ?? []).map((refused) => [
          refused.transition,
          failureText(refused, language.value),
        ]),
      ),
  )
  const stepLabel = (name: string): string =>
    type.workflow?.transitions.find((step) => step.name === name)?.label[language.value] ?? name
  const refusalOf = (step: Transition) =>
    detail.value?.refusals.find((one) => one.transition === step.name)
  async function take(step: Transition): Promise<void> {
    // What stood against it may just have been settled.
    if (refusalOf(step)) await load()
    const refused = refusalOf(step)
    if (refused) acts.refuse(refused)
    else transition.value = step
  }

  return { state, transition, transitions, refusals, stepLabel, take }
}
