import { z } from 'zod'
import {
  bytes,
  instant,
  language,
  nothing,
  receipt,
  recordId,
  recordRef,
  seenText,
} from './common.ts'
import { command, may, mayRecord, query } from './procedure.ts'
import {
  partId,
  planBody,
  planCategory,
  planStep,
  planVersionHead,
  responseLevel,
} from './response-body.ts'
import { drillProcedures } from './response-drills.ts'
import { STEP_OUTCOMES } from './response-engine.ts'
import {
  assignment,
  decisionView,
  drillKind,
  drillScope,
  planView,
  proposalView,
  RESPONSE_OUTCOMES,
  responseDetail,
  responseHead,
  roleView,
  runStep,
  timelineEntry,
} from './response-views.ts'

const read = mayRecord('read', 'activation')
const keep = mayRecord('create', 'emergency-plan')
const propose = mayRecord('create', 'emergency-plan-version')
const approve = mayRecord('update', 'emergency-plan-version')
const activate = mayRecord('create', 'activation')
const lead = mayRecord('update', 'activation')
/** The reports of responses are approved by whom those of incidents are. */
const approveReport = may('incident.approve')
const perform = mayRecord('create', 'step-result')

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const confirmation = z.string().max(100)
const reason = z.string().trim().min(1).max(500)
const words = z.string().trim().max(5000)
const day = z.iso.date()
/** The response that a step belongs to: an activation, or any record that runs steps of its own. */
const of = recordRef
/** A step that is added while things run; it gets its id from its record. */
const addedStep = planStep
  .omit({ id: true })
  .extend({ person: recordId.optional(), guardPerson: recordId.optional() })
const running = ['notFound', 'responseEnded', ...storeErrors] as const

/** Plans 应急预案 (D1). */
const planProcedures = {
  'plan.list': query(read, nothing, z.object({ plans: z.array(planView) })),
  'plan.get': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({
      plan: planView,
      versions: z.array(planVersionHead),
      proposals: z.array(proposalView),
      responses: z.array(responseHead),
    }),
    ['notFound'],
  ),
  'plan.version': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({
      version: planVersionHead,
      body: planBody,
      /** What was written on another device while it was approved, and is not under the approval. */
      beside: planBody.optional(),
    }),
    ['notFound'],
  ),
  /** Name, category and review of a plan; a new one without `id`. Retired ones are activated no more. */
  'plan.save': command(
    keep,
    z.strictObject({
      id: recordId.optional(),
      name: z.string().trim().min(1).max(120),
      category: planCategory,
      post: recordId.nullable().optional(),
      notes: words.optional(),
      reviewMonths: z.int().min(1).max(60).nullable().optional(),
      reviewOn: day.nullable().optional(),
      retired: z.boolean().optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', 'missingFields', ...storeErrors],
  ),
  /** Content of the plan's next version: changes its draft or returned version, else begins a new one. */
  'plan.saveVersion': command(
    propose,
    z.strictObject({
      plan: recordId,
      body: planBody,
      note: z.string().trim().max(500).optional(),
    }),
    receipt.extend({ id: recordId, number: z.int() }),
    ['notFound', 'wrongState', 'fieldInvalid', ...storeErrors],
  ),
  'plan.submitVersion': command(propose, z.strictObject({ version: recordId }), receipt, [
    'notFound',
    'wrongState',
    'planEmpty',
    ...storeErrors,
  ]),
  /** Signed, by a manager other than its author. Activations use it from then on; open proposals count as answered. */
  'plan.approveVersion': command(
    approve,
    z.strictObject({
      version: recordId,
      seen: seenText.optional(),
      confirmation: confirmation.optional(),
    }),
    receipt,
    ['notFound', 'wrongState', 'ownAct', 'textChanged', 'passwordNeeded', ...storeErrors],
  ),
  'plan.returnVersion': command(approve, z.strictObject({ version: recordId, reason }), receipt, [
    'notFound',
    'wrongState',
    'ownAct',
    ...storeErrors,
  ]),
  /** It was looked at and holds: the next review moves on by its interval. */
  'plan.reviewed': command(keep, z.strictObject({ plan: recordId }), receipt, [
    'notFound',
    ...storeErrors,
  ]),
  /** Somebody proposes a change of the plan; a response that showed the need may be named. */
  'plan.propose': command(
    perform,
    z.strictObject({
      plan: recordId,
      text: z.string().trim().min(1).max(2000),
      activation: recordId.optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', ...storeErrors],
  ),
  /** Plans that ship with the application, with the one that was made of each, if any. */
  'plan.library': query(
    read,
    z.strictObject({ language }),
    z.object({
      plans: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          category: planCategory,
          notes: z.string(),
          body: planBody,
          taken: recordId.optional(),
        }),
      ),
    }),
  ),
  /** Makes plans of shipped ones, as drafts: names and places are the workspace's own. */
  'plan.takeFromLibrary': command(
    keep,
    z.strictObject({ keys: z.array(z.string().max(60)).min(1).max(50), language }),
    receipt.extend({ plans: z.array(z.object({ key: z.string(), id: recordId })) }),
    ['notFound', ...storeErrors],
  ),
} as const

