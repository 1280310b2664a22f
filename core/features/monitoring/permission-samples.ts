import { uuidv7 } from 'uuidv7'
import type { InputOf, ProcedureName } from '../../../contract/procedures.ts'

const id = uuidv7()
const ids = [id]
const period = { from: 0, to: 1 }
const target = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const

type Names = Extract<
  ProcedureName,
  `usage.${string}` | `monitor.${string}` | `alert.${string}` | `downtime.${string}`
>

/** A valid input for each procedure of monitoring, for the tests of who may call it. */
export const MONITORING_SAMPLES: { readonly [N in Names]: () => InputOf<N> } = {
  'monitor.list': () => ({}),
  'monitor.get': () => ({ id }),
  'monitor.create': () => ({
    name: 'x',
    target,
    interval: 86_400,
    timeout: 1,
    rules: [],
    items: [],
    tags: [],
  }),
  'monitor.update': () => ({ id, changes: {} }),
  'monitor.enable': () => ({ ids, enabled: false }),
  'monitor.remove': () => ({ ids }),
  'monitor.test': () => ({ target, timeout: 1 }),
  'monitor.probe': () => ({ id }),
  'monitor.rules': () => ({ target }),
  'monitor.series': () => ({ monitor: id, metric: 'time', ...period, width: 2 }),
  'monitor.availability': () => period,
  'monitor.history': () => ({ monitor: id, ...period }),
  'monitor.collector': () => period,
  'monitor.services': () => period,
  'monitor.settings': () => ({}),
  'monitor.matches': () => ({ monitor: id }),
  'usage.statistics': () => period,
  'downtime.list': () => period,
  'downtime.plan': () => ({ title: 'x', ...period, monitors: [], tags: ['x'], reason: '' }),
  'downtime.end': () => ({ id }),
  'alert.list': () => ({ limit: 1 }),
  'alert.get': () => ({ id }),
  'alert.acknowledge': () => ({ ids, reason: 'x' }),
  'alert.snooze': () => ({ ids, until: 1, reason: 'x' }),
  'alert.unsnooze': () => ({ ids }),
  'alert.assign': () => ({ ids, person: null }),
  'alert.note': () => ({ id, text: 'x' }),
  'alert.group': () => ({ ids, under: null }),
  'alert.link': () => ({ ids, record: { type: 'change', id } }),
  'alert.unlink': () => ({ id, record: { type: 'change', id } }),
  'alert.reclassify': () => ({ ids, as: 'real', reason: 'x' }),
  'alert.finishAction': () => ({ id, note: 'x' }),
  'alert.figures': () => ({ id }),
  'alert.statistics': () => period,
  'alert.pending': () => ({}),
}
