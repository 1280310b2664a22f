import { computed, ref } from 'vue'
import { textsOf } from '../../../language.ts'
import { TEXTS } from './texts.ts'

const SHORTEST = 12
const t = textsOf(TEXTS)

/** A new passphrase, typed twice; what is wrong shows once it was tried. */
export function usePassphrase() {
  const first = ref('')
  const again = ref('')
  const tried = ref(false)
  const wrong = computed(() => ({
    first: first.value.length < SHORTEST ? t('short') : undefined,
    again: first.value === again.value ? undefined : t('differs'),
  }))
  return {
    first,
    again,
    error: (field: 'first' | 'again') => (tried.value ? wrong.value[field] : undefined),
    /** True when it may be used; from now on what is wrong shows. */
    isGood(): boolean {
      tried.value = true
      return wrong.value.first === undefined && wrong.value.again === undefined
    },
  }
}
