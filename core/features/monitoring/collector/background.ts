import { existsSync } from 'node:fs'
import type { Background, BackgroundHost } from '../../../feature.ts'
import { allMonitors } from '../records/rows.ts'
import { metricsPath, openMetrics } from '../store/file.ts'
import { MetricsStore } from '../store/metrics-store.ts'
import { endWatch, setWatch } from '../watch.ts'
import { clocksOf } from './clocks.ts'
import { Collector } from './collector.ts'

/** The collector of a workspace: it begins with the first monitor that this device probes, and ends with the workspace. */
export function monitoringBackground(host: BackgroundHost): Background {
  const { workspace } = host
  let open: { readonly collector: Collector; readonly store: MetricsStore } | undefined
  const begin = (): void => {
    if (open) return
    const { db, lost } = openMetrics(workspace)
    if (lost !== undefined)
      host.report('monitoring', new Error(`metrics.db was made anew: ${lost}`))
    const store = new MetricsStore(db)
    const collector = new Collector(
      host,
      store,
      clocksOf(() => host.now()),
    )
    open = { collector, store }
    setWatch(workspace, collector)
  }
  const isWanted = (): boolean =>
    existsSync(metricsPath(workspace)) ||
    allMonitors(workspace).some(
      ({ enabled, device }) => enabled && device === workspace.device.record,
    )
  const unsubscribe = workspace.log.onChange((changed) => {
    if (changed.has('monitor') && !open && isWanted()) host.run('monitoring', begin)
  })
  if (isWanted()) host.run('monitoring', begin)
  return {
    async close() {
      unsubscribe()
      endWatch(workspace)
      await open?.collector.close()
      open?.store.close()
    },
  }
}
