import { uuidv7 } from 'uuidv7'
import { MOST_POINTS } from '../../../contract/handover.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler, Handlers } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { nextNumber } from '../../records/numbering.ts'
import { fieldIssues, refuse } from '../../records/validate.ts'
import { visibleRow } from '../../records/view.ts'
import { commit, existsIn } from '../../records/write.ts'
import { actorOf } from './actor.ts'
import { environmentPoints } from './environment.ts'
import { draftPoint, draftPoints, textOf, type DraftPoint, type Sides } from './parts.ts'
import { fieldsOf, fillDraft, pointId, type Filling } from './prefill.ts'
import { permit } from './rules.ts'
import { readSheet, type Sheet } from './sheet.ts'
import {
  nextSheetId,
  nextShift,
  sheetBefore,
  sheetOfShift,
  shiftByKey,
  shiftOfSides,
  sidesOfShift,
} from './shifts.ts'
import { toldPoints } from './told.ts'
import { pointType, sheetType } from './types.ts'

const open: Handler<'handover.open'> = (context, input) => {
  if ('byHand' in input) {
    const sides = handSides(context, input.byHand)
    return ok({ id: make(context, uuidv7(), sides, undefined), made: true })
  }
  const shift = shiftByKey(context, input.shift)
  if (!shift) throw new CoreError('notFound')
  const sides = sidesOfShift(shift, nextShift(context, shift))
  const { live, refused } = sheetOfShift(context, shift.key)
  if (live !== undefined) {
    followRoster(context, live, sides)
    return ok({ id: live, made: false })
  }
  const { person } = context.session
  if (sides.outgoingPeople.length > 0 && !sides.outgoingPeople.includes(person))
    permitSide(context, sides)
  return ok({
    id: make(context, nextSheetId(context, shift.key), sides, refused),
    made: true,
  })
}

/** Refuses whoever is not on the outgoing side, as every later act on the sheet would. */
function permitSide(context: Context, sides: Sides): void {
  const actor = actorOf(context)
  throw new CoreError('handoverSide', {
    side: { 'zh-CN': '交班方', en: 'outgoing' },
    people: sides.outgoingPeople.map((person) => actor.nameOf(person)),
  })
}

function handSides(
  context: Context,
  given: Omit<Sides, 'shift' | 'nextShift' | 'outgoing' | 'incoming'> & {
    readonly outgoing: string
    readonly incoming: string
  },
): Sides {
  const { outgoingPeople, incomingPeople, from, to } = given
  refuse(fieldIssues(sheetType, { outgoingPeople, incomingPeople }, existsIn(context)))
  if (to <= from)
    throw new CoreError('fieldInvalid', {
      field: sheetType.fields['to']?.label,
      name: 'to',
      reason: 'tooSmall',
    })
  const both = (text: string) => ({ 'zh-CN': text, en: text })
  return {
    shift: '',
    nextShift: '',
    from,
    to,
    outgoing: both(given.outgoing),
    incoming: both(given.incoming),
    outgoingPeople,
    incomingPeople,
  }
}

const sideFields = (sides: Sides): Record<string, Json> => ({
  nextShift: sides.nextShift,
  from: sides.from,
  to: sides.to,
  outgoing: { ...sides.outgoing },
  incoming: { ...sides.incoming },
  outgoingPeople: sides.outgoingPeople,
  incomingPeople: sides.incomingPeople,
})

/** Makes the draft and fills it, in one commit. */
function make(context: Context, id: string, sides: Sides, replaces: string | undefined): string {
  const { language } = context.session
  const sheet: NewOperation = {
    create: 'handover-sheet',
    id,
    fields: {
      number: nextNumber(context, sheetType),
      title: `${sides.outgoing[language]} → ${sides.incoming[language]}`,
      ...(sides.shift ? { shift: sides.shift } : {}),
      ...sideFields(sides),
      ...(replaces ? { replaces } : {}),
    },
  }
  const copied = replaces === undefined ? [] : draftPoints(context, replaces)
  const copies = copied.map((point): DraftPoint => ({ ...point, id: pointId(id, point.key) }))
  const { ops } = filling(context, id, sides, copies)
  commit(context, 'handover.open', [sheet, ...copies.map((copy) => copyOp(id, copy)), ...ops])
  return id
}

/** A point of a refused sheet, as people left it, on the sheet that replaces it. */
const copyOp = (sheet: string, point: DraftPoint): NewOperation => ({
  create: 'handover-point',
  id: point.id,
  fields: {
    sheet,
    order: point.order,
    ...fieldsOf(point),
    ...(point.edited.length > 0 ? { edited: point.edited } : {}),
    ...(point.closedAt === null ? {} : { closedAt: point.closedAt, closedBy: point.closedBy }),
  },
})

/** The operations that bring the draft up to date with its sources. */
function filling(
  context: Context,
  id: string,
  sides: Sides,
  present: readonly DraftPoint[] = draftPoints(context, id),
): Filling {
  const shift = shiftOfSides(context, id, sides)
  const earlier = sheetBefore(context, sides)
  const told = [...toldPoints(context, shift), ...environmentPoints(context, shift)]
  const { log } = context.workspace
  return fillDraft(id, {
    told: told.slice(0, MOST_POINTS),
    before: earlier === undefined ? [] : readSheet(context, earlier).points,
    present,
    isRemoved: (key) => log.row('handover-point', pointId(id, key))?.deleted === true,
  })
}

