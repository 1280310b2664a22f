import type { CheckBody, CheckItem } from '../../../../../contract/checklist-body.ts'
import { isOut, lacksOf } from '../../../../../contract/checklist-judge.ts'
import type { MissingPart, ResultView } from '../../../../../contract/checklist-rounds.ts'

/** One item at its place in a checklist. */
export interface Line {
  readonly item: CheckItem
  /** Which section, from 0. */
  readonly section: number
  /** As it is numbered on screen and paper: `2.3`. */
  readonly label: string
}

/** What of a result the rules look at. */
export type Recorded = Pick<ResultView, 'status' | 'remark' | 'attachments' | 'second'>
export type Lack = MissingPart['part']

export const linesOf = (body: CheckBody): readonly Line[] =>
  body.sections.flatMap((section, at) =>
    section.items.map((item, index) => ({ item, section: at, label: `${at + 1}.${index + 1}` })),
  )

/**
 * Index of the next open item after a place, from the top again after the last; undefined when none is open.
 * An optional one without an answer is passed once, on the way down. Those that only wait for the second person
 * come when nothing else is open: one person may be alone until then.
 */
export function nextOpen(
  lines: readonly Line[],
  results: ReadonlyMap<string, Recorded>,
  from: number,
): number | undefined {
  const order = lines.map((_line, step) => (from + 1 + step) % lines.length)
  const lacks = (at: number): readonly Lack[] => {
    const item = lines[at]?.item
    if (!item) return []
    const result = results.get(item.id)
    return !result && at > from ? ['answer'] : lacksOf(item, result)
  }
  return (
    order.find((at) => lacks(at).some((part) => part !== 'second')) ??
    order.find((at) => lacks(at).length > 0)
  )
}

export interface Tally {
  readonly items: number
  readonly answered: number
  readonly out: number
  readonly skipped: number
}

export function tallyOf(
  lines: readonly Line[],
  results: ReadonlyMap<string, Pick<ResultView, 'status'>>,
): Tally {
  const found = lines.flatMap(({ item }) => results.get(item.id) ?? [])
  return {
    items: lines.length,
    answered: found.length,
    out: found.filter(({ status }) => isOut(status)).length,
    skipped: found.filter(({ status }) => status === 'skipped').length,
  }
}
