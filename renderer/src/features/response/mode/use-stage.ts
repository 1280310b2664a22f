import { onBeforeUnmount, onMounted } from 'vue'
import { call } from '../../../call.ts'

/** How often core is told that somebody is at work, so that it does not lock the screen meanwhile. */
const TOUCH_MS = 30_000

/** While a response is on the screen the window stays unlocked, and dialogs are as dark as the mode. */
export function useStage(running: () => boolean): void {
  const { classList } = document.documentElement
  const wasDark = classList.contains('dark')
  const timer = setInterval(() => {
    if (running()) void call('session.touch', {})
  }, TOUCH_MS)
  const system = matchMedia('(prefers-color-scheme: dark)')
  // After the application has followed the system, the mode is dark again.
  const darken = (): void => void setTimeout(() => classList.add('dark'))
  system.addEventListener('change', darken)
  onMounted(() => classList.add('dark'))
  onBeforeUnmount(() => {
    clearInterval(timer)
    system.removeEventListener('change', darken)
    classList.toggle('dark', wasDark)
  })
}
