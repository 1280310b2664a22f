/** What an item says, by field, as people read it; empty values are left out. */
export type ItemValues = Readonly<Record<string, string>>
/** Items by id. */
export type Content = Readonly<Record<string, ItemValues>>

export interface Deviation {
  readonly item: string
  readonly kind: 'different' | 'missing' | 'extra'
  /** different: the field. */
  readonly field?: string
  readonly expected: string
  readonly actual: string
}

export interface Comparison {
  readonly deviations: readonly Deviation[]
  /** Values of items that are in both. */
  readonly checked: number
  /** Values that agree of those that were compared, percent with one decimal; 100 where there is nothing to compare. */
  readonly accuracy: number
  /** Items that are in both of those that are in either, percent with one decimal. */
  readonly completeness: number
}

const percent = (part: number, all: number): number =>
  all === 0 ? 100 : Math.round((part / all) * 1000) / 10

/** A baseline compared with reality. `real` holds the items of its scope as they are. */
export function compare(frozen: Content, real: Content): Comparison {
  const deviations: Deviation[] = []
  let checked = 0
  let agreeing = 0
  let both = 0
  for (const [item, before] of Object.entries(frozen)) {
    const now = real[item]
    if (now === undefined) {
      deviations.push({ item, kind: 'missing', expected: before['name'] ?? '', actual: '' })
      continue
    }
    both += 1
    for (const field of new Set([...Object.keys(before), ...Object.keys(now)])) {
      checked += 1
      const [expected = '', actual = ''] = [before[field], now[field]]
      if (expected === actual) agreeing += 1
      else deviations.push({ item, kind: 'different', field, expected, actual })
    }
  }
  const extra = Object.entries(real).filter(([item]) => frozen[item] === undefined)
  for (const [item, values] of extra)
    deviations.push({ item, kind: 'extra', expected: '', actual: values['name'] ?? '' })
  return {
    deviations,
    checked,
    accuracy: percent(agreeing, checked),
    completeness: percent(both, Object.keys(frozen).length + extra.length),
  }
}
