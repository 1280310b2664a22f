import { z } from 'zod'
import { attachment, recordRef, type Attachment, type RecordRef } from '../../../contract/common.ts'
import {
  GRADES,
  graded,
  INCIDENT_ROLES,
  MILESTONES,
  phaseOf,
  SOURCES,
  type Grade,
  type GradeRules,
  type Grading,
  type IncidentRole,
  type Milestones,
  type Phase,
  type Source,
} from '../../../contract/incident-rules.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Level } from '../../../contract/roles.ts'
import type { Context } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import { opened } from '../../records/seal.ts'
import { levelOf, visibleRow } from '../../records/view.ts'
import { rulesIn } from './limits.ts'
import { incidentType } from './types/incident.type.ts'

export type Tools = Pick<Context, 'workspace' | 'session'>

/** An incident as this feature's code works with it. */
export interface Incident {
  readonly id: string
  readonly row: RecordRow
  readonly level: Level
  readonly number: string
  readonly title: string
  readonly source: Source
  readonly declared: Grade
  readonly gradedAt: number
  readonly at: Milestones
  readonly phase: Phase
  readonly items: readonly string[]
  readonly links: readonly RecordRef[]
  readonly attachments: readonly Attachment[]
  readonly roles: Readonly<Partial<Record<IncidentRole, string>>>
  readonly stopsHandover: boolean
  /** Limits that it is measured by. */
  readonly rules: GradeRules
  /** The other fields, opened. */
  readonly fields: Readonly<Record<string, Json>>
}

/** What another program wrote may say anything: what is no list of these is an empty one. */
const ids = z.array(z.string()).catch([])
const refs = z.array(recordRef).catch([])
const files = z.array(attachment).catch([])
export const refsIn = (value: Json | undefined): RecordRef[] => refs.parse(value ?? [])
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const idIn = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Throws CoreError notFound where it is not there for this person. */
export const incidentOf = (context: Tools, id: string): Incident =>
  incidentIn(context, visibleRow(context, 'incident', id))

export function incidentIn(context: Tools, row: RecordRow): Incident {
  const fields = opened(context, incidentType, row.id, row.fields)
  const at: Milestones = Object.fromEntries(
    MILESTONES.flatMap((name) => {
      const value = fields[`${name}At`]
      return Number.isSafeInteger(value) ? [[name, value]] : []
    }),
  )
  const roles = Object.fromEntries(
    INCIDENT_ROLES.flatMap(({ value }) => {
      const id = idIn(fields[value])
      return id === undefined ? [] : [[value, id]]
    }),
  )
  const gradedAt = fields['gradedAt']
  return {
    id: row.id,
    row,
    level: levelOf(row),
    number: text(fields['number']),
    title: text(fields['title']),
    source: SOURCES.find(({ value }) => value === fields['source'])?.value ?? 'hand',
    declared: gravest(context, row, text(fields['grade'])),
    gradedAt: typeof gradedAt === 'number' ? gradedAt : (at.reported ?? at.discovered ?? 0),
    at,
    phase: phaseOf(at),
    items: ids.parse(fields['items'] ?? []),
    links: refsIn(fields['links']),
    attachments: files.parse(fields['attachments'] ?? []),
    roles,
    stopsHandover: fields['stopsHandover'] === true,
    rules: rulesIn(fields['limits']),
    fields,
  }
}

const gradeFrom = (value: string): Grade => GRADES.find((grade) => String(grade) === value) ?? 4

/** While two devices disagree on the grade, the graver one counts: when unsure, the higher. */
function gravest({ workspace }: Tools, row: RecordRow, shown: string): Grade {
  if (!row.conflicts.includes('grade')) return gradeFrom(shown)
  const grades = workspace.log
    .values('incident', row.id, 'grade')
    .map(({ value }) => gradeFrom(text(value)))
  return grades.reduce((worst, grade) => (grade < worst ? grade : worst), gradeFrom(shown))
}

/** The grade that counts now. */
export const gradingOf = ({ declared, gradedAt, at, rules }: Incident, now: number): Grading =>
  graded(declared, gradedAt, at.answered, now, rules)

/** Incidents by a condition on their table that this person may see, newest discovery first. */
export function incidentsWhere(
  context: Tools,
  where: string,
  ...values: readonly (string | number)[]
): Incident[] {
  const { workspace, session } = context
  return workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM r_incident WHERE _deleted = 0 AND _level <= ? AND ${where} ORDER BY "discoveredAt" DESC, id DESC`,
    )
    .all(session.clearance, ...values)
    .flatMap(({ id }) => {
      const row = workspace.log.row('incident', id)
      return row ? [incidentIn(context, row)] : []
    })
}
