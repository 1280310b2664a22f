import type { FromReader } from '../../contract/reader-frame.ts'

/** Keys that a page needs for itself: scrolling, selecting, copying. */
const OWN = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Space',
  'Tab',
])
const COPY = new Set(['KeyC', 'KeyA'])
const TOUCH_EVERY_MS = 20_000

/** Keys that mean nothing here go to the window above, and so does that somebody is there at all. */
export function forwardKeys(tell: (message: FromReader) => void): void {
  addEventListener('keydown', (event) => {
    if (!event.isTrusted || event.isComposing || OWN.has(event.code)) return
    const command = event.ctrlKey || event.metaKey
    if (command && COPY.has(event.code)) return
    // The window decides; the engine's own find and print would show the frame alone.
    event.preventDefault()
    tell({
      kind: 'key',
      code: event.code.slice(0, 40),
      key: event.key.slice(0, 40),
      ctrl: event.ctrlKey,
      shift: event.shiftKey,
      alt: event.altKey,
      meta: event.metaKey,
    })
  })
  let touched = 0
  for (const kind of ['keydown', 'pointerdown', 'wheel'])
    addEventListener(
      kind,
      () => {
        if (Date.now() - touched < TOUCH_EVERY_MS) return
        touched = Date.now()
        tell({ kind: 'touched' })
      },
      { passive: true, capture: true },
    )
}
