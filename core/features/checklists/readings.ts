import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { MonitorReading } from '../../../contract/checklist-rounds.ts'
import { LATE_AFTER_MINUTES } from '../../../contract/duty-log.ts'
import type { Context, Reading } from '../../feature.ts'

/** A reading that is older tells nothing of now; it is not laid before anybody. */
const STALE_MS = LATE_AFTER_MINUTES * 60_000

/** What monitors read for the items that name one. */
export function readingsOf(context: Context, items: readonly CheckItem[]): MonitorReading[] {
  const named = items.flatMap(({ id, monitor }) => (monitor ? [{ id, monitor }] : []))
  if (named.length === 0) return []
  const readings = context.shared.readings(
    context,
    named.map(({ monitor }) => ({ monitor: monitor.id, metric: monitor.metric })),
  )
  return named.flatMap(({ id, monitor }, at) => {
    const reading = readings[at]
    if (!reading) return []
    const fresh = freshOf(reading, context.now())
    return [
      {
        item: id,
        monitor: monitor.id,
        name: reading.name,
        metric: reading.metric[context.session.language],
        ...(fresh ? { value: fresh.value, at: fresh.at } : {}),
      },
    ]
  })
}

/** The reading of an item's monitor at the time that the person saw; undefined: there was none. */
export function sampleFor(
  context: Context,
  { monitor }: CheckItem,
  at: number | undefined,
): Reading['sample'] {
  if (!monitor || at === undefined) return undefined
  const [reading] = context.shared.readings(context, [
    { monitor: monitor.id, metric: monitor.metric, at },
  ])
  return reading && freshOf(reading, at)
}

const freshOf = ({ sample }: Reading, now: number): Reading['sample'] =>
  sample && now - sample.at <= STALE_MS ? sample : undefined
