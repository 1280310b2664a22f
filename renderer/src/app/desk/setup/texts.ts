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
  demo: {
    'zh-CN': '想先看样子：用 npm start -- --demo 打开演示工作区',
    en: 'To look around first, open the demonstration workspace: npm start -- --demo',
  },
  help: { 'zh-CN': '帮助', en: 'Help' },
  dismiss: { 'zh-CN': '不再显示', en: 'Do not show again' },
  takeTitle: { 'zh-CN': '领用检查表', en: 'Take in checklists' },
  takeText: {
    'zh-CN': '领用后马上按计划生效，内容和时间以后都能改。',
    en: 'They are due from now on. What they ask and when can be changed later.',
  },
  take: { 'zh-CN': '领用{count}张', en: 'Take in {count}' },
  taking: { 'zh-CN': '领用中', en: 'Taking in' },
  taken: { 'zh-CN': '已领用{count}张检查表', en: '{count} checklists taken in' },
  noneChosen: { 'zh-CN': '至少选一张', en: 'Choose at least one' },
  items: { 'zh-CN': '{count}项', en: '{count} items' },
  weekday: { 'zh-CN': '周{day}', en: '{day}' },
  firstWorkday: { 'zh-CN': '首个工作日', en: 'first workday' },
  fromStart: { 'zh-CN': '接班后{time}', en: '{time} into the shift' },
  beforeEnd: { 'zh-CN': '交班前{time}', en: '{time} before its end' },
} as const satisfies Record<string, Text>
