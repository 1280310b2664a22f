import type {
  Deed,
  HandoverPoint,
  SheetState,
  SheetSummary,
  SheetView,
  Signature,
} from '../../../contract/handover.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { deviceCode } from '../../records/history.ts'
import { nameOf } from '../../records/view.ts'
import { actorOf } from './actor.ts'
import { openFault } from './faults.ts'
import { findSummaries, listSheets, unendedSheets } from './list.ts'
import { draftPoints, numberOf, rowsOf, textOf, type Point, type Tools } from './parts.ts'
import { allActs, answersTo } from './rules.ts'
import { findSheet, type Decision, type Sheet, type Signing } from './sheet.ts'
import { nextShift, shiftAt, sheetOfShift } from './shifts.ts'
import { signerDetails } from './signer.ts'
import type { Shift } from '../../../contract/duty.ts'

const deed = (context: Tools, by: string, at: number): Deed => ({
  id: by,
  name: nameOf(context, by),
  at,
})

/** A sheet with everything that is shown of it. */
export function viewOf(context: Context, sheet: Sheet): SheetView {
  const { sides, start, signOut, outcome, countersign, row } = sheet
  const person = (id: string) => ({ id, name: nameOf(context, id) })
  const replaces = textOf(row.fields['replaces'])
  const signature = (signing: Signing): Signature => ({
    ...deed(context, signing.by, signing.at),
    digest: signing.digest,
    commit: signing.commit,
    ...signerDetails(context, signing),
    heads: Object.fromEntries(
      Object.entries(signing.signed?.heads ?? {}).map(([stream, [seq, hash]]) => [
        stream,
        [seq, hash],
      ]),
    ),
    codes: Object.fromEntries(
      Object.keys(signing.signed?.heads ?? {}).map((stream) => [
        stream,
        deviceCode(context, stream),
      ]),
    ),
    records: signing.covers.records.length,
    points: sheet.points.length,
  })
  return {
    id: sheet.id,
    number: sheet.number,
    shift: sides.shift,
    nextShift: sides.nextShift,
    from: sides.from,
    to: sides.to,
    outgoing: { ...sides.outgoing },
    incoming: { ...sides.incoming },
    outgoingPeople: sides.outgoingPeople.map(person),
    incomingPeople: sides.incomingPeople.map(person),
    state: sheet.state,
    startedAt: start?.at ?? null,
    started: start ? deed(context, start.by, start.at) : null,
    earlyReason: start?.earlyReason ?? '',
    carried: sheet.points.filter(({ carried }) => carried > 0).length,
    points: sheet.points.map((point) => pointView(context, sheet, point)),
    signedOut: signOut ? signature(signOut) : null,
    outcome: outcome ? { ...signature(outcome), reason: outcome.reason } : null,
    countersigned: countersign ? deed(context, countersign.by, countersign.at) : null,
    pauses: sheet.pauses.map(({ id, fields, createdBy }) => {
      const resumed = numberOf(fields['resumedAt'])
      return {
        record: id,
        reason: textOf(fields['reason']),
        paused: deed(context, createdBy, numberOf(fields['at']) ?? 0),
        resumed: resumed === null ? null : deed(context, textOf(fields['resumedBy']), resumed),
      }
    }),
    addenda: rowsOf(context, 'handover-addendum', sheet.id).map(({ id, fields, createdBy }) => ({
      ...deed(context, createdBy, numberOf(fields['at']) ?? 0),
      record: id,
      text: textOf(fields['text']),
    })),
    elsewhere: [
      ...sheet.others.map((other) => ({
        ...deed(context, other.by, other.at),
        ...otherOf(other),
      })),
      ...lateEdits(context, sheet),
    ].toSorted((a, b) => a.at - b.at),
    replaces: replaces
      ? {
          id: replaces,
          number: textOf(context.workspace.log.row('handover-sheet', replaces)?.fields['number']),
        }
      : null,
    acts: allActs(sheet, actorOf(context)),
  }
}

