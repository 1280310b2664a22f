import { shallowRef, watch, type Ref } from 'vue'

/** What a list shows: it holds still while the pointer is over it, and follows when that leaves. */
export function useStill<T>(source: Readonly<Ref<T>>) {
  const shown = shallowRef(source.value) as Ref<T>
  let pointedAt = false
  watch(source, (next) => {
    if (!pointedAt) shown.value = next
  })
  return {
    shown,
    point(on: boolean): void {
      pointedAt = on
      if (!on) shown.value = source.value
    },
  }
}
