import { z } from 'zod'
import { checkBody, checkLimit, itemId, templateView, versionHead } from './checklist-body.ts'
import { checklistPlanProcedures } from './checklist-plans.ts'
import {
  missingPart,
  monitorReading,
  occurrenceKey,
  resultView,
  roundCounts,
  roundRef,
  roundView,
} from './checklist-rounds.ts'
import { moment, timeZone } from './checklist-schedule.ts'
import { attachment, instant, receipt, recordId } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'

const read = mayRecord('read', 'checklist-run')
const perform = mayRecord('create', 'checklist-run')
const decide = mayRecord('delete', 'checklist-run')

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const confirmation = z.string().max(100)
const words = z.string().trim().min(1).max(2000)
const reason = z.string().trim().min(1).max(500)

/** An answer to one item. What is not given keeps nothing of an earlier answer: each stands for itself. */
export const answer = z.strictObject({
  item: itemId,
  /** tick, instruction, file: true or false. choice: its value. number, timer: the figure. text: the text. */
  value: z.union([z.boolean(), z.number(), z.string().max(4000)]).optional(),
  /** Why the item is skipped; instead of a value. */
  skip: reason.optional(),
  /** Takes an answer back; the item is open again and what was recorded stays in the history. */
  clear: z.literal(true).optional(),
  remark: z.string().trim().max(2000).optional(),
  attachments: z.array(attachment).max(20).optional(),
  /** When it was read; now when absent. Earlier than ten minutes ago only with `fromPaper`. */
  at: moment.optional(),
  /** The monitor's reading was accepted as it was. */
  automatic: z.boolean().optional(),
  /** Time of the monitor's reading that was laid before the person; core looks it up. */
  measuredAt: moment.optional(),
})
export type Answer = z.infer<typeof answer>

