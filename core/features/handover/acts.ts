import { uuidv7 } from 'uuidv7'
import type { Receipt } from '../../../contract/common.ts'
import type { Json, RecordType } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler, Handlers } from '../../feature.ts'
import type { NewOperation, PersonSigner } from '../../log/types.ts'
import { fieldIssues, refuse } from '../../records/validate.ts'
import { commit } from '../../records/write.ts'
import { actorOf } from './actor.ts'
import { isBlankLine } from './environment.ts'
import { draftPoints, frozenPoint } from './parts.ts'
import { coveredRecords, digestOf, inDocument, outDocument } from './record-set.ts'
import { answersTo, earlyMinutes, permit } from './rules.ts'
import { inOrder, readSheet, type Outcome, type Sheet } from './sheet.ts'
import { addendumType, answerType, pauseType, sheetType } from './types.ts'

const check = (type: RecordType, fields: Record<string, Json>): void =>
  refuse(fieldIssues(type, fields, () => true))

/** Freezes the sheet: its sides and points are copied into the sheet itself, and this copy is signed. */
function freeze(context: Context, sheet: Sheet, earlyReason: string): Receipt {
  const points = inOrder(draftPoints(context, sheet.id))
    .filter((point) => !isBlankLine(point))
    .map(frozenPoint)
  if (points.length === 0) throw new CoreError('handoverEmpty')
  const frozen = { number: sheet.number, sides: sheet.sides, points } as unknown as Json
  return commit(context, 'handover.start', [
    {
      patch: 'handover-sheet',
      id: sheet.id,
      fields: {
        startedAt: context.now(),
        startedBy: context.session.person,
        earlyReason: earlyReason || null,
        frozen,
      },
    },
  ])
}

const start: Handler<'handover.start'> = (context, { id, earlyReason = '' }) => {
  const sheet = readSheet(context, id)
  permit('start', sheet, actorOf(context))
  const minutes = earlyMinutes(sheet, context.now())
  check(sheetType, { earlyReason })
  if (minutes > 0 && earlyReason === '') throw new CoreError('handoverEarly', { minutes })
  return ok(freeze(context, sheet, minutes > 0 ? earlyReason : ''))
}

/** Takes the confirmation that the password was entered again; each serves one act. */
function signerFor(context: Context, confirmation: string | undefined): PersonSigner {
  const signer = context.session.takeSigner(confirmation)
  if (signer === undefined) throw new CoreError('passwordNeeded')
  return signer
}

function sign(
  context: Context,
  act: string,
  id: string,
  fields: Record<string, Json>,
  signer: PersonSigner,
): Receipt {
  return context.workspace.log.append({
    actor: context.session.person,
    act,
    ops: [{ patch: 'handover-sheet', id, fields }],
    sign: { purpose: act, type: 'handover-sheet', id, signer },
  })
}

const recordsOf = ({ points }: Sheet) => points.flatMap(({ record }) => record ?? [])

const signOut: Handler<'handover.signOut'> = (context, { id, confirmation }) => {
  const sheet = readSheet(context, id)
  permit('signOut', sheet, actorOf(context))
  const signer = signerFor(context, confirmation)
  const { workspace, session } = context
  const signing = {
    at: context.now(),
    by: session.person,
    covers: { records: coveredRecords(context, recordsOf(sheet)), answers: [] },
    signed: { heads: workspace.log.heads() },
  }
  const { start: frozen } = sheet
  if (!frozen) throw new CoreError('wrongState', { state: '' })
  const fields = {
    signedOutAt: signing.at,
    signedOutBy: signing.by,
    outDigest: digestOf(outDocument(workspace.id, id, frozen, signing)),
    outCovers: signing.covers as unknown as Json,
  }
  return ok(sign(context, 'handover.signOut', id, fields, signer))
}

/** Ends the sheet: the digest covers what was signed out and everything said since. */
function end(
  context: Context,
  sheet: Sheet,
  outcome: Outcome['outcome'],
  reason: string,
  signer: PersonSigner,
): Receipt {
  const { workspace, session } = context
  const { start: frozen, answers, id } = sheet
  if (!frozen) throw new CoreError('wrongState', { state: '' })
  const ending = {
    outcome,
    reason,
    at: context.now(),
    by: session.person,
    covers: {
      records: coveredRecords(context, recordsOf(sheet)),
      answers: answers.map((answer) => answer.id).toSorted(),
    },
    signed: { heads: workspace.log.heads() },
  }
  const document = inDocument(workspace.id, id, frozen, sheet.signOut, ending, answers)
  const fields = {
    outcome,
    outcomeAt: ending.at,
    outcomeBy: ending.by,
    outcomeReason: reason || null,
    inDigest: digestOf(document),
    inCovers: ending.covers as unknown as Json,
  }
  const act = { accepted: 'accept', refused: 'refuse', overridden: 'override' }[outcome]
  return sign(context, `handover.${act}`, id, fields, signer)
}

