import type { RecordView } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import { defaultColumns } from '../../../records/columns.ts'
import { isEmpty } from '../../../records/values.ts'

/** Values that a card tells beside its title. */
const TOLD = 3

/** Fields of a card: the first of the list's columns that say something about the record at hand. */
export function cardFields(type: RecordType, board: string, record: RecordView): string[] {
  return defaultColumns(type)
    .map(({ field }) => field)
    .filter(
      (name) =>
        ![type.title, 'number', board].includes(name) &&
        name in type.fields &&
        !isEmpty(record.fields[name]),
    )
    .slice(0, TOLD)
}

/** A deadline that a record has missed: its field. */
export function missed(type: RecordType, record: RecordView, now: number): string | undefined {
  return type.deadlines?.find(({ field, open, state, afterDays = 0 }) => {
    const of = state ?? type.workflow?.field
    if (open && of !== undefined && !open.includes(String(record.fields[of]))) return false
    const value = record.fields[field]
    const day = 86_400_000
    if (typeof value === 'number') return value + afterDays * day < now
    if (typeof value !== 'string' || value === '') return false
    const [year = 1970, month = 1, date = 1] = value.split('-').map(Number)
    return new Date(year, month - 1, date + afterDays + 1).getTime() <= now
  })?.field
}

/** Where a card stands: column and place in it. */
export interface Place {
  readonly column: number
  readonly card: number
}

/** Where an arrow leads, by the number of cards in each column; empty columns are passed over. */
export function placeFor(code: string, { column, card }: Place, sizes: readonly number[]): Place {
  const within = (at: number): Place => ({
    column: at,
    card: Math.max(0, Math.min(card, (sizes[at] ?? 1) - 1)),
  })
  switch (code) {
    case 'ArrowDown':
      return { column, card: Math.min((sizes[column] ?? 1) - 1, card + 1) }
    case 'ArrowUp':
      return { column, card: Math.max(0, card - 1) }
    case 'Home':
      return { column, card: 0 }
    case 'End':
      return { column, card: Math.max(0, (sizes[column] ?? 1) - 1) }
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = code === 'ArrowLeft' ? -1 : 1
      for (let at = column + step; at >= 0 && at < sizes.length; at += step)
        if ((sizes[at] ?? 0) > 0) return within(at)
      return { column, card }
    }
    default:
      return { column, card }
  }
}
