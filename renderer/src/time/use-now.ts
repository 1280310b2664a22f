import { onScopeDispose, ref, type Ref } from 'vue'

/** The present moment, told anew at each full second or minute, so that clocks change when they should. */
export function useNow(everyMs: 1_000 | 60_000): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setTimeout>
  const wait = (): void => {
    timer = setTimeout(
      () => {
        now.value = Date.now()
        wait()
      },
      everyMs - (Date.now() % everyMs) + 5,
    )
  }
  wait()
  onScopeDispose(() => clearTimeout(timer))
  return now
}
