import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { tableOf } from '../../../log/shape.ts'
import { titleOf, typeOf } from '../../../records/view.ts'
import { say } from '../texts.ts'
import { watchOf } from '../watch.ts'
import { allMonitors, type MonitorRow } from './rows.ts'
import { flattened, historyOf, type Stretch } from './series.ts'
import { maintenanceOf, surroundings, type Surroundings } from './status.ts'

const ITEM = 'configuration-item'
/** How far what a service needs is followed. */
const MOST_STEPS = 6

/** Business systems 业务系统 by what is watched of them and of what they need. */
export const serviceHandlers: Handlers = {
  'monitor.services': (context, { from, to }) => {
    const { workspace, session } = context
    const around = surroundings(context)
    const monitors = allMonitors(workspace).filter(({ enabled }) => enabled)
    const byItem = new Map<string, MonitorRow[]>()
    for (const monitor of monitors)
      for (const item of monitor.items) byItem.set(item, [...(byItem.get(item) ?? []), monitor])
    const ids = workspace.db
      .prepare<[number], { id: string }>(
        `SELECT id FROM ${tableOf(ITEM)} WHERE _deleted = 0 AND _level <= ? AND "kind" = 'service' AND "state" IS NOT 'retired' ORDER BY "importance", "name"`,
      )
      .all(session.clearance)
    return ok({
      services: ids.flatMap(({ id }) => {
        const row = workspace.log.row(ITEM, id)
        if (row === undefined) return []
        const own = watching(context, id, byItem)
        const stretches =
          own.length === 0
            ? []
            : flattened(
                own.flatMap((monitor) => historyOf(context, monitor, from, to)),
                from,
                Math.min(to, context.now()),
              )
        return [
          {
            id,
            name: titleOf(typeOf(context, ITEM), row.fields),
            ...standingOf(context, own, around),
            monitors: own.length,
            unknown: own.filter((one) => watchOf(context).seen(one.id).state === 'unknown').length,
            stretches,
          },
        ]
      }),
    })
  },
}

/** Monitors of an item and of everything it depends on. */
function watching(
  { workspace }: Context,
  item: string,
  byItem: ReadonlyMap<string, readonly MonitorRow[]>,
): MonitorRow[] {
  const seen = new Set([item])
  let edge = [item]
  for (let step = 0; step < MOST_STEPS && edge.length > 0; step++) {
    edge = edge
      .flatMap((id) => {
        const needs = workspace.log.row(ITEM, id)?.fields['dependsOn']
        return Array.isArray(needs) ? needs.map(String) : []
      })
      .filter((id) => !seen.has(id))
    for (const id of edge) seen.add(id)
  }
  return [
    ...new Map(
      [...seen].flatMap((id) => byItem.get(id) ?? []).map((one) => [one.id, one]),
    ).values(),
  ]
}

/** How a service stands, by the gravest of what stands around it. */
function standingOf(
  context: Context,
  monitors: readonly MonitorRow[],
  { alerts, windows }: Surroundings,
): { tone: Stretch['tone']; words: string } {
  const { language } = context.session
  if (monitors.length === 0) return { tone: 'unknown', words: say(language, 'notWatched') }
  const free = monitors.filter((monitor) => maintenanceOf(windows, monitor) === undefined)
  const raised = free
    .flatMap(({ id }) => alerts.get(id) ?? [])
    .filter(({ severity }) => severity !== 'notice')
  const gravest = raised.find(({ severity }) => severity === 'crit') ?? raised[0]
  if (gravest !== undefined) return { tone: gravest.severity, words: gravest.title }
  const unknown = free.filter(({ id }) => watchOf(context).seen(id).state === 'unknown').length
  if (unknown > 0)
    return {
      tone: 'unknown',
      words: say(language, unknown === monitors.length ? 'unknown' : 'partlyUnknown'),
    }
  return free.length < monitors.length
    ? { tone: 'maint', words: say(language, 'inMaintenance') }
    : { tone: 'ok', words: say(language, 'normal') }
}
