import { z } from 'zod'
import {
  checkBody,
  checkArea,
  checkCategory,
  type CheckBody,
} from '../../../contract/checklist-body.ts'
import { escalationStep, roundTiming, scheduleRule } from '../../../contract/checklist-schedule.ts'
import { roundCounts } from '../../../contract/checklist-rounds.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'

/** Records of this feature as its code works with them; `null` columns are left out. */
type Tools = Pick<Context, 'workspace'>

const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((v) => v ?? undefined)
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

const template = z.object({
  number: text,
  name: text,
  category: checkCategory.catch('event'),
  area: checkArea.catch('general'),
  post: id,
  notes: text,
  retired: flag,
  origin: id,
})
export type TemplateRow = z.output<typeof template> & { readonly id: string }

const version = z.object({
  template: z.string(),
  version: z.number(),
  note: text,
  state: z.enum(['draft', 'submitted', 'approved', 'returned']).catch('draft'),
  author: text,
  submittedAt: at,
  reason: id,
  approvedBy: id,
  approvedAt: at,
})
export type VersionRow = z.output<typeof version> & {
  readonly id: string
  readonly body: CheckBody
}

const schedule = z.object({
  name: text,
  template: z.string(),
  rule: scheduleRule,
  timeZone: z.string(),
  timing: roundTiming,
  post: id,
  team: id,
  person: id,
  escalation: z.array(escalationStep).catch([]),
  since: z.number(),
  until: at,
})
export type ScheduleRow = z.output<typeof schedule> & { readonly id: string }

const run = z.object({
  name: text,
  template: z.string(),
  version: id,
  schedule: id,
  occurrence: id,
  dueAt: z.number(),
  shift: id,
  state: z.enum(['progress', 'submitted', 'cancelled']).catch('progress'),
  startedAt: at,
  startedBy: id,
  submittedAt: at,
  submittedBy: id,
  madeAt: at,
  summary: optional(roundCounts).catch(undefined),
  lateEntry: flag,
  reason: id,
})
export type RunRow = z.output<typeof run> & { readonly id: string }

const miss = z.object({
  name: text,
  schedule: z.string(),
  occurrence: z.string(),
  dueAt: z.number(),
  state: z.enum(['explained', 'returned', 'approved', 'rescheduled']).catch('explained'),
  comment: text,
  person: text,
  at: z
    .number()
    .nullish()
    .transform((value) => value ?? 0),
  newAt: at,
  reason: id,
  approvedBy: id,
  approvedAt: at,
})
export type MissRow = z.output<typeof miss> & { readonly id: string }

const EMPTY: CheckBody = { sections: [] }

/** Undefined where a row was written by a newer program that says things this one cannot read. */
const parsed = <T extends z.ZodType>(schema: T, row: RecordRow) => {
  const read = schema.safeParse(row.fields)
  return read.success ? { ...(read.data as z.output<T> & object), id: row.id } : undefined
}

export const templateOf = (row: RecordRow): TemplateRow => ({
  ...template.parse(row.fields),
  id: row.id,
})
export const runOf = (row: RecordRow): RunRow => ({ ...run.parse(row.fields), id: row.id })
export const missOf = (row: RecordRow): MissRow => ({ ...miss.parse(row.fields), id: row.id })
export const scheduleOf = (row: RecordRow): ScheduleRow | undefined => parsed(schedule, row)
export function versionOf(row: RecordRow): VersionRow {
  const body = checkBody.safeParse(row.fields['body'])
  return {
    ...version.parse(row.fields),
    id: row.id,
    body: body.success ? body.data : EMPTY,
  }
}

type Name =
  | 'checklist-template'
  | 'checklist-version'
  | 'checklist-schedule'
  | 'checklist-run'
  | 'checklist-miss'

/** The row of a record that must be there; throws CoreError notFound. */
export function rowOf({ workspace }: Tools, type: Name, record: string): RecordRow {
  const row = workspace.log.row(type, record)
  if (row === undefined || row.deleted) throw new CoreError('notFound')
  return row
}

/** What says whether a run still wants something, read without the rest of it. */
export interface RunHead {
  readonly id: string
  readonly dueAt: number
  readonly state: string | null
  readonly startedAt: number | null
}

/** Heads of runs by a condition on their table, in order of id. */
export const runHeads = (
  { workspace }: Tools,
  where: string,
  ...values: readonly (string | number)[]
): RunHead[] =>
  workspace.db
    .prepare<unknown[], RunHead>(
      `SELECT id, "dueAt", state, "startedAt" FROM r_checklist_run WHERE _deleted = 0 AND ${where} ORDER BY id`,
    )
    .all(...values)

/** Rows by a condition on the type's table, in order of id. */
export function rowsWhere(
  { workspace }: Tools,
  type: Name,
  where = '1',
  ...values: readonly (string | number)[]
): RecordRow[] {
  return workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM r_${type.replaceAll('-', '_')} WHERE _deleted = 0 AND ${where} ORDER BY id`,
    )
    .all(...values)
    .flatMap(({ id: found }) => workspace.log.row(type, found) ?? [])
}
