import { comparisonOf, SCORE_ASPECTS } from '../../../../contract/response-engine.ts'
import { REPORT_STATES } from '../../../../contract/report-states.ts'
import { DRILL_KINDS, DRILL_SCOPES } from '../../../../contract/response-views.ts'
import type { Choice } from '../../../../contract/record-type.ts'
import { LEVEL_LABELS } from '../../../../contract/roles.ts'
import { ok } from '../../../../contract/result.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { settingsOf } from '../../../session/settings.ts'
import { localTime } from '../../../records/value-text.ts'
import { writtenDocx, type DocxParts } from '../../../written-docx.ts'
import { rowOf, type ActivationRow } from '../rows.ts'
import { progressFor } from './steps.ts'
import { timelineOf } from './timeline.ts'
import { detailOf } from './views.ts'

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
const WORDS = {
  report: both('应急响应报告', 'Emergency response report'),
  drill: both('应急演练报告', 'Drill report'),
  number: both('编号', 'Number'),
  level: both('响应级别', 'Level'),
  levelOf: both('{level}级', 'Level {level}'),
  kind: both('演练方式', 'Kind of drill'),
  scenario: both('演练情景', 'Scenario'),
  reason: both('启动原因', 'Reason'),
  goal: both('演练目标', 'Goal'),
  incident: both('关联故障', 'Incident'),
  discovered: both('发现', 'Discovered'),
  started: both('启动', 'Activated'),
  restored: both('业务恢复', 'Service restored'),
  ended: both('结束签字', 'Ended, signed'),
  rto: both('恢复时限', 'RTO'),
  planned: both('计划', 'Planned'),
  actual: both('实际', 'Actual'),
  compare: both('计划与实际', 'Planned against actual'),
  step: both('步骤', 'Step'),
  who: both('执行', 'By'),
  result: both('结果', 'Result'),
  done: both('完成', 'Done'),
  cannot: both('做不了', 'Cannot be done'),
  skipped: both('跳过', 'Skipped'),
  open: both('未处理', 'Open'),
  state: both('报告状态', 'Report'),
  approved: both('批准', 'Approved'),
  attendees: both('参加人员', 'Attendees'),
  observers: both('观察员', 'Observers'),
  scores: both('评分', 'Scores'),
  feasibility: both('可行性', 'Feasibility'),
  effectiveness: both('有效性', 'Effectiveness'),
  teamwork: both('协同', 'Team work'),
  comment: both('评语', 'Comment'),
  total: both('总分', 'Total'),
  findings: both('发现的问题', 'Findings'),
  none: both('无', 'None'),
  well: both('做得好的', 'What went well'),
  badly: both('存在的问题', 'What went badly'),
  lessons: both('改进意见', 'Lessons'),
  timeline: both('时间线', 'Timeline'),
} as const satisfies Record<string, Text>
const NUMERALS = { 1: '一', 2: '二', 3: '三', 4: '四' } as const
const INTERNAL = 1

