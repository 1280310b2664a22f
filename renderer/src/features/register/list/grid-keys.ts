/** What a key does in the list; letters act only outside text fields. */
export type GridAct =
  | { readonly kind: 'move'; readonly by: number; readonly extend: boolean }
  | { readonly kind: 'edge'; readonly end: 'first' | 'last'; readonly extend: boolean }
  | {
      readonly kind:
        | 'open'
        | 'select'
        | 'selectAll'
        | 'create'
        | 'edit'
        | 'remove'
        | 'find'
        | 'undo'
        | 'back'
        | 'cell'
        | 'step'
    }
  /** Another way to show the register: list, board, calendar. */
  | { readonly kind: 'mode'; readonly at: number }
  /** Opens or closes the group under the cursor. */
  | { readonly kind: 'fold'; readonly open: boolean }

export interface Key {
  /** Physical key, so that layouts and input methods do not matter. */
  readonly code: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}

const MODES = ['Digit1', 'Digit2', 'Digit3']
const LETTERS = {
  KeyN: 'create',
  KeyE: 'edit',
  KeyI: 'cell',
  KeyT: 'step',
  Slash: 'find',
  Delete: 'remove',
  Enter: 'open',
  NumpadEnter: 'open',
  Space: 'select',
  Escape: 'back',
} as const

/** `page` is the count of rows that fit on the screen. */
export function actOf(key: Key, page: number): GridAct | undefined {
  if (key.isComposing || key.altKey) return undefined
  const extend = key.shiftKey
  if (key.ctrlKey || key.metaKey) {
    if (key.code === 'KeyA') return { kind: 'selectAll' }
    if (key.code === 'KeyZ' && !extend) return { kind: 'undo' }
    if (key.code === 'Home') return { kind: 'edge', end: 'first', extend }
    if (key.code === 'End') return { kind: 'edge', end: 'last', extend }
    return undefined
  }
  const at = extend ? -1 : MODES.indexOf(key.code)
  if (at >= 0) return { kind: 'mode', at }
  switch (key.code) {
    case 'ArrowDown':
      return { kind: 'move', by: 1, extend }
    case 'ArrowUp':
      return { kind: 'move', by: -1, extend }
    case 'PageDown':
      return { kind: 'move', by: Math.max(1, page - 1), extend }
    case 'PageUp':
      return { kind: 'move', by: -Math.max(1, page - 1), extend }
    case 'Home':
      return { kind: 'edge', end: 'first', extend }
    case 'End':
      return { kind: 'edge', end: 'last', extend }
    case 'ArrowRight':
      return { kind: 'fold', open: true }
    case 'ArrowLeft':
      return { kind: 'fold', open: false }
  }
  const kind = key.code in LETTERS ? LETTERS[key.code as keyof typeof LETTERS] : undefined
  return kind && !(extend && kind !== 'select') ? { kind } : undefined
}
