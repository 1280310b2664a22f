import { fill, type Language, type Text } from '../../../contract/text.ts'

/** Words that core itself says of monitors and alerts. */
const TEXTS = {
  ack: { 'zh-CN': '确认告警：{title}', en: 'Acknowledge: {title}' },
  handle: { 'zh-CN': '处理告警：{title}', en: 'Deal with: {title}' },
  action: { 'zh-CN': '{advice}：{title}', en: '{advice}: {title}' },
  noData: { 'zh-CN': '无数据', en: 'no data' },
  gone: { 'zh-CN': '采集中断', en: 'nothing comes in' },
  maintenance: { 'zh-CN': '维护窗口', en: 'Maintenance window' },
  until: { 'zh-CN': '至{time}不告警', en: 'no alerts until {time}' },
  down: { 'zh-CN': '停止', en: 'down' },
  matches: { 'zh-CN': '{count}次', en: '{count} times' },
  cleared: { 'zh-CN': '已恢复', en: 'cleared' },
  partlyUnknown: { 'zh-CN': '部分未知', en: 'partly unknown' },
  unknown: { 'zh-CN': '未知', en: 'unknown' },
  inMaintenance: { 'zh-CN': '维护中', en: 'in maintenance' },
  normal: { 'zh-CN': '正常', en: 'normal' },
  notWatched: { 'zh-CN': '未监控', en: 'not watched' },
} as const satisfies Record<string, Text>

export const say = (
  language: Language,
  key: keyof typeof TEXTS,
  params: Readonly<Record<string, unknown>> = {},
): string => fill(TEXTS[key][language], params)
