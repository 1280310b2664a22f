import type { InputOf } from '../../../../../contract/procedures.ts'
import type { BoardShift } from '../../../../../contract/roster-shapes.ts'
import type { Row } from './grid.ts'

export type Change = InputOf<'roster.place'>['changes'][number]

/** A shift in the row of a team or a person. */
export interface Held {
  readonly row: Row
  readonly shift: BoardShift
}

const at = ({ date, slot }: Pick<BoardShift, 'date' | 'slot'>) => ({ date, slot })

/**
 * What moving a shift to another cell means. To another row: that one works it; when he works on the
 * target day too, the two swap. In the same row: the person works the same slot of the other day.
 */
export function movesOf(
  held: Held,
  row: Row,
  date: string,
  there: readonly BoardShift[],
): readonly Change[] {
  const { shift } = held
  if (row.kind !== held.row.kind || row.kind === 'slot') return []
  if (row.id === held.row.id) {
    if (row.kind === 'team' || date === shift.date) return []
    return [
      { ...at(shift), action: 'remove', person: row.id },
      { date, slot: shift.slot, action: 'add', person: row.id },
    ]
  }
  const other = there.find(({ key }) => key !== shift.key)
  if (row.kind === 'team')
    return [
      { ...at(shift), action: 'team', team: row.id },
      ...(other ? [{ ...at(other), action: 'team' as const, team: held.row.id }] : []),
    ]
  if (shift.people.some(({ person }) => person === row.id)) return []
  return [
    { ...at(shift), action: 'add', person: row.id, insteadOf: held.row.id },
    ...(other && !other.people.some(({ person }) => person === held.row.id)
      ? [{ ...at(other), action: 'add' as const, person: held.row.id, insteadOf: row.id }]
      : []),
  ]
}

/** Changes that bring shifts back to what they were: their teams, and exactly the people of before. */
export function wayBack(
  before: readonly BoardShift[],
  after: readonly BoardShift[],
): readonly Change[] {
  return after.flatMap((now): Change[] => {
    const was = before.find(({ key }) => key === now.key)
    if (!was) return []
    if (was.team !== now.team)
      return was.team === undefined ? [] : [{ ...at(now), action: 'team', team: was.team }]
    const onIt = (shift: BoardShift, person: string): boolean =>
      shift.people.some((place) => place.person === person)
    return [
      ...now.people
        .filter(({ person }) => !onIt(was, person))
        .map(({ person }): Change => ({ ...at(now), action: 'remove', person })),
      ...was.people
        .filter(({ person }) => !onIt(now, person))
        .map(({ person }): Change => ({ ...at(now), action: 'add', person })),
    ]
  })
}
