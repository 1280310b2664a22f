import { GRADE_RULES, type Grade } from '../../../contract/incident-rules.ts'
import type { Text } from '../../../contract/text.ts'

/** What the program itself says on the timeline, in the work list and on the sheet. */

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

const gradeName = (grade: Grade): Text => GRADE_RULES[grade].label

export const SAID = {
  declared: (title: string, grade: Grade): Text =>
    both(
      `报告事件：${title}（${gradeName(grade)['zh-CN']}）`,
      `Incident reported: ${title} (${gradeName(grade).en})`,
    ),
  stops: both('在业务恢复前暂停交接班', 'No handover until the service is back'),
} as const
