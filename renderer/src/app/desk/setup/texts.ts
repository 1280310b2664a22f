import type { Text } from '../../../../../contract/text.ts'

/** Texts of what a new workspace still needs. */
export const TEXTS = {
  title: { 'zh-CN': '开始使用', en: 'Set up' },
  count: { 'zh-CN': '已完成{done}/{all}', en: '{done} of {all} done' },
  done: { 'zh-CN': '完成', en: 'Done' },
  open: { 'zh-CN': '未做', en: 'To do' },
  people: { 'zh-CN': '建人员账号', en: 'Add people and their accounts' },
  peopleWhy: {
    'zh-CN': '每人一个账号，交接班、审批都要本人签字',
    en: 'Handovers and approvals carry each person’s own signature',
  },
  roster: { 'zh-CN': '排班', en: 'Make a roster' },
  rosterWhy: {
    'zh-CN': '选一种现成的轮班方式，再把人分到班组',
    en: 'Take a ready rotation, then put people into the teams',
  },
  checklists: { 'zh-CN': '领用检查表', en: 'Take in checklists' },
  checklistsWhy: {
    'zh-CN': '自带12张，每班、每天、每周、每月按时提醒',
    en: 'Twelve are ready, due every shift, day, week and month',
  },
  first: { 'zh-CN': '第一次用，先看', en: 'New to it? Read' },
  help: { 'zh-CN': '帮助', en: 'Help' },
  dismiss: { 'zh-CN': '不再显示', en: 'Do not show again' },
} as const satisfies Record<string, Text>
