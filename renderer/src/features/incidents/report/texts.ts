import type { Text } from '../../../../../contract/text.ts'

/** Texts of the fault report. */
export const TEXTS = {
  report: { 'zh-CN': '故障报告', en: 'Fault report' },
  notYet: {
    'zh-CN': '恢复正常后编写故障报告。',
    en: 'The fault report is written after the return to normal.',
  },
  none: { 'zh-CN': '还没有故障报告。', en: 'There is no fault report yet.' },
  write: { 'zh-CN': '编写故障报告', en: 'Write the fault report' },
  language: { 'zh-CN': '报告语言', en: 'Language' },
  due: { 'zh-CN': '{time}前写完', en: 'due by {time}' },
  submit: { 'zh-CN': '提交批准', en: 'Submit' },
  submitAsk: {
    'zh-CN': '还缺：{sections}',
    en: 'Still wanted: {sections}',
  },
  approve: { 'zh-CN': '签字批准', en: 'Approve and sign' },
  approveText: {
    'zh-CN': '报告经过审阅，内容属实。批准后不能再改。',
    en: 'The report has been reviewed and is accurate. It cannot be changed afterwards.',
  },
  return: { 'zh-CN': '退回', en: 'Return' },
  reason: { 'zh-CN': '退回原因', en: 'Reason' },
  wanted: { 'zh-CN': '必填', en: 'Fill this in' },
  working: { 'zh-CN': '正在保存', en: 'Saving' },
  returned: { 'zh-CN': '已退回：{reason}', en: 'Returned: {reason}' },
  approvedBy: { 'zh-CN': '{name}于{time}批准', en: 'Approved by {name}, {time}' },
  author: { 'zh-CN': '编写人{name}', en: 'by {name}' },
  docx: { 'zh-CN': '导出DOCX', en: 'Export DOCX' },
  pdf: { 'zh-CN': '存为PDF', en: 'Save as PDF' },
  print: { 'zh-CN': '打印', en: 'Print' },
  saved: { 'zh-CN': '已存到{path}', en: 'Saved to {path}' },
  number: { 'zh-CN': '事件', en: 'Incident' },
  grade: { 'zh-CN': '级别', en: 'Grade' },
  milestones: { 'zh-CN': '时间节点', en: 'Milestones' },
  mayApprove: { 'zh-CN': '由{roles}批准', en: 'Approved by: {roles}' },
} as const satisfies Record<string, Text>
