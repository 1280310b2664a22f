import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { labels } from '../../../records/view.ts'
import { normalise } from '../../../search/text.ts'
import { watchOf } from '../watch.ts'
import { monitorFor } from './monitors.ts'
import { allMonitors, type MonitorRow } from './rows.ts'
import { monitorView, statusOf, surroundings } from './status.ts'

/** Monitors as lists and pages show them. */
export const monitorListHandlers: Handlers = {
  'monitor.list': (context, { kinds, states, tags, item, text = '', trend }) => {
    const around = surroundings(context)
    const wanted = normalise(text.trim())
    const all = allMonitors(context.workspace).filter(
      (monitor) =>
        monitor.target !== undefined &&
        (kinds === undefined || kinds.includes(monitor.target.kind)) &&
        (tags === undefined || tags.some((tag) => monitor.tags.includes(tag))) &&
        (item === undefined || monitor.items.includes(item)) &&
        (wanted === '' || normalise(textOf(monitor)).includes(wanted)),
    )
    const monitors = all
      .flatMap((monitor) => monitorView(context, monitor, around, trend) ?? [])
      .filter(({ status }) => states === undefined || states.includes(status.state))
    return ok({ monitors, total: monitors.length })
  },

  'monitor.get': (context, { id }) => {
    const monitor = monitorFor(context, id)
    const view = monitorView(context, monitor, surroundings(context), 60)
    if (view === undefined) throw new CoreError('notFound')
    return ok({
      ...view,
      metrics: [...watchOf(context).metricsOf(id)],
      names: namesOf(context, monitor),
    })
  },

  'monitor.probe': async (context, { id }) => {
    const monitor = monitorFor(context, id)
    const { device, log } = context.workspace
    if (monitor.device !== undefined && monitor.device !== device.record)
      throw new CoreError('monitorElsewhere', {
        device: String(log.row('device', monitor.device)?.fields['name'] ?? monitor.device),
      })
    await watchOf(context).probe(id)
    return ok(statusOf(context, monitor, surroundings(context)))
  },
}

const textOf = ({ name, tags, target }: MonitorRow): string =>
  [name, ...tags, ...Object.values(target ?? {}).filter((value) => typeof value === 'string')].join(
    '\n',
  )

/** Names of what a monitor refers to, as far as this person may see it. */
function namesOf(context: Context, monitor: MonitorRow): Record<string, string> {
  const refs = [
    ...(monitor.parent === undefined ? [] : [{ type: 'monitor', id: monitor.parent }]),
    ...(monitor.post === undefined ? [] : [{ type: 'post', id: monitor.post }]),
    ...monitor.items.map((id) => ({ type: 'configuration-item', id })),
  ]
  return Object.fromEntries(labels(context, refs).map(({ id, title }) => [id, title]))
}
