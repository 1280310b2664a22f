import type { Choice } from './record-type.ts'

/** How far a report is: written, reviewed by somebody else, approved with a signature. */
export const REPORT_STATES = [
  { value: 'draft', label: { 'zh-CN': '编写中', en: 'Draft' } },
  { value: 'review', label: { 'zh-CN': '待批准', en: 'In review' }, tone: 'notice' },
  { value: 'approved', label: { 'zh-CN': '已批准', en: 'Approved' }, tone: 'ok' },
  { value: 'returned', label: { 'zh-CN': '已退回', en: 'Returned' }, tone: 'warn' },
] as const satisfies readonly Choice[]
export type ReportState = (typeof REPORT_STATES)[number]['value']
