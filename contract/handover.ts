import { z } from 'zod'
import { bytes, instant, language, nothing, receipt, recordId, recordRef } from './common.ts'
import { bothTexts, SHEET_SECTIONS, sheetPoint } from './duty.ts'
import { heads } from './oversight.ts'
import { command, may, mayRecord, query } from './procedure.ts'

/** Handover starts at most this long before the shift's end; earlier it is early and needs a reason. */
export const HANDOVER_WINDOW_MINUTES = 30
export const MOST_POINTS = 200
const POINT_TITLE_MAX = 200
const POINT_DETAIL_MAX = 4_000
export const REASON_MAX = 500

/**
 * draft: being written. started: frozen. signed: the outgoing side has signed. accepted, refused and
 * overridden end a sheet. paused: a fault stopped it while it was started or signed.
 */
export const SHEET_STATES = [
  'draft',
  'started',
  'signed',
  'paused',
  'accepted',
  'refused',
  'overridden',
] as const
export const sheetState = z.enum(SHEET_STATES)
export type SheetState = z.infer<typeof sheetState>

const ANSWER_KINDS = ['acknowledge', 'withdraw', 'question', 'answer'] as const

const person = z.object({ id: z.string(), name: z.string() })

/** Somebody did something at some time. */
const deed = person.extend({ at: instant })
export type Deed = z.infer<typeof deed>

/** A signing act as it stands in the log. */
export const signature = deed.extend({
  /** SHA-256 of the record set, hex. */
  digest: z.string(),
  /** `stream/seq` of the signed commit. */
  commit: z.string(),
  /** Code of the device that signed, and the first digits of the person's key. */
  device: z.string(),
  key: z.string(),
  /** Heads of all chains that the device knew when it was signed. */
  heads,
  /** Code of the device of each of these chains, by which people know it. */
  codes: z.record(z.string(), z.string()),
  /** Records that the digest covers, beside the points. */
  records: z.int(),
  points: z.int(),
})
export type Signature = z.infer<typeof signature>

export const pointThread = deed.extend({
  record: recordId,
  kind: z.enum(['question', 'answer']),
  text: z.string(),
})

export const handoverPoint = sheetPoint.extend({
  id: recordId,
  detail: z.string(),
  /** Typed by people, or kept open by them. */
  own: z.boolean(),
  /** How many shifts it was handed over before. */
  carried: z.int(),
  /** Ticked off in this shift: it is told once more and does not roll on. */
  closed: deed.nullable(),
  acknowledged: deed.nullable(),
  /** Its last question has no answer yet. */
  unanswered: z.boolean(),
  thread: z.array(pointThread),
})
export type HandoverPoint = z.infer<typeof handoverPoint>

/** What a person may do with a sheet now; where he may not, why. */
export const SHEET_ACTS = [
  'edit',
  'start',
  'signOut',
  'acknowledge',
  'ask',
  'answer',
  'accept',
  'refuse',
  'pause',
  'resume',
  'override',
  'countersign',
  'amend',
  'discard',
] as const
export type SheetAct = (typeof SHEET_ACTS)[number]
const refusal = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) })

export const sheetSummary = z.object({
  id: recordId,
  number: z.string(),
  /** Keys of the two shifts; empty where the sheet was made by hand. */
  shift: z.string(),
  nextShift: z.string(),
  from: instant,
  to: instant,
  outgoing: bothTexts,
  incoming: bothTexts,
  state: sheetState,
  startedAt: instant.nullable(),
  signedOut: deed.nullable(),
  outcome: deed.nullable(),
  /** Points of the frozen sheet, or of the draft; how many were handed over before. */
  points: z.int(),
  carried: z.int(),
})
export type SheetSummary = z.infer<typeof sheetSummary>

