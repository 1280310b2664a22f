import type { CheckBody, CheckItem } from '../../../../../contract/checklist-body.ts'
import { linesOf } from './lines.ts'

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** As it is numbered now, or was before it was removed. */
  readonly label: string
  readonly item: CheckItem
  /** Which of its settings are not what they were. */
  readonly fields: readonly (keyof CheckItem)[]
}

/** What one version of a checklist has otherwise than the one before, in the order of the new one. */
export function differencesOf(before: CheckBody, after: CheckBody): readonly Difference[] {
  const old = new Map(linesOf(before).map((line) => [line.item.id, line]))
  const lines = linesOf(after)
  const kept = new Set(lines.map(({ item }) => item.id))
  const sectionOf = (body: CheckBody, at: number): string => body.sections[at]?.id ?? ''
  const orderBefore = [...old.keys()].filter((id) => kept.has(id))
  const orderAfter = lines.map(({ item }) => item.id).filter((id) => old.has(id))
  const stayed = new Set(longestCommon(orderBefore, orderAfter))

  const found = lines.flatMap(({ item, label, section }): Difference[] => {
    const was = old.get(item.id)
    if (!was) return [{ kind: 'added', label, item, fields: [] }]
    const fields = fieldsOf(was.item, item)
    if (fields.length > 0) return [{ kind: 'changed', label, item, fields }]
    const elsewhere =
      !stayed.has(item.id) || sectionOf(before, was.section) !== sectionOf(after, section)
    return elsewhere ? [{ kind: 'moved', label, item, fields: [] }] : []
  })
  const gone = [...old.values()]
    .filter(({ item }) => !kept.has(item.id))
    .map(({ item, label }): Difference => ({ kind: 'removed', label, item, fields: [] }))
  return [...found, ...gone]
}

const NOTHING = new Set(['[]', 'false', '""', undefined])
function fieldsOf(was: CheckItem, is: CheckItem): readonly (keyof CheckItem)[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)] as (keyof CheckItem)[])
  return [...names].filter((name) => {
    const [a, b] = [JSON.stringify(was[name]), JSON.stringify(is[name])]
    return a !== b && !(NOTHING.has(a) && NOTHING.has(b))
  })
}

/** The longest part that two orders share: what is not in it has been moved. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly string[] {
  const place = new Map(b.map((id, at) => [id, at]))
  const all: { readonly at: number; readonly id: string; readonly before: number }[] = []
  const ends: number[] = []
  for (const id of a) {
    const at = place.get(id) ?? -1
    const length = ends.findIndex((end) => (all[end]?.at ?? 0) >= at)
    const row = length < 0 ? ends.length : length
    all.push({ at, id, before: ends[row - 1] ?? -1 })
    ends[row] = all.length - 1
  }
  const chain: string[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = all[at]?.before ?? -1)
    chain.unshift(all[at]?.id ?? '')
  return chain
}
