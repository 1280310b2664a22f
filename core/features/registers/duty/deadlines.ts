import type { SheetPoint, Shift, WorkItem } from '../../../../contract/duty.ts'
import type { Deadline, RecordType } from '../../../../contract/record-type.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Period } from '../../../feature.ts'
import { valueText } from '../../../records/value-text.ts'
import {
  dayOf,
  dayStart,
  found,
  personOf,
  said,
  textOf,
  timeOf,
  type Found,
} from '../../../records/found.ts'

/** What types declare as their deadlines: work items of whoever they name, and points of the sheet. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A deadline that no state closes and that passed longer ago is a matter for the register, no longer for the list. */
const FORGOTTEN_DAYS = 365

interface Due {
  readonly type: RecordType
  readonly deadline: Deadline
  readonly row: Found
  /** When it should begin. */
  readonly at: number
  /** From when on it is late. */
  readonly dueBy: number
}

/** Deadlines of all types that begin before a moment, and what is left from before. */
function dueBefore(context: Context, until: number, wanted: (one: Deadline) => boolean): Due[] {
  return context.workspace.types
    .all()
    .flatMap((type) =>
      (type.deadlines ?? [])
        .filter(wanted)
        .flatMap((deadline) => dueOf(context, type, deadline, until)),
    )
}

function dueOf(context: Context, type: RecordType, deadline: Deadline, until: number): Due[] {
  const { field, open, remindDays = 0, afterDays = 0 } = deadline
  const isDate = type.fields[field]?.kind === 'date'
  const value = (at: number): number | string => (isDate ? dayOf(at) : at)
  const shift = (remindDays - afterDays) * DAY
  const conditions = [`"${field}" <= ?`]
  const values = [value(until + shift)]
  const state = deadline.state ?? type.workflow?.field
  if (open && state !== undefined) {
    const among = `"${state}" IN (${open.map(() => '?').join(', ')})`
    // Only a workflow gives every record a state.
    conditions.push(deadline.state === undefined ? among : `(${among} OR "${state}" IS NULL)`)
    values.push(...open)
  } else {
    conditions.push(`"${field}" >= ?`)
    values.push(value(context.now() - (FORGOTTEN_DAYS + afterDays) * DAY))
  }
  return found(context, type, conditions.join(' AND '), values, `"${field}"`).map((row) => {
    const given = row.fields[field]
    if (isDate) {
      const day = String(given)
      return {
        type,
        deadline,
        row,
        at: dayStart(day, afterDays - remindDays),
        dueBy: dayStart(day, afterDays + 1),
      }
    }
    const dueBy = (timeOf(given) ?? 0) + afterDays * DAY
    return { type, deadline, row, at: dueBy - remindDays * DAY, dueBy }
  })
}

/** The deadlines of a period as work of whoever they name. */
export function deadlineWork(context: Context, period: Period): readonly WorkItem[] {
  const now = context.now()
  return dueBefore(context, period.to, () => true).map((due) => {
    const { row, deadline, at, dueBy } = due
    // A moment without a reminder of its own is due in its last hour.
    const begins = Math.min(at, dueBy - HOUR)
    const detail = detailOf(context, due)
    return {
      key: `${row.record.type}/${row.record.id}/${deadline.field}`,
      source: row.record.type,
      title: titleOf(context, due),
      ...(detail === '' ? {} : { detail }),
      state: now >= dueBy ? 'overdue' : now >= begins ? 'due' : 'scheduled',
      at,
      dueBy,
      ...ownerOf(context, due),
      record: row.record,
      path: row.path,
    }
  })
}

/** What is overdue or falls into the shift that follows. */
export function deadlineSheet(context: Context, shift: Shift): readonly SheetPoint[] {
  const now = context.now()
  const next = shift.to + (shift.to - shift.from)
  return dueBefore(context, next, ({ sheet }) => sheet === true)
    .filter(({ dueBy }) => dueBy <= next)
    .map((due) => {
      const detail = detailOf(context, due)
      return {
        key: `${due.row.record.type}/${due.row.record.id}/${due.deadline.field}`,
        section: 'actions',
        title: titleOf(context, due),
        ...(detail === '' ? {} : { detail }),
        tone: now >= due.dueBy ? 'warn' : 'notice',
        at: due.dueBy,
        record: due.row.record,
        open: true,
      }
    })
}

function fieldText(context: Context, type: RecordType, row: Found, name: string): string {
  const field = type.fields[name]
  return field ? valueText(context, field, row.fields[name], context.session.language) : ''
}

const names = (label: Text): boolean => /\{\w+\}/u.test(label.en)

function titleOf(context: Context, { type, deadline, row }: Due): string {
  if (!names(deadline.label)) return row.title
  return said(context, deadline.label).replaceAll(/\{(\w+)\}/gu, (_all, name: string) =>
    name === 'title' ? row.title : fieldText(context, type, row, name) || row.title,
  )
}

/** Number, what is to be done where the title does not say it, and the declared fields. */
function detailOf(context: Context, { type, deadline, row }: Due): string {
  return [
    row.short === row.title ? '' : row.short,
    names(deadline.label) ? '' : said(context, deadline.label),
    ...(deadline.detail ?? []).map((name) => fieldText(context, type, row, name)),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function ownerOf(
  context: Context,
  { type, deadline, row }: Due,
): Pick<WorkItem, 'person' | 'personName' | 'post' | 'team' | 'roles'> {
  const id = deadline.who === undefined ? undefined : textOf(row.fields[deadline.who])
  if (id === undefined) return deadline.roles ? { roles: [...deadline.roles] } : {}
  const ref = type.fields[String(deadline.who)]?.ref
  return ref === 'post' ? { post: id } : ref === 'team' ? { team: id } : personOf(context, id)
}
