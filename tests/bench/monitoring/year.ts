import { openMetrics } from '../../../core/features/monitoring/store/file.ts'
import { MetricsStore } from '../../../core/features/monitoring/store/metrics-store.ts'
import { newMonitor, workspaceOf } from '../../../core/features/monitoring/testing.ts'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'

const DAY = 86_400_000
const STEP = 10_000
const ROUNDS = 30

/** A year of values, one every ten seconds, as a screen asks for them. */
export async function yearOf(path: string): Promise<readonly Figure[]> {
  const to = Date.now()
  const from = to - 365 * DAY
  const first = createCore({ workspacePath: path, story: true })
  await done(first, 'workspace.create', FOUNDER)
  const monitor = await newMonitor(first, 'db-core-01')
  await done(first, 'monitor.enable', { ids: [monitor], enabled: false })
  const store = new MetricsStore(openMetrics(workspaceOf(first)).db)
  const filling = await timed(() => {
    let day = from
    for (let at = from; at < to; at += STEP) {
      store.add(monitor, 'cpu', at, 50 + 30 * Math.sin(at / 9_000_000) + (at % 7), STEP)
      if (at - day < DAY) continue
      store.flush(at, true)
      day = at
    }
    store.flush(to, true)
  })
  const bytes = store.bytes
  store.close()
  await first.close()

  const core = createCore({ workspacePath: path })
  await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
  const draw = async (days: number): Promise<{ p50: number; p95: number; points: number }> => {
    const times: number[] = []
    let points = 0
    for (let round = 0; round < ROUNDS; round++) {
      const input = { monitor, metric: 'cpu', from: to - days * DAY, to, width: 1_200 }
      times.push(
        await timed(async () => (points = (await done(core, 'monitor.series', input)).at.length)),
      )
    }
    return { ...percentiles(times), points }
  }
  const figures: Figure[] = []
  for (const [days, name] of [
    [365, 'a year'],
    [30, 'a month'],
    [1, 'a day'],
  ] as const) {
    const { p50, p95, points } = await draw(days)
    figures.push({
      what: `${name} of 10-second values, p95`,
      measured: `p50 ${show(p50, 'ms')}, ${points} points`,
      baseline: '',
      value: p95,
      unit: 'ms',
      target: { most: 150 },
    })
  }
  await core.close()
  const count = (365 * DAY) / STEP
  console.log(
    `     ${Math.round(count).toLocaleString('en')} values written in ${show(filling / 1_000, 's')}, ${show(bytes / 1e6, 'MB')} afterwards`,
  )
  return figures
}
