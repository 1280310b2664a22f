import { z } from 'zod'
import { REPORT_STATES } from '../../../contract/report-states.ts'
import { recordRef } from '../../../contract/common.ts'
import { versionState } from '../../../contract/approved-versions.ts'
import { planBody, planCategory, planStep, type PlanBody } from '../../../contract/response-body.ts'
import { STEP_OUTCOMES } from '../../../contract/response-engine.ts'
import {
  assignment,
  drillKind,
  drillScope,
  RESPONSE_OUTCOMES,
  scores,
} from '../../../contract/response-views.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import { tableOf } from '../../log/shape.ts'
import type { RecordRow } from '../../log/types.ts'
import { readOnce } from '../../records/read-once.ts'

/** Records of this feature as its code works with them; what another program wrote oddly gets a harmless value. */
type Tools = Pick<Context, 'workspace'>

const optional = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true)
const id = optional(z.string())
const at = optional(z.number())
const people = z.array(z.string()).catch([])

const SCHEMAS = {
  'emergency-plan': z.object({
    number: text,
    name: text,
    category: planCategory.catch('fault'),
    post: id,
    notes: text,
    reviewMonths: optional(z.int()),
    reviewOn: optional(z.iso.date()),
    retired: flag,
    origin: id,
  }),
  'emergency-plan-version': z.object({
    plan: z.string(),
    version: z.number(),
    note: text,
    state: versionState.catch('draft'),
    author: text,
    submittedAt: at,
    reason: id,
    approvedBy: id,
    approvedAt: at,
  }),
  'plan-proposal': z.object({
    plan: z.string(),
    text,
    activation: id,
    person: text,
    answer: id,
  }),
  activation: z.object({
    number: text,
    title: text,
    plan: z.string(),
    version: z.string(),
    drill: flag,
    drillKind: drillKind.catch('tabletop'),
    drillScope: drillScope.catch('special'),
    drillSchedule: id,
    drillOn: id,
    goal: text,
    level: z.coerce
      .number()
      .pipe(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
    reason: text,
    incident: z.array(recordRef).catch([]),
    discoveredAt: z.number(),
    startedAt: z.number(),
    startedBy: text,
    roles: z.array(assignment).catch([]),
    restoredAt: at,
    endedAt: at,
    endedBy: id,
    outcome: optional(z.enum(RESPONSE_OUTCOMES)),
    endNote: text,
    well: text,
    badly: text,
    lessons: text,
    summedUpAt: at,
    reportState: z.enum(REPORT_STATES.map(({ value }) => value)).catch('draft'),
    reportSubmittedBy: id,
    reportReturnReason: text,
    reportApprovedAt: at,
    reportApprovedBy: id,
    weights: scores.catch({ feasibility: 40, effectiveness: 40, teamwork: 20 }),
    attendees: people,
    observers: people,
  }),
  'response-step': z.object({
    of: z.string(),
    step: planStep.extend({ person: id, guardPerson: id }),
    after: id,
    at: z.number(),
  }),
  'step-result': z.object({
    of: z.string(),
    step: z.string(),
    attempt: z.number(),
    outcome: z.enum(STEP_OUTCOMES),
    at: z.number(),
    by: text,
    reason: text,
    undoneAt: at,
  }),
  'response-report': z.object({ of: z.string(), text, to: people, at: z.number() }),
  'drill-schedule': z.object({
    plan: z.string(),
    kind: drillKind.catch('tabletop'),
    scope: drillScope.catch('special'),
    firstOn: z.iso.date(),
    everyMonths: z.number().catch(0),
    note: text,
  }),
  'drill-score': z.object({
    activation: z.string(),
    person: text,
    feasibility: z.number(),
    effectiveness: z.number(),
    teamwork: z.number(),
    comment: text,
    at: z.number(),
  }),
} as const

type Schemas = typeof SCHEMAS
const READ = Object.fromEntries(
  Object.entries(SCHEMAS).map(([type, schema]) => [type, readOnce<z.ZodType<object>>(schema)]),
) as Record<RowType, (row: RecordRow) => object | undefined>
const readBody = readOnce(planBody, ({ fields }) => fields['body'])
export type RowType = keyof Schemas
export type RowOf<T extends RowType> = z.output<Schemas[T]> & {
  readonly id: string
  readonly row: RecordRow
}

export type PlanRow = RowOf<'emergency-plan'>
export type PlanVersionRow = RowOf<'emergency-plan-version'>
export type ActivationRow = RowOf<'activation'>

/** A record that may be absent, or that another program wrote in a way this one cannot read. */
export function rowIfAny<T extends RowType>(
  { workspace }: Tools,
  type: T,
  record: string | undefined,
): RowOf<T> | undefined {
  const row = record === undefined ? undefined : workspace.log.row(type, record)
  if (row === undefined || row.deleted) return undefined
  const read = READ[type](row)
  return read && ({ ...read, id: row.id, row } as unknown as RowOf<T>)
}

/** A record that must be there; throws CoreError notFound. */
export function rowOf<T extends RowType>(context: Tools, type: T, record: string): RowOf<T> {
  const row = rowIfAny(context, type, record)
  if (row === undefined) throw new CoreError('notFound')
  return row
}

/** Records by a condition on the type's table, in order of id. */
export function rowsWhere<T extends RowType>(
  context: Tools,
  type: T,
  where = '1',
  ...values: readonly (string | number)[]
): RowOf<T>[] {
  return context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type)} WHERE _deleted = 0 AND ${where} ORDER BY id`,
    )
    .all(...values)
    .flatMap(({ id: found }) => rowIfAny(context, type, found) ?? [])
}

const EMPTY: PlanBody = {
  trigger: '',
  scope: '',
  levels: [],
  roles: [],
  steps: [],
  recovery: [],
  contacts: [],
  report: { minutes: 30, to: [] },
}

/** What a version says; nothing where another program wrote it in a way this one cannot read. */
export const bodyOf = ({ row }: PlanVersionRow): PlanBody => readBody(row) ?? EMPTY

/** Without the keys whose value is undefined, as views leave out what is not known. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
