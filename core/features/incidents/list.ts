import type { IncidentSummary } from '../../../contract/incidents.ts'
import { PHASES, type Phase } from '../../../contract/incident-rules.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { incoming } from '../../records/links.ts'
import type { RecordRow } from '../../log/types.ts'
import { normalise } from '../../search/text.ts'
import { incidentIn, incidentOf, incidentsWhere, text, type Incident } from './row.ts'
import { summaryOf, viewOf } from './views.ts'

type Query = Omit<ParsedInputOf<'incident.list'>, 'limit' | 'offset'>

const OPEN: readonly Phase[] = PHASES.filter((phase) => phase !== 'closed')

/** Incidents that a query asks for, in its order. */
export function findIncidents(context: Context, query: Query, now: number): IncidentSummary[] {
  const phases = query.phases?.length ? query.phases : OPEN
  const bounds = [query.from ?? Number.MIN_SAFE_INTEGER, query.to ?? Number.MAX_SAFE_INTEGER]
  const open = phases.includes('closed') ? '1' : '"closedAt" IS NULL'
  const words = normalise(query.text ?? '')
    .split(/\s+/u)
    .filter(Boolean)
  const found = incidentsWhere(
    context,
    `${open} AND "discoveredAt" >= ? AND "discoveredAt" < ?`,
    ...bounds,
  )
    .filter((incident) => phases.includes(incident.phase))
    .filter((incident) => query.item === undefined || incident.items.includes(query.item))
    .map((incident) => ({ incident, summary: summaryOf(context, incident, now) }))
    .filter(({ incident, summary }) => holds(incident, summary, words))
    .map(({ summary }) => summary)
    .filter(({ grade }) => !query.grades?.length || query.grades.some((one) => one === grade))
  return ordered(found, query.sort ?? 'newest')
}

function holds(incident: Incident, summary: IncidentSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { fields } = incident
  const all = normalise(
    [
      summary.number,
      summary.title,
      text(fields['details']),
      text(fields['rootCause']),
      summary.commander?.name ?? '',
      ...summary.items.map(({ title }) => title),
    ].join('\n'),
  )
  return words.every((word) => all.includes(word))
}

function ordered(found: IncidentSummary[], sort: NonNullable<Query['sort']>): IncidentSummary[] {
  switch (sort) {
    case 'newest':
      return found
    case 'oldest':
      return found.toReversed()
    case 'grade':
      return found.toSorted((a, b) => a.grade - b.grade)
    case 'number':
      return found.toSorted((a, b) => (a.number < b.number ? 1 : -1))
    case 'repair':
      return found.toSorted(
        (a, b) => Number(b.impaired) - Number(a.impaired) || a.repairBy - b.repairBy,
      )
  }
}

/** An incident as far as the person may see it. */
function rowFor({ workspace, session }: Context, id: string): RecordRow | undefined {
  const row = workspace.log.row('incident', id)
  return row && !row.deleted && row.level <= session.clearance ? row : undefined
}

export const readHandlers: Handlers = {
  'incident.get': (context, { id }) => ok({ incident: viewOf(context, incidentOf(context, id)) }),
  'incident.of': (context, { records }) => {
    const now = context.now()
    const found = [...new Set(records)].flatMap((record) =>
      incoming(context.workspace.db, record).flatMap(({ type, id, field }) => {
        const row = type === 'incident' && field === 'links' ? rowFor(context, id) : undefined
        return row ? [{ ...summaryOf(context, incidentIn(context, row), now), record }] : []
      }),
    )
    return ok({
      incidents: found.map(({ id, number, title, grade, phase, impaired, record }) => ({
        id,
        number,
        title,
        grade,
        phase,
        impaired,
        record,
      })),
    })
  },
  'incident.list': (context, { limit, offset = 0, ...query }) => {
    const now = context.now()
    const found = findIncidents(context, query, now)
    return ok({ incidents: found.slice(offset, offset + limit), total: found.length, now })
  },
}
