import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Swap } from '../../../contract/roster-shapes.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { mayActOn } from '../../dispatch.ts'
import { hlcToMs } from '../../log/clock.ts'
import type { RecordRow } from '../../log/types.ts'
import { nameOf, visibleRow } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { keyParts, shiftIfAny, shiftOf } from './find.ts'
import { shiftKey } from './planned.ts'
import type { StaffedShift } from './staffing.ts'
import { shiftSwapType } from './types.ts'

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What nobody has closed yet, as far as the table knows; a begun shift closes it, too. */
const OPEN = `decision IS NULL AND withdrawn IS NOT 1 AND (agreement IS NULL OR agreement = 'agreed')`

/** Swaps, newest first: those that still wait, or all of them. */
export function swapsOf(context: Context, open: boolean): Swap[] {
  const ids = context.workspace.db
    .prepare<[], string>(
      `SELECT id FROM r_shift_swap WHERE _deleted = 0 AND ${open ? OPEN : '1'} ORDER BY _created DESC, id`,
    )
    .pluck()
    .all() as string[]
  const found = ids.flatMap((id) => {
    const row = context.workspace.log.row('shift-swap', id)
    return row ? [viewOf(context, row)] : []
  })
  return open ? found.filter(({ state }) => state === 'asked' || state === 'agreed') : found
}

export const listSwaps: Handler<'roster.swaps'> = (context, { open }) =>
  ok({ swaps: swapsOf(context, open) })

function viewOf(context: Context, row: RecordRow): Swap {
  const { fields } = row
  const roster = text(fields['roster'])
  const key = shiftKey(roster, text(fields['date']), text(fields['slot']))
  const returned =
    text(fields['returnDate']) === ''
      ? undefined
      : shiftKey(roster, text(fields['returnDate']), text(fields['returnSlot']))
  const state = stateOf(context, fields, key, returned)
  return {
    id: row.id,
    roster,
    asker: text(fields['asker']),
    askerName: nameOf(context, text(fields['asker'])),
    other: text(fields['other']),
    otherName: nameOf(context, text(fields['other'])),
    shift: partOf(context, key),
    ...(returned === undefined ? {} : { inReturn: partOf(context, returned) }),
    reason: text(fields['reason']),
    state,
    agreementReason: text(fields['agreementReason']),
    decisionReason: text(fields['decisionReason']),
    decidedByName: fields['decidedBy'] ? nameOf(context, text(fields['decidedBy'])) : '',
    askedAt: hlcToMs(row.created),
    acts: actsOf(context, fields, state),
  }
}

function partOf(context: Context, key: string): Swap['shift'] {
  const { date, slot } = keyParts(key)
  const name = shiftIfAny(context, key)?.name ?? { 'zh-CN': slot, en: slot }
  return { key, date, name: { 'zh-CN': name['zh-CN'] ?? slot, en: name.en ?? slot } }
}

type Fields = RecordRow['fields']

function stateOf(
  context: Context,
  fields: Fields,
  key: string,
  returned: string | undefined,
): Swap['state'] {
  if (fields['decision'] === 'rejected') return 'rejected'
  if (fields['agreement'] === 'declined') return 'declined'
  if (fields['withdrawn'] === true) return 'withdrawn'
  if (fields['decision'] === 'approved') return 'approved'
  const begun = [key, returned].some((one) => {
    const shift = one === undefined ? undefined : shiftIfAny(context, one)
    return shift !== undefined && shift.from <= context.now()
  })
  if (begun) return 'lapsed'
  return fields['agreement'] === 'agreed' ? 'agreed' : 'asked'
}

function actsOf(context: Context, fields: Fields, state: Swap['state']): Swap['acts'] {
  const { person } = context.session
  const isParty = fields['asker'] === person || fields['other'] === person
  const decides = mayActOn(context.workspace.types, context.session, 'shift-swap', 'update')
  const open = state === 'asked' || state === 'agreed'
  return [
    ...(state === 'asked' && fields['other'] === person ? (['answer'] as const) : []),
    ...(state === 'agreed' && decides && !isParty ? (['decide'] as const) : []),
    ...(open && fields['asker'] === person ? (['withdraw'] as const) : []),
  ]
}

