import type { BoardShift } from '../../../../../contract/roster-shapes.ts'
import { language, textsOf } from '../../../language.ts'
import { TEXTS } from '../texts.ts'
import { dayShort, isNight, isWeekend } from './days.ts'
import { absenceIn, problemsIn, shiftsIn, type Board, type Row } from './grid.ts'
import { problemText, slotMark, slotName } from './words.ts'

/** A shift as its cell shows it. */
export interface Chip {
  readonly shift: BoardShift
  readonly text: string
  readonly title: string
  /** Who is on it, where there is room for names. */
  readonly names: string | undefined
  readonly wrong: boolean
  readonly ahead: boolean
  readonly looks: Readonly<Record<'night' | 'over' | 'on' | 'wrong' | 'changed', boolean>>
}

export interface Cell {
  readonly date: string
  readonly today: boolean
  readonly weekend: boolean
  readonly away: boolean
  readonly chips: readonly Chip[]
  /** The cell in one sentence. */
  readonly spoken: string
}

interface Shown {
  readonly board: Board
  readonly days: readonly string[]
  readonly now: number
  readonly zone: string
  readonly wide: boolean
}

const t = textsOf(TEXTS)
const separator = (): string => (language.value === 'en' ? ', ' : '、')

/** The cells of a row in the language of the interface, worked out once and not each time the cursor moves. */
export function cellsOf(shown: Shown, row: Row): readonly Cell[] {
  return shown.days.map((date) => {
    const away = absenceIn(shown.board, row, date) !== undefined
    const chips = shiftsIn(shown.board, row, date).map((shift) => chipOf(shown, row, shift))
    return {
      date,
      today: date === shown.board.today,
      weekend: isWeekend(date),
      away,
      chips: chips.map(({ chip }) => chip),
      spoken: sentence(row, date, [
        ...(away ? [t('away')] : []),
        ...chips.map(({ spoken }) => spoken),
      ]),
    }
  })
}

function sentence(row: Row, date: string, said: readonly string[]): string {
  const params = { row: row.label, date: dayShort(date, language.value) }
  return said.length === 0
    ? t('cellOff', params)
    : t('cellOn', { ...params, shifts: said.join(separator()) })
}

function chipOf(
  { now, zone, wide }: Shown,
  row: Row,
  shift: BoardShift,
): { readonly chip: Chip; readonly spoken: string } {
  const ahead = shift.to > now
  const problems = (ahead ? problemsIn(shift, row) : []).map(problemText)
  const count = String(shift.people.length)
  const isSlot = row.kind === 'slot'
  const names =
    wide && row.kind !== 'person'
      ? shift.people.map(({ name }) => name).join(separator())
      : undefined
  return {
    spoken: [
      isSlot ? count : slotName(shift),
      ...(names === undefined ? [] : [names]),
      ...problems,
    ].join(' '),
    chip: {
      shift,
      text: isSlot ? count : wide ? slotName(shift) : slotMark(shift),
      title: [slotName(shift), ...problems].join(' · '),
      names,
      wrong: problems.length > 0,
      ahead,
      looks: {
        night: isNight(shift.from, zone),
        over: !ahead,
        on: shift.from <= now && ahead,
        wrong: problems.length > 0,
        changed: shift.changed,
      },
    },
  }
}
