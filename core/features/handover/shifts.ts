import type { Shift } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import type { Sides, Tools } from './parts.ts'
import { namedId } from './prefill.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The next shift is looked for this far ahead: beyond, nobody takes over from this one. */
const LONGEST_GAP = 3 * DAY

/** A shift by its key `<roster>/<date>/<slot>`; undefined when no roster knows it. */
export function shiftByKey(context: Context, key: string): Shift | undefined {
  const date = Date.parse(`${key.split('/').at(-2) ?? ''}T00:00:00Z`)
  if (Number.isNaN(date)) return undefined
  return context.shared
    .shifts(context, { from: date - 2 * DAY, to: date + 3 * DAY })
    .find((shift) => shift.key === key)
}

/** The shift that takes over from this one. */
export function nextShift(context: Context, shift: Shift): Shift | undefined {
  return context.shared
    .shifts(context, { from: shift.to, to: shift.to + LONGEST_GAP })
    .find(({ roster, from }) => roster === shift.roster && from >= shift.to)
}

/** The shift on duty at a time: the person's own when there are several rosters. */
export function shiftAt(context: Context, at: number): Shift | undefined {
  const shifts = context.shared
    .shifts(context, { from: at, to: at + 1 })
    .filter(({ from, to }) => from <= at && at < to)
  const mine = (shift: Shift): boolean =>
    shift.people.some(({ person }) => person === context.session.person)
  return shifts.find(mine) ?? shifts[0]
}

/** What a sheet says of its two shifts. */
export function sidesOfShift(shift: Shift, next: Shift | undefined): Sides {
  return {
    shift: shift.key,
    nextShift: next?.key ?? '',
    from: shift.from,
    to: shift.to,
    outgoing: sideName(shift),
    incoming: next ? sideName(next) : { 'zh-CN': '下一班', en: 'Next shift' },
    outgoingPeople: shift.people.map(({ person }) => person),
    incomingPeople: (next?.people ?? []).map(({ person }) => person),
  }
}

const sideName = ({ name, teamName }: Shift) => ({
  'zh-CN': teamName ? `${name['zh-CN']}·${teamName}` : name['zh-CN'],
  en: teamName ? `${name.en}, ${teamName}` : name.en,
})

/** The shift that features are asked about; made up of the sheet's own sides where no roster has it. */
export function shiftOfSides(context: Context, sheet: string, sides: Sides): Shift {
  return (
    (sides.shift ? shiftByKey(context, sides.shift) : undefined) ?? {
      key: sides.shift || `hand/${sheet}`,
      roster: sides.shift.split('/')[0] ?? '',
      rosterName: '',
      date: new Date(sides.from).toISOString().slice(0, 10),
      slot: '',
      name: sides.outgoing,
      from: sides.from,
      to: sides.to,
      teamName: '',
      people: sides.outgoingPeople.map((person) => ({ person, name: '', part: 'member' })),
    }
  )
}

/** The live sheet of a shift; refused and discarded ones do not count. */
export function sheetOfShift({ workspace }: Pick<Tools, 'workspace'>, key: string) {
  const kept = workspace.db
    .prepare<[string], { id: string; outcome: string | null }>(
      'SELECT id, outcome FROM r_handover_sheet WHERE shift = ? AND _deleted = 0 ORDER BY _created, id',
    )
    .all(key)
  return {
    live: kept.findLast(({ outcome }) => outcome !== 'refused')?.id,
    refused: kept.findLast(({ outcome }) => outcome === 'refused')?.id,
  }
}

/** Id of the next sheet of a shift, the same on every device; those that were discarded keep theirs. */
export function nextSheetId({ workspace }: Pick<Tools, 'workspace'>, key: string): string {
  for (let attempt = 1; ; attempt += 1) {
    const id = namedId(`sheet ${workspace.id} ${key} ${attempt}`)
    if (!workspace.log.row('handover-sheet', id)) return id
  }
}

/** The sheet whose open points roll into one that begins at `from`. */
export function sheetBefore(
  { workspace }: Pick<Tools, 'workspace'>,
  { from, shift }: Pick<Sides, 'from' | 'shift'>,
): string | undefined {
  const roster = shift.includes('/') ? `${shift.split('/')[0]}/` : ''
  return workspace.db
    .prepare<[number, string, string], string>(
      `SELECT id FROM r_handover_sheet WHERE "from" < ? AND startedAt IS NOT NULL AND _deleted = 0
       AND (outcome IS NULL OR outcome <> 'refused') AND substr(shift, 1, length(?)) = ?
       ORDER BY "from" DESC, id DESC LIMIT 1`,
    )
    .pluck()
    .get(from, roster, roster) as string | undefined
}
