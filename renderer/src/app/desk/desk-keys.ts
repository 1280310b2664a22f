import { isTyping } from '../../ui/is-typing.ts'

/** Where the focus stands: a pane, and one of its stops from the top. */
export interface Stop {
  readonly pane: number
  readonly row: number
}

/**
 * Where an arrow leads. Panes stand side by side, the last one lies below them all; `counts` are the
 * stops of each. `above` is the pane that going up from the last one leads to. Undefined: nowhere.
 */
export function arrow(
  code: string,
  at: Stop,
  counts: readonly number[],
  above: number,
): Stop | undefined {
  const below = counts.length - 1
  const isBelow = at.pane === below
  switch (code) {
    case 'ArrowDown':
      if (at.row + 1 < (counts[at.pane] ?? 0)) return { pane: at.pane, row: at.row + 1 }
      return isBelow ? undefined : { pane: below, row: 0 }
    case 'ArrowUp':
      if (at.row > 0) return { pane: at.pane, row: at.row - 1 }
      return isBelow && below > 0
        ? { pane: above, row: Math.max(0, (counts[above] ?? 1) - 1) }
        : undefined
    case 'ArrowLeft':
    case 'ArrowRight': {
      const pane = at.pane + (code === 'ArrowLeft' ? -1 : 1)
      if (isBelow || pane < 0 || pane >= below) return undefined
      return { pane, row: Math.min(at.row, Math.max(0, (counts[pane] ?? 1) - 1)) }
    }
    default:
      return undefined
  }
}

/** Whether a key is for the screen: no modifier, nothing typed, nothing open above it. */
export function isPlainKey(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || isTyping(target)) return false
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false
  return document.querySelector('dialog[open], [popover]:popover-open') === null
}
