import { existsSync } from 'node:fs'
import { checkDatabase } from '../../../db/check.ts'
import type { Background, BackgroundHost } from '../../../feature.ts'
import { settingsOf } from '../../../session/settings.ts'
import { readDescription } from '../../../workspace/description.ts'
import { exampleProbe, storyUntil } from '../demonstration/example-probe.ts'
import type { Probe } from '../probe.ts'
import { allMonitors, type MonitorRow } from '../records/rows.ts'
import { metricsPath, openMetrics, removeMetrics } from '../store/file.ts'
import { MetricsStore } from '../store/metrics-store.ts'
import { endWatch, planWatch, setWatch } from '../watch.ts'
import { clocksOf } from './clocks.ts'
import { Collector } from './collector.ts'

/** In a demonstration the story goes on; its addresses are asked by nobody. */
function standInFor(
  { workspace, now }: BackgroundHost,
  store: MetricsStore,
): ((monitor: MonitorRow) => Probe | undefined) | undefined {
  if (readDescription(workspace.path)?.demo !== true) return undefined
  const to = store.meta('storyTo') ?? now()
  const story = storyUntil(to, store.meta('storyFrom') ?? to)
  return (monitor) => exampleProbe(monitor, story, now)
}

/** How long after the start the whole file is read. */
const CHECK_AFTER_MS = 30_000

/** The collector of a workspace: it begins with the first monitor that this device probes, and ends with the workspace. */
export function monitoringBackground(
  host: BackgroundHost,
  checkAfterMs = CHECK_AFTER_MS,
): Background {
  const { workspace } = host
  if (host.story) return { close: () => undefined }
  let open: { readonly collector: Collector; readonly store: MetricsStore } | undefined
  const begin = (): void => {
    if (open) return
    const { db, lost } = openMetrics(workspace)
    if (lost !== undefined)
      host.report('monitoring', new Error(`metrics.db was made anew: ${lost}`))
    const store = new MetricsStore(db, () => settingsOf(workspace))
    const clocks = clocksOf(() => host.now())
    const collector = new Collector(host, store, clocks, standInFor(host, store))
    open = { collector, store }
    setWatch(workspace, collector)
  }
  const end = async (): Promise<void> => {
    endWatch(workspace)
    const ending = open
    open = undefined
    try {
      await ending?.collector.close()
    } finally {
      ending?.store.close()
    }
  }
  const closing = new AbortController()
  /** What a bad disk altered in it is found before somebody looks there; then it begins anew. */
  const check = async (): Promise<void> => {
    if (!open) return
    const key = workspace.derivedKey('metrics')
    const problem = await checkDatabase(metricsPath(workspace), key, closing.signal)
    if (problem === undefined || closing.signal.aborted) return
    host.report('monitoring', new Error(`metrics.db is made anew: ${problem}`))
    await end().catch((error: unknown) => host.report('monitoring', error))
    removeMetrics(workspace)
    begin()
  }
  const timer = setTimeout(() => host.run('monitoring', check), checkAfterMs)
  timer.unref()
  const isWanted = (): boolean =>
    existsSync(metricsPath(workspace)) ||
    allMonitors(workspace).some(
      ({ enabled, device }) => enabled && device === workspace.device.record,
    )
  const unsubscribe = workspace.log.onChange((changed) => {
    if (changed.has('monitor') && !open && isWanted()) host.run('monitoring', begin)
  })
  let waiting: NodeJS.Timeout | undefined
  const beginNow = (): void => {
    clearTimeout(waiting)
    host.run('monitoring', begin)
  }
  if (isWanted()) {
    if (host.settleMs === 0) beginNow()
    else {
      planWatch(workspace, beginNow)
      waiting = setTimeout(beginNow, host.settleMs)
    }
  }
  return {
    async close() {
      unsubscribe()
      clearTimeout(waiting)
      clearTimeout(timer)
      closing.abort()
      await end()
    },
  }
}
