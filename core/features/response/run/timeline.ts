import type { TimelineEntry } from '../../../../contract/response-views.ts'
import { ok } from '../../../../contract/result.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { nameOf } from '../../../records/view.ts'
import { eventsOf } from '../../../response-timeline.ts'
import { rowOf, type ActivationRow } from '../rows.ts'
import { decisionsFor, stepsOf } from './steps.ts'
import { reportsOf } from './views.ts'

const OUTCOMES = {
  done: { 'zh-CN': '完成', en: 'done' },
  cannot: { 'zh-CN': '做不了', en: 'cannot be done' },
  skipped: { 'zh-CN': '跳过', en: 'skipped' },
} as const satisfies Record<string, Text>

/** Everything that happened in a response, from its own records and what was told of it, oldest first. */
export const timelineOf = (context: Context, activation: ActivationRow): TimelineEntry[] =>
  [
    ...told(context, activation.id),
    ...decisions(context, activation.id),
    ...reports(context, activation.id),
    ...ends(context, activation),
  ].toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))

export const timelineHandlers: Handlers = {
  'response.timeline': (context, { id }) =>
    ok({ entries: timelineOf(context, rowOf(context, 'activation', id)) }),
}

const say = (context: Context, text: Text): string => text[context.session.language]

const told = (context: Context, id: string): TimelineEntry[] =>
  eventsOf(context, id).map((event) => ({
    key: event.id,
    at: event.at,
    kind: event.kind === 'decision' ? 'start' : 'note',
    text: event.text,
    by: event.personName,
    tone: event.kind === 'grade' ? 'warn' : 'neutral',
  }))

function decisions(context: Context, id: string): TimelineEntry[] {
  const steps = new Map(
    stepsOf(context, { type: 'activation', id }).map((step, index) => [step.id, { step, index }]),
  )
  return decisionsFor(context, id).flatMap((decision): TimelineEntry[] => {
    const known = steps.get(decision.step)
    const label = say(context, OUTCOMES[decision.outcome])
    const where = {
      'zh-CN': `第${(known?.index ?? 0) + 1}步${label}：${known?.step.title ?? decision.step}`,
      en: `Step ${(known?.index ?? 0) + 1} ${label}: ${known?.step.title ?? decision.step}`,
    }
    const undone: Text = { 'zh-CN': '（已撤回）', en: ' (taken back)' }
    const colon = say(context, { 'zh-CN': '。', en: '. ' })
    return [
      {
        key: decision.id,
        at: decision.at,
        kind: 'step',
        text: `${say(context, where)}${decision.reason === '' ? '' : `${colon}${decision.reason}`}${
          decision.undoneAt === undefined ? '' : say(context, undone)
        }`,
        by: decision.byName,
        tone:
          decision.undoneAt !== undefined
            ? 'neutral'
            : decision.outcome === 'done'
              ? 'ok'
              : decision.outcome === 'cannot'
                ? 'warn'
                : 'neutral',
      },
    ]
  })
}

const reports = (context: Context, id: string): TimelineEntry[] =>
  reportsOf(context, id).map((report) => ({
    key: report.id,
    at: report.at,
    kind: 'report',
    text: say(context, {
      'zh-CN': `第${report.number}次进展报告，报${report.to.join('、')}：${report.text}`,
      en: `Progress report ${report.number} to ${report.to.join(', ')}: ${report.text}`,
    }),
    by: report.by,
    tone: 'neutral',
  }))

function ends(context: Context, activation: ActivationRow): TimelineEntry[] {
  const { id, restoredAt, endedAt, endedBy, outcome, endNote } = activation
  const note = endNote === '' ? '' : say(context, { 'zh-CN': `。${endNote}`, en: `. ${endNote}` })
  const over: Text =
    outcome === 'aborted'
      ? { 'zh-CN': '应急响应中止', en: 'Response called off' }
      : { 'zh-CN': '恢复正常，应急响应结束', en: 'Back to normal, response ended' }
  return [
    ...(restoredAt === undefined
      ? []
      : [
          {
            key: `restored/${id}`,
            at: restoredAt,
            kind: 'end' as const,
            text: say(context, { 'zh-CN': '业务恢复', en: 'Service restored' }),
            by: '',
            tone: 'ok' as const,
          },
        ]),
    ...(endedAt === undefined
      ? []
      : [
          {
            key: `end/${id}`,
            at: endedAt,
            kind: 'end' as const,
            text: `${say(context, over)}${note}`,
            by: nameOf(context, endedBy ?? ''),
            tone: outcome === 'aborted' ? ('warn' as const) : ('ok' as const),
          },
        ]),
  ]
}
