import type { Choice } from './record-type.ts'

/** What an event on the timeline of an incident, an activation or a drill tells; a value is never renamed. */
export const EVENT_KINDS = [
  { value: 'note', label: { 'zh-CN': '记录', en: 'Note' } },
  { value: 'report', label: { 'zh-CN': '进展报告', en: 'Report' } },
  { value: 'milestone', label: { 'zh-CN': '节点', en: 'Milestone' } },
  { value: 'grade', label: { 'zh-CN': '定级', en: 'Grade' } },
  { value: 'decision', label: { 'zh-CN': '决策', en: 'Decision' } },
  { value: 'step', label: { 'zh-CN': '步骤', en: 'Step' } },
  { value: 'role', label: { 'zh-CN': '人员', en: 'People' } },
  { value: 'analysis', label: { 'zh-CN': '分析', en: 'Analysis' } },
  { value: 'correction', label: { 'zh-CN': '更正', en: 'Correction' } },
] as const satisfies readonly Choice[]
export type EventKind = (typeof EVENT_KINDS)[number]['value']

/** Ways to arrange a line of a timeline. */
export const MARK_ASPECTS = [
  { value: 'pinned', label: { 'zh-CN': '置顶', en: 'Pinned' } },
  { value: 'hidden', label: { 'zh-CN': '隐藏', en: 'Hidden' } },
  { value: 'note', label: { 'zh-CN': '批注', en: 'Annotated' } },
] as const satisfies readonly Choice[]
