import type { Concern, SheetPoint, Shift, TimelineMark } from '../../../contract/duty.ts'
import type { Text } from '../../../contract/text.ts'
import { concernsOf } from '../../concerns.ts'
import type { Context, Period } from '../../feature.ts'
import { rowsWhere, type ActivationRow } from './rows.ts'
import { headOf } from './run/views.ts'

const say = ({ session }: Context, text: Text): string => text[session.language]
const NUMERALS = { 1: '一', 2: '二', 3: '三', 4: '四' } as const

/** Responses that go on, and those that ended in the shift. */
export function responseSheet(context: Context, shift: Shift): readonly SheetPoint[] {
  const until = Math.min(shift.to, context.now() + 1)
  return rowsWhere(
    context,
    'activation',
    '"startedAt" < ? AND ("endedAt" IS NULL OR "endedAt" >= ?)',
    until,
    shift.from,
  ).map((activation) => pointOf(context, activation))
}

function pointOf(context: Context, activation: ActivationRow): SheetPoint {
  const head = headOf(context, activation)
  const { drill, level } = activation
  const open = head.endedAt === undefined
  const what: Text = open
    ? {
        'zh-CN': `${NUMERALS[level]}级响应，第${head.decided + 1}步，共${head.steps}步：${head.current ?? '待结束'}`,
        en: `Level ${level}, step ${head.decided + 1} of ${head.steps}: ${head.current ?? 'to be ended'}`,
      }
    : activation.outcome === 'aborted'
      ? { 'zh-CN': `已中止。${activation.endNote}`, en: `Called off. ${activation.endNote}` }
      : {
          'zh-CN': `已恢复正常。${activation.endNote}`,
          en: `Back to normal. ${activation.endNote}`,
        }
  return {
    key: `response/${activation.id}`,
    section: drill ? 'notes' : 'incidents',
    title: say(context, {
      'zh-CN': `${drill ? '演练' : '应急响应'}：${head.title}`,
      en: `${drill ? 'Drill' : 'Emergency response'}: ${head.title}`,
    }),
    detail: say(context, what).trim(),
    tone: !open || drill ? 'notice' : level <= 2 ? 'crit' : 'warn',
    at: activation.startedAt,
    record: { type: 'activation', id: activation.id },
    open,
  }
}

/** Responses as stretches on the ribbon. */
export const responseTimeline = (context: Context, period: Period): readonly TimelineMark[] =>
  rowsWhere(
    context,
    'activation',
    '"startedAt" < ? AND ("endedAt" IS NULL OR "endedAt" >= ?)',
    period.to,
    period.from,
  ).map((activation) => ({
    key: `response/${activation.id}`,
    lane: 'incidents',
    label: activation.drill ? say(context, { 'zh-CN': '演练', en: 'Drill' }) : activation.number,
    from: activation.startedAt,
    ...(activation.endedAt === undefined ? {} : { to: activation.endedAt }),
    open: activation.endedAt === undefined,
    state: activation.endedAt === undefined ? 'progress' : 'done',
    tone: activation.drill ? 'notice' : activation.endedAt === undefined ? 'crit' : 'neutral',
    path: `/emergency/${activation.endedAt === undefined ? '' : 'response/'}${activation.id}`,
  }))

/** Responses in earnest that go on; each leads into the emergency mode. */
export const responseConcerns = (
  _context: Context,
  _shift: Shift,
  points: readonly SheetPoint[],
): Concern[] =>
  concernsOf(
    'response',
    points.filter(({ open }) => open),
  ).map((concern) => ({
    ...concern,
    ...(concern.record ? { path: `/emergency/${concern.record.id}` } : {}),
  }))
