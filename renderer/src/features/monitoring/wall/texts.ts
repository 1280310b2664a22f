import type { Text } from '../../../../../contract/text.ts'

/** Texts of the wall of monitors. */
export const TEXTS = {
  title: { 'zh-CN': '监控大屏', en: 'Monitor wall' },
  services: { 'zh-CN': '业务系统', en: 'Business services' },
  wrong: { 'zh-CN': '当前异常', en: 'Current problems' },
  well: { 'zh-CN': '全部正常', en: 'All normal' },
  nothing: { 'zh-CN': '还没有监控项', en: 'Nothing is monitored yet' },
  monitors: {
    'zh-CN': '监控{count}项，正常{up}项',
    en: '{count} monitors, {up} up',
  },
  more: { 'zh-CN': '还有{count}项', en: '{count} more' },
  blind: { 'zh-CN': '近12小时采集盲区{time}', en: 'blind for {time} of the last 12 h' },
  stopped: { 'zh-CN': '采集未运行', en: 'collector not running' },
  noServices: { 'zh-CN': '没有业务系统。', en: 'No business services.' },
  leave: { 'zh-CN': '离开大屏', en: 'leave the wall' },
  since: { 'zh-CN': '{time}', en: '{time}' },
} as const satisfies Record<string, Text>
