import { onScopeDispose } from 'vue'

/** Longest that something waits for a picture to be done. */
const AT_LAST_MS = 500

/** Runs once the page has nothing better to do: what completes a screen waits until the screen is there. */
export function whenIdle(run: () => void): void {
  const asked = requestIdleCallback(run, { timeout: AT_LAST_MS })
  onScopeDispose(() => cancelIdleCallback(asked))
}
