import { z } from 'zod'
import { checkBody, checkArea, checkCategory, templateView, versionHead } from './checklist-body.ts'
import {
  escalationStep,
  moment,
  roundTiming,
  scheduleRule,
  scheduleView,
  timeZone,
} from './checklist-schedule.ts'
import { instant, language, nothing, receipt, recordId, seenText } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'

const read = mayRecord('read', 'checklist-run')
const propose = mayRecord('create', 'checklist-version')
const approve = mayRecord('update', 'checklist-version')
const keep = mayRecord('create', 'checklist-template')
const plan = mayRecord('create', 'checklist-schedule')

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const confirmation = z.string().max(100)
const reason = z.string().trim().min(1).max(500)

/** Templates of checklists and when they are due. */
export const checklistPlanProcedures = {
  // Templates and their versions

  'checklists.templates': query(read, nothing, z.object({ templates: z.array(templateView) })),
  /** One template with all its versions, newest first. */
  'checklists.template': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({ template: templateView, versions: z.array(versionHead) }),
    ['notFound'],
  ),
  /** A version with its content: for preview, editing, comparison. */
  'checklists.version': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({
      version: versionHead,
      body: checkBody,
      /** What was written on another device while it was approved, and is not under the approval. */
      beside: checkBody.optional(),
    }),
    ['notFound'],
  ),
  /** Name and place of a template; a new one without `id`. Retired ones start no more rounds. */
  'checklists.saveTemplate': command(
    keep,
    z.strictObject({
      id: recordId.optional(),
      name: z.string().trim().min(1).max(120),
      category: checkCategory,
      area: checkArea,
      post: recordId.nullable().optional(),
      notes: z.string().trim().max(5000).optional(),
      retired: z.boolean().optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', 'missingFields', ...storeErrors],
  ),
  /** Content of the template's next version: changes its draft or returned version, else begins a new one. */
  'checklists.saveVersion': command(
    propose,
    z.strictObject({
      template: recordId,
      body: checkBody,
      note: z.string().trim().max(500).optional(),
    }),
    receipt.extend({ id: recordId, number: z.int() }),
    ['notFound', 'wrongState', 'fieldInvalid', ...storeErrors],
  ),
  'checklists.submitVersion': command(propose, z.strictObject({ version: recordId }), receipt, [
    'notFound',
    'wrongState',
    'checklistEmpty',
    ...storeErrors,
  ]),
  /** Signed; by somebody other than its author. New rounds use it from then on. */
  'checklists.approveVersion': command(
    approve,
    z.strictObject({
      version: recordId,
      seen: seenText.optional(),
      confirmation: confirmation.optional(),
    }),
    receipt,
    ['notFound', 'wrongState', 'ownAct', 'textChanged', 'passwordNeeded', ...storeErrors],
  ),
  'checklists.returnVersion': command(
    approve,
    z.strictObject({ version: recordId, reason }),
    receipt,
    ['notFound', 'wrongState', 'ownAct', ...storeErrors],
  ),
  /** Templates that ship with the application, with the one that was made of each, if any. */
  'checklists.library': query(
    read,
    z.strictObject({ language }),
    z.object({
      templates: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          category: checkCategory,
          area: checkArea,
          notes: z.string(),
          items: z.int(),
          body: checkBody,
          /** When it is due unless somebody plans it otherwise. */
          schedule: z.object({
            rule: scheduleRule,
            timing: roundTiming,
            escalation: z.array(escalationStep),
          }),
          taken: recordId.optional(),
        }),
      ),
    }),
  ),
  /**
   * Makes templates of shipped ones; their first version counts as approved. What was taken before is left as it
   * is. `scheduled`: those that no schedule has are due from now on as they ship.
   */
  'checklists.takeFromLibrary': command(
    keep,
    z.strictObject({
      keys: z.array(z.string().max(60)).min(1).max(50),
      language,
      scheduled: z.boolean().optional(),
    }),
    receipt.extend({ templates: z.array(z.object({ key: z.string(), id: recordId })) }),
    ['notFound', ...storeErrors],
  ),

  // Schedules

  /** Those that have not ended; all with `ended`. */
  'checklists.schedules': query(
    read,
    z.strictObject({ ended: z.boolean().optional() }),
    z.object({ schedules: z.array(scheduleView) }),
  ),
  /**
   * A new schedule without `id`. Changing rule, time zone or timing ends the old one now and begins its
   * successor, so that what was due before stays due; other changes stay in the same record.
   */
  'checklists.saveSchedule': command(
    plan,
    z.strictObject({
      id: recordId.optional(),
      name: z.string().trim().min(1).max(120),
      template: recordId,
      rule: scheduleRule,
      /** Of this computer when absent. */
      timeZone: timeZone.optional(),
      timing: roundTiming,
      post: recordId.nullable().optional(),
      team: recordId.nullable().optional(),
      person: recordId.nullable().optional(),
      escalation: z.array(escalationStep).max(10).optional(),
      /** Now when absent; not in the past. */
      since: moment.optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', 'scheduleInvalid', 'wrongState', ...storeErrors],
  ),
  'checklists.endSchedule': command(plan, z.strictObject({ id: recordId }), receipt, [
    'notFound',
    'wrongState',
    ...storeErrors,
  ]),
  /** When a rule would be due, before it is saved; `moved`: the local time does not exist that day (summer time). */
  'checklists.preview': query(
    read,
    z.strictObject({
      rule: scheduleRule,
      timeZone: timeZone.optional(),
      from: moment,
      limit: z.int().min(1).max(100),
    }),
    z.object({ occurrences: z.array(z.object({ at: instant, moved: z.boolean() })) }),
    ['scheduleInvalid'],
  ),
} as const
