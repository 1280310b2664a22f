import type { Shift } from '../../../contract/duty.ts'
import { ok } from '../../../contract/result.ts'
import { MOST_WORK, WORK_SCOPES, type ListedWork, type WorkScope } from '../../../contract/work.ts'
import type { Context, Handler, Period } from '../../feature.ts'
import { settingsOf } from '../../session/settings.ts'
import { circlesOf, isEscalated, isOpen } from './circles.ts'
import { snoozes } from './snooze.ts'
import { shiftsNow, viewerOf } from './viewer.ts'
import { visibleWork } from './visible.ts'

const DAY = 86_400_000

/** Work of a period as it is to the person who asks. */
export function workFor(
  context: Context,
  period: Period,
  shift: Shift | undefined,
  now: number,
): readonly ListedWork[] {
  const viewer = viewerOf(context, shift)
  const put = snoozes(context, now)
  const after = settingsOf(context.workspace).escalateMinutes * 60_000
  return visibleWork(context, period).map((item) => {
    const escalated = isEscalated(item, viewer, now, after)
    const all = put.get(item.key) ?? []
    const own = all.find(({ person }) => person === viewer.person)
    return {
      ...item,
      scopes: circlesOf(item, viewer, escalated),
      escalated,
      ...(own && isOpen(item) ? { snoozed: own } : {}),
      snoozedBy: isOpen(item) ? all.filter((one) => one !== own) : [],
    }
  })
}

export const inScope = (item: ListedWork, scope: WorkScope): boolean =>
  scope === 'all' || item.scopes.includes(scope)

/** From the beginning of the shift, or of half a day, until a day from now or the shift's end. */
export const usualPeriod = (shift: Shift | undefined, now: number): Period => ({
  from: shift?.from ?? now - DAY / 2,
  to: Math.max(shift?.to ?? 0, now + DAY),
})

/** work.list */
export const listWork: Handler<'work.list'> = (context, input) => {
  const now = context.now()
  const { current } = shiftsNow(context, now)
  const { scope, sources, states } = input
  const words = (input.text ?? '').trim().toLowerCase().split(/\s+/u)
  const found = workFor(context, input.period ?? usualPeriod(current, now), current, now).filter(
    (item) => (states ? states.includes(item.state) : isOpen(item)) && holds(item, words),
  )
  const inSources = found.filter((item) => !sources?.length || sources.includes(item.source))
  const items = inSources.filter((item) => inScope(item, scope))
  return ok({
    items: items.slice(0, MOST_WORK),
    capped: items.length > MOST_WORK,
    counts: Object.fromEntries(
      WORK_SCOPES.map((one) => [one, inSources.filter((item) => inScope(item, one)).length]),
    ) as Record<WorkScope, number>,
    sources: counted(found.filter((item) => inScope(item, scope))),
    shift: current ?? null,
    now,
  })
}

const holds = (item: ListedWork, words: readonly string[]): boolean => {
  const text = `${item.title}\n${item.detail ?? ''}\n${item.personName ?? ''}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function counted(items: readonly ListedWork[]): { source: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { source } of items) counts.set(source, (counts.get(source) ?? 0) + 1)
  return [...counts]
    .map(([source, count]) => ({ source, count }))
    .toSorted((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1))
}
