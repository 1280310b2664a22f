import type { MaintenanceWindow } from '../../../../contract/monitors.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { nameOf, typeOf } from '../../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../../records/write.ts'
import { monitorFor } from './monitors.ts'
import { endOf, isIn, windowsIn, type WindowRow } from './rows.ts'

const TYPE = 'maintenance-window'

/** Maintenance windows 维护窗口. */
export const windowHandlers: Handlers = {
  'downtime.list': (context, { from, to, monitor }) => {
    const only = monitor === undefined ? undefined : monitorFor(context, monitor)
    const windows = windowsIn(context.workspace, from, to)
    return ok({
      windows: windows
        .filter((window) => window.row.level <= context.session.clearance)
        .filter((window) => only === undefined || isIn(window, only))
        .map((window) => windowView(context, window)),
    })
  },

  'downtime.plan': (context, { change, ...given }) => {
    const op = createOp(context, {
      type: TYPE,
      fields: { ...given, change: change ?? null, by: context.session.person },
    })
    return ok({ ...commit(context, 'downtime.plan', [op]), id: op.id })
  },

  'downtime.end': (context, { id }) => {
    const type = typeOf(context, TYPE)
    const row = changeable(context, type, id)
    const now = context.now()
    const { to, endedAt } = row.fields
    if (typeof endedAt === 'number' || Number(to) <= now) throw new CoreError('windowOver')
    const op = patchOp(context, type, row, { endedAt: now, endedBy: context.session.person })
    return ok(op ? commit(context, 'downtime.end', [op]) : { commit: '', at: now })
  },
}

function windowView(context: Context, window: WindowRow): MaintenanceWindow {
  const now = context.now()
  const end = endOf(window)
  return {
    id: window.id,
    title: window.title,
    from: window.from,
    to: window.to,
    ...(window.endedAt === undefined ? {} : { endedAt: window.endedAt }),
    monitors: window.monitors,
    tags: window.tags,
    reason: window.reason,
    ...(window.change === undefined ? {} : { change: window.change }),
    ...(window.work === undefined ? {} : { work: window.work }),
    by: window.by === '' ? '' : nameOf(context, window.by),
    state: now >= end ? 'over' : now >= window.from ? 'running' : 'planned',
  }
}
