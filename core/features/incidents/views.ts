import {
  CAUSES,
  decisionBy,
  DECISIONS,
  IMPACTS,
  INCIDENT_ROLES,
  progressBy,
  repairBy,
} from '../../../contract/incident-rules.ts'
import {
  INCIDENT_TEXTS,
  type IncidentSummary,
  type IncidentText,
  type IncidentView,
} from '../../../contract/incidents.ts'
import type { Context } from '../../feature.ts'
import { labels, nameOf } from '../../records/view.ts'
import { eventsOf } from '../../response-timeline.ts'
import { calendarOf } from './limits.ts'
import { gradingOf, idIn, text, type Incident, type Tools } from './row.ts'
import { missingIn } from './phases.ts'
import { openTasks } from './tasks.ts'
import { endOfDays } from './times.ts'

const person = (context: Tools, id: string | undefined) =>
  id === undefined ? undefined : { id, name: nameOf(context, id) }

/** Without the keys whose value is undefined, as views leave out what is not known. */
const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** Time of the last progress report; undefined: there was none. */
export const lastReport = (context: Tools, incident: string): number | undefined =>
  eventsOf(context, incident).findLast(({ kind }) => kind === 'report')?.at

/** Times that an incident is to keep to. */
export function clocksOf(context: Tools, incident: Incident, now: number) {
  const { at, fields } = incident
  const grading = gradingOf(incident, now)
  const discovered = at.discovered ?? 0
  const impaired = at.repaired === undefined && at.closed === undefined
  const deadline = fields['decisionBy']
  return {
    ...grading,
    impaired,
    repairBy: repairBy(grading.grade, discovered, incident.rules),
    decideBy:
      at.answered === undefined || at.assessed !== undefined
        ? undefined
        : typeof deadline === 'number'
          ? deadline
          : decisionBy(grading.grade, at.answered),
    reportBy:
      at.restored === undefined
        ? undefined
        : endOfDays(
            at.restored,
            incident.rules[grading.grade].written,
            undefined,
            calendarOf(context),
          ),
    progressBy: impaired
      ? progressBy(grading.grade, lastReport(context, incident.id) ?? discovered)
      : undefined,
  }
}

export function summaryOf(context: Tools, incident: Incident, now: number): IncidentSummary {
  const { workspace, session } = context
  const { since: _since, ...clocks } = clocksOf(context, incident, now)
  const items = incident.items.filter((id) => {
    const row = workspace.log.row('configuration-item', id)
    return row !== undefined && row.level <= session.clearance
  })
  const problem = idIn(incident.fields['problem'])
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    level: incident.level,
    declaredGrade: incident.declared,
    phase: incident.phase,
    source: incident.source,
    at: { ...incident.at },
    items: labels(
      context,
      items.map((id) => ({ type: 'configuration-item', id })),
    ),
    services: items.filter(
      (id) => workspace.log.row('configuration-item', id)?.fields['kind'] === 'service',
    ),
    stopsHandover: incident.stopsHandover,
    openTasks: openTasks(context, incident.id).length,
    ...present({
      ...clocks,
      commander: person(context, incident.roles.commander),
      problem:
        problem === undefined ? undefined : labels(context, [{ type: 'problem', id: problem }])[0],
    }),
  }
}

export function viewOf(context: Context, incident: Incident): IncidentView {
  const { fields, row } = incident
  const by = (name: string) => person(context, idIn(fields[name]))
  const impacts: readonly unknown[] = Array.isArray(fields['impacts']) ? fields['impacts'] : []
  return {
    ...summaryOf(context, incident, context.now()),
    texts: Object.fromEntries(INCIDENT_TEXTS.map((name) => [name, text(fields[name])])) as Record<
      IncidentText,
      string
    >,
    links: labels(context, incident.links),
    attachments: [...incident.attachments],
    roles: present(
      Object.fromEntries(
        INCIDENT_ROLES.map(({ value }) => [value, person(context, incident.roles[value])]),
      ),
    ),
    impacts: IMPACTS.flatMap(({ value }) => (impacts.includes(value) ? [value] : [])),
    tasks: openTasks(context, incident.id),
    missing: missingIn(incident),
    conflicts: [...row.conflicts],
    seen: JSON.stringify(row.heads),
    ...present({
      reportedBy: by('reportedBy'),
      reportedTo: by('reportedTo'),
      answeredBy: by('answeredBy'),
      decidedBy: by('decidedBy'),
      verifiedBy: by('verifiedBy'),
      restoredBy: by('restoredBy'),
      closedBy: by('closedBy'),
      decision: DECISIONS.find(({ value }) => value === fields['decision'])?.value,
      causeKind: CAUSES.find(({ value }) => value === fields['causeKind'])?.value,
    }),
  }
}
