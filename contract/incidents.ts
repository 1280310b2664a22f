import { z } from 'zod'
import { attachment, instant, level, receipt, recordId, recordLabel, recordRef } from './common.ts'
import {
  CAUSES,
  CORRECTABLE,
  DECISIONS,
  GRADES,
  IMPACTS,
  INCIDENT_ROLES,
  MILESTONES,
  PHASES,
  SOURCES,
  type IncidentRole,
} from './incident-rules.ts'
import { command, may, mayRecord, query } from './procedure.ts'
import { EVENT_KINDS } from './response-timeline.ts'

export const TITLE_MAX = 200
export const TEXT_MAX = 4_000
export const REASON_MAX = 500
export const MOST_LINKS = 100

const values = <T extends string>(choices: readonly { readonly value: T }[]) =>
  z.enum(choices.map(({ value }) => value) as [T, ...T[]])

const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const phase = z.enum(PHASES)
const milestone = z.enum(MILESTONES)
export const cause = values(CAUSES)
const person = z.object({ id: z.string(), name: z.string() })
const title = z.string().trim().min(1).max(TITLE_MAX)
const text = z.string().trim().max(TEXT_MAX)
const reason = z.string().trim().min(1).max(REASON_MAX)
const ids = z.array(recordId).max(MOST_LINKS)
const refs = z.array(recordRef).max(MOST_LINKS)

const milestones = z.partialRecord(milestone, instant)

export const incidentSummary = z.object({
  id: recordId,
  number: z.string(),
  title: z.string(),
  level,
  /** The grade that counts now, and the one that people gave; `risen`: by how much nobody's answer raised it. */
  grade: z.int().min(GRADES[0]).max(GRADES[3]),
  declaredGrade: z.int().min(GRADES[0]).max(GRADES[3]),
  risen: z.int(),
  phase,
  /** The service is not back yet. */
  impaired: z.boolean(),
  source: values(SOURCES),
  at: milestones,
  /** When somebody in charge is to have answered, and when the service is to be back. */
  answerBy: instant,
  repairBy: instant,
  /** When it is to be decided; absent before the answer and after the decision. */
  decideBy: instant.optional(),
  /** When the next progress report is due; absent once the service is back. */
  progressBy: instant.optional(),
  /** When the fault report is due; absent before the return to normal. */
  reportBy: instant.optional(),
  commander: person.optional(),
  items: z.array(recordLabel),
  /** Which of the items are services. */
  services: z.array(recordId),
  stopsHandover: z.boolean(),
  problem: recordLabel.optional(),
  openTasks: z.int(),
})
export type IncidentSummary = z.infer<typeof incidentSummary>

/** Texts of an incident that people fill in, phase by phase. */
export const INCIDENT_TEXTS = [
  'details',
  'scope',
  'loss',
  'options',
  'decisionReason',
  'precautions',
  'verification',
  'rootCause',
  'lessons',
  'improvement',
  'training',
  'gradeReason',
] as const
export type IncidentText = (typeof INCIDENT_TEXTS)[number]

/** Something that still has to be done before the incident may be closed. */
const openTask = z.object({
  title: z.string(),
  record: recordRef,
  path: z.string(),
  /** It belongs to the repair: without it nothing is back to normal. */
  now: z.boolean(),
})

export const incidentView = incidentSummary.extend({
  texts: z.record(z.enum(INCIDENT_TEXTS), z.string()),
  links: z.array(recordLabel),
  attachments: z.array(attachment),
  roles: z.partialRecord(values(INCIDENT_ROLES), person),
  reportedBy: person.optional(),
  reportedTo: person.optional(),
  answeredBy: person.optional(),
  impacts: z.array(values(IMPACTS)),
  decision: values(DECISIONS).optional(),
  decidedBy: person.optional(),
  verifiedBy: person.optional(),
  restoredBy: person.optional(),
  closedBy: person.optional(),
  causeKind: cause.optional(),
  tasks: z.array(openTask),
  /** Fields that the present phase still wants before the next one. */
  missing: z.array(z.string()),
  /** Fields on which two devices disagree. */
  conflicts: z.array(z.string()),
  /** Opaque: what the reader saw; given back with an update. */
  seen: z.string(),
})
export type IncidentView = z.infer<typeof incidentView>

