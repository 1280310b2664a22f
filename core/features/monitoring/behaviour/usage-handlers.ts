import { setImmediate as breath } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { nameOf } from '../../../records/view.ts'
import { zoneHere } from '../../../time/zone.ts'
import { UsageCount } from './usage.ts'

/** Commits counted in one call at most, and between two breaths: core answers others meanwhile. */
const MOST = 100_000
const AT_ONCE = 1_000

export const usageHandlers: Handlers = {
  'usage.statistics': async (context, { from, to }) => {
    const zone = zoneHere()
    const count = new UsageCount(
      (actor) => context.workspace.log.row('person', actor) !== undefined,
      (at) => {
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        return { weekday: local.dayOfWeek, hour: local.hour }
      },
    )
    const capped = await countAll(context, count, { from, to })
    const { people, ...rest } = count.result()
    return ok({
      ...rest,
      people: people.map((one) => ({ ...one, name: nameOf(context, one.person) })),
      types: [...rest.types],
      hours: rest.hours.map((hours) => [...hours]),
      capped,
    })
  },
}

/** Every stream from its newest commit back to the beginning of the period; answers whether some were left out. */
async function countAll(
  { workspace }: Context,
  count: UsageCount,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  let looked = 0
  for (const [stream, head] of Object.entries(workspace.log.versionVector()))
    for (let seq = head; seq > 0; seq--) {
      if (looked >= MOST) return true
      looked += 1
      if (looked % AT_ONCE === 0) await breath()
      const commit = workspace.log.commit(`${stream}/${seq}`)
      if (!commit) continue
      const at = hlcToMs(commit.hlc)
      // The clock of one stream never goes back.
      if (at < from) break
      if (at < to) count.add(commit)
    }
  return false
}
