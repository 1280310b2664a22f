import type { CheckItem } from '../../../../../contract/checklist-body.ts'

/** What a key press does in a run. */
export type RunAct =
  | { readonly act: 'choose'; readonly at: number }
  | {
      readonly act:
        | 'confirm'
        | 'up'
        | 'down'
        | 'sectionUp'
        | 'sectionDown'
        | 'normal'
        | 'failed'
        | 'skip'
        | 'remark'
        | 'file'
        | 'timer'
        | 'finding'
        | 'incident'
        | 'second'
        | 'pane'
        | 'undo'
        | 'clear'
        | 'submit'
        | 'back'
    }

export interface Press {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
}

/** Where it was pressed: on the item's line, in its reading, or in a text, where letters are letters. */
export interface Where {
  readonly kind: CheckItem['kind']
  readonly field: 'line' | 'reading' | 'text'
  /** Nothing stands in the field. */
  readonly empty: boolean
}

const LETTERS: Readonly<Record<string, Exclude<RunAct['act'], 'choose'>>> = {
  KeyS: 'skip',
  KeyN: 'remark',
  KeyP: 'file',
  KeyT: 'timer',
  KeyE: 'finding',
  KeyI: 'incident',
  KeyW: 'second',
  KeyM: 'pane',
}
const MOVES: Readonly<Record<string, Exclude<RunAct['act'], 'choose'>>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'sectionUp',
  PageDown: 'sectionDown',
  Escape: 'back',
}

/** Which act a key press is; undefined leaves the key to the field that it is typed into. */
export function actOf(press: Press, where: Where): RunAct | undefined {
  const { code, key, ctrlKey, altKey, metaKey } = press
  if (press.isComposing || metaKey) return undefined
  const enter = code === 'Enter' || code === 'NumpadEnter'
  if (ctrlKey) return enter ? { act: 'submit' } : undefined
  const letter = LETTERS[code]
  if (letter && (altKey || where.field !== 'text')) return { act: letter }
  if (altKey) return undefined
  if (enter) return press.shiftKey && where.field === 'text' ? undefined : { act: 'confirm' }
  const move = MOVES[code]
  if (move) return { act: move }
  if (where.field === 'text') return undefined
  if (code === 'Backspace' && (where.field === 'line' || where.empty)) return { act: 'undo' }
  if (code === 'Delete' && (where.field === 'line' || where.empty)) return { act: 'clear' }
  return where.field === 'line' ? markOf(code, key, where.kind) : undefined
}

/** Keys that answer an item without anything typed. */
function markOf(code: string, key: string, kind: CheckItem['kind']): RunAct | undefined {
  if (code === 'Space' || key === '+' || code === 'NumpadAdd') return { act: 'normal' }
  if (kind === 'tick' && (key === '-' || code === 'NumpadSubtract')) return { act: 'failed' }
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(code)?.[1]
  return kind === 'choice' && digit !== undefined
    ? { act: 'choose', at: Number(digit) - 1 }
    : undefined
}
