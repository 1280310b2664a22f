import type { Text } from './text.ts'

export interface MetricInfo {
  readonly label: Text
  /** Unit at the figure; bytes are shown with their prefix. */
  readonly unit: string
  /** Digits after the point. */
  readonly digits: number
}

/** Metrics that probes give under fixed names. Others keep the name that their source gives them. */
export const METRICS = {
  cpu: { label: { 'zh-CN': 'CPU使用率', en: 'CPU' }, unit: '%', digits: 0 },
  load: { label: { 'zh-CN': '负载', en: 'Load' }, unit: '', digits: 2 },
  memory: { label: { 'zh-CN': '内存使用率', en: 'Memory' }, unit: '%', digits: 0 },
  'disk.used': { label: { 'zh-CN': '磁盘已用', en: 'Disk used' }, unit: '%', digits: 0 },
  'disk.free': { label: { 'zh-CN': '磁盘剩余', en: 'Disk free' }, unit: 'B', digits: 0 },
  'disk.read': { label: { 'zh-CN': '磁盘读', en: 'Disk read' }, unit: 'B/s', digits: 0 },
  'disk.write': { label: { 'zh-CN': '磁盘写', en: 'Disk write' }, unit: 'B/s', digits: 0 },
  'disk.busy': { label: { 'zh-CN': '磁盘忙', en: 'Disk busy' }, unit: '%', digits: 0 },
  'net.received': { label: { 'zh-CN': '网络接收', en: 'Received' }, unit: 'B/s', digits: 0 },
  'net.sent': { label: { 'zh-CN': '网络发送', en: 'Sent' }, unit: 'B/s', digits: 0 },
  time: { label: { 'zh-CN': '响应时间', en: 'Response time' }, unit: 'ms', digits: 0 },
  status: { label: { 'zh-CN': 'HTTP状态码', en: 'HTTP status' }, unit: '', digits: 0 },
  'certificate.days': {
    label: { 'zh-CN': '证书剩余', en: 'Certificate valid for' },
    unit: 'd',
    digits: 0,
  },
  loss: { label: { 'zh-CN': '丢包率', en: 'Packet loss' }, unit: '%', digits: 0 },
  count: { label: { 'zh-CN': '进程数', en: 'Processes' }, unit: '', digits: 0 },
  'process.cpu': { label: { 'zh-CN': '进程CPU', en: 'Process CPU' }, unit: '%', digits: 0 },
  'process.memory': { label: { 'zh-CN': '进程内存', en: 'Process memory' }, unit: 'B', digits: 0 },
  acts: { label: { 'zh-CN': '操作数', en: 'Acts' }, unit: '', digits: 0 },
  people: { label: { 'zh-CN': '使用人数', en: 'People' }, unit: '', digits: 0 },
  'sign-in': { label: { 'zh-CN': '登录次数', en: 'Sign-ins' }, unit: '', digits: 0 },
  'sign-in.failed': {
    label: { 'zh-CN': '登录失败次数', en: 'Failed sign-ins' },
    unit: '',
    digits: 0,
  },
  'latency.write': { label: { 'zh-CN': '写延迟', en: 'Write latency' }, unit: 'ms', digits: 0 },
  temperature: { label: { 'zh-CN': '温度', en: 'Temperature' }, unit: '℃', digits: 1 },
  humidity: { label: { 'zh-CN': '湿度', en: 'Humidity' }, unit: '%', digits: 0 },
  'power.load': { label: { 'zh-CN': '供电负载', en: 'Power load' }, unit: '%', digits: 0 },
  'firing.critical': {
    label: { 'zh-CN': '外部严重告警', en: 'Critical alert from outside' },
    unit: '',
    digits: 0,
  },
  'firing.warning': {
    label: { 'zh-CN': '外部预警', en: 'Warning from outside' },
    unit: '',
    digits: 0,
  },
  'firing.info': {
    label: { 'zh-CN': '外部提示', en: 'Notice from outside' },
    unit: '',
    digits: 0,
  },
  matches: { label: { 'zh-CN': '匹配行', en: 'Matches' }, unit: '', digits: 0 },
} as const satisfies Record<string, MetricInfo>

/** Name and instance of a metric: `disk.used:/var` is `disk.used` of `/var`. */
export function metricParts(metric: string): { name: string; instance: string } {
  const at = metric.indexOf(':')
  return at < 0
    ? { name: metric, instance: '' }
    : { name: metric.slice(0, at), instance: metric.slice(at + 1) }
}

/** What is known of a metric; one of a foreign source is shown under its own name. */
export function metricInfo(metric: string): MetricInfo {
  const { name } = metricParts(metric)
  return Object.hasOwn(METRICS, name)
    ? METRICS[name as keyof typeof METRICS]
    : { label: { 'zh-CN': name, en: name }, unit: '', digits: 2 }
}
