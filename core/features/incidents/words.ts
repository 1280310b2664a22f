import {
  DECISIONS,
  GRADE_RULES,
  MILESTONE_LABELS,
  type Decision,
  type Grade,
  type Milestone,
} from '../../../contract/incident-rules.ts'
import { LEVEL_LABELS, type Level } from '../../../contract/roles.ts'
import type { Text } from '../../../contract/text.ts'

/** What the program itself says on the timeline, in the work list and on the sheet. */

export const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

/** Minutes as people say them: 25分, 1小时5分. */
export function spell(ms: number): Text {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours >= 48)
    return both(
      `${Math.floor(hours / 24)}天${hours % 24}小时`,
      `${Math.floor(hours / 24)} d ${hours % 24} h`,
    )
  if (hours === 0) return both(`${minutes}分`, `${minutes} min`)
  return rest === 0
    ? both(`${hours}小时`, `${hours} h`)
    : both(`${hours}小时${rest}分`, `${hours} h ${rest} min`)
}

const gradeName = (grade: Grade): Text => GRADE_RULES[grade].label

export const SAID = {
  declared: (title: string, grade: Grade): Text =>
    both(
      `报告事件：${title}（${gradeName(grade)['zh-CN']}）`,
      `Incident reported: ${title} (${gradeName(grade).en})`,
    ),
  stops: both('在业务恢复前暂停交接班', 'No handover until the service is back'),
  answered: (note: string): Text =>
    both(
      note === '' ? '已响应' : `已响应：${note}`,
      note === '' ? 'Answered' : `Answered: ${note}`,
    ),
  graded: (from: Grade, to: Grade, reason: string): Text =>
    both(
      `定级由${gradeName(from)['zh-CN']}改为${gradeName(to)['zh-CN']}：${reason}`,
      `${gradeName(from).en} changed to ${gradeName(to).en.toLowerCase()}: ${reason}`,
    ),
  levelled: (from: Level, to: Level, reason: string): Text =>
    both(
      `密级由${LEVEL_LABELS[from]['zh-CN']}升为${LEVEL_LABELS[to]['zh-CN']}：${reason}`,
      `Level raised from ${LEVEL_LABELS[from].en} to ${LEVEL_LABELS[to].en}: ${reason}`,
    ),
  decided: (decision: Decision, reason: string): Text => {
    const label = DECISIONS.find(({ value }) => value === decision)?.label
    return both(`决策：${label?.['zh-CN']}。${reason}`, `Decided: ${label?.en}. ${reason}`)
  },
  repaired: (how: string): Text => both(`业务恢复，验证：${how}`, `Service back, verified: ${how}`),
  relapsed: (reason: string): Text =>
    both(`业务再次受影响：${reason}`, `The service fell again: ${reason}`),
  restored: both('确认恢复正常', 'Back to normal, signed'),
  closed: both('事件关闭', 'Incident closed, signed'),
  corrected: (name: Milestone, from: string, to: string, reason: string): Text =>
    both(
      `更正“${MILESTONE_LABELS[name]['zh-CN']}”时间：${from} → ${to}。${reason}`,
      `Time of “${MILESTONE_LABELS[name].en}” corrected: ${from} → ${to}. ${reason}`,
    ),
  role: (label: Text, name: string): Text =>
    name === ''
      ? both(`${label['zh-CN']}：空缺`, `${label.en}: nobody`)
      : both(`${label['zh-CN']}：${name}`, `${label.en}: ${name}`),
  resumes: both('可以交接班', 'Handovers may go on'),
  finding: (title: string): Text => both(`提出整改：${title}`, `Corrective action: ${title}`),
} as const
