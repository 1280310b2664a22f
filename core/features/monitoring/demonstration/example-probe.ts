import { isDeepStrictEqual } from 'node:util'
import { addDays, dateAt, momentOf, zoneHere } from '../../../time/zone.ts'
import { found, type Probe } from '../probe.ts'
import type { MonitorRow } from '../records/rows.ts'
import { STORY_MONITORS } from './monitors.ts'
import { stateAt, valueAt, type StoryTimes } from './values.ts'

/**
 * Goes on with the story of a demonstration, in which nothing is asked over a network: its addresses
 * belong to nobody. Undefined for monitors that somebody made himself, and for the workstation's own.
 */
export function exampleProbe(
  monitor: MonitorRow,
  story: StoryTimes,
  now: () => number,
): Probe | undefined {
  const told = STORY_MONITORS.find(
    ({ name, target, real }) =>
      real !== true &&
      (name['zh-CN'] === monitor.name || name.en === monitor.name) &&
      isDeepStrictEqual(target, monitor.target),
  )
  if (told === undefined) return undefined
  return {
    probe: () => {
      const at = now()
      const state = stateAt(told.key, at, story)
      if (state === 'down') return Promise.resolve(found('down', 'timeout'))
      if (state === 'unknown') return Promise.resolve(found('unknown', 'refused'))
      const samples = Object.entries(told.values).map(([metric, value]) => ({
        metric,
        value: valueAt(told.key, metric, value, at, story),
      }))
      return Promise.resolve({ state, samples })
    },
  }
}

/** The times of a story that ended at a moment. */
export function storyUntil(to: number, from: number, nightEndsHours = 6): StoryTimes {
  const zone = zoneHere()
  const last = dateAt(to - nightEndsHours * 3_600_000, zone)
  return {
    from,
    to,
    moment: (day, time) => momentOf(addDays(last, day), time, zone).at,
  }
}
