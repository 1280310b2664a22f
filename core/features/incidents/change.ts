import { INCIDENT_ROLES, PHASE_LABELS, type Phase } from '../../../contract/incident-rules.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import type { Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { derivedId } from '../../records/derived-id.ts'
import { nameOf, typeOf, visibleRow } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { tell } from '../../response-timeline.ts'
import { incidentOf, type Incident } from './row.ts'
import { incidentType } from './types/incident.type.ts'
import { SAID } from './words.ts'

/** An incident that may still be changed; throws CoreError notFound, incidentPhase. */
export const openIncident = (context: Context, id: string): Incident =>
  inPhase(context, id, UNCLOSED)

export const UNCLOSED: readonly Phase[] = ['report', 'assess', 'implement', 'review']

/** Throws CoreError incidentPhase where the incident is in none of the phases. */
export function inPhase(context: Context, id: string, phases: readonly Phase[]): Incident {
  const incident = incidentOf(context, id)
  if (!phases.includes(incident.phase))
    throw new CoreError('incidentPhase', { phase: PHASE_LABELS[incident.phase] })
  return incident
}

type Kind = Parameters<typeof tell>[1]['kind']

/** What the program says of an act on the incident's timeline. */
export const said = (
  context: Context,
  { id, level }: Pick<Incident, 'id' | 'level'>,
  kind: Kind,
  text: Text,
  at?: number,
): NewOperation => tell(context, { of: { type: 'incident', id }, kind, text, level, at })

/** The operation that changes an incident's own fields; none where nothing would change. */
export function changed(
  context: Context,
  incident: Incident,
  fields: Readonly<Record<string, Json>>,
  seen?: string,
): NewOperation[] {
  const op = patchOp(context, incidentType, incident.row, fields, { system: true, seen })
  return op === undefined ? [] : [op]
}

const nothing = (context: Context) => ok({ commit: '', at: context.now() })

type Changes = ParsedInputOf<'incident.update'>['changes']

/** Who took which part, and whether handovers are stopped: what the timeline tells of a change. */
function toldOf(context: Context, incident: Incident, changes: Changes): NewOperation[] {
  const roles = INCIDENT_ROLES.flatMap(({ value, label }) => {
    const given = changes[value]
    if (given === undefined || given === (incident.roles[value] ?? null)) return []
    const name = given === null ? '' : nameOf(context, given)
    return [said(context, incident, 'role', SAID.role(label, name))]
  })
  const { stopsHandover } = changes
  if (stopsHandover === undefined || stopsHandover === incident.stopsHandover) return roles
  const text = stopsHandover ? SAID.stops : SAID.resumes
  return [...roles, said(context, incident, 'decision', text)]
}

/** One record for each line and aspect, whoever arranges it on whichever device. */
function markOps(
  context: Context,
  { id, level }: Incident,
  key: string,
  aspect: string,
  fields: Readonly<Record<string, Json>>,
): NewOperation[] {
  const mark = derivedId('timeline-mark', id, key, aspect)
  const row = context.workspace.log.row('timeline-mark', mark)
  if (row) {
    const op = patchOp(context, typeOf(context, 'timeline-mark'), row, fields, { system: true })
    return op === undefined ? [] : [op]
  }
  return [
    createOp(context, {
      type: 'timeline-mark',
      id: mark,
      level,
      fields: { of: [{ type: 'incident', id }], key, aspect, ...fields },
    }),
  ]
}

export const changeHandlers: Handlers = {
  'incident.update': (context, { id, changes, seen }) => {
    const incident = openIncident(context, id)
    const fields = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    ) as Record<string, Json>
    const own = changed(context, incident, fields, seen)
    if (own.length === 0) return nothing(context)
    return ok(commit(context, 'incident.update', [...own, ...toldOf(context, incident, changes)]))
  },

  'incident.link': (context, { id, record, linked }) => {
    const incident = openIncident(context, id)
    if (linked) visibleRow(context, typeOf(context, record.type).name, record.id)
    const others = incident.links.filter((link) => link.id !== record.id)
    const links = linked ? [...others, record] : others
    const own = changed(context, incident, { links: links as unknown as Json })
    return own.length === 0 ? nothing(context) : ok(commit(context, 'incident.link', own))
  },

  'incident.curate': (context, { id, key, pinned, hidden, note }) => {
    const incident = incidentOf(context, id)
    const wishes: readonly (readonly [string, Record<string, Json> | undefined])[] = [
      ['pinned', pinned === undefined ? undefined : { on: pinned }],
      ['hidden', hidden === undefined ? undefined : { on: hidden }],
      ['note', note === undefined ? undefined : { on: note !== '', note }],
    ]
    const ops = wishes.flatMap(([aspect, fields]) =>
      fields === undefined ? [] : markOps(context, incident, key, aspect, fields),
    )
    return ops.length === 0 ? nothing(context) : ok(commit(context, 'incident.curate', ops))
  },

  'incident.raiseFinding': (context, { id, title, details, owner, dueAt }) => {
    const incident = openIncident(context, id)
    const op = createOp(
      context,
      {
        type: 'finding',
        fields: {
          title,
          details: details ?? null,
          owner: owner ?? null,
          dueAt: dueAt ?? null,
          sources: [{ type: 'incident', id }],
        },
      },
      { system: true },
    )
    const receipt = commit(context, 'incident.raiseFinding', [
      op,
      said(context, incident, 'note', SAID.finding(title)),
    ])
    return ok({ ...receipt, finding: op.id })
  },
}