const kind = values(EVENT_KINDS)

/** A line of the timeline: told of the incident, or gathered from what belongs to it. */
export const timelineLine = z.object({
  /** Names the line for ever, for curation. */
  key: z.string(),
  at: instant,
  /** When it was written down, where that was much later. */
  enteredAt: instant.optional(),
  kind: z.union([kind, z.enum(['log', 'alert', 'record'])]),
  text: z.string(),
  person: z.string(),
  personName: z.string(),
  record: recordLabel.optional(),
  links: z.array(recordLabel),
  attachments: z.array(attachment),
  pinned: z.boolean(),
  hidden: z.boolean(),
  note: z.string(),
})
export type TimelineLine = z.infer<typeof timelineLine>

const read = mayRecord('read', 'incident')
const create = mayRecord('create', 'incident')
const update = mayRecord('update', 'incident')
const lead = may('incident.lead')
const store = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const moved = [
  'notFound',
  'incidentPhase',
  'missingFields',
  'fieldInvalid',
  'timeInFuture',
  ...store,
] as const
const one = z.strictObject({ id: recordId })
const at = instant.optional()
const confirmation = z.string().max(200).optional()

/** What people fill in as they go; null empties a field. */
const changes = z.strictObject({
  title: title.optional(),
  ...(Object.fromEntries(INCIDENT_TEXTS.map((name) => [name, text.optional()])) as {
    readonly [N in IncidentText]: z.ZodOptional<typeof text>
  }),
  items: ids.optional(),
  reportedTo: recordId.nullable().optional(),
  ...(Object.fromEntries(
    INCIDENT_ROLES.map(({ value }) => [value, recordId.nullable().optional()]),
  ) as { readonly [N in IncidentRole]: z.ZodOptional<z.ZodNullable<typeof recordId>> }),
  impacts: z.array(values(IMPACTS)).max(IMPACTS.length).optional(),
  decisionBy: instant.nullable().optional(),
  causeKind: cause.nullable().optional(),
  problem: recordId.nullable().optional(),
  stopsHandover: z.boolean().optional(),
  attachments: z.array(attachment).max(100).optional(),
})

