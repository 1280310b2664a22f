/** Values of one metric over a stretch of time. `known`: milliseconds of it that somebody watched. */
export interface Bucket {
  readonly at: number
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly count: number
  readonly known: number
}

/** A stretch in which a monitor was seen in one state without a gap. */
export interface StateStretch {
  readonly from: number
  readonly to: number
  readonly state: 'up' | 'down' | 'unknown'
}

/** For how long values are kept: each as it came, by the minute, by the hour; by the day for ever. */
export interface Retention {
  readonly rawDays: number
  readonly minuteDays: number
  readonly hourMonths: number
}
export const RETENTION: Retention = { rawDays: 3, minuteDays: 14, hourMonths: 26 }
