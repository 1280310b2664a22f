import { onScopeDispose, shallowRef, watch } from 'vue'

/** The present time, once a second, while somebody looks at it. */
export function useSeconds(wanted: () => boolean) {
  const now = shallowRef(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    wanted,
    (on) => {
      clearInterval(timer)
      if (!on) return
      now.value = Date.now()
      timer = setInterval(() => (now.value = Date.now()), 1000)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
  return now
}