function pointView(context: Tools, sheet: Sheet, point: Point): HandoverPoint {
  const { acknowledged, thread, unanswered } = answersTo(sheet.answers, point.id)
  const { closedAt, closedBy, record, ...told } = point
  return {
    ...told,
    ...(record ? { record } : {}),
    closed: closedAt === null ? null : deed(context, closedBy ?? '', closedAt),
    acknowledged: acknowledged ? deed(context, acknowledged.by, acknowledged.at) : null,
    unanswered,
    thread: thread.map(({ id, kind, text, by, at }) => ({
      ...deed(context, by, at),
      record: id,
      kind: kind === 'question' ? 'question' : 'answer',
      text,
    })),
  }
}

/** A decision that another device made without knowing the one that stands. */
function otherOf({ fields }: Decision): { what: string; detail: string } {
  if (fields['outcome'] !== undefined)
    return { what: textOf(fields['outcome']), detail: textOf(fields['outcomeReason']) }
  if (fields['signedOutAt'] !== undefined) return { what: 'signedOut', detail: '' }
  if (fields['startedAt'] !== undefined) return { what: 'started', detail: '' }
  return { what: 'countersigned', detail: '' }
}

/** Points that another device wrote or changed before it knew that the sheet was frozen. */
function lateEdits(context: Tools, sheet: Sheet): SheetView['elsewhere'] {
  if (!sheet.start) return []
  const frozen = new Map(sheet.points.map((point) => [point.id, point]))
  return draftPoints(context, sheet.id).flatMap((point) => {
    const known = frozen.get(point.id)
    const same = known?.title === point.title && known.detail === point.detail
    if (same || (!known && point.detail === '' && !point.own)) return []
    return [
      {
        ...deed(context, point.row.updatedBy, Math.floor(point.row.updated / 1_000)),
        what: known ? 'pointChanged' : 'pointAdded',
        detail: point.detail ? `${point.title} ${point.detail}` : point.title,
      },
    ]
  })
}

const shiftView = (context: Context, shift: Shift) => ({
  key: shift.key,
  name: shift.name,
  teamName: shift.teamName,
  from: shift.from,
  to: shift.to,
  people: shift.people.map(({ person }) => ({ id: person, name: nameOf(context, person) })),
})

/** A handover that was left open for longer is found in the list. */
const LOOKED_BACK = 45 * 24 * 3_600_000
const RUNNING: readonly SheetState[] = ['started', 'signed', 'paused']

/** The shift that has the duty: one that took over early has it before its time. */
function shiftOnDuty(context: Context, now: number): Shift | undefined {
  let shift = shiftAt(context, now)
  while (shift && isHandedOver(context, shift)) {
    const next = nextShift(context, shift)
    if (!next) break
    shift = next
  }
  return shift
}

function isHandedOver(context: Context, shift: Shift): boolean {
  const { live } = sheetOfShift(context, shift.key)
  return live !== undefined && findSheet(context, live).outcome !== undefined
}

/** handover.list, get and current. */
export const readHandlers: Handlers = {
  'handover.list': (context, input) => ok(listSheets(context, input)),
  'handover.get': (context, { id }) => ok({ sheet: viewOf(context, findSheet(context, id)) }),
  'handover.current': (context) => {
    const now = context.now()
    const shift = shiftOnDuty(context, now)
    const next = shift && nextShift(context, shift)
    const live = shift && sheetOfShift(context, shift.key).live
    const unended = unendedSheets(context, now - LOOKED_BACK)
    const running = unended.filter(({ state }) => RUNNING.includes(state))
    const draft = unended.find(({ state }) => state === 'draft')
    const sheet: SheetSummary | undefined = shift
      ? live === undefined
        ? undefined
        : findSummaries(context, [live])[0]
      : (running[0] ?? draft)
    return ok({
      shifts: [shift, next].flatMap((one) => (one ? [shiftView(context, one)] : [])),
      sheet: sheet ?? null,
      running,
      fault: openFault(context) ?? null,
    })
  },
}
