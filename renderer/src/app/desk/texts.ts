import type { Text } from '../../../../contract/text.ts'

/** Texts of the desk. */
export const TEXTS = {
  title: { 'zh-CN': '值班台', en: 'Desk' },
  log: { 'zh-CN': '值班日志', en: 'Duty log' },
  logCount: { 'zh-CN': '近24小时{count}条', en: '{count} in the last 24 hours' },
  allLog: { 'zh-CN': '全部日志', en: 'Whole log' },
  logEmpty: {
    'zh-CN': '近24小时没有日志，按F2记一笔。',
    en: 'Nothing in the last 24 hours. F2 writes an entry.',
  },
  out: { 'zh-CN': '借出未还', en: 'Lent out' },
  outEmpty: { 'zh-CN': '钥匙和工具都在位。', en: 'Every key and tool is in place.' },
  changes: { 'zh-CN': '未关闭的变更', en: 'Open changes' },
  changesEmpty: { 'zh-CN': '没有未关闭的变更。', en: 'No open change.' },
  requests: { 'zh-CN': '待处理的请求', en: 'Open requests' },
  requestsEmpty: { 'zh-CN': '没有待处理的请求。', en: 'No open request.' },
  backups: { 'zh-CN': '备份异常', en: 'Backups that failed' },
  backupsEmpty: { 'zh-CN': '上次备份全部正常。', en: 'Every last backup was normal.' },
  count: { 'zh-CN': '{count}项', en: '{count}' },
  all: { 'zh-CN': '查看', en: 'Show' },
  failed: { 'zh-CN': '读不出来', en: 'Could not be read' },
  keyMove: { 'zh-CN': '移动', en: 'move' },
  keyPane: { 'zh-CN': '换栏', en: 'next pane' },
  keyOpen: { 'zh-CN': '打开', en: 'open' },
  keyLog: { 'zh-CN': '记一笔', en: 'quick log' },
  keySearch: { 'zh-CN': '搜索', en: 'search' },
  clock: { 'zh-CN': '现在时刻', en: 'Time' },
} as const satisfies Record<string, Text>
