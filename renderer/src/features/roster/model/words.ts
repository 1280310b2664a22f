import type { BoardShift, ShiftProblem, Swap } from '../../../../../contract/roster-shapes.ts'
import { ABSENCE_KINDS, REST_HOURS } from '../../../../../contract/roster-shapes.ts'
import { language, textIn, textsOf } from '../../../language.ts'
import { SWAP_WORDS, TEXTS } from '../texts.ts'
import { dayShort } from './days.ts'

const t = textsOf(TEXTS)

/** What is wrong, in words. */
export function problemText(problem: ShiftProblem): string {
  switch (problem.kind) {
    case 'few':
      return t('few', { missing: problem.need - problem.have })
    case 'rest':
      return t('rest', { name: problem.name, hours: problem.hours })
    case 'absent':
    case 'onLeave':
    case 'double':
      return t(problem.kind, { name: problem.name })
    case 'noLead':
    case 'skipped':
      return t(problem.kind)
  }
}

/** What a swap would do to somebody's rest: before which shift, and how little of it. */
export function restLine(
  problem: Extract<ShiftProblem, { kind: 'rest' | 'double' }> & { readonly at: string },
): string {
  const [, date = ''] = problem.at.split('/')
  const params = { name: problem.name, date: dayShort(date, language.value) }
  return problem.kind === 'double'
    ? t('swapDouble', params)
    : t('swapRest', { ...params, hours: problem.hours, least: REST_HOURS })
}

export const slotName = (shift: Pick<BoardShift, 'name' | 'slot'>): string =>
  shift.name[language.value] ?? shift.slot

/** 白 / D */
export const slotMark = (shift: Pick<BoardShift, 'name' | 'slot'>): string =>
  [...slotName(shift)][0] ?? ''

export const absenceKind = (kind: string): string => {
  const known = ABSENCE_KINDS.find(({ value }) => value === kind)
  return known ? textIn(known.label) : kind
}

export const swapLine = (swap: Swap): string =>
  t('swapLine', {
    asker: swap.askerName,
    other: swap.otherName,
    date: dayShort(swap.shift.date, language.value),
    shift: textIn(swap.shift.name),
  })

export const returnLine = (swap: Swap): string =>
  swap.inReturn === undefined
    ? ''
    : t('returnLine', {
        asker: swap.askerName,
        date: dayShort(swap.inReturn.date, language.value),
        shift: textIn(swap.inReturn.name),
      })

export const swapState = (swap: Swap): string => textIn(SWAP_WORDS[swap.state])
