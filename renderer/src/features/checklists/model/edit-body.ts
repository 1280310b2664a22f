import type { CheckBody, CheckItem } from '../../../../../contract/checklist-body.ts'
import { bandsOf } from './limits.ts'

/** Where something stands in a checklist: a section, or an item in it. */
export interface Spot {
  readonly section: number
  readonly item?: number
}

type Section = CheckBody['sections'][number]

const swap = <T>(list: readonly T[], at: number, other: number): T[] => {
  const next = [...list]
  const [one, two] = [next[at], next[other]]
  if (one === undefined || two === undefined) return next
  next[at] = two
  next[other] = one
  return next
}
const withSection = (
  body: CheckBody,
  at: number,
  change: (section: Section) => Section,
): CheckBody => ({
  sections: body.sections.map((section, index) => (index === at ? change(section) : section)),
})

/** All places in the order in which the cursor passes them: a section's heading, then its items. */
export const spotsOf = (body: CheckBody): readonly Spot[] =>
  body.sections.flatMap((section, at) => [
    { section: at },
    ...section.items.map((_item, item) => ({ section: at, item })),
  ])

export const sameSpot = (a: Spot, b: Spot): boolean => a.section === b.section && a.item === b.item

/** A place one up or down for what stands at a spot; items cross the borders of sections. Answers where it is then. */
export function moved(
  body: CheckBody,
  spot: Spot,
  step: -1 | 1,
): { readonly body: CheckBody; readonly spot: Spot } {
  const { section, item } = spot
  const same = { body, spot }
  if (item === undefined) {
    const to = section + step
    if (to < 0 || to >= body.sections.length) return same
    return { body: { sections: swap(body.sections, section, to) }, spot: { section: to } }
  }
  const own = body.sections[section]
  if (!own) return same
  const to = item + step
  if (to >= 0 && to < own.items.length)
    return {
      body: withSection(body, section, (one) => ({ ...one, items: swap(one.items, item, to) })),
      spot: { section, item: to },
    }
  const other = body.sections[section + step]
  if (!other) return same
  return put(body, spot, {
    section: section + step,
    item: step > 0 ? 0 : other.items.length,
  })
}

/** Takes an item out and puts it in before another place, as dragging does. */
export function put(
  body: CheckBody,
  from: Spot,
  to: Spot,
): { readonly body: CheckBody; readonly spot: Spot } {
  const taken = body.sections[from.section]?.items[from.item ?? -1]
  if (!taken || !body.sections[to.section]) return { body, spot: from }
  const without = removed(body, from)
  const goal = to.item ?? without.sections[to.section]?.items.length ?? 0
  const at = from.section === to.section && (from.item ?? 0) < goal ? goal - 1 : goal
  return {
    body: withSection(without, to.section, (one) => ({
      ...one,
      items: one.items.toSpliced(at, 0, taken),
    })),
    spot: { section: to.section, item: at },
  }
}

export const removed = (body: CheckBody, { section, item }: Spot): CheckBody =>
  item === undefined
    ? { sections: body.sections.toSpliced(section, 1) }
    : withSection(body, section, (one) => ({ ...one, items: one.items.toSpliced(item, 1) }))

/** Puts an item after a spot; after the heading of a section it becomes its first. */
export function added(
  body: CheckBody,
  { section, item }: Spot,
  fresh: CheckItem,
): { readonly body: CheckBody; readonly spot: Spot } {
  const at = item === undefined ? 0 : item + 1
  return {
    body: withSection(body, section, (one) => ({
      ...one,
      items: one.items.toSpliced(at, 0, fresh),
    })),
    spot: { section, item: at },
  }
}

export const changed = (body: CheckBody, spot: Spot, next: CheckItem): CheckBody =>
  withSection(body, spot.section, (one) => ({
    ...one,
    items: one.items.map((item, at) => (at === spot.item ? next : item)),
  }))

/** The same item as another kind: what does not fit the kind goes, what it needs is there. */
export function asKind(item: CheckItem, kind: CheckItem['kind']): CheckItem {
  const { choices, limits, seconds, unit, decimals, range, monitor, ...rest } = item
  switch (kind) {
    case 'choice':
      return {
        ...rest,
        kind,
        choices: choices ?? [
          { value: 'a', label: '' },
          { value: 'b', label: '', failed: true },
        ],
      }
    case 'number':
      return {
        ...rest,
        kind,
        ...(unit === undefined ? {} : { unit }),
        ...(range === undefined ? {} : { range }),
        ...(monitor === undefined ? {} : { monitor }),
        decimals: decimals ?? 0,
        limits: limits ?? [],
      }
    case 'timer':
      return { ...rest, kind, seconds: seconds ?? 60 }
    default:
      return { ...rest, kind }
  }
}

export type Wrong = 'title' | 'choices' | 'limits' | 'range' | 'seconds'

/** What keeps an item from being usable. */
export function wrongIn(item: CheckItem): Wrong | undefined {
  if (item.title.trim() === '') return 'title'
  if (item.kind === 'choice') {
    const labels = (item.choices ?? []).map(({ label }) => label.trim())
    if (labels.length < 2 || labels.includes('')) return 'choices'
  }
  if (item.kind === 'timer' && !((item.seconds ?? 0) >= 1)) return 'seconds'
  if (item.kind !== 'number') return undefined
  const { warnLow, warnHigh, alarmLow, alarmHigh, low, high } = bandsOf(item.limits ?? [])
  const apart = (a: number | undefined, b: number | undefined): boolean =>
    a === undefined || b === undefined || a <= b
  if (!(apart(low, high) && apart(alarmLow, warnLow) && apart(warnHigh, alarmHigh))) return 'limits'
  return item.range && item.range.min >= item.range.max ? 'range' : undefined
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
/** An id that no item of any version has: readings are compared by it for years. */
export const freshId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(10))]
    .map((byte) => LETTERS[byte % LETTERS.length] ?? 'x')
    .join('')
