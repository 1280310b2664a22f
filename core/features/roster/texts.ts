import type { ShiftProblem } from '../../../contract/roster-shapes.ts'
import { fill, type Language, type Text } from '../../../contract/text.ts'

/** What core says of rosters in the work list and in calendars. */
export const TEXTS = {
  answer: { 'zh-CN': '{name}找你换班：{date}{shift}', en: '{name} asks to swap: {shift}, {date}' },
  decide: {
    'zh-CN': '审批换班：{name}与{other}，{date}{shift}',
    en: 'Decide on a swap: {name} and {other}, {shift}, {date}',
  },
  gap: { 'zh-CN': '{date}{shift}：{problems}', en: '{shift}, {date}: {problems}' },
  noLead: { 'zh-CN': '缺值班长', en: 'no lead' },
  few: { 'zh-CN': '缺{missing}人', en: '{missing} short' },
  absent: { 'zh-CN': '{name}请假无人替班', en: '{name} absent, nobody stands in' },
  lead: { 'zh-CN': '值班长', en: 'lead' },
  people: { 'zh-CN': '{team}：{names}', en: '{team}: {names}' },
} as const satisfies Record<string, Text>

export const say = (
  language: Language,
  key: keyof typeof TEXTS,
  params: Readonly<Record<string, unknown>> = {},
): string => fill(TEXTS[key][language], params)

/** A gap in words; undefined for what is no gap in the coverage. */
export function gapText(problem: ShiftProblem, language: Language): string | undefined {
  if (problem.kind === 'noLead') return say(language, 'noLead')
  if (problem.kind === 'few') return say(language, 'few', { missing: problem.need - problem.have })
  return problem.kind === 'absent' ? say(language, 'absent', { name: problem.name }) : undefined
}

export const joined = (parts: readonly string[], language: Language): string =>
  parts.join(language === 'en' ? ', ' : '、')
