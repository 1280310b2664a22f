/** What this machine has, as far as opening a window depends on it. */
export interface Facts {
  /** Electron's own binary is present. */
  readonly electron: boolean
  readonly chromium: boolean
  /** A screen to show the window on. */
  readonly display: boolean
  readonly virtualDisplay: boolean
  readonly root: boolean
  readonly debian: boolean
}

export type Engine = 'electron' | 'chromium'

export type Decision =
  | {
      readonly kind: 'run'
      readonly engine: Engine
      /** own: on the screen; virtual: in Xvfb; headless: Chromium draws into memory. */
      readonly display: 'own' | 'virtual' | 'headless'
      readonly tour: boolean
    }
  /** Chromium comes by apt, then it is decided again. */
  | { readonly kind: 'install' }
  /** Neither engine, and no right to install one. */
  | { readonly kind: 'missing' }

/**
 * Which engine opens the application. Without a screen there is a tour, with screenshots in place of
 * the window.
 */
export function decide(facts: Facts, asked: { readonly tour: boolean }): Decision {
  const tour = asked.tour || !facts.display
  if (facts.electron && (facts.display || facts.virtualDisplay)) {
    const display = tour && facts.virtualDisplay ? 'virtual' : 'own'
    return { kind: 'run', engine: 'electron', display, tour }
  }
  if (facts.chromium)
    return { kind: 'run', engine: 'chromium', display: tour ? 'headless' : 'own', tour }
  return facts.debian && facts.root ? { kind: 'install' } : { kind: 'missing' }
}
