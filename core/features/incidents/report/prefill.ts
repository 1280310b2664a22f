import {
  CAUSES,
  DECISIONS,
  GRADE_RULES,
  IMPACTS,
  MILESTONE_LABELS,
  MILESTONES,
} from '../../../../contract/incident-rules.ts'
import type { ReportSection } from '../../../../contract/incident-report.ts'
import type { Language } from '../../../../contract/text.ts'
import type { Context } from '../../../feature.ts'
import { labels } from '../../../records/view.ts'
import { causesOf } from '../causes.ts'
import { gradingOf, text, type Incident } from '../row.ts'
import { stepResults } from '../steps.ts'
import { openTasks } from '../tasks.ts'
import { timelineOf } from '../timeline.ts'
import { clockTime } from '../times.ts'
import { spell } from '../words.ts'

/** What a report says before anybody wrote a word of it: everything that the incident knows. */
export function prefilled(
  context: Context,
  incident: Incident,
  language: Language,
): Record<ReportSection, string> {
  const zh = language === 'zh-CN'
  const { fields, at } = incident
  const { grade } = gradingOf(incident, context.now())
  const [comma, stop, colon] = zh ? ['、', '。', '：'] : [', ', '. ', ': ']
  const items = labels(
    context,
    incident.items.map((id) => ({ type: 'configuration-item', id })),
  ).map(({ title }) => title)
  const label = (
    choices: readonly { value: string; label: { 'zh-CN': string; en: string } }[],
    name: string,
  ) => choices.find(({ value }) => value === text(fields[name]))?.label[language] ?? ''
  const lines = (...parts: readonly string[]) =>
    parts.filter((part) => part.trim() !== '').join('\n')
  const named = (name: string, value: string) => (value === '' ? '' : `${name}${colon}${value}`)
  const took = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? '' : spell(to - from)[language]
  const causes = causesOf(context, incident.id)
  const impacts: readonly unknown[] = Array.isArray(fields['impacts']) ? fields['impacts'] : []
  return {
    summary: [
      `${clockTime(at.discovered ?? 0)} ${incident.title}`,
      zh ? `定为${GRADE_RULES[grade].label[language]}` : GRADE_RULES[grade].label[language],
      named(zh ? '响应用时' : 'answered in', took(at.reported, at.answered)),
      named(zh ? '业务中断或受影响' : 'service impaired for', took(at.discovered, at.repaired)),
    ]
      .filter((part) => part !== '')
      .join(zh ? '，' : ', ')
      .concat(stop.trim()),
    symptom: lines(incident.title, text(fields['details'])),
    impact: lines(
      named(zh ? '受影响' : 'Affected', items.join(comma)),
      named(zh ? '范围' : 'Scope', text(fields['scope'])),
      named(
        zh ? '损失' : 'Loss',
        IMPACTS.flatMap(({ value, label: words }) =>
          impacts.includes(value) ? [words[language]] : [],
        ).join(comma),
      ),
      text(fields['loss']),
    ),
    timeline: timelineOf(context, incident, context.now(), language)
      .filter(({ hidden }) => !hidden)
      .map((line) => {
        const note = line.note === '' ? '' : zh ? `（${line.note}）` : ` (${line.note})`
        return `${clockTime(line.at)}  ${line.personName}  ${line.text.replaceAll('\n', ' ')}${note}`
      })
      .join('\n'),
    cause: lines(
      named(zh ? '原因类别' : 'Where it lies', label(CAUSES, 'causeKind')),
      text(fields['rootCause']),
      ...causes
        .filter(({ kind }) => kind === 'why')
        .map(({ text: words }, index) =>
          zh ? `为什么${index + 1}：${words}` : `Why ${index + 1}: ${words}`,
        ),
      ...causes
        .filter(({ kind, state }) => kind !== 'why' && state === 'confirmed')
        .map(({ text: words }) => `· ${words}`),
    ),
    handling: lines(
      named(zh ? '决策' : 'Decision', label(DECISIONS, 'decision')),
      text(fields['decisionReason']),
      ...stepResults(context, incident)
        .filter(({ undoneAt }) => undoneAt === undefined)
        .map(({ at: then, title, outcome, reason }) => {
          const mark = outcome === 'done' ? '✓' : '✗'
          return `${clockTime(then)}  ${mark} ${title}${reason === '' ? '' : `${colon}${reason}`}`
        }),
      named(zh ? '验证' : 'Verified', text(fields['verification'])),
    ),
    lessons: text(fields['lessons']),
    actions: lines(
      text(fields['improvement']),
      named(zh ? '培训' : 'Training', text(fields['training'])),
      ...openTasks(context, incident.id).map(({ title }) => `· ${title}`),
    ),
  }
}

/** The milestones of an incident with their times, in the report's language. */
export const milestoneRows = (
  { at }: Pick<Incident, 'at'>,
  language: Language,
): readonly (readonly [string, number])[] =>
  MILESTONES.flatMap((name) => {
    const moment = at[name]
    return moment === undefined ? [] : [[MILESTONE_LABELS[name][language], moment] as const]
  })
