import type { Text } from './text.ts'

/** Why something is down, or why nothing is known of it. */
export const PROBE_REASONS = {
  refused: { 'zh-CN': '连接被拒绝', en: 'connection refused' },
  timeout: { 'zh-CN': '超时', en: 'timed out' },
  unreachable: { 'zh-CN': '不可达', en: 'unreachable' },
  notFound: { 'zh-CN': '域名解析不到', en: 'the name does not resolve' },
  notExpected: { 'zh-CN': '解析结果不符', en: 'resolves to something else' },
  status: { 'zh-CN': '状态码异常', en: 'unexpected status' },
  keyword: { 'zh-CN': '内容不符', en: 'unexpected content' },
  certificate: { 'zh-CN': '证书无效', en: 'certificate not valid' },
  notRunning: { 'zh-CN': '未运行', en: 'not running' },
  badAnswer: { 'zh-CN': '应答无法解析', en: 'the answer cannot be read' },
  notPermitted: { 'zh-CN': '无权读取', en: 'not permitted to read it' },
  missing: { 'zh-CN': '文件或程序不存在', en: 'file or program missing' },
  unsupported: { 'zh-CN': '本系统不支持', en: 'not supported on this system' },
  stopped: { 'zh-CN': '监控未运行', en: 'nobody was watching' },
  other: { 'zh-CN': '探测失败', en: 'the probe failed' },
} as const satisfies Record<string, Text>
export type ProbeReason = keyof typeof PROBE_REASONS