/** roster.askSwap: one's own shift to somebody who is not on it, for one of his or for nothing. */
export const askSwap: Handler<'roster.askSwap'> = (context, input) => {
  const asker = context.session.person
  visibleRow(context, 'person', input.other)
  const shift = shiftOf(context, input.shift)
  requireSwappable(context, shift, asker, input.other)
  if (input.inReturn !== undefined) {
    const inReturn = shiftOf(context, input.inReturn)
    if (inReturn.roster !== shift.roster)
      throw new CoreError('fieldInvalid', {
        field: shiftSwapType.fields['returnSlot']?.label,
        name: 'inReturn',
        reason: 'reference',
      })
    requireSwappable(context, inReturn, input.other, asker)
  }
  const back = input.inReturn === undefined ? undefined : keyParts(input.inReturn)
  const op = createOp(context, {
    type: 'shift-swap',
    fields: {
      roster: shift.roster,
      asker,
      date: shift.date,
      slot: shift.slot,
      other: input.other,
      returnDate: back?.date ?? null,
      returnSlot: back?.slot ?? null,
      reason: input.reason,
    },
  })
  return ok({ ...commit(context, 'roster.askSwap', [op]), id: op.id })
}

/** `out` is on the shift, `into` is not, and it has not begun. */
function requireSwappable(context: Context, shift: StaffedShift, out: string, into: string): void {
  const isOn = (person: string): boolean => shift.people.some((place) => place.person === person)
  if (!isOn(out)) throw new CoreError('notOnShift', { name: nameOf(context, out) })
  if (isOn(into)) throw new CoreError('alreadyOnShift', { name: nameOf(context, into) })
  if (shift.from <= context.now()) throw new CoreError('shiftStarted')
}

/** A swap in the state that an act needs; throws notFound or wrongState. */
function swapIn(context: Context, id: string, states: readonly Swap['state'][]) {
  const row = visibleRow(context, 'shift-swap', id)
  const view = viewOf(context, row)
  if (!states.includes(view.state))
    throw new CoreError('wrongState', { state: STATE_NAMES[view.state] })
  return { row, view }
}

/** Names of the states, for what a refusal says. */
const STATE_NAMES = {
  asked: { 'zh-CN': '待对方同意', en: 'Asked' },
  agreed: { 'zh-CN': '待审批', en: 'Agreed' },
  approved: { 'zh-CN': '已批准', en: 'Approved' },
  declined: { 'zh-CN': '对方不同意', en: 'Declined' },
  rejected: { 'zh-CN': '已驳回', en: 'Rejected' },
  withdrawn: { 'zh-CN': '已撤回', en: 'Withdrawn' },
  lapsed: { 'zh-CN': '已过期', en: 'Lapsed' },
} as const

function requireReason(given: string | undefined, field: string): void {
  if ((given ?? '') === '')
    throw new CoreError('missingFields', {
      fields: [shiftSwapType.fields[field]?.label],
      names: [field],
    })
}

/** roster.answerSwap: only the other answers; who declines says why. */
export const answerSwap: Handler<'roster.answerSwap'> = (context, input) => {
  const { row, view } = swapIn(context, input.id, ['asked'])
  if (view.other !== context.session.person) throw new CoreError('notFound')
  if (!input.agree) requireReason(input.reason, 'agreementReason')
  return ok(
    change(context, 'roster.answerSwap', row, {
      agreement: input.agree ? 'agreed' : 'declined',
      agreementReason: input.reason ?? null,
    }),
  )
}

export const withdrawSwap: Handler<'roster.withdrawSwap'> = (context, input) => {
  const { row, view } = swapIn(context, input.id, ['asked', 'agreed'])
  if (view.asker !== context.session.person) throw new CoreError('notFound')
  return ok(change(context, 'roster.withdrawSwap', row, { withdrawn: true }))
}

/** roster.decideSwap: signed by a lead or a manager who has no part in it. */
export const decideSwap: Handler<'roster.decideSwap'> = (context, input) => {
  const { row, view } = swapIn(context, input.id, ['agreed'])
  const { person } = context.session
  if (view.asker === person || view.other === person) throw new CoreError('ownSwap')
  if (!input.approve) requireReason(input.reason, 'decisionReason')
  const signer = context.session.takeSigner(input.confirmation)
  if (signer === undefined) throw new CoreError('passwordNeeded')
  const op = patchOp(context, shiftSwapType, row, {
    decision: input.approve ? 'approved' : 'rejected',
    decisionReason: input.reason ?? null,
    decidedBy: person,
  })
  const act = 'roster.decideSwap'
  return ok(
    context.workspace.log.append({
      actor: person,
      act,
      ops: op ? [op] : [],
      sign: { purpose: act, type: 'shift-swap', id: row.id, signer },
    }),
  )
}

function change(
  context: Context,
  act: string,
  row: RecordRow,
  fields: Readonly<Record<string, Json>>,
) {
  const op = patchOp(context, shiftSwapType, row, fields)
  return op ? commit(context, act, [op]) : { commit: '', at: context.now() }
}