export const sheetView = sheetSummary.extend({
  outgoingPeople: z.array(person),
  incomingPeople: z.array(person),
  started: deed.nullable(),
  earlyReason: z.string(),
  points: z.array(handoverPoint),
  signedOut: signature.nullable(),
  outcome: signature.extend({ reason: z.string() }).nullable(),
  /** A lead agreed that the outgoing person stays on for the next shift (连班). */
  countersigned: deed.nullable(),
  pauses: z.array(
    z.object({ record: recordId, reason: z.string(), paused: deed, resumed: deed.nullable() }),
  ),
  addenda: z.array(deed.extend({ record: recordId, text: z.string() })),
  /** Decisions and edits of other devices that do not stand: told, never applied. */
  elsewhere: z.array(deed.extend({ what: z.string(), detail: z.string() })),
  /** Sheet of the same shift that was refused before this one. */
  replaces: z.object({ id: recordId, number: z.string() }).nullable(),
  acts: z.partialRecord(z.enum(SHEET_ACTS), refusal.nullable()),
})
export type SheetView = z.infer<typeof sheetView>

export const majorFault = z.object({
  id: recordId,
  title: z.string(),
  declared: deed,
  controlled: deed.nullable(),
  note: z.string(),
})
export type MajorFault = z.infer<typeof majorFault>

const read = mayRecord('read', 'handover-sheet')
const write = mayRecord('update', 'handover-sheet')
const store = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const moved = ['notFound', 'wrongState', 'handoverPaused', 'handoverSide', ...store] as const
const reason = z.string().trim().min(1).max(REASON_MAX)
const name = z.string().trim().min(1).max(80)
const people = z.array(recordId).min(1).max(30)
const one = z.strictObject({ id: recordId })
const confirmation = z.string().max(200).optional()
const signing = z.strictObject({ id: recordId, confirmation })
const signingErrors = [...moved, 'passwordNeeded', 'handoverSuspended', 'handoverBoth'] as const

/** Sides and times as people give them where no roster does. */
export const handSides = z.strictObject({
  from: instant,
  to: instant,
  outgoing: name,
  incoming: name,
  outgoingPeople: people,
  incomingPeople: people,
})
export type HandSides = z.infer<typeof handSides>

