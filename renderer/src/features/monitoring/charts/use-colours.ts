import { onScopeDispose, shallowRef } from 'vue'

const TOKENS = {
  line: '--wk-chart-1',
  band: '--wk-selected',
  grid: '--wk-line',
  text: '--wk-text-3',
  surface: '--wk-surface',
  crit: '--wk-crit',
  warn: '--wk-warn',
  notice: '--wk-notice',
  gap: '--wk-unknown',
  font: '--wk-font',
} as const
export type Colours = Readonly<Record<keyof typeof TOKENS, string>>

function read(): Colours {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  ) as Colours
}

/** Colours of what is drawn on a canvas: read once, and again when the theme changes. */
export function useColours() {
  const colours = shallowRef(read())
  const observer = new MutationObserver(() => (colours.value = read()))
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  onScopeDispose(() => observer.disconnect())
  return colours
}
