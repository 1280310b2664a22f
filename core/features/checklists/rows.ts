import { z } from 'zod'
import { versionState } from '../../../contract/approved-versions.ts'
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
import { readOnce } from '../../records/read-once.ts'
import { isTimeZone } from '../../time/zone.ts'

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
  state: versionState.catch('draft'),
  author: text,
  submittedAt: at,
  reason: id,
  approvedBy: id,
  approvedAt: at,
})
export type VersionRow = z.output<typeof version> & {
  readonly id: string
  readonly body: CheckBody
  readonly row: RecordRow
}

const schedule = z.object({
  name: text,
  template: z.string(),
  rule: scheduleRule,
  timeZone: z.string().refine(isTimeZone),
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

const READ = {
  'checklist-template': readOnce(template),
  'checklist-version': readOnce(version),
  'checklist-schedule': readOnce(schedule),
  'checklist-run': readOnce(run),
  'checklist-miss': readOnce(miss),
} as const
type Name = keyof typeof READ
const readBody = readOnce(checkBody, ({ fields }) => fields['body'])

/** Throws CoreError notFound where it cannot be read. */
function parsed<T extends object>(read: (row: RecordRow) => T | undefined, row: RecordRow) {
  const found = read(row)
  if (found === undefined) throw new CoreError('notFound')
  return { ...found, id: row.id }
}

export const templateOf = (row: RecordRow): TemplateRow => parsed(READ['checklist-template'], row)
export const runOf = (row: RecordRow): RunRow => parsed(READ['checklist-run'], row)
export const missOf = (row: RecordRow): MissRow => parsed(READ['checklist-miss'], row)
export const scheduleOf = (row: RecordRow): ScheduleRow => parsed(READ['checklist-schedule'], row)
export const versionOf = (row: RecordRow): VersionRow => ({
  ...parsed(READ['checklist-version'], row),
  body: readBody(row) ?? EMPTY,
  row,
})

/** The row of a record that must be there; throws CoreError notFound. */
export function rowOf(context: Tools, type: Name, record: string): RecordRow {
  const row = rowIfAny(context, type, record)
  if (row === undefined) throw new CoreError('notFound')
  return row
}

/** The row of a record that may be absent, or that another program wrote in a way this one cannot read. */
export function rowIfAny(
  { workspace }: Tools,
  type: Name,
  record: string | undefined,
): RecordRow | undefined {
  const row = record === undefined ? undefined : workspace.log.row(type, record)
  return row && !row.deleted && READ[type](row) !== undefined ? row : undefined
}

/** Name of a checklist; empty where it is not known here. */
export function templateName(context: Tools, id: string): string {
  const row = rowIfAny(context, 'checklist-template', id)
  return row ? templateOf(row).name : ''
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

/** Rows by a condition on the type's table that can be read, in order of id. */
export function rowsWhere(
  context: Tools,
  type: Name,
  where = '1',
  ...values: readonly (string | number)[]
): RecordRow[] {
  return context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM r_${type.replaceAll('-', '_')} WHERE _deleted = 0 AND ${where} ORDER BY id`,
    )
    .all(...values)
    .flatMap(({ id: found }) => rowIfAny(context, type, found) ?? [])
}
