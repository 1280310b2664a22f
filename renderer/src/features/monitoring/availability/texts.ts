import type { Text } from '../../../../../contract/text.ts'

/** Texts of availability. */
export const TEXTS = {
  title: { 'zh-CN': '可用率', en: 'Availability' },
  monitor: { 'zh-CN': '监控项', en: 'Monitor' },
  share: { 'zh-CN': '可用率', en: 'Available' },
  coverage: { 'zh-CN': '覆盖', en: 'Covered' },
  outages: { 'zh-CN': '停止次数', en: 'Outages' },
  down: { 'zh-CN': '停止', en: 'Down' },
  maintenance: { 'zh-CN': '维护', en: 'Maintenance' },
  unknown: { 'zh-CN': '未知', en: 'Unknown' },
  byPart: { 'zh-CN': '各时段', en: 'Over time' },
  why: {
    'zh-CN': '可用率＝正常÷（正常＋停止）；维护和未知不计，未知见覆盖率。',
    en: 'Available = up / (up + down). Maintenance and unknown time do not count; coverage tells how much is unknown.',
  },
  empty: { 'zh-CN': '还没有监控项。', en: 'There are no monitors yet.' },
  mtta: { 'zh-CN': '平均确认{time}', en: 'acknowledged within {time} on average' },
  mttr: { 'zh-CN': '平均恢复{time}', en: 'cleared within {time} on average' },
  raised: {
    'zh-CN': '告警{raised}条：严重{crit}，预警{warn}；误报{falseAlarms}',
    en: '{raised} alerts: {crit} critical, {warn} warnings; false alarms: {falseAlarms}',
  },
  part: { 'zh-CN': '{from}：{share}', en: '{from}: {share}' },
} as const satisfies Record<string, Text>
