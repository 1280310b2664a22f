import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** True once the source has been true for so many milliseconds: what is quick shows no sign of waiting. */
export function useDelayed(source: Readonly<Ref<boolean>>, ms: number): Readonly<Ref<boolean>> {
  const late = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    source,
    (on) => {
      clearTimeout(timer)
      if (on) timer = setTimeout(() => (late.value = true), ms)
      else late.value = false
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return late
}
