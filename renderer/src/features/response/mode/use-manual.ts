import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Binding } from '../../../../../contract/library-life.ts'
import { call } from '../../../call.ts'
import { textsOf } from '../../../language.ts'
import { gathered } from '../../../stores/gathered.ts'
import { beside, closeDocument, openDocument } from '../../../stores/beside.ts'
import { toast } from '../../../ui/toasts.ts'
import { TEXTS } from './texts.ts'
import type { Line } from './use-response.ts'

const t = textsOf(TEXTS)

/** The place in a manual that the step is bound to; M shows it beside and puts it away. */
export function useManual(plan: () => string | undefined, line: () => Line | undefined) {
  const bindings = shallowRef<readonly Binding[]>([])
  async function load(): Promise<void> {
    const id = plan()
    if (id === undefined) return
    const answer = await call('library.bindings', { source: { type: 'emergency-plan', id } })
    if (answer.ok) bindings.value = answer.value.bindings
  }
  watch(plan, () => void load(), { immediate: true })
  onScopeDispose(
    gathered(
      (type) => type === 'document-binding',
      () => void load(),
    ),
  )

  const bound = computed(() => bindings.value.find(({ item }) => item === line()?.step.id))
  /** Number of the heading, as `4.2`; else nothing. */
  const place = computed(() => {
    const text = bound.value?.heading ?? line()?.step.manual ?? ''
    return /\d+(?:\.\d+)+/u.exec(text)?.[0] ?? ''
  })
  return {
    place,
    has: computed(() => bound.value !== undefined || Boolean(line()?.step.manual)),
    show(): void {
      const { value: binding } = bound
      if (beside.value) closeDocument()
      else if (binding)
        openDocument({
          document: binding.document,
          version: binding.version,
          place: binding.place,
        })
      else toast(line()?.step.manual ?? t('noManual'))
    },
  }
}
