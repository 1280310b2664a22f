import type { OutputOf } from '../../../contract/procedures.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { reachedFrom } from '../../item-graph.ts'
import { opened } from '../../records/seal.ts'
import { labelOf, labels } from '../../records/view.ts'
import { belonging } from './belonging.ts'
import { chartsOf, monitorsOf } from './charts.ts'
import { likeness, pieces } from './likeness.ts'
import { idsNaming, idsOf } from './naming.ts'
import { gradingOf, incidentOf, incidentsWhere, text, type Incident } from './row.ts'
import { sourceLines } from './sources.ts'
import { logLines } from './timeline.ts'

type Evidence = OutputOf<'incident.evidence'>

const HOUR = 3_600_000
/** Alerts so long before the discovery, and after it, may belong to it. */
const ALERTS_BEFORE = 2 * HOUR
const ALERTS_AFTER = 12 * HOUR
/** A change of the last days is the first suspect. */
const CHANGES_BEFORE = 14 * 24 * HOUR
const MOST = 12
const MOST_SIMILAR = 6
/** Less in common than this is chance. */
const LIKE_ENOUGH = 0.12
const ITEM_WEIGHT = 0.5

export const evidenceHandlers: Handlers = {
  'incident.evidence': (context, { id }) => {
    const incident = incidentOf(context, id)
    const monitors = monitorsOf(context, incident)
      .map(({ monitor }) => monitor)
      .slice(0, MOST)
    const charts = chartsOf(context, incident)
    return ok({
      alerts: alertsOf(context, incident, monitors),
      changes: changesOf(context, incident),
      similar: similarTo(context, incident),
      documents: documentsFor(context, incident),
      told: toldOf(context, incident),
      charts,
      monitors: labels(
        context,
        monitors
          .filter((id) => !charts.some(({ monitor }) => monitor === id))
          .map((id) => ({ type: 'monitor', id })),
      ),
    })
  },
}

function alertsOf(
  context: Context,
  incident: Incident,
  monitors: readonly string[],
): Evidence['alerts'] {
  const discovered = incident.at.discovered ?? 0
  const until = (incident.at.repaired ?? context.now()) + HOUR
  const linked = new Set(belonging(context, incident).map(({ id }) => id))
  const near = idsOf(
    context,
    'alert',
    '"raisedAt" >= ? AND "raisedAt" < ? AND monitor IN (SELECT value FROM json_each(?))',
    discovered - ALERTS_BEFORE,
    Math.min(until, discovered + ALERTS_AFTER),
    JSON.stringify(monitors),
  )
  const own = [...linked].filter((id) => context.workspace.log.row('alert', id) !== undefined)
  return [...new Set([...own, ...near])]
    .flatMap((id) => {
      const type = context.workspace.types.get('alert')
      const row = type && context.workspace.log.row('alert', id)
      if (!type || !row || row.deleted || row.level > context.session.clearance) return []
      const fields = opened(context, type, id, row.fields)
      return [
        {
          ...labelOf(context, type, row),
          at: Number(fields['raisedAt'] ?? 0),
          linked: linked.has(id),
          excerpt: text(fields['context']),
        },
      ]
    })
    .toSorted((a, b) => Number(b.linked) - Number(a.linked) || a.at - b.at)
    .slice(0, 4 * MOST)
}

/** What people reported and found, oldest first. */
const toldOf = (context: Context, incident: Incident): Evidence['told'] =>
  [...sourceLines(context, incident, context.session.language), ...logLines(context, incident)]
    .flatMap(({ record, at, text: words }) => (record ? [{ ...record, at, text: words }] : []))
    .toSorted((a, b) => a.at - b.at)

/** Changes and upgrades of the affected items, and of what these stand on, that were made in the days before. */
function changesOf(context: Context, incident: Incident): Evidence['changes'] {
  const items = new Set(incident.items)
  for (const item of incident.items)
    for (const { id } of reachedFrom(context, item, 'below')) items.add(id)
  return ['change', 'upgrade']
    .flatMap((type) => workOf(context, incident, type, [...items]))
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST)
}

function workOf(
  context: Context,
  incident: Incident,
  name: string,
  items: readonly string[],
): Evidence['changes'] {
  const { workspace, session } = context
  const type = workspace.types.get(name)
  if (type === undefined) return []
  const discovered = incident.at.discovered ?? 0
  const linked = new Set(
    belonging(context, incident).flatMap((link) => (link.type === name ? [link.id] : [])),
  )
  const found = idsNaming(context, name, 'items', items)
  return [...new Set([...linked, ...found])].flatMap((id) => {
    const row = workspace.log.row(name, id)
    if (!row || row.deleted || row.level > session.clearance) return []
    const { windowFrom, windowTo, status } = row.fields
    const at = typeof windowFrom === 'number' ? windowFrom : Math.floor(row.updated / 1000)
    const end = typeof windowTo === 'number' ? windowTo : at
    const near = end >= discovered - CHANGES_BEFORE && at <= discovered + HOUR
    if (!near && !linked.has(id)) return []
    const label = type.fields['status']?.choices?.find(({ value }) => value === status)?.label
    return [
      {
        ...labelOf(context, type, row),
        at,
        linked: linked.has(id),
        state: label?.[session.language] ?? '',
      },
    ]
  })
}

const symptomOf = ({ title, fields }: Incident): ReadonlySet<string> =>
  pieces(`${title}\n${text(fields['details'])}`)

/** Earlier incidents of the same items or with the same words, the most alike first. */
function similarTo(context: Context, incident: Incident): Evidence['similar'] {
  const own = symptomOf(incident)
  return incidentsWhere(context, 'id <> ?', incident.id)
    .flatMap((other) => {
      const shared = other.items.filter((item) => incident.items.includes(item))
      const byItems = shared.length / Math.max(1, new Set([...other.items, ...incident.items]).size)
      const score = byItems * ITEM_WEIGHT + likeness(own, symptomOf(other)) * (1 - ITEM_WEIGHT)
      if (score < LIKE_ENOUGH) return []
      const { id, number, title, at, phase } = other
      return [
        {
          id,
          number,
          title,
          at: { ...at },
          phase,
          grade: gradingOf(other, context.now()).grade,
          score,
          rootCause: text(other.fields['rootCause']),
          shared: labels(
            context,
            shared.map((item) => ({ type: 'configuration-item', id: item })),
          ),
        },
      ]
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SIMILAR)
}

/** Pages of manuals and approved reports that speak of the affected items, or use the words of the symptom. */
function documentsFor(context: Context, incident: Incident): Evidence['documents'] {
  const names = labels(
    context,
    incident.items.map((id) => ({ type: 'configuration-item', id })),
  ).map(({ title }) => title)
  const words = incident.title
    .split(/[\s，。、；：,.;:()（）]+/u)
    .filter((word) => word.length >= 2)
  const hits = new Map<string, Evidence['documents'][number] & { score: number }>()
  for (const query of [...new Set([incident.title, ...names, ...words])].slice(0, MOST))
    for (const hit of context.shared.search(context, query, MOST)) {
      const score = hit.score + (hits.get(hit.id)?.score ?? 0)
      const { type, id, title, number, deleted, snippet } = hit
      hits.set(id, {
        type,
        id,
        title,
        deleted,
        snippet,
        address: hit.address ?? `/library/${id}`,
        score,
        ...(number === undefined ? {} : { number }),
      })
    }
  return [...hits.values()]
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SIMILAR)
    .map(({ score: _score, ...document }) => document)
}