/** Handover 交接班 (A2): sheets that are written, signed by both sides and never changed afterwards. */
export const handoverProcedures = {
  /** Newest first. */
  'handover.list': query(
    read,
    z.strictObject({
      states: z.array(sheetState).max(SHEET_STATES.length).optional(),
      from: instant.optional(),
      to: instant.optional(),
      text: z.string().max(200).optional(),
      sort: z.enum(['newest', 'oldest', 'number', 'state']).optional(),
      limit: z.int().min(1).max(200),
      offset: z.int().min(0).max(1_000_000).optional(),
    }),
    z.object({ sheets: z.array(sheetSummary), total: z.int() }),
  ),
  /** A sheet by its own id, or by that of a point, an answer, a pause or an addendum of it. */
  'handover.get': query(read, one, z.object({ sheet: sheetView }), ['notFound']),
  /** What is to be handed over now: the shift on duty, its sheet, the sheet to accept, what stops it. */
  'handover.current': query(
    read,
    nothing,
    z.object({
      /** The shift on duty and the one after it, each with its people; absent without a roster. */
      shifts: z.array(
        z.object({
          key: z.string(),
          name: bothTexts,
          teamName: z.string(),
          from: instant,
          to: instant,
          people: z.array(person),
        }),
      ),
      sheet: sheetSummary.nullable(),
      /** Sheets that are started or signed and not yet ended. */
      running: z.array(sheetSummary),
      fault: majorFault.nullable(),
    }),
  ),
  /** The draft of a shift, made and filled when there is none; an ended sheet is answered as it is. */
  'handover.open': command(
    write,
    z.union([
      z.strictObject({ shift: z.string().min(1).max(120) }),
      z.strictObject({ byHand: handSides }),
    ]),
    z.object({ id: recordId, made: z.boolean() }),
    ['notFound', 'fieldInvalid', ...store],
  ),
  /** Fills the draft again: points that changed at their source, new ones; what people typed stays. */
  'handover.refresh': command(
    write,
    one,
    z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
    moved,
  ),
  'handover.setSides': command(write, handSides.extend({ id: recordId }), receipt, [
    ...moved,
    'fieldInvalid',
  ]),
  'handover.writePoint': command(
    write,
    z.strictObject({
      sheet: recordId,
      /** Absent: a new point of one's own. */
      id: recordId.optional(),
      section: z.enum(SHEET_SECTIONS).optional(),
      title: z.string().trim().min(1).max(POINT_TITLE_MAX).optional(),
      detail: z.string().trim().max(POINT_DETAIL_MAX).optional(),
      tone: sheetPoint.shape.tone.optional(),
      /** Comes again with the next sheet until somebody ticks it off. */
      open: z.boolean().optional(),
      record: recordRef.optional(),
    }),
    receipt.extend({ id: recordId }),
    [...moved, 'fieldInvalid', 'handoverFull', 'missingFields'],
  ),
  'handover.removePoint': command(
    write,
    z.strictObject({ id: recordId, removed: z.boolean() }),
    receipt,
    moved,
  ),
  /** Ticks an open point off: it stands on this sheet as done and does not roll on. */
  'handover.closePoint': command(
    write,
    z.strictObject({ id: recordId, closed: z.boolean() }),
    receipt,
    moved,
  ),
  /** The order of the points of one section. */
  'handover.arrange': command(
    write,
    z.strictObject({ sheet: recordId, points: z.array(recordId).min(1).max(MOST_POINTS) }),
    receipt,
    moved,
  ),
  /** Freezes the sheet: nothing on it changes from here on. */
  'handover.start': command(
    write,
    z.strictObject({ id: recordId, earlyReason: z.string().trim().max(REASON_MAX).optional() }),
    receipt,
    [...moved, 'handoverEarly', 'handoverSuspended', 'handoverEmpty'],
  ),
  'handover.signOut': command(write, signing, receipt, signingErrors),
  /** Acknowledgements, questions and answers, as many as were given at once, in one commit. */
  'handover.answer': command(
    write,
    z.strictObject({
      id: recordId,
      entries: z
        .array(
          z.strictObject({
            point: recordId,
            kind: z.enum(ANSWER_KINDS),
            text: z.string().trim().max(REASON_MAX).optional(),
          }),
        )
        .min(1)
        .max(MOST_POINTS),
    }),
    receipt,
    [...moved, 'handoverUnanswered', 'handoverBoth', 'missingFields', 'alreadyDecided'],
  ),
  'handover.accept': command(write, signing, receipt, [
    ...signingErrors,
    'handoverUnacknowledged',
    'handoverCountersign',
  ]),
  'handover.refuse': command(write, signing.extend({ reason }), receipt, signingErrors),
  'handover.pause': command(write, z.strictObject({ id: recordId, reason }), receipt, moved),
  'handover.resume': command(write, one, receipt, [...moved, 'handoverSuspended']),
  'handover.countersign': command(may('handover.countersign'), signing, receipt, signingErrors),
  'handover.override': command(
    may('handover.override'),
    signing.extend({ reason }),
    receipt,
    signingErrors,
  ),
  /** A correction or later event; the sheet itself stays as it is. */
  'handover.amend': command(
    write,
    z.strictObject({ id: recordId, text: z.string().trim().min(1).max(POINT_DETAIL_MAX) }),
    receipt.extend({ record: recordId }),
    moved,
  ),
  'handover.discard': command(write, one, receipt, moved),
  /** Checks digests, signatures and chain places of the sheet's own commits, now. */
  'handover.verify': query(
    read,
    one,
    z.object({
      ok: z.boolean(),
      at: instant,
      commits: z.int(),
      problems: z.array(z.string()),
    }),
    ['notFound'],
  ),
  /** The sheet as one file that an outsider checks after docs/verify-handover.md; exporting is recorded. */
  'handover.export': command(
    read,
    z.strictObject({ id: recordId, language }),
    z.object({ name: z.string(), mime: z.string(), bytes: bytes }),
    ['notFound', 'wrongState', ...store],
  ),
  'fault.declare': command(
    may('fault.declare'),
    z.strictObject({ title: z.string().trim().min(1).max(200) }),
    receipt.extend({ id: recordId }),
    store,
  ),
  'fault.control': command(
    may('fault.declare'),
    z.strictObject({ id: recordId, note: z.string().trim().max(REASON_MAX) }),
    receipt,
    ['notFound', 'alreadyDecided', ...store],
  ),
  'fault.list': query(
    read,
    z.strictObject({ limit: z.int().min(1).max(200) }),
    z.object({ faults: z.array(majorFault) }),
  ),
} as const
