import { z } from 'zod'
import { nothing, receipt, recordId } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'
import {
  coverageRow,
  drillKind,
  drillScheduleView,
  drillScope,
  plannedDrill,
  scores,
} from './response-views.ts'

const read = mayRecord('read', 'activation')
const lead = mayRecord('update', 'activation')
const plan = mayRecord('create', 'drill-schedule')
const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const day = z.iso.date()

/** Drills 应急演练 (D2). */
export const drillProcedures = {
  /** One observer's word; he may change it until the drill is summed up. */
  'drill.score': command(
    mayRecord('create', 'drill-score'),
    z.strictObject({ id: recordId, scores, comment: z.string().trim().max(2000).optional() }),
    receipt,
    ['notFound', 'notADrill', 'wrongState', ...storeErrors],
  ),
  'drill.weigh': command(lead, z.strictObject({ id: recordId, weights: scores }), receipt, [
    'notFound',
    'notADrill',
    ...storeErrors,
  ]),
  /** Who took part and who watched; kept for training records. */
  'drill.attend': command(
    lead,
    z.strictObject({
      id: recordId,
      attendees: z.array(recordId).max(200),
      observers: z.array(recordId).max(20),
    }),
    receipt,
    ['notFound', 'notADrill', 'fieldInvalid', ...storeErrors],
  ),
  'drill.schedules': query(read, nothing, z.object({ schedules: z.array(drillScheduleView) })),
  'drill.saveSchedule': command(
    plan,
    z.strictObject({
      id: recordId.optional(),
      plan: recordId,
      kind: drillKind,
      scope: drillScope,
      firstOn: day,
      everyMonths: z.int().min(0).max(60),
      note: z.string().trim().max(500).optional(),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', ...storeErrors],
  ),
  'drill.removeSchedule': command(plan, z.strictObject({ id: recordId }), receipt, [
    'notFound',
    ...storeErrors,
  ]),
  /** The drills of a year's plan and how far all plans are covered. */
  'drill.year': query(
    read,
    z.strictObject({ year: z.int().min(2000).max(2200) }),
    z.object({
      drills: z.array(plannedDrill),
      coverage: z.array(coverageRow),
      /** Comprehensive drills that were done in the year; at least one is wanted. */
      comprehensive: z.int(),
    }),
  ),
} as const
