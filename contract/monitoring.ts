import { z } from 'zod'
import { instant, recordId } from './common.ts'
import {
  usageTarget,
  behaviourTarget,
  journalTarget,
  logTarget,
  windowsEventTarget,
} from './monitoring-logs.ts'
import type { Text } from './text.ts'

/** What is watched and how it is judged (B1–B4, B6): shapes that core, the screens and records share. */

export const MONITOR_KINDS = [
  'host',
  'prometheus',
  'process',
  'service',
  'tcp',
  'http',
  'dns',
  'ping',
  'log',
  'journal',
  'windows-event',
  'behaviour',
  'usage',
  'alertmanager',
] as const
export type MonitorKind = (typeof MONITOR_KINDS)[number]

export const MONITOR_KIND_LABELS: Readonly<Record<MonitorKind, Text>> = {
  host: { 'zh-CN': '本机性能', en: 'This workstation' },
  prometheus: { 'zh-CN': '指标采集', en: 'Prometheus endpoint' },
  process: { 'zh-CN': '进程', en: 'Process' },
  service: { 'zh-CN': '系统服务', en: 'System service' },
  tcp: { 'zh-CN': 'TCP端口', en: 'TCP port' },
  http: { 'zh-CN': 'HTTP服务', en: 'HTTP service' },
  dns: { 'zh-CN': '域名解析', en: 'Name resolution' },
  ping: { 'zh-CN': 'Ping', en: 'Ping' },
  log: { 'zh-CN': '日志文件', en: 'Log file' },
  journal: { 'zh-CN': '系统日志', en: 'System journal' },
  'windows-event': { 'zh-CN': 'Windows事件日志', en: 'Windows event log' },
  behaviour: { 'zh-CN': '用户行为', en: 'User behaviour' },
  usage: { 'zh-CN': '使用统计', en: 'Usage' },
  alertmanager: { 'zh-CN': '接收告警', en: 'Received alerts' },
}

/** Name or address; never something that a program could take for an option. */
const hostName = z.string().regex(/^(?!-)[\p{L}\p{N}._:-]{1,253}$/u)
const port = z.int().min(1).max(65_535)
const httpUrl = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol))
const unitName = z.string().regex(/^(?!-)[\p{L}\p{N}@._:\\ -]{1,200}$/u)
const metricName = z.string().min(1).max(200)

/** One series of a Prometheus endpoint. `rate`: a counter, shown per second. */
const scraped = z.strictObject({
  name: z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,199}$/u),
  labels: z.record(z.string().max(60), z.string().max(200)).optional(),
  /** Under which name it is kept; the metric's own when absent. */
  as: metricName.optional(),
  rate: z.boolean().optional(),
})

/** What is probed, by kind. */
export const monitorTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('host'),
    /** File systems whose space is watched; all local ones when absent. */
    disks: z.array(z.string().min(1).max(300)).max(30).optional(),
  }),
  z.strictObject({
    kind: z.literal('prometheus'),
    url: httpUrl,
    /** node: the metrics of a host are taken from node_exporter, under the names of `host`. */
    preset: z.enum(['node', 'none']),
    metrics: z.array(scraped).max(200).optional(),
    trust: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('process'),
    /** Name of the program, without its folder. */
    name: z.string().trim().min(1).max(200),
    /** Text that its command line holds, too. */
    command: z.string().max(300).optional(),
    /** Fewer than these are down. */
    least: z.int().min(1).max(1_000).optional(),
  }),
  z.strictObject({ kind: z.literal('service'), unit: unitName }),
  z.strictObject({ kind: z.literal('tcp'), host: hostName, port }),
  z.strictObject({
    kind: z.literal('http'),
    url: httpUrl,
    method: z.enum(['GET', 'HEAD', 'POST']).optional(),
    /** Lowest and highest status that is well; 200–399 when absent. */
    status: z.tuple([z.int().min(100).max(599), z.int().min(100).max(599)]).optional(),
    /** Text that the answer must hold, or must not. */
    keyword: z.string().max(200).optional(),
    without: z.string().max(200).optional(),
    /** A certificate that is not proven counts as well; its days are watched all the same. */
    trust: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('dns'),
    name: hostName,
    record: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV']).optional(),
    /** Server that is asked; those of the system when absent. */
    server: hostName.optional(),
    serverPort: port.optional(),
    /** An answer that must be among those given. */
    expect: z.string().max(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('ping'),
    host: hostName,
    count: z.int().min(1).max(10).optional(),
  }),
  logTarget,
  journalTarget,
  windowsEventTarget,
  behaviourTarget,
  usageTarget,
  z.strictObject({
    kind: z.literal('alertmanager'),
    /** Port of this computer at which webhooks of Alertmanager are taken; nobody else reaches it. */
    port,
    /** SHA-256 of the token that each call carries, hexadecimal: the token itself stands nowhere. */
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
])
export type MonitorTarget = z.infer<typeof monitorTarget>
export type TargetOf<K extends MonitorKind> = Extract<MonitorTarget, { kind: K }>

export const SEVERITIES = ['crit', 'warn', 'notice'] as const
export type Severity = (typeof SEVERITIES)[number]
export const SEVERITY_LABELS: Readonly<Record<Severity, Text>> = {
  crit: { 'zh-CN': '严重', en: 'Critical' },
  warn: { 'zh-CN': '预警', en: 'Warning' },
  notice: { 'zh-CN': '提示', en: 'Notice' },
}

/** Ready advices; a rule may have one of its own words instead. */
export const ADVICES = {
  optimise: { 'zh-CN': '优化或扩容', en: 'Optimise or extend' },
  space: { 'zh-CN': '清理或扩容磁盘', en: 'Free space or extend the disk' },
  certificate: { 'zh-CN': '更换证书', en: 'Replace the certificate' },
  restart: { 'zh-CN': '查明停止原因后重启', en: 'Find out why it stopped, then restart it' },
  security: { 'zh-CN': '排查是否攻击或泄密', en: 'Look for an attack or a leak' },
} as const satisfies Record<string, Text>

const seconds = z.int().min(0).max(86_400)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u)

