import { FUTURE_TOLERANCE_MS } from '../../../contract/duty-log.ts'
import type { RecordRef } from '../../../contract/common.ts'
import { DECLARED_FROM } from '../../../contract/incident-rules.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import type { Level } from '../../../contract/roles.ts'
import { levelOf, typeOf } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import type { NewOperation } from '../../log/types.ts'
import { tell } from '../../response-timeline.ts'
import { chartsNow, keptText } from './charts.ts'
import { limitsNow } from './limits.ts'
import { refsIn } from './row.ts'
import { SAID } from './words.ts'

/** incident.declare: it is reported from now on; whoever is in charge answers. */
export const declareIncident: Handler<'incident.declare'> = (context, input) => {
  const { workspace, session } = context
  const known = input.id === undefined ? undefined : workspace.log.row('incident', input.id)
  if (known) {
    // The answer to the first call was lost: the incident stands.
    if (known.createdBy !== session.person)
      throw new CoreError('fieldInvalid', { field: 'id', reason: 'reference' })
    const commitId = known.createOp.slice(0, known.createOp.lastIndexOf('.'))
    return ok({
      commit: commitId,
      at: hlcToMs(known.created),
      id: known.id,
      number: String(known.fields['number'] ?? ''),
    })
  }
  const now = context.now()
  const discoveredAt = input.discoveredAt ?? now
  if (discoveredAt > now + FUTURE_TOLERANCE_MS) throw new CoreError('timeInFuture')
  const links = input.links ?? []
  const level = levelFor(context, links, input.level)
  const source = input.source ?? DECLARED_FROM[links[0]?.type ?? ''] ?? 'hand'
  const items = input.items ?? itemsOf(context, links)
  const at = Math.min(discoveredAt, now)
  const op = createOp(context, {
    type: 'incident',
    id: input.id,
    level,
    fields: {
      title: input.title,
      details: input.details ?? null,
      scope: input.scope ?? null,
      source,
      links: links as unknown as Json,
      items,
      charts: keptText(chartsNow(context, { id: '', items, links, at: { discovered: at } })),
      grade: String(input.grade),
      gradedAt: now,
      limits: limitsNow(context) as Json,
      gradeReason: input.gradeReason ?? null,
      discoveredAt: at,
      reportedAt: now,
      reportedBy: session.person,
      reportedTo: input.reportedTo ?? leadOnDuty(context) ?? null,
      stopsHandover: input.stopsHandover === true && input.grade <= 2 ? true : null,
    },
  })
  const also = new Set([op.id])
  const of = { type: 'incident', id: op.id }
  const told = [
    tell(
      context,
      { of, kind: 'milestone', text: SAID.declared(input.title, input.grade), level, links },
      also,
    ),
    ...(input.stopsHandover === true && input.grade <= 2
      ? [tell(context, { of, kind: 'decision', text: SAID.stops, level }, also)]
      : []),
  ]
  const receipt = commit(context, 'incident.declare', [
    op,
    ...told,
    ...linkedAlerts(context, links, op.id),
  ])
  const number = workspace.log.row('incident', op.id)?.fields['number']
  return ok({ ...receipt, id: op.id, number: String(number ?? '') })
}

/** Alerts show the incident that was declared from them. */
function linkedAlerts(
  context: Context,
  links: readonly RecordRef[],
  incident: string,
): NewOperation[] {
  return links.flatMap(({ type, id }) => {
    const row = type === 'alert' ? context.workspace.log.row(type, id) : undefined
    if (!row || row.deleted) return []
    const own = refsIn(row.fields['links'])
    const op = patchOp(
      context,
      typeOf(context, type),
      row,
      { links: [...own, { type: 'incident', id: incident }] as unknown as Json },
      { system: true, also: new Set([incident]) },
    )
    return op === undefined ? [] : [op]
  })
}

/** An incident is at least as confidential as what it was declared from. */
function levelFor(
  context: Context,
  links: readonly RecordRef[],
  asked: Level | undefined,
): Level | undefined {
  const levels = links.flatMap(({ type, id }) => {
    const row = context.workspace.types.get(type) && context.workspace.log.row(type, id)
    return row ? [levelOf(row)] : []
  })
  const highest = levels.reduce<Level>((most, level) => (level > most ? level : most), asked ?? 1)
  return asked === undefined && levels.length === 0 ? undefined : highest
}

/** Configuration items that the records it was declared from name. */
function itemsOf(context: Context, links: readonly RecordRef[]): string[] {
  const { workspace } = context
  const found = links.flatMap(({ type, id }): readonly string[] => {
    if (type === 'configuration-item') return [id]
    const fields = workspace.types.get(type) && workspace.log.row(type, id)?.fields
    if (!fields) return []
    const { item, items, links: own, sources, monitor } = fields
    return [
      ...(typeof monitor === 'string' ? itemsOf(context, [{ type: 'monitor', id: monitor }]) : []),
      ...(typeof item === 'string' ? [item] : []),
      ...(Array.isArray(items) ? items.map(String) : []),
      ...itemsIn(own),
      ...itemsIn(sources),
    ]
  })
  return [...new Set(found)].filter(
    (id) => workspace.log.row('configuration-item', id) !== undefined,
  )
}

const itemsIn = (value: Json | undefined): string[] =>
  Array.isArray(value)
    ? (value as readonly { type?: unknown; id?: unknown }[]).flatMap((ref) =>
        ref?.type === 'configuration-item' ? [String(ref.id)] : [],
      )
    : []

/** Whoever leads the shift that is on. */
export function leadOnDuty(context: Context): string | undefined {
  const now = context.now()
  return context.shared
    .shifts(context, { from: now, to: now + 1 })
    .flatMap(({ people }) => people)
    .find(({ part }) => part === 'lead')?.person
}
