import { onScopeDispose, ref } from 'vue'

/** Pixels that the pointer travels before a press on a heading becomes a move of the column. */
const THRESHOLD = 6

export interface ColumnDrag {
  /** Widths while dragging, and where a moved column would land. */
  resize(index: number, width: number): void
  move(from: number, to: number): void
}

/** Resizing and moving columns with the pointer. */
export function useColumnDrag(acts: ColumnDrag) {
  const moving = ref<{ readonly from: number; readonly to: number }>()
  let release: (() => void) | undefined

  function track(
    event: PointerEvent,
    onMove: (event: PointerEvent) => void,
    onEnd: () => void,
  ): void {
    const stop = new AbortController()
    release = () => stop.abort()
    const { signal } = stop
    window.addEventListener('pointermove', onMove, { signal })
    window.addEventListener('pointerup', () => (onEnd(), stop.abort()), { signal })
    window.addEventListener('pointercancel', () => ((moving.value = undefined), stop.abort()), {
      signal,
    })
    event.preventDefault()
  }
  onScopeDispose(() => release?.())

  return {
    moving,
    startResize(event: PointerEvent, index: number, width: number): void {
      const from = event.clientX
      track(
        event,
        (now) => acts.resize(index, width + now.clientX - from),
        () => undefined,
      )
      event.stopPropagation()
    },
    startMove(event: PointerEvent, index: number, headings: readonly HTMLElement[]): void {
      if (event.button !== 0) return
      const from = event.clientX
      track(
        event,
        (now) => {
          if (!moving.value && Math.abs(now.clientX - from) < THRESHOLD) return
          const at = headings.findIndex(
            (heading) => now.clientX < heading.getBoundingClientRect().right,
          )
          moving.value = { from: index, to: at < 0 ? headings.length - 1 : at }
        },
        () => {
          const done = moving.value
          // The click that ends a move must not sort: cleared after it.
          setTimeout(() => (moving.value = undefined))
          if (done && done.from !== done.to) acts.move(done.from, done.to)
        },
      )
    },
  }
}