/** Incidents 故障/突发事件 (C1–C4, D3, D4). */
export const incidentProcedures = {
  /** Declares an incident; by one key a title is enough. Answers its number. */
  'incident.declare': command(
    create,
    z.strictObject({
      /** Given by the caller, so that a call repeated after a lost answer declares nothing twice. */
      id: recordId.optional(),
      title,
      details: text.optional(),
      scope: z.string().trim().max(1_000).optional(),
      source: values(SOURCES).optional(),
      links: refs.optional(),
      items: ids.optional(),
      grade,
      gradeReason: z.string().trim().max(REASON_MAX).optional(),
      /** Absent: now. */
      discoveredAt: instant.optional(),
      /** The person in charge whom it was reported to; absent: whoever leads the shift. */
      reportedTo: recordId.optional(),
      stopsHandover: z.boolean().optional(),
      level: level.optional(),
    }),
    receipt.extend({ id: recordId, number: z.string() }),
    ['timeInFuture', 'fieldInvalid', 'missingFields', 'clearance', ...store],
  ),
  /** Incidents that name any of the records: what a record shows of what was declared from it. */
  'incident.of': query(
    read,
    z.strictObject({ records: z.array(recordId).min(1).max(200) }),
    z.object({
      incidents: z.array(
        incidentSummary
          .pick({ id: true, number: true, title: true, grade: true, phase: true, impaired: true })
          .extend({ record: recordId }),
      ),
    }),
  ),
  'incident.get': query(read, one, z.object({ incident: incidentView }), ['notFound']),
  'incident.list': query(
    read,
    z.strictObject({
      /** By default those that are not closed. */
      phases: z.array(phase).max(PHASES.length).optional(),
      grades: z.array(grade).max(GRADES.length).optional(),
      /** Discovered in the period. */
      from: instant.optional(),
      to: instant.optional(),
      item: recordId.optional(),
      text: z.string().max(200).optional(),
      sort: z.enum(['newest', 'oldest', 'grade', 'number', 'repair']).optional(),
      limit: z.int().min(1).max(500),
      offset: z.int().min(0).max(1_000_000).optional(),
    }),
    z.object({ incidents: z.array(incidentSummary), total: z.int(), now: instant }),
  ),
  /** What was told of an incident and what is gathered from the records that belong to it, oldest first. */
  'incident.timeline': query(read, one, z.object({ lines: z.array(timelineLine) }), ['notFound']),
  /** Writes a line on the timeline: a note, or a progress report up the line. */
  'incident.tell': command(
    update,
    z.strictObject({
      id: recordId,
      kind: z.enum(['note', 'report', 'analysis']),
      text: z.string().trim().min(1).max(TEXT_MAX),
      at: instant.optional(),
      links: refs.optional(),
      attachments: z.array(attachment).max(50).optional(),
    }),
    receipt.extend({ event: recordId }),
    moved,
  ),
  /** Fills in what the phases want; every change stays in the record's history. */
  'incident.update': command(
    update,
    z.strictObject({ id: recordId, changes, seen: z.string().max(20_000).optional() }),
    receipt,
    [...moved, 'clearance'],
  ),
  /** The person in charge has received it: the first phase ends, and the grade rises no more. */
  'incident.answer': command(
    lead,
    z.strictObject({ id: recordId, at, note: z.string().trim().max(TEXT_MAX).optional() }),
    receipt,
    moved,
  ),
  'incident.grade': command(lead, z.strictObject({ id: recordId, grade, reason }), receipt, moved),
  /** Raises the level of an incident, with everything that was told of it and its report; what the log holds stays. */
  'incident.setLevel': command(lead, z.strictObject({ id: recordId, level, reason }), receipt, [
    ...moved,
    'clearance',
  ]),
  /** How it is gone on: urgent repair, or a plan. May be decided anew while the repair is under way. */
  'incident.decide': command(
    lead,
    z.strictObject({ id: recordId, decision: values(DECISIONS), reason, at }),
    receipt,
    moved,
  ),
  /** The service is back, with how that was seen. */
  'incident.repaired': command(
    update,
    z.strictObject({
      id: recordId,
      verification: z.string().trim().min(1).max(2_000),
      at,
    }),
    receipt,
    moved,
  ),
  /** It fell again: the service is impaired from now on. */
  'incident.relapse': command(update, z.strictObject({ id: recordId, reason }), receipt, moved),
  /** Signed: everything is back to normal, and the review begins. */
  'incident.restore': command(lead, z.strictObject({ id: recordId, confirmation }), receipt, [
    ...moved,
    'incidentTasks',
    'passwordNeeded',
  ]),
  /** Signed: reviewed, reported, nothing left open. */
  'incident.close': command(lead, z.strictObject({ id: recordId, confirmation }), receipt, [
    ...moved,
    'incidentTasks',
    'incidentReport',
    'passwordNeeded',
  ]),
  /** Corrects a milestone, visibly: what stood there before stays on the timeline with the reason. */
  'incident.correct': command(
    lead,
    z.strictObject({ id: recordId, milestone: z.enum(CORRECTABLE), at: instant, reason }),
    receipt,
    moved,
  ),
  'incident.link': command(
    update,
    z.strictObject({ id: recordId, record: recordRef, linked: z.boolean() }),
    receipt,
    moved,
  ),
  /** Arranges the timeline: pins a line, leaves it out of the report, writes beside it. */
  'incident.curate': command(
    update,
    z.strictObject({
      id: recordId,
      key: z.string().min(1).max(300),
      pinned: z.boolean().optional(),
      hidden: z.boolean().optional(),
      note: z.string().trim().max(REASON_MAX).optional(),
    }),
    receipt,
    moved,
  ),
  /** Something to be put right afterwards; the incident is not closed before it is. */
  'incident.raiseFinding': command(
    update,
    z.strictObject({
      id: recordId,
      title,
      details: text.optional(),
      owner: recordId.optional(),
      dueAt: instant.optional(),
    }),
    receipt.extend({ finding: recordId }),
    moved,
  ),
} as const
