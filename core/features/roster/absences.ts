import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { AbsenceView } from '../../../contract/roster-shapes.ts'
import { mayActOn } from '../../dispatch.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { DELETED, type NewOperation, type RecordRow } from '../../log/types.ts'
import { nameOf, visibleRow } from '../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../records/write.ts'
import { addDays, dateAt } from '../../time/zone.ts'
import { factsOf } from './facts.ts'
import { absenceType } from './types.ts'

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Absences that touch some days, by start. */
export function absencesBetween(context: Context, from: string, to: string): AbsenceView[] {
  const ids = context.workspace.db
    .prepare<[string, string], string>(
      'SELECT id FROM r_absence WHERE _deleted = 0 AND "to" >= ? AND "from" <= ? ORDER BY "from", id',
    )
    .pluck()
    .all(from, to) as string[]
  return ids.flatMap((id) => {
    const row = context.workspace.log.row('absence', id)
    return row ? [viewOf(context, row)] : []
  })
}

export const listAbsences: Handler<'roster.absences'> = (context, { from, to }) =>
  ok({ absences: absencesBetween(context, from, to) })

function viewOf(context: Context, { id, fields }: RecordRow): AbsenceView {
  const standIn = text(fields['standIn'])
  return {
    id,
    person: text(fields['person']),
    personName: nameOf(context, text(fields['person'])),
    from: text(fields['from']),
    to: text(fields['to']),
    kind: text(fields['kind']),
    ...(standIn === '' ? {} : { standIn, standInName: nameOf(context, standIn) }),
    note: text(fields['note']),
    mayChange: mayChange(context, text(fields['person'])),
  }
}

/** Everybody enters his own; leads and managers enter them for others. */
const mayChange = ({ session, workspace }: Context, person: string): boolean =>
  person === session.person || mayActOn(workspace.types, session, 'roster-override', 'create')

function requireOwn(context: Context, person: string): void {
  if (!mayChange(context, person)) throw new CoreError('denied', { roles: ['lead', 'manager'] })
}

/** roster.setAbsence: of an absence that has begun only the days from today on can change. */
export const setAbsence: Handler<'roster.setAbsence'> = (context, { id, ...input }) => {
  visibleRow(context, 'person', input.person)
  const before = id === undefined ? undefined : changeable(context, absenceType, id)
  requireOwn(context, input.person)
  if (before) requireOwn(context, text(before.fields['person']))
  if (input.standIn === input.person)
    throw new CoreError('fieldInvalid', {
      field: absenceType.fields['standIn']?.label,
      name: 'standIn',
      reason: 'choice',
    })
  const fields: Record<string, Json> = {
    ...input,
    standIn: input.standIn ?? null,
    note: input.note ?? null,
  }
  const today = todayOf(context)
  if (before && text(before.fields['from']) >= today) {
    const op = patchOp(context, absenceType, before, fields)
    const ops = op ? [op] : []
    return ok({ ...written(context, 'roster.setAbsence', ops), id: before.id })
  }
  if (before && input.to < today) {
    // It ends earlier; the days that were had their people.
    return ok({ ...written(context, 'roster.setAbsence', ended(before, today)), id: before.id })
  }
  const from = before && input.from < today ? today : input.from
  const op = createOp(context, { type: 'absence', fields: { ...fields, from } })
  const ops = [...(before ? ended(before, today) : []), op]
  return ok({ ...written(context, 'roster.setAbsence', ops), id: op.id })
}

/** roster.removeAbsence: of one that has begun the days that are over stay. */
export const removeAbsence: Handler<'roster.removeAbsence'> = (context, { id }) => {
  const row = changeable(context, absenceType, id)
  requireOwn(context, text(row.fields['person']))
  return ok(written(context, 'roster.removeAbsence', ended(row, todayOf(context))))
}

/** Ends an absence yesterday; one that has not begun is taken back. */
function ended({ id, fields }: RecordRow, today: string): NewOperation[] {
  if (text(fields['from']) >= today) return [{ patch: 'absence', id, fields: { [DELETED]: true } }]
  const yesterday = addDays(today, -1)
  return text(fields['to']) <= yesterday
    ? []
    : [{ patch: 'absence', id, fields: { to: yesterday } }]
}

const written = (context: Context, act: string, ops: readonly NewOperation[]) =>
  ops.length === 0 ? { commit: '', at: context.now() } : commit(context, act, ops)

const todayOf = (context: Context): string =>
  dateAt(context.now(), factsOf(context).rosters[0]?.timeZone ?? 'UTC')