/** `6:40`; hours before it when there are any. */
function stopwatch(ms: number | undefined): string {
  if (ms === undefined) return ''
  const seconds = Math.round(ms / 1000)
  const two = (n: number): string => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

const labelIn = (choices: readonly Choice[], value: string, language: Language): string =>
  choices.find((choice) => choice.value === value)?.label[language] ?? ''

/** Reports of responses and drills as DOCX. */
export const reportHandlers: Handlers = {
  'response.export': async (context, { id, language }) => {
    const activation = rowOf(context, 'activation', id)
    const told = { ...context, session: { ...context.session, language } }
    const { head } = detailOf(told, activation)
    const kind = WORDS[head.drill ? 'drill' : 'report'][language]
    const title = `${kind}${language === 'en' ? ': ' : '：'}${head.title}`
    const file = await writtenDocx(
      {
        number: head.number,
        title,
        creator: head.startedByName,
        header: `${settingsOf(context.workspace).name}　${head.number}　${LEVEL_LABELS[INTERNAL][language]}`,
      },
      (parts) => content(told, activation, parts),
    )
    recordAccess(context, { action: 'export', what: title, type: 'activation', count: 1 })
    return ok(file)
  },
}

function content(context: Context, activation: ActivationRow, parts: DocxParts) {
  const { language } = context.session
  const say = (name: keyof typeof WORDS): string => WORDS[name][language]
  const comma = language === 'en' ? ', ' : '、'
  const detail = detailOf(context, activation)
  const { head } = detail
  const progress = progressFor(context, activation)
  const comparison = comparisonOf(
    progress,
    {
      startedAt: head.startedAt,
      now: context.now(),
      endedAt: head.endedAt,
      discoveredAt: head.discoveredAt,
      restoredAt: head.restoredAt,
    },
    detail.body.rto,
  )
  const { paragraph, heading, facts, table } = parts
  const lines = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(line))
  const section = (name: 'well' | 'badly' | 'lessons') =>
    detail.summary[name] === '' ? [] : [heading(say(name)), ...lines(detail.summary[name])]
  const level = language === 'en' ? String(head.level) : NUMERALS[head.level]
  return [
    facts([
      [say('number'), head.number],
      [say('level'), say('levelOf').replace('{level}', level)],
      [
        say('kind'),
        head.drill
          ? [
              labelIn(DRILL_SCOPES, head.drill.scope, language),
              labelIn(DRILL_KINDS, head.drill.kind, language),
            ].join(comma)
          : '',
      ],
      [say(head.drill ? 'scenario' : 'reason'), head.reason],
      [say('goal'), detail.goal],
      [
        say('incident'),
        head.incident ? `${head.incident.number ?? ''} ${head.incident.title}` : '',
      ],
      [say('discovered'), localTime(head.discoveredAt)],
      [say('started'), `${localTime(head.startedAt)} ${head.startedByName}`],
      [say('restored'), head.restoredAt === undefined ? '' : localTime(head.restoredAt)],
      [
        say('ended'),
        head.endedAt === undefined
          ? ''
          : `${localTime(head.endedAt)} ${head.endedByName ?? ''} ${detail.endNote}`.trim(),
      ],
      [say('planned'), stopwatch(comparison.plannedMs)],
      [say('actual'), stopwatch(comparison.actualMs)],
      [say('rto'), stopwatch(comparison.rtoMs)],
      [say('state'), labelIn(REPORT_STATES, detail.review.state, language)],
      [
        say('approved'),
        detail.review.approvedAt === undefined
          ? ''
          : `${detail.review.approvedByName ?? ''} ${localTime(detail.review.approvedAt)}`,
      ],
      [say('attendees'), detail.attendees.map(({ name }) => name).join(comma)],
      [say('observers'), detail.observers.map(({ name }) => name).join(comma)],
    ]),
    heading(say('compare')),
    table(
      ['', say('step'), say('who'), say('planned'), say('actual'), say('result')],
      [5, 32, 12, 11, 11, 29],
      comparison.steps.map((row, index) => {
        const decision = progress.lines[index]?.decision
        return [
          String(row.number),
          row.title,
          decision?.byName ?? '',
          stopwatch(row.plannedMs),
          stopwatch(row.actualMs),
          [say(row.state), decision?.reason ?? ''].filter((text) => text !== '').join(' '),
        ]
      }),
    ),
    ...(detail.scores.length === 0
      ? []
      : [
          heading(say('scores')),
          table(
            [say('observers'), ...SCORE_ASPECTS.map((aspect) => say(aspect)), say('comment')],
            [18, 12, 12, 12, 46],
            detail.scores.map((one) => [
              one.name,
              ...SCORE_ASPECTS.map((aspect) => String(one.scores[aspect])),
              one.comment,
            ]),
          ),
          paragraph(`${say('total')} ${head.score?.toFixed(1) ?? ''}`),
        ]),
    heading(say('findings')),
    ...(detail.findings.length === 0
      ? [paragraph(say('none'))]
      : detail.findings.map(({ number, title }) => paragraph(`${number} ${title}`))),
    ...section('well'),
    ...section('badly'),
    ...section('lessons'),
    heading(say('timeline')),
    ...timelineOf(context, activation).map((entry) =>
      paragraph(`${localTime(entry.at)} ${entry.text} ${entry.by}`.trim(), { style: 'small' }),
    ),
  ]
}