const accept: Handler<'handover.accept'> = (context, { id, confirmation }) => {
  const sheet = readSheet(context, id)
  permit('accept', sheet, actorOf(context))
  return ok(end(context, sheet, 'accepted', '', signerFor(context, confirmation)))
}

const refuseSheet: Handler<'handover.refuse'> = (context, { id, reason, confirmation }) => {
  const sheet = readSheet(context, id)
  permit('refuse', sheet, actorOf(context))
  check(sheetType, { outcomeReason: reason })
  return ok(end(context, sheet, 'refused', reason, signerFor(context, confirmation)))
}

const override: Handler<'handover.override'> = (context, { id, reason, confirmation }) => {
  const sheet = readSheet(context, id)
  permit('override', sheet, actorOf(context))
  check(sheetType, { outcomeReason: reason })
  const signer = signerFor(context, confirmation)
  if (sheet.start) return ok(end(context, sheet, 'overridden', reason, signer))
  freeze(context, sheet, reason)
  return ok(end(context, readSheet(context, id), 'overridden', reason, signer))
}

const countersign: Handler<'handover.countersign'> = (context, { id, confirmation }) => {
  permit('countersign', readSheet(context, id), actorOf(context))
  const signer = signerFor(context, confirmation)
  const fields = { countersignedAt: context.now(), countersignedBy: context.session.person }
  return ok(sign(context, 'handover.countersign', id, fields, signer))
}

const ACT_OF = {
  acknowledge: 'acknowledge',
  withdraw: 'acknowledge',
  question: 'ask',
  answer: 'answer',
} as const

const answer: Handler<'handover.answer'> = (context, { id, entries }) => {
  const sheet = readSheet(context, id)
  const actor = actorOf(context)
  const said = [...sheet.answers]
  const ops = entries.map(({ point, kind, text = '' }): NewOperation => {
    permit(ACT_OF[kind], sheet, actor)
    check(answerType, { text })
    const index = sheet.points.findIndex((candidate) => candidate.id === point)
    if (index < 0) throw new CoreError('notFound')
    const { acknowledged, unanswered } = answersTo(said, point)
    if (kind === 'acknowledge' && acknowledged)
      throw new CoreError('alreadyDecided', { field: ACKNOWLEDGED })
    if (kind === 'withdraw' && acknowledged?.by !== actor.person) throw new CoreError('notFound')
    if (kind === 'acknowledge' && unanswered)
      throw new CoreError('handoverUnanswered', { point: index + 1 })
    if (kind === 'answer' && !unanswered) throw new CoreError('notFound')
    if ((kind === 'question' || kind === 'answer') && text === '')
      throw new CoreError('missingFields', { fields: [answerType.fields['text']?.label] })
    const made = uuidv7()
    said.push({ id: made, point, kind, text, at: context.now(), by: actor.person })
    return {
      create: 'handover-answer',
      id: made,
      fields: { sheet: id, point, kind, ...(text ? { text } : {}), at: context.now() },
    }
  })
  return ok(commit(context, 'handover.answer', ops))
}
const ACKNOWLEDGED = { 'zh-CN': '确认', en: 'Acknowledged' }

const pause: Handler<'handover.pause'> = (context, { id, reason }) => {
  permit('pause', readSheet(context, id), actorOf(context))
  check(pauseType, { reason })
  const fields = { sheet: id, reason, at: context.now() }
  return ok(commit(context, 'handover.pause', [{ create: 'handover-pause', id: uuidv7(), fields }]))
}

const resume: Handler<'handover.resume'> = (context, { id }) => {
  const sheet = readSheet(context, id)
  permit('resume', sheet, actorOf(context))
  const open = sheet.pauses.filter(({ fields }) => typeof fields['resumedAt'] !== 'number')
  return ok(
    commit(
      context,
      'handover.resume',
      open.map((row) => ({
        patch: 'handover-pause',
        id: row.id,
        fields: { resumedAt: context.now(), resumedBy: context.session.person },
      })),
    ),
  )
}

const amend: Handler<'handover.amend'> = (context, { id, text }) => {
  permit('amend', readSheet(context, id), actorOf(context))
  check(addendumType, { text })
  const record = uuidv7()
  const fields = { sheet: id, text, at: context.now() }
  const receipt = commit(context, 'handover.amend', [
    { create: 'handover-addendum', id: record, fields },
  ])
  return ok({ ...receipt, record })
}

/** Everything that happens to a sheet from the freeze on; nothing of it changes the sheet. */
export const actHandlers: Handlers = {
  'handover.start': start,
  'handover.signOut': signOut,
  'handover.answer': answer,
  'handover.accept': accept,
  'handover.refuse': refuseSheet,
  'handover.override': override,
  'handover.countersign': countersign,
  'handover.pause': pause,
  'handover.resume': resume,
  'handover.amend': amend,
}
