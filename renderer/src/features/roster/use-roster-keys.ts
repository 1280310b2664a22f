import type { Ref, ShallowRef } from 'vue'
import { moveDay } from '../../ui/calendar.ts'
import { isTyping } from '../../ui/is-typing.ts'
import type { Mode, Row } from './model/grid.ts'
import type { Held } from './model/moves.ts'
import type { RosterState } from './use-roster.ts'

interface Acts {
  readonly state: RosterState
  readonly rows: Readonly<Ref<readonly Row[]>>
  readonly spot: Ref<{ readonly row: string; readonly date: string }>
  readonly mode: Ref<Mode>
  readonly held: ShallowRef<Held | undefined>
  place(): void
  pick(): void
  off(): void
  choose(key: string): void
  createNew(): void
}

const ARROWS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Keys of the roster: everything that the mouse does, too. */
export function useRosterKeys(acts: Acts): (event: KeyboardEvent) => void {
  const { state, rows, spot } = acts

  function move(down: number, right: number): void {
    const days = state.days.value
    const row = rows.value.findIndex(({ key }) => key === spot.value.row)
    const day = days.indexOf(spot.value.date)
    const to = Math.min(rows.value.length - 1, Math.max(0, row + down))
    const beyond = day + right
    if (beyond < 0 || beyond >= days.length) {
      // Over the edge the days turn, and the place goes with them.
      const next = moveDay(spot.value.date, right)
      state.day.value = next
      spot.value = { row: spot.value.row, date: next }
      return
    }
    spot.value = {
      row: rows.value[to]?.key ?? spot.value.row,
      date: days[beyond] ?? spot.value.date,
    }
  }

  const letters: Readonly<Record<string, () => void>> = {
    KeyT: () => state.goToday(),
    KeyV: () => void (state.view.value = state.view.value === 'month' ? 'week' : 'month'),
    KeyG: () => void (acts.mode.value = acts.mode.value === 'team' ? 'person' : 'team'),
    KeyS: () => acts.choose('swap'),
    KeyN: () => acts.choose('absence'),
    PageUp: () => state.step(-1),
    PageDown: () => state.step(1),
    Space: () => acts.pick(),
    Delete: () => acts.off(),
    Enter: () => acts.place(),
    NumpadEnter: () => acts.place(),
  }

  return (event) => {
    const { target, code } = event
    if (event.defaultPrevented || event.isComposing || isTyping(target)) return
    if (document.querySelector('dialog[open], [popover]:popover-open')) return
    const inGrid =
      target === document.body ||
      (target instanceof HTMLElement && target.role === 'gridcell') ||
      (target instanceof HTMLElement && target.matches('td[role=gridcell]'))
    if ((event.ctrlKey || event.metaKey) && code === 'KeyP') {
      event.preventDefault()
      return acts.choose('print')
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (!state.board.value) {
      if (code !== 'Enter' || target !== document.body) return
      event.preventDefault()
      return acts.createNew()
    }
    const isLetter = code.startsWith('Key')
    if (!isLetter && !inGrid) return
    if (code === 'Escape' && acts.held.value) {
      event.preventDefault()
      acts.held.value = undefined
      return
    }
    const arrow = ARROWS[code]
    const act = letters[code]
    if (!arrow && !act) return
    event.preventDefault()
    if (arrow) move(...arrow)
    else act?.()
  }
}
