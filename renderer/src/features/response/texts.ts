import type { Text } from '../../../../contract/text.ts'

/** Texts that the screens of emergency response share. */
export const TEXTS = {
  title: { 'zh-CN': '应急', en: 'Emergency' },
  parts: { 'zh-CN': '应急功能', en: 'Parts of emergency response' },
  overview: { 'zh-CN': '启动与处置', en: 'Activate and respond' },
  plans: { 'zh-CN': '预案', en: 'Plans' },
  drills: { 'zh-CN': '演练', en: 'Drills' },
  records: { 'zh-CN': '响应记录', en: 'Responses' },
  level1: { 'zh-CN': '一级响应', en: 'Level 1' },
  level2: { 'zh-CN': '二级响应', en: 'Level 2' },
  level3: { 'zh-CN': '三级响应', en: 'Level 3' },
  level4: { 'zh-CN': '四级响应', en: 'Level 4' },
  drill: { 'zh-CN': '演练', en: 'Drill' },
  drillOf: { 'zh-CN': '演练：{title}', en: 'Drill: {title}' },
  saving: { 'zh-CN': '保存中', en: 'Saving' },
  stepOf: { 'zh-CN': '第{number}步，共{total}步', en: 'Step {number} of {total}' },
  minutes: { 'zh-CN': '{count}分', en: '{count} min' },
  noDrill: { 'zh-CN': '没有演练过', en: 'Never drilled' },
  lastDrill: { 'zh-CN': '上次演练 {date}', en: 'Last drill {date}' },
  notApproved: { 'zh-CN': '未批准', en: 'Not approved' },
  state_open: { 'zh-CN': '未处理', en: 'Open' },
  state_done: { 'zh-CN': '完成', en: 'Done' },
  state_cannot: { 'zh-CN': '做不了', en: 'Cannot be done' },
  state_skipped: { 'zh-CN': '跳过', en: 'Skipped' },
} as const satisfies Record<string, Text>