/** Swaps and stand-ins that came after the draft was made. */
function followRoster(context: Context, id: string, sides: Sides): void {
  const sheet = readSheet(context, id)
  if (sheet.state !== 'draft') return
  const before = sideFields(sheet.sides)
  const fields = Object.fromEntries(
    Object.entries(sideFields(sides)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  )
  if (Object.keys(fields).length > 0)
    commit(context, 'handover.sides', [{ patch: 'handover-sheet', id, fields }])
}

/** The draft, when this person may write on it. */
function editable(context: Context, id: string): Sheet {
  const sheet = readSheet(context, id)
  permit('edit', sheet, actorOf(context))
  return sheet
}

const refresh: Handler<'handover.refresh'> = (context, { id }) => {
  const sheet = editable(context, id)
  const { ops, ...counts } = filling(context, id, sheet.sides)
  if (ops.length > 0) commit(context, 'handover.refresh', ops)
  return ok(counts)
}

const setSides: Handler<'handover.setSides'> = (context, { id, ...given }) => {
  const sheet = editable(context, id)
  if (sheet.sides.shift)
    throw new CoreError('wrongState', { state: sheetType.fields['shift']?.label })
  const sides = handSides(context, given)
  return ok(
    commit(context, 'handover.sides', [{ patch: 'handover-sheet', id, fields: sideFields(sides) }]),
  )
}

const writePoint: Handler<'handover.writePoint'> = (context, { sheet: on, id, ...given }) => {
  const sheet = editable(context, on)
  const { record, ...typed } = given
  const fields: Record<string, Json> = {
    ...(typed as Record<string, Json>),
    ...(record ? { record: [{ type: record.type, id: record.id }] } : {}),
  }
  refuse(fieldIssues(pointType, fields, existsIn(context)))
  if (id !== undefined) return ok(changePoint(context, sheet, id, fields))
  refuse(
    typed.title === undefined
      ? [
          {
            field: 'title',
            label: pointType.fields['title']?.label ?? NO_LABEL,
            reason: 'required',
          },
        ]
      : [],
  )
  if (sheet.points.length >= MOST_POINTS)
    throw new CoreError('handoverFull', { limit: MOST_POINTS })
  const made = uuidv7()
  const order = Math.max(0, ...draftPoints(context, on).map((point) => point.order)) + 1
  const receipt = commit(context, 'handover.point', [
    {
      create: 'handover-point',
      id: made,
      fields: {
        section: 'notes',
        tone: 'neutral',
        open: true,
        ...fields,
        sheet: on,
        key: `own/${made}`,
        at: context.now(),
        order,
        own: true,
        carried: 0,
      },
    },
  ])
  return ok({ ...receipt, id: made })
}
const NO_LABEL = { 'zh-CN': '', en: '' }

function changePoint(context: Context, sheet: Sheet, id: string, given: Record<string, Json>) {
  const point = draftPoint(pointOf(context, id))
  if (textOf(point.row.fields['sheet']) !== sheet.id) throw new CoreError('notFound')
  const before = fieldsOf(point)
  const fields = Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? ''),
    ),
  )
  if (Object.keys(fields).length === 0) return { id, commit: '', at: context.now() }
  const edited = [...new Set([...point.edited, ...Object.keys(fields)])].toSorted()
  // What its source would drop with the shift is people's own once they keep it open.
  const own = fields['open'] === true ? { own: true } : {}
  const receipt = commit(context, 'handover.point', [
    { patch: 'handover-point', id, fields: { ...fields, edited, ...own } },
  ])
  return { ...receipt, id }
}

function pointOf(context: Context, id: string) {
  return visibleRow(context, 'handover-point', id)
}

const removePoint: Handler<'handover.removePoint'> = (context, { id, removed }) => {
  const point = pointOf(context, id)
  editable(context, textOf(point.fields['sheet']))
  return ok(
    commit(context, removed ? 'handover.removePoint' : 'handover.restorePoint', [
      { patch: 'handover-point', id, fields: { $deleted: removed } },
    ]),
  )
}

const closePoint: Handler<'handover.closePoint'> = (context, { id, closed }) => {
  const point = draftPoint(pointOf(context, id))
  editable(context, textOf(point.row.fields['sheet']))
  const fields: Record<string, Json> = closed
    ? { open: false, closedAt: context.now(), closedBy: context.session.person }
    : { open: true, closedAt: null, closedBy: null }
  const edited = [...new Set([...point.edited, 'open'])].toSorted()
  return ok(
    commit(context, 'handover.closePoint', [
      { patch: 'handover-point', id, fields: { ...fields, edited } },
    ]),
  )
}

const arrange: Handler<'handover.arrange'> = (context, { sheet: on, points }) => {
  editable(context, on)
  const known = new Map(draftPoints(context, on).map((point) => [point.id, point]))
  const orders = points.map((id) => known.get(id)?.order).filter((order) => order !== undefined)
  if (orders.length !== points.length) throw new CoreError('notFound')
  const sorted = orders.toSorted((a, b) => a - b)
  const ops = points.flatMap((id, index): NewOperation[] => {
    const order = sorted[index] ?? 0
    return known.get(id)?.order === order
      ? []
      : [{ patch: 'handover-point', id, fields: { order } }]
  })
  return ok(
    ops.length === 0 ? { commit: '', at: context.now() } : commit(context, 'handover.arrange', ops),
  )
}

const discard: Handler<'handover.discard'> = (context, { id }) => {
  permit('discard', readSheet(context, id), actorOf(context))
  return ok(
    commit(context, 'handover.discard', [
      { patch: 'handover-sheet', id, fields: { $deleted: true } },
    ]),
  )
}

/** Everything that may be done to a sheet before it is frozen. */
export const draftHandlers: Handlers = {
  'handover.open': open,
  'handover.refresh': refresh,
  'handover.setSides': setSides,
  'handover.writePoint': writePoint,
  'handover.removePoint': removePoint,
  'handover.closePoint': closePoint,
  'handover.arrange': arrange,
  'handover.discard': discard,
}
