import { transaction } from '../../../db/open.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import { LEVELS, openMetrics } from '../store/file.ts'
import { addUp } from '../store/roll-up.ts'
import { MetricsStore } from '../store/metrics-store.ts'
import type { Bucket } from '../store/shapes.ts'
import { STORY_MONITORS, type StoryMonitor } from './monitors.ts'
import { edgesOf, stateAt, valueAt, type StoryTimes } from './values.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const DAY = 86_400_000
/** Of the last day every minute is told, before that every quarter of an hour. */
const FINE_MS = DAY
/** When nobody watched: the program was brought up to date. */
const BLIND = { day: -3, from: '13:02', to: '13:16' } as const

/** Writes the story's values straight into the roll-ups; answers the count of series. */
export function writeHistory(
  workspace: Workspace,
  story: StoryTimes,
  idOf: (key: string) => string | undefined,
): void {
  const { db } = openMetrics(workspace)
  const store = new MetricsStore(db)
  const blind = { from: story.moment(BLIND.day, BLIND.from), to: story.moment(BLIND.day, BLIND.to) }
  const isBlind = (at: number) => at >= blind.from && at < blind.to
  try {
    for (const monitor of STORY_MONITORS) {
      const id = idOf(monitor.key)
      if (id === undefined) continue
      const edges = [...edgesOf(monitor.key, story), blind.from, blind.to]
        .filter((edge) => edge >= story.from && edge <= story.to)
        .toSorted((a, b) => a - b)
      for (const [index, from] of edges.slice(0, -1).entries()) {
        const to = edges[index + 1] ?? story.to
        store.interrupt(id)
        if (to <= from || isBlind(from)) continue
        store.see(id, stateAt(monitor.key, from, story), from, false)
        store.see(id, stateAt(monitor.key, from, story), to, true)
      }
      store.interrupt(id)
      transaction(db, () => writeValues(db, store, monitor, id, story, isBlind))
    }
    if (blind.from >= story.from) store.blindFor(blind.from, blind.to, 'closed')
    store.tellStory(story.from, story.to)
    store.flush(story.to, true)
  } finally {
    store.close()
  }
}

function writeValues(
  db: Parameters<typeof addUp>[0],
  store: MetricsStore,
  monitor: StoryMonitor,
  id: string,
  story: StoryTimes,
  isBlind: (at: number) => boolean,
): void {
  const fine = Math.floor((story.to - FINE_MS) / QUARTER) * QUARTER
  for (const [metric, value] of Object.entries(monitor.values)) {
    const series = store.series.idOf(id, metric, story.from)
    const rows = function* (
      from: number,
      to: number,
      step: number,
    ): Iterable<Bucket & { series: number }> {
      for (let at = Math.ceil(from / step) * step; at < to; at += step) {
        const middle = at + step / 2
        if (isBlind(middle) || stateAt(monitor.key, middle, story) !== 'up') continue
        const mean = valueAt(monitor.key, metric, value, middle, story)
        const spread = (value.noise ?? 0) * 0.6
        const count = step / 10_000
        yield {
          series,
          at,
          min: Math.max(0, mean - spread),
          max: mean + spread,
          sum: mean * count,
          count,
          known: step,
        }
      }
    }
    addUp(db, rows(story.from, fine, QUARTER), LEVELS.slice(1))
    addUp(db, rows(Math.max(fine, story.from), story.to, MINUTE), LEVELS)
  }
}
