import {
  checkBody,
  type CheckBody,
  type TemplateView,
  type VersionHead,
} from '../../../contract/checklist-body.ts'
import type { ScheduleView } from '../../../contract/checklist-schedule.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import { seenIn } from '../../records/approval.ts'
import { nameOf } from '../../records/view.ts'
import {
  rowsWhere,
  scheduleOf,
  templateName,
  versionOf,
  type ScheduleRow,
  type TemplateRow,
  type VersionRow,
} from './rows.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Without the keys whose value is undefined, as views leave out what is not known. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** Versions of a template, newest first. */
export const versionsOf = (context: Tools, template: string): VersionRow[] =>
  rowsWhere(context, 'checklist-version', 'template = ?', template)
    .map(versionOf)
    .toSorted((a, b) => b.version - a.version || (a.id < b.id ? 1 : -1))

/** What new rounds of a template use: the approved version with the highest number. */
export const currentVersion = (context: Tools, template: string): VersionRow | undefined =>
  approvedVersions(context, template)[0]

/** Versions that rounds use or used, newest first. */
export const approvedVersions = (context: Tools, template: string): VersionRow[] =>
  versionsOf(context, template).filter(({ state }) => state === 'approved')

/** The version that new rounds use; throws CoreError noApprovedVersion. */
export function usableVersion(context: Tools, template: TemplateRow): VersionRow {
  const version = template.retired ? undefined : currentVersion(context, template.id)
  if (version === undefined) throw new CoreError('noApprovedVersion', { name: template.name })
  return version
}

/** How a version is called in look-ups and in the audit trail. */
export const versionName = (name: string, version: number): string => `${name} V${version}`

export const itemsOf = ({ body }: Pick<VersionRow, 'body'>) =>
  body.sections.flatMap((section) => section.items)

/** What was written meanwhile into a version that was approved. */
export const besideOf = ({ workspace }: Tools, { id }: VersionRow): CheckBody | undefined =>
  checkBody.safeParse(workspace.log.unapproved('checklist-version', id)['body']).data

export function versionHead(context: Tools, row: VersionRow): VersionHead {
  return {
    id: row.id,
    template: row.template,
    number: row.version,
    state: row.state,
    note: row.note,
    seen: seenIn(row.row),
    beside: besideOf(context, row) !== undefined,
    items: itemsOf(row).length,
    author: row.author,
    authorName: nameOf(context, row.author),
    ...present({
      submittedAt: row.submittedAt,
      approvedAt: row.approvedAt,
      approvedByName: row.approvedBy && nameOf(context, row.approvedBy),
      reason: row.state === 'returned' ? row.reason : undefined,
    }),
  }
}

export function templateView(context: Tools, row: TemplateRow, now: number): TemplateView {
  const versions = versionsOf(context, row.id)
  const current = versions.find(({ state }) => state === 'approved')
  const next = versions.find(
    ({ state, version }) => state !== 'approved' && version > (current?.version ?? 0),
  )
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    category: row.category,
    area: row.area,
    notes: row.notes,
    retired: row.retired,
    schedules: schedules(context, 'template = ?', row.id).filter((schedule) =>
      isAlive(schedule, now),
    ).length,
    ...present({
      post: row.post,
      current: current && versionHead(context, current),
      next: next && versionHead(context, next),
    }),
  }
}

export const schedules = (
  context: Tools,
  where = '1',
  ...values: readonly (string | number)[]
): ScheduleRow[] => rowsWhere(context, 'checklist-schedule', where, ...values).map(scheduleOf)

export const isAlive = ({ until }: ScheduleRow, now: number): boolean =>
  until === undefined || until > now

export function scheduleView(context: Tools, row: ScheduleRow): ScheduleView {
  return {
    id: row.id,
    name: row.name,
    template: row.template,
    templateName: templateName(context, row.template),
    rule: row.rule,
    timeZone: row.timeZone,
    timing: row.timing,
    escalation: row.escalation,
    since: row.since,
    ...present({ post: row.post, team: row.team, person: row.person, until: row.until }),
  }
}
