import type { Concern, SheetPoint } from '../contract/duty.ts'

const GRAVITY: readonly Concern['tone'][] = ['crit', 'warn', 'notice', 'unknown', 'maint']

/** Cards first, then the gravest; of one gravity what nobody has answered, then the newest. */
export const byGravity = (a: Concern, b: Concern): number =>
  Number(b.card !== undefined) - Number(a.card !== undefined) ||
  GRAVITY.indexOf(a.tone) - GRAVITY.indexOf(b.tone) ||
  Number(b.state === 'open') - Number(a.state === 'open') ||
  b.since - a.since ||
  (a.key < b.key ? -1 : 1)

const TOLD: readonly SheetPoint['tone'][] = ['crit', 'warn', 'unknown', 'maint']

/** What of a sheet is wrong now, for features whose points say all there is to say. */
export const concernsOf = (source: string, points: readonly SheetPoint[]): Concern[] =>
  points
    .filter(({ tone }) => TOLD.includes(tone))
    .map(({ key, tone, title, detail, at, open, record }) => ({
      key,
      source,
      tone,
      title,
      since: at,
      state:
        tone === 'maint'
          ? 'maintenance'
          : tone === 'unknown'
            ? 'unknown'
            : open
              ? 'open'
              : 'acknowledged',
      acts: [],
      ...(detail === undefined ? {} : { detail }),
      ...(record === undefined ? {} : { record }),
    }))
