import type { Attachment } from '../../../../../contract/common.ts'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import { judge } from '../../../../../contract/checklist-judge.ts'
import type { ResultView } from '../../../../../contract/checklist-rounds.ts'
import type { Answer } from '../../../../../contract/checklists.ts'
import { readingOf } from '../model/reading.ts'

/** What is being written about one item and not recorded yet. */
export interface Work {
  readonly text?: string
  readonly remark?: string
  /** Open, and what it says so far. */
  readonly skip?: string
  readonly timerFrom?: number
  /** Added before there was an answer to add them to. */
  readonly files?: readonly Attachment[]
}

export const WORK_PARTS = ['text', 'remark', 'skip', 'timerFrom', 'files'] as const

/** What was written before and not since: once it is saved, nothing else of it is lost. */
export const unchangedParts = (before: Work | undefined, now: Work | undefined) =>
  WORK_PARTS.filter((part) => before?.[part] === now?.[part])

/** How the answers that follow are dated: noted on paper at a time, by somebody. */
export interface FromPaper {
  readonly at: number
  readonly doneBy?: string
}

/** A result as the screen shows it; `saving` until core has answered. */
export type Shown = ResultView & { readonly saving?: boolean }

export interface Given {
  readonly value?: boolean | number | string
  readonly skip?: string
  readonly clear?: true
  readonly remark?: string
  readonly attachments?: readonly Attachment[]
  /** A monitor's reading was before the person's eyes; `automatic`: it was taken as it was. */
  readonly measuredAt?: number
  readonly automatic?: true
}

/**
 * The answer that changes some of what an item has: each answer stands for itself, so what stays is told again.
 * `at`: noted on paper at that time.
 */
export function answerOf(
  item: CheckItem,
  before: ResultView | undefined,
  given: Given,
  at?: number,
): Answer {
  const when = at === undefined ? {} : { at }
  if (given.clear) return { item: item.id, clear: true, ...when }
  if (given.skip !== undefined) return { item: item.id, skip: given.skip, ...when }
  const kept = before && before.status !== 'skipped' ? before : undefined
  const value = given.value ?? valueOf(kept)
  const remark = given.remark ?? kept?.remark ?? ''
  const attachments = given.attachments ?? kept?.attachments ?? []
  return {
    item: item.id,
    ...(value === undefined ? {} : { value }),
    ...(remark.trim() === '' ? {} : { remark: remark.trim() }),
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
    ...measuredOf(kept, given),
    ...when,
  }
}

/** What a monitor read stays with an answer whose figure stays. */
function measuredOf(
  kept: ResultView | undefined,
  given: Given,
): Pick<Answer, 'measuredAt' | 'automatic'> {
  const own = given.value !== undefined
  const measuredAt = own ? given.measuredAt : kept?.measuredAt
  const automatic = own ? given.automatic === true : kept?.automatic === true
  if (measuredAt === undefined) return {}
  return automatic ? { measuredAt, automatic } : { measuredAt }
}

function valueOf(result: ResultView | undefined): boolean | number | string | undefined {
  const value = result?.value
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
    ? value
    : undefined
}

/** How an answer will stand, before core has said so. */
export function expected(
  item: CheckItem,
  answer: Answer,
  person: { readonly person: string; readonly name: string },
  now: number,
  before: ResultView | undefined,
  measured?: number,
): Shown {
  return {
    id: before?.id ?? '',
    item: item.id,
    value: answer.value ?? null,
    ...judge(item, answer),
    remark: answer.skip ?? answer.remark ?? '',
    attachments: answer.attachments ?? [],
    at: answer.at ?? (answer.automatic ? (answer.measuredAt ?? now) : now),
    enteredAt: now,
    late: answer.at !== undefined,
    automatic: answer.automatic === true,
    ...(measured === undefined || answer.measuredAt === undefined
      ? {}
      : { measured, measuredAt: answer.measuredAt }),
    person: person.person,
    personName: person.name,
    saving: true,
  }
}

/** What Enter answers with from what stands in the field; undefined: there is nothing to answer with. */
export function typedValue(item: CheckItem, text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined
  if (item.kind === 'text') return text.trim() === '' ? undefined : text.trim()
  const reading = readingOf(item, text)
  return reading.kind === 'value' ? reading.value : undefined
}
