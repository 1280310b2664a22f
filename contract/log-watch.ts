import { z } from 'zod'
import { instant, recordId, typeName } from './common.ts'
import { may, mayRecord, query } from './procedure.ts'

/** Longest period of usage that is counted in one call, milliseconds. */
const MOST_USAGE_MS = 400 * 86_400_000

/** What was found in logs lately, and who uses what (B3, B4). */
export const logWatchProcedures = {
  /** Messages that a monitor of this device found since the program was started, the newest first. */
  'monitor.matches': query(
    mayRecord('read', 'monitor'),
    z.strictObject({ monitor: recordId }),
    z.object({
      matches: z.array(
        z.object({
          /** Key of the pattern, or of BEHAVIOURS. */
          pattern: z.string(),
          line: z.string(),
          before: z.array(z.string()),
          after: z.array(z.string()),
          /** How often it came, counting lines that differ in numbers alone as one. */
          count: z.int(),
          firstAt: instant,
          lastAt: instant,
        }),
      ),
    }),
    ['notFound'],
  ),
  /** Who used what, how often and when, from what people did in a period. */
  'usage.statistics': query(
    may('usage.read'),
    z
      .strictObject({ from: instant, to: instant })
      .refine(({ from, to }) => to > from && to - from <= MOST_USAGE_MS),
    z.object({
      acts: z.int(),
      people: z.array(
        z.object({
          person: z.string(),
          name: z.string(),
          acts: z.int(),
          lastAt: instant,
          /** Acts by record type. */
          types: z.record(z.string(), z.int()),
        }),
      ),
      /** The most used first. */
      types: z.array(z.object({ type: typeName, acts: z.int(), people: z.int() })),
      /** By weekday, Monday first, and hour of this computer's time zone. */
      hours: z.array(z.array(z.int()).length(24)).length(7),
      /** Older acts of the period were not counted. */
      capped: z.boolean(),
    }),
  ),
} as const
