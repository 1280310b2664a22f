import { computed, onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'

/** Lines by which the window moves, and at least so many beyond each edge of what is in sight. */
const STEP = 4

/** First and last line of the window; `seen` lines fit on the screen and `first` is the one on top. */
export function windowOf(
  first: number,
  seen: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const places = Math.ceil((seen + STEP) / STEP) * STEP + 2 * STEP
  const start = Math.floor(first / STEP) * STEP - STEP
  const from = Math.max(0, Math.min(start, count - places))
  return { first: from, last: Math.min(count, from + places) - 1 }
}

interface Options {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  readonly count: () => number
  /** Height of a line and of what stays on top of them, in CSS pixels. */
  readonly height: Readonly<Ref<number>>
  readonly head: number
}

/**
 * The lines of equal height that exist in the page. The window moves by whole steps and keeps its number
 * of places: scrolling writes other records into the lines that are there, and makes none.
 */
export function useLineWindow({ scroller, count, height, head }: Options) {
  const top = shallowRef(0)
  const room = shallowRef(600)
  const seen = computed(() => Math.max(1, Math.floor((room.value - head) / height.value)))
  const onTop = computed(() => Math.floor(top.value / height.value / STEP) * STEP)
  const from = computed(() => windowOf(onTop.value, seen.value, count()).first)
  const to = computed(() => windowOf(onTop.value, seen.value, count()).last)

  const look = (): void => {
    const { value } = scroller
    if (value) top.value = value.scrollTop
  }
  const measure = new ResizeObserver(() => {
    room.value = scroller.value?.clientHeight ?? room.value
    look()
  })
  onMounted(() => {
    const { value } = scroller
    if (!value) return
    room.value = value.clientHeight
    measure.observe(value)
    value.addEventListener('scroll', look, { passive: true })
  })
  onBeforeUnmount(() => measure.disconnect())

  return {
    from,
    to,
    /** Lines that fit on the screen. */
    seen,
    /** Brings a line into sight by the shortest way. */
    reveal(index: number): void {
      const { value } = scroller
      if (!value) return
      const start = index * height.value
      const least = start + height.value + head - value.clientHeight
      if (start < value.scrollTop) value.scrollTop = start
      else if (least > value.scrollTop) value.scrollTop = least
      look()
    },
  }
}
