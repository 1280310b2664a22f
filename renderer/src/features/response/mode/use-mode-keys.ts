import { onBeforeUnmount } from 'vue'
import { isTyping } from '../../../ui/is-typing.ts'

/** Keys by `event.code`; Enter of the number block counts as Enter. */
export type ModeKeys = Readonly<Record<string, () => void>>

/**
 * The keyboard belongs to the emergency mode alone: its keys go before those of the frame. Dialogs and
 * what is typed keep theirs.
 */
export function useModeKeys(keys: () => ModeKeys): void {
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.repeat) return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (document.querySelector('dialog[open]') || isTyping(event.target)) return
    const code = event.code === 'NumpadEnter' ? 'Enter' : event.code
    const act = keys()[code]
    if (act === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, { capture: true }))
}
