/** Calls at most once for each picture while something scrolls. */
export function onScroll(element: HTMLElement, act: () => void): void {
  let waiting = false
  element.addEventListener(
    'scroll',
    () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        act()
      })
    },
    { passive: true },
  )
}
