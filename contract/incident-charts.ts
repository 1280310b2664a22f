import { z } from 'zod'
import { instant, recordId } from './common.ts'

/** Points of a kept curve: enough for a page, little enough for a record. */
export const CHART_POINTS = 120
/** Curves that an incident keeps. */
export const MOST_CHARTS = 6

/** A metric around the time of an incident, kept with it: the values themselves stay on the device that measured. */
export const metricChart = z.object({
  monitor: recordId,
  /** Name of the monitor, and of what it measures, when it was kept. */
  name: z.string().max(200),
  metric: z.string().max(200),
  label: z.object({ 'zh-CN': z.string(), en: z.string() }),
  unit: z.string().max(20),
  from: instant,
  to: instant,
  /** Means of equal steps between the two; null: nothing is known. */
  values: z.array(z.number().nullable()).max(CHART_POINTS),
  limit: z.number().optional(),
})
export type MetricChart = z.infer<typeof metricChart>
