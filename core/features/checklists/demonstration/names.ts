import type { Demonstration } from '../../../feature.ts'
import { dateAt, zoneHere } from '../../../time/zone.ts'

/** Name under which the run of a round is kept. */
export const runKey = (list: string, day: number, hour: number): string =>
  `checklist-run/${list}/${day}/${hour}`

/** Key of a round within its schedule: the local time at which it is due. */
export const occurrenceOf = (demo: Demonstration, day: number, time: string): string =>
  `${dateAt(demo.moment(day, '12:00'), zoneHere())}T${time}`
