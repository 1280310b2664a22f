import type { Text } from '../../../../../contract/text.ts'

/** Texts of the statistics of usage. */
export const TEXTS = {
  title: { 'zh-CN': '使用统计', en: 'Usage' },
  summary: {
    'zh-CN': '{people}人操作{acts}次',
    en: '{acts} actions by {people} people',
  },
  capped: {
    'zh-CN': '操作太多，只计最近的部分',
    en: 'Too many actions; only the latest are counted',
  },
  people: { 'zh-CN': '人员', en: 'People' },
  acts: { 'zh-CN': '操作', en: 'Actions' },
  most: { 'zh-CN': '最常用', en: 'Most used' },
  last: { 'zh-CN': '最近', en: 'Last' },
  types: { 'zh-CN': '用什么', en: 'What is used' },
  type: { 'zh-CN': '类别', en: 'What' },
  users: { 'zh-CN': '人数', en: 'People' },
  when: { 'zh-CN': '什么时候用', en: 'When it is used' },
  cell: { 'zh-CN': '{day} {hour}时：{count}次', en: '{day} {hour}:00: {count} acts' },
  session: { 'zh-CN': '登录', en: 'Sign-in' },
  empty: { 'zh-CN': '这段时间没有操作。', en: 'No activity in this period.' },
  denied: { 'zh-CN': '没有权限。由{roles}查看。', en: 'Not permitted. Seen by: {roles}.' },
} as const satisfies Record<string, Text>
