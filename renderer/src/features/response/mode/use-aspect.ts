import { onScopeDispose, ref } from 'vue'

/** Width of the window by its height. */
export function useAspect() {
  const aspect = ref(window.innerWidth / window.innerHeight)
  const measure = (): void => void (aspect.value = window.innerWidth / window.innerHeight)
  window.addEventListener('resize', measure)
  onScopeDispose(() => window.removeEventListener('resize', measure))
  return aspect
}