/** Duty checklists 日常巡检 (A4). */
export const checklistProcedures = {
  ...checklistPlanProcedures,

  // Rounds

  /** All rounds that are due in the period, by time, with what became of each; at most 400 days. */
  'checklists.rounds': query(
    read,
    z.strictObject({ from: moment, to: moment }),
    z.object({ rounds: z.array(roundView) }),
    ['fieldInvalid'],
  ),
  /**
   * Begins a round, or goes on with it: answers the run that is there. Either of a schedule, or of a template
   * as an extra round. `version`: the one on the printed form, when it is keyed in from paper.
   */
  'checklists.start': command(
    perform,
    z.strictObject({
      schedule: recordId.optional(),
      occurrence: occurrenceKey.optional(),
      template: recordId.optional(),
      version: recordId.optional(),
      /** Made by the caller, so that a repeated call begins an extra round once. */
      id: recordId.optional(),
    }),
    receipt.extend({ run: recordId }),
    [
      'notFound',
      'fieldInvalid',
      'roundNotDue',
      'roundClosed',
      'roundsLocked',
      'noApprovedVersion',
      ...storeErrors,
    ],
  ),
  /** Everything that the screen of a run shows, before and after its submission. */
  'checklists.run': query(
    read,
    z.strictObject({ run: recordId }),
    z.object({
      round: roundView,
      version: versionHead,
      body: checkBody,
      /** What counts now, one for each answered item. */
      results: z.array(resultView),
      missing: z.array(missingPart),
      /** The last submitted answer before this run, for each item that has one. */
      previous: z.array(resultView),
      /** What monitors read for its items now; empty once it is submitted. */
      readings: z.array(monitorReading),
      /** Follow-ups that came out of it. */
      findings: z.array(
        z.object({ id: recordId, item: itemId, title: z.string(), state: z.string() }),
      ),
      /** The person at this window may answer now; else why not. */
      locked: z.object({ 'zh-CN': z.string(), en: z.string() }).optional(),
    }),
    ['notFound'],
  ),
  /** What monitors read for the items of a run now. */
  'checklists.readings': query(
    read,
    z.strictObject({ run: recordId }),
    z.object({ readings: z.array(monitorReading) }),
    ['notFound'],
  ),
  /** All answers that were ever recorded for an item of a run, oldest first. */
  'checklists.answers': query(
    read,
    z.strictObject({ run: recordId, item: itemId }),
    z.object({ results: z.array(resultView) }),
    ['notFound'],
  ),
  /**
   * Records answers in one commit; they are saved when it returns. Answers may be corrected until submission by
   * answering again. `confirmation` is needed for signatures. `fromPaper`: noted on a form and keyed in now; such
   * answers are marked as late entries (补录), whose times may lie back, with who made the round.
   */
  'checklists.record': command(
    perform,
    z.strictObject({
      run: recordId,
      answers: z.array(answer).min(1).max(500),
      confirmation: confirmation.optional(),
      fromPaper: z.boolean().optional(),
      doneBy: recordId.optional(),
    }),
    receipt.extend({
      results: z.array(resultView),
      counts: roundCounts,
      missing: z.array(missingPart),
    }),
    [
      'notFound',
      'roundClosed',
      'roundsLocked',
      'itemUnknown',
      'answerInvalid',
      'lateUndeclared',
      'timeInFuture',
      'passwordNeeded',
      ...storeErrors,
    ],
  ),
  /**
   * The second person of two-person items vouches for the answers as they are now. `witness` comes from
   * session.witness; without it the person at this window is the second and `confirmation` his.
   */
  'checklists.confirm': command(
    perform,
    z.strictObject({
      run: recordId,
      items: z.array(itemId).min(1).max(200),
      confirmation: confirmation.optional(),
      witness: confirmation.optional(),
    }),
    receipt,
    [
      'notFound',
      'roundClosed',
      'itemUnknown',
      'answerInvalid',
      'secondIsFirst',
      'passwordNeeded',
      ...storeErrors,
    ],
  ),
  /** Ends the run; nothing in it changes afterwards. Refused with what is missing, as `missing` in the parameters. */
  'checklists.submit': command(
    perform,
    z.strictObject({ run: recordId }),
    receipt.extend({ state: roundView.shape.state }),
    ['notFound', 'roundClosed', 'roundsLocked', 'roundIncomplete', ...storeErrors],
  ),
  /** Takes a round off the plan, with the reason: one that runs, or one that is still to come. */
  'checklists.cancel': command(
    decide,
    z.strictObject({
      run: recordId.optional(),
      schedule: recordId.optional(),
      occurrence: occurrenceKey.optional(),
      reason,
    }),
    receipt,
    ['notFound', 'fieldInvalid', 'roundClosed', ...storeErrors],
  ),

  // Misses

  /** Why nobody did it in time, or when it is made instead (`newAt`, to come); again after it was returned. */
  'checklists.explainMiss': command(
    perform,
    roundRef.extend({ comment: words, newAt: moment.optional() }),
    receipt.extend({ id: recordId }),
    ['notFound', 'notMissed', 'wrongState', 'fieldInvalid', ...storeErrors],
  ),
  /** Signed; never by who explained it. The round stays missed. */
  'checklists.approveMiss': command(
    decide,
    z.strictObject({ miss: recordId, confirmation: confirmation.optional() }),
    receipt,
    ['notFound', 'wrongState', 'ownAct', 'passwordNeeded', ...storeErrors],
  ),
  'checklists.returnMiss': command(decide, z.strictObject({ miss: recordId, reason }), receipt, [
    'notFound',
    'wrongState',
    'ownAct',
    ...storeErrors,
  ]),
  /** Every missed round of the period with what was said about it, newest first. */
  'checklists.misses': query(
    read,
    z.strictObject({ from: moment, to: moment }),
    z.object({ rounds: z.array(roundView) }),
    ['fieldInvalid'],
  ),

  // Paper

  /** What a printed form shows. `code` is the text of its QR code: it names round and version; `short` is for typing. */
  'checklists.paper': query(
    read,
    z.strictObject({
      schedule: recordId.optional(),
      occurrence: occurrenceKey.optional(),
      template: recordId.optional(),
    }),
    z.object({
      code: z.string(),
      short: z.string(),
      round: roundView.optional(),
      template: templateView,
      version: versionHead,
      body: checkBody,
    }),
    ['notFound', 'fieldInvalid', 'noApprovedVersion'],
  ),
  /** What a code of a printed form names, scanned or typed, as `checklists.start` takes it. */
  'checklists.readCode': query(
    read,
    z.strictObject({ code: z.string().trim().max(400) }),
    z.object({
      schedule: recordId.optional(),
      occurrence: occurrenceKey.optional(),
      template: recordId.optional(),
      version: recordId,
      name: z.string(),
      at: instant.optional(),
    }),
    ['codeUnknown', 'notFound'],
  ),

  // What comes out of it

  /** Makes a follow-up (record type `finding`) of an item of a run. */
  'checklists.raiseFinding': command(
    perform,
    z.strictObject({
      run: recordId,
      item: itemId,
      title: z.string().trim().min(1).max(200),
      details: z.string().trim().max(5000).optional(),
      owner: recordId.optional(),
      dueAt: moment.optional(),
    }),
    receipt.extend({ id: recordId, number: z.string().optional() }),
    ['notFound', 'itemUnknown', 'fieldInvalid', ...storeErrors],
  ),
  /** Readings of one item over all its rounds, oldest first: the newest `limit` of the period. */
  'checklists.trend': query(
    read,
    z.strictObject({
      template: recordId,
      item: itemId,
      from: moment.optional(),
      to: moment.optional(),
      limit: z.int().min(1).max(5000),
    }),
    z.object({
      title: z.string(),
      unit: z.string(),
      decimals: z.int(),
      limits: z.array(checkLimit),
      points: z.array(
        z.object({
          at: instant,
          value: z.number(),
          status: resultView.shape.status,
          run: recordId,
          automatic: z.boolean(),
          late: z.boolean(),
        }),
      ),
    }),
    ['notFound', 'itemUnknown'],
  ),
  /** How the rounds of a period were done, by what they are grouped; rounds that nobody did are counted. */
  'checklists.statistics': query(
    read,
    z.strictObject({
      from: moment,
      to: moment,
      by: z.enum(['all', 'template', 'area', 'team', 'person', 'day']),
      /** For `day`; of this computer when absent. */
      timeZone: timeZone.optional(),
    }),
    z.object({
      rows: z.array(
        z.object({
          /** Id, area or local date; empty for rounds that belong to none. */
          key: z.string(),
          label: z.string(),
          /** Rounds whose end has come: onTime + late + lateEntry + missed. */
          due: z.int(),
          onTime: z.int(),
          late: z.int(),
          /** Keyed in from paper after the time was over. */
          lateEntry: z.int(),
          missed: z.int(),
          /** Of the missed, made afterwards. */
          madeUp: z.int(),
          cancelled: z.int(),
          /** Begun, or not due yet. */
          open: z.int(),
          /** Rounds that nobody scheduled. */
          extra: z.int(),
          items: z.int(),
          out: z.int(),
          skipped: z.int(),
        }),
      ),
    }),
    ['fieldInvalid', 'scheduleInvalid'],
  ),
} as const