/** Activations of plans, in earnest or as drills, and steps of whatever runs them (D2, D3, D4). */
const runProcedures = {
  /** Who would fill the roles of a plan now: whose it is when on duty, then stand-ins, then the shift. */
  'response.suggest': query(
    read,
    z.strictObject({ plan: recordId }),
    z.object({
      roles: z.array(roleView.extend({ standsFor: recordId.optional() })),
      levels: planBody.shape.levels,
      /** A step of it is bound to a manual place that changed. */
      version: z.int(),
    }),
    ['notFound', 'noApprovedPlan'],
  ),
  /** Begins a response on the plan's approved version, which it keeps. `id` is made by the caller: a repeated call begins it once. */
  'response.activate': command(
    activate,
    z.strictObject({
      id: recordId,
      plan: recordId,
      level: responseLevel,
      reason,
      /** When it was discovered; now when absent. */
      discoveredAt: instant.optional(),
      incident: recordId.optional(),
      roles: z.array(assignment).max(20).optional(),
      drill: z
        .strictObject({
          kind: drillKind,
          scope: drillScope,
          goal: z.string().trim().max(1000).optional(),
          observers: z.array(recordId).max(20).optional(),
          /** The drill of the yearly plan that it is. */
          schedule: recordId.optional(),
          on: day.optional(),
        })
        .optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'noApprovedPlan', 'timeInFuture', 'fieldInvalid', ...storeErrors],
  ),
  /** Responses, newest first. */
  'response.list': query(
    read,
    z.strictObject({
      open: z.boolean().optional(),
      drill: z.boolean().optional(),
      plan: recordId.optional(),
      incident: recordId.optional(),
      limit: z.int().min(1).max(500).optional(),
    }),
    z.object({ responses: z.array(responseHead) }),
  ),
  'response.get': query(read, z.strictObject({ id: recordId }), responseDetail, ['notFound']),
  /** Everything that happened in it, oldest first. */
  'response.timeline': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({ entries: z.array(timelineEntry) }),
    ['notFound'],
  ),
  /** Steps that were added to any record, with what was decided about them. */
  'response.steps': query(
    read,
    z.strictObject({ of }),
    z.object({ steps: z.array(runStep), decisions: z.array(decisionView) }),
    ['notFound'],
  ),
  /** A step that no plan foresaw. `after`: it is done next to this one. */
  'response.addStep': command(
    perform,
    z.strictObject({ of, id: recordId.optional(), step: addedStep, after: partId.optional() }),
    receipt.extend({ id: recordId }),
    ['fieldInvalid', ...running],
  ),
  /**
   * Decides about a step. `attempt` is the one that the caller saw: asking again with the same answer changes
   * nothing, another answer is refused. `cannot` and `skipped` give a reason.
   */
  'response.decide': command(
    perform,
    z.strictObject({
      of,
      step: partId,
      attempt: z.int().min(0).max(1000),
      outcome: z.enum(STEP_OUTCOMES),
      reason: z.string().trim().max(500).optional(),
    }),
    receipt.extend({ decision: decisionView }),
    ['stepUnknown', 'stepDecided', 'missingFields', 'wrongState', ...running],
  ),
  /** Takes a decision back within ten seconds; it stays in the record as taken back. */
  'response.undo': command(
    perform,
    z.strictObject({ of, step: partId, attempt: z.int().min(0).max(1000) }),
    receipt,
    ['stepUnknown', 'undoTooLate', 'wrongState', ...running],
  ),
  'response.assign': command(perform, z.strictObject({ id: recordId, assignment }), receipt, [
    'fieldInvalid',
    ...running,
  ]),
  /** Raises or lowers the level, or sets how often is reported, with the reason. */
  'response.setLevel': command(
    lead,
    z.strictObject({ id: recordId, level: responseLevel, reason }),
    receipt,
    [...running],
  ),
  /** A progress report went up the line. `report` is made by the caller; `step`: the reporting step that it carries out. */
  'response.report': command(
    perform,
    z.strictObject({
      id: recordId,
      report: recordId,
      text: z.string().trim().min(1).max(2000),
      to: z.array(z.string().trim().min(1).max(80)).min(1).max(20),
      step: z.strictObject({ id: partId, attempt: z.int().min(0).max(1000) }).optional(),
    }),
    receipt,
    ['stepUnknown', 'stepDecided', ...running],
  ),
  /** A line of the timeline. `note` is made by the caller, so that it is written once. */
  'response.note': command(
    perform,
    z.strictObject({ id: recordId, note: recordId, text: z.string().trim().min(1).max(2000) }),
    receipt,
    [...running],
  ),
  /** Service is back: what the RTO is measured by. */
  'response.restored': command(
    perform,
    z.strictObject({ id: recordId, at: instant.optional() }),
    receipt,
    ['timeInFuture', 'alreadyDecided', ...running],
  ),
  /** Back to normal, or called off; signed. Refused while steps are open unless it is called off. */
  'response.end': command(
    lead,
    z.strictObject({
      id: recordId,
      outcome: z.enum(RESPONSE_OUTCOMES),
      note: z.string().trim().max(2000).optional(),
      confirmation: confirmation.optional(),
    }),
    receipt,
    ['stepsOpen', 'missingFields', 'passwordNeeded', ...running],
  ),
  /** The report of a response or drill as DOCX, in either language; recorded as an export. */
  'response.export': command(
    read,
    z.strictObject({ id: recordId, language }),
    z.object({ name: z.string(), mime: z.string(), bytes }),
    ['notFound', ...storeErrors],
  ),
  /** What went well and badly, and the lessons: the fourth phase. */
  'response.sumUp': command(
    lead,
    z.strictObject({ id: recordId, well: words, badly: words, lessons: words }),
    receipt,
    ['notFound', 'wrongState', 'fieldInvalid', ...storeErrors],
  ),
  /** The report is to be reviewed; until it is returned nothing of it is changed. */
  'response.submitReport': command(lead, z.strictObject({ id: recordId }), receipt, [
    'notFound',
    'wrongState',
    ...storeErrors,
  ]),
  'response.returnReport': command(
    approveReport,
    z.strictObject({ id: recordId, reason: z.string().trim().min(1).max(500) }),
    receipt,
    ['notFound', 'wrongState', ...storeErrors],
  ),
  /** Signed, by somebody else than who submitted it. */
  'response.approveReport': command(
    approveReport,
    z.strictObject({
      id: recordId,
      seen: seenText.optional(),
      confirmation: z.string().max(200).optional(),
    }),
    receipt,
    ['notFound', 'wrongState', 'ownAct', 'textChanged', 'passwordNeeded', ...storeErrors],
  ),
  /** Something to be put right (record type `finding`), out of a response or one of its steps. */
  'response.raiseFinding': command(
    perform,
    z.strictObject({
      id: recordId,
      step: partId.optional(),
      title: z.string().trim().min(1).max(200),
      severity: z.enum(['minor', 'major', 'critical']).optional(),
      details: words.optional(),
      owner: recordId.optional(),
      dueAt: instant.optional(),
    }),
    receipt.extend({ finding: recordId, number: z.string().optional() }),
    ['notFound', 'stepUnknown', 'fieldInvalid', ...storeErrors],
  ),
} as const

export const responseProcedures = {
  ...planProcedures,
  ...runProcedures,
  ...drillProcedures,
} as const