/** Hours with limits of their own; `to` before `from` goes over midnight. The first that holds counts. */
const ruleHours = z.strictObject({
  /** 1 Monday to 7 Sunday; the day on which they begin. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
  raise: z.number().optional(),
  clear: z.number().optional(),
  /** The rule does not count in these hours. */
  off: z.boolean().optional(),
})
export type RuleHours = z.infer<typeof ruleHours>

const ruleParts = {
  /** Names the rule within its monitor for ever: alerts refer to it. */
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  title: z.string().trim().max(80).optional(),
  severity: z.enum(SEVERITIES),
  /** Key of ADVICES, or words: the alert stays as an action until somebody says it is done. */
  advice: z.string().trim().max(200).optional(),
  hours: z.array(ruleHours).max(10).optional(),
  /** Minutes without acknowledgement after which the lead is told, then managers. */
  escalate: z.array(z.int().min(1).max(10_080)).max(2).optional(),
}

const thresholdRule = z.strictObject({
  kind: z.literal('threshold'),
  ...ruleParts,
  /** Name of the metric; without an instance it counts for each (`disk.used` for `disk.used:/var`). */
  metric: metricName,
  side: z.enum(['above', 'below']),
  raise: z.number(),
  /** Value back at which it is well; `raise` when absent. */
  clear: z.number().optional(),
  /** Watched time for which it must hold, and for which it must be well again. */
  forSeconds: seconds,
  clearForSeconds: seconds,
  /** Average over so much watched time is judged; 0: each value. */
  averageSeconds: seconds,
})
const stateRule = z.strictObject({
  kind: z.literal('state'),
  ...ruleParts,
  /** down: what is watched is not there. unknown: nothing is known of it. */
  state: z.enum(['down', 'unknown']),
  forSeconds: seconds,
  clearForSeconds: seconds,
})
const matchRule = z.strictObject({
  kind: z.literal('matches'),
  ...ruleParts,
  /** Key of the pattern; all when absent. */
  pattern: z.string().max(40).optional(),
  /** So many within so long raise it; so long without any clears it. */
  count: z.int().min(1).max(100_000),
  withinSeconds: z.int().min(1).max(86_400),
  quietSeconds: z.int().min(1).max(86_400),
})
export const monitorRule = z.discriminatedUnion('kind', [thresholdRule, stateRule, matchRule])
export type StateRule = z.infer<typeof stateRule>
export type MonitorRule = z.infer<typeof monitorRule>

/** up, down: as the last probe saw it. unknown: nobody looked, or could not. off: it is switched off. */
export const MONITOR_STATES = ['up', 'down', 'unknown', 'off'] as const
export type MonitorState = (typeof MONITOR_STATES)[number]

/** A value of a metric; `metric` is the name, with the instance after a colon: `disk.used:/var`. */
export const sampleView = z.object({ metric: z.string(), value: z.number(), at: instant })

/** Points of a small trend over time of equal steps; null: unknown. */
export const trendPoints = z.array(z.number().nullable())

/** What people give of a monitor. */
export const monitorFields = z.strictObject({
  name: z.string().trim().min(1).max(120),
  target: monitorTarget,
  /** Seconds between two probes, and what one may take at most. */
  interval: z.int().min(1).max(86_400),
  timeout: z.int().min(1).max(120),
  rules: z.array(monitorRule).max(30),
  /** While it is down, this one's alerts are held back. */
  parent: recordId.optional(),
  post: recordId.optional(),
  /** Configuration items that it watches. */
  items: z.array(recordId).max(50),
  tags: z.array(z.string().trim().min(1).max(60)).max(20),
  /** Device that probes it; the one it is made on when absent. */
  device: recordId.optional(),
  /** Time zone of its hours; the probing device's when absent. */
  zone: z.string().max(60).optional(),
  notes: z.string().max(4_000).optional(),
})
export type MonitorFields = z.infer<typeof monitorFields>
