import type { Concern } from '../../../contract/duty.ts'

/** Keys of what was told already, with how grave it was then. */
export type Heard = ReadonlyMap<string, Concern['tone']>

const GRAVITY: Readonly<Record<Concern['tone'], number>> = {
  crit: 3,
  warn: 2,
  notice: 1,
  unknown: 0,
  maint: 0,
  neutral: 0,
}
const TOLD = 2

/**
 * What nobody has answered and was not told yet, or has become graver since. What stands already when somebody
 * signs in (`heard` undefined) meets him on the desk.
 */
export function newlyWrong(
  concerns: readonly Concern[],
  heard: Heard | undefined,
): { readonly fresh: readonly Concern[]; readonly heard: Heard } {
  const fresh = heard
    ? concerns.filter(({ key, tone, state }) => {
        const before = heard.get(key)
        const grown = before === undefined || GRAVITY[tone] > GRAVITY[before]
        return state === 'open' && GRAVITY[tone] >= TOLD && grown
      })
    : []
  return { fresh, heard: new Map(concerns.map(({ key, tone }) => [key, tone])) }
}
