import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { BoardShift, ShiftProblem } from '../../../../../contract/roster-shapes.ts'

export type Board = OutputOf<'roster.board'>
export type Mode = 'team' | 'person'

export interface Row {
  readonly key: string
  readonly kind: Mode | 'slot'
  readonly id: string
  readonly label: string
  /** A heading stands above it. */
  readonly group?: string
}

/** Rows of the grid: people on each shift first, then teams, or people under their teams. */
export function rowsOf(
  board: Board,
  slots: readonly { readonly key: string; readonly label: string }[],
  mode: Mode,
  words: { readonly coverage: string; readonly others: string },
): readonly Row[] {
  const coverage = slots.map(({ key, label }, index): Row => ({
    key: `slot/${key}`,
    kind: 'slot',
    id: key,
    label,
    ...(index === 0 ? { group: words.coverage } : {}),
  }))
  return [...coverage, ...(mode === 'team' ? teamRows(board) : personRows(board, words.others))]
}

function teamRows({ teams, shifts }: Board): readonly Row[] {
  const known = new Map(teams.map(({ id, name }) => [id, name]))
  // Teams of an earlier plan that still work in these days.
  for (const { team, teamName } of shifts)
    if (team !== undefined && !known.has(team)) known.set(team, teamName)
  return [...known].map(([id, label], index): Row => ({
    key: `team/${id}`,
    kind: 'team',
    id,
    label,
    ...(index === 0 ? { group: '' } : {}),
  }))
}

function personRows({ teams, shifts, absences }: Board, others: string): readonly Row[] {
  const rows: Row[] = []
  const seen = new Set<string>()
  const add = (id: string, label: string, group: string | undefined): void => {
    if (seen.has(id)) return
    seen.add(id)
    rows.push({
      key: `person/${id}`,
      kind: 'person',
      id,
      label,
      ...(group === undefined ? {} : { group }),
    })
  }
  for (const team of teams)
    for (const [index, { id, name }] of team.members.entries())
      add(id, name, index === 0 ? team.name : undefined)
  const first = rows.length
  for (const { people } of shifts)
    for (const { person, name } of people)
      add(person, name, rows.length === first ? others : undefined)
  for (const { person, personName, standIn, standInName } of absences) {
    add(person, personName, rows.length === first ? others : undefined)
    if (standIn !== undefined && standInName !== undefined)
      add(standIn, standInName, rows.length === first ? others : undefined)
  }
  return rows
}

/** The shifts of one cell. */
export const shiftsIn = (board: Board, row: Row, date: string): readonly BoardShift[] =>
  board.shifts.filter(
    (shift) =>
      shift.date === date &&
      (row.kind === 'slot'
        ? shift.slot === row.id
        : row.kind === 'team'
          ? shift.team === row.id
          : shift.people.some(({ person }) => person === row.id)),
  )

/** The absence that a person has on a date. */
export const absenceIn = (board: Board, row: Row, date: string) =>
  row.kind === 'person'
    ? board.absences.find(
        (absence) => absence.person === row.id && absence.from <= date && date <= absence.to,
      )
    : undefined

/** What is wrong in a cell: with a person only what is about him. */
export const problemsIn = (shift: BoardShift, row: Row): readonly ShiftProblem[] =>
  row.kind === 'person'
    ? shift.problems.filter((problem) => 'person' in problem && problem.person === row.id)
    : shift.problems

/** Shifts ahead with something wrong, by start. */
export const troubled = (board: Board, now: number): readonly BoardShift[] =>
  board.shifts
    .filter((shift) => shift.to > now && shift.problems.length > 0)
    .toSorted((a, b) => a.from - b.from)
