import type { CheckItem, CheckLimit } from './checklist-body.ts'
import type { Answer } from './checklists.ts'
import type { MissingPart, ResultStatus, ResultView } from './checklist-rounds.ts'
import type { FieldReason } from './field-reasons.ts'

export interface Judgement {
  readonly status: ResultStatus
  /** Text of the worst limit that the reading is beyond. */
  readonly message?: string
}

/** The worst limit that a reading is beyond; of several the furthest. A reading on a limit is within it. */
export function brokenLimit(
  limits: readonly CheckLimit[],
  reading: number,
): CheckLimit | undefined {
  const beyond = limits.filter(({ side, value }) =>
    side === 'low' ? reading < value : reading > value,
  )
  const distance = (limit: CheckLimit): number => Math.abs(reading - limit.value)
  return beyond.toSorted(
    (a, b) =>
      Number(b.level === 'alarm') - Number(a.level === 'alarm') || distance(a) - distance(b),
  )[0]
}

/** What an answer means under the item's limits. The answer fits the item (see `answerIssue`). */
export function judge(item: CheckItem, answer: Answer): Judgement {
  if (answer.clear === true) return { status: 'cleared' }
  if (answer.skip !== undefined) return { status: 'skipped' }
  if (item.kind === 'number') {
    const limit = brokenLimit(item.limits ?? [], Number(answer.value))
    return limit === undefined
      ? { status: 'ok' }
      : { status: limit.level, ...(limit.message ? { message: limit.message } : {}) }
  }
  if (item.kind === 'timer')
    return { status: Number(answer.value) > (item.seconds ?? Infinity) ? 'warn' : 'ok' }
  const failed =
    item.kind === 'choice'
      ? item.choices?.find(({ value }) => value === answer.value)?.failed === true
      : item.kind === 'tick' && answer.value === false
  return { status: failed ? 'failed' : 'ok' }
}

/** Why an answer cannot be one to this item; undefined when it can. */
export function answerIssue(item: CheckItem, answer: Answer): FieldReason | undefined {
  const { value, skip, clear } = answer
  const given = [value, skip, clear].filter((part) => part !== undefined).length
  if (given !== 1) return 'answerKind'
  if (value === undefined) return undefined
  switch (item.kind) {
    case 'tick':
      return typeof value === 'boolean' ? undefined : 'answerKind'
    case 'instruction':
    case 'signature':
      return value === true ? undefined : 'answerKind'
    case 'file':
      return value === true && (answer.attachments?.length ?? 0) > 0 ? undefined : 'answerKind'
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? undefined : 'answerKind'
    case 'choice':
      return item.choices?.some((choice) => choice.value === value) ? undefined : 'choice'
    case 'timer':
      return typeof value === 'number' && value >= 0 && value <= 604_800 ? undefined : 'answerKind'
    case 'number': {
      if (typeof value !== 'number') return 'answerKind'
      const { range } = item
      return range && (value < range.min || value > range.max) ? 'reading' : undefined
    }
  }
}

/** Statuses that want a word of explanation. */
export const isOut = (status: ResultStatus): boolean =>
  status === 'warn' || status === 'alarm' || status === 'failed'

/** What an item still lacks before its run may be submitted; a skip lacks nothing. */
export function lacksOf(
  item: CheckItem,
  result: Pick<ResultView, 'status' | 'remark' | 'attachments' | 'second'> | undefined,
): MissingPart['part'][] {
  if (!result) return item.optional === true ? [] : ['answer']
  if (result.status === 'skipped') return []
  return [
    ...(isOut(result.status) && result.remark.trim() === '' ? (['remark'] as const) : []),
    ...(item.evidence === true && result.attachments.length === 0 ? (['evidence'] as const) : []),
    ...(item.twoPerson === true && !result.second ? (['second'] as const) : []),
  ]
}
