import type { MonitorRule, MonitorTarget } from '../../../../contract/monitoring.ts'
import type { Text } from '../../../../contract/text.ts'
import { suitable } from '../rules/defaults.ts'
import type { Value } from './values.ts'

/** A monitor of the demonstration: what it is, and how its values go. */
export interface StoryMonitor {
  readonly key: string
  readonly name: Text
  readonly target: MonitorTarget
  readonly interval?: number
  readonly items?: readonly string[]
  readonly tags?: readonly string[]
  readonly parent?: string
  readonly post?: string
  readonly rules?: readonly MonitorRule[]
  /** Metrics with their values; a host of its own is watched for real. */
  readonly values: Readonly<Record<string, Value>>
  readonly real?: boolean
}

const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
const same = (name: string): Text => t(name, name)
const above = (
  key: string,
  metric: string,
  [raise, clear]: readonly [number, number],
  over: Partial<Extract<MonitorRule, { kind: 'threshold' }>> = {},
): MonitorRule => ({
  kind: 'threshold',
  key,
  metric,
  side: 'above',
  severity: 'warn',
  raise,
  clear,
  forSeconds: 120,
  clearForSeconds: 60,
  averageSeconds: 0,
  ...over,
})
const node = (address: string): MonitorTarget => ({
  kind: 'prometheus',
  preset: 'node',
  url: `http://${address}:9100/metrics`,
})
const exporter = (address: string, name: string, as: string): MonitorTarget => ({
  kind: 'prometheus',
  preset: 'none',
  url: `http://${address}/metrics`,
  metrics: [{ name, as }],
})
/** Rules of a host without the one that speaks when nothing comes in. */
const quiet = (target: MonitorTarget): MonitorRule[] =>
  suitable(target).rules.filter(({ kind }) => kind === 'threshold')

export const STORY_MONITORS: readonly StoryMonitor[] = [
  {
    key: 'host',
    name: t('值班工作站', 'Duty workstation'),
    target: { kind: 'host' },
    tags: ['workstation'],
    real: true,
    values: {
      cpu: { base: 14, day: 6, noise: 5 },
      memory: { base: 46, day: 4, noise: 1 },
      'disk.used:/': { base: 38, growth: 4, noise: 0.1 },
    },
  },
  {
    key: 'sw-core-1',
    name: same('sw-core-1'),
    target: { kind: 'ping', host: '10.20.0.1' },
    items: ['sw-core-1'],
    tags: ['network'],
    post: 'network',
    values: { time: { base: 0.6, day: 0.2, noise: 0.2 }, loss: { base: 0 } },
  },
  {
    key: 'line-a',
    name: t('专线A', 'Line A'),
    target: { kind: 'ping', host: '10.255.0.1' },
    interval: 30,
    items: ['LINE-A'],
    tags: ['network'],
    post: 'network',
    values: { time: { base: 4.2, day: 1.5, noise: 0.6 }, loss: { base: 0 } },
  },
  {
    key: 'line-b',
    name: t('专线B', 'Line B'),
    target: { kind: 'ping', host: '10.255.1.1' },
    interval: 30,
    items: ['LINE-B'],
    tags: ['network'],
    post: 'network',
    values: { time: { base: 5.1, day: 1.2, noise: 0.8 }, loss: { base: 0 } },
  },
  {
    key: 'db-core-01',
    name: same('db-core-01'),
    target: node('10.20.5.21'),
    items: ['db-core-01'],
    tags: ['database'],
    parent: 'sw-core-1',
    post: 'database',
    rules: suitable(node('x')).rules,
    values: {
      cpu: { base: 48, day: 18, noise: 6 },
      memory: { base: 71, day: 4, noise: 1 },
      'disk.used:/data': { base: 58, growth: 9, noise: 0.2 },
      'disk.busy': { base: 30, day: 15, noise: 6 },
    },
  },
  {
    key: 'db-core-01-write',
    name: same('db-core-01'),
    target: exporter('10.20.5.21:9187', 'write_latency_ms', 'latency.write'),
    items: ['db-core-01'],
    tags: ['database'],
    parent: 'sw-core-1',
    post: 'database',
    rules: [above('write-slow', 'latency.write', [50, 20], { severity: 'crit' })],
    values: { 'latency.write': { base: 7.5, day: 2, noise: 1 } },
  },
  {
    key: 'db-core-02',
    name: same('db-core-02'),
    target: node('10.20.5.22'),
    items: ['db-core-02'],
    tags: ['database'],
    parent: 'sw-core-1',
    post: 'database',
    values: {
      cpu: { base: 22, day: 8, noise: 4 },
      memory: { base: 63, day: 3, noise: 1 },
      'disk.used:/data': { base: 57, growth: 9, noise: 0.2 },
    },
  },
  {
    key: 'san-02-a',
    name: t('SAN-02 A控', 'SAN-02 controller A'),
    target: { kind: 'tcp', host: '10.20.8.12', port: 443 },
    interval: 30,
    items: ['SAN-02'],
    tags: ['storage'],
    parent: 'sw-core-1',
    post: 'storage',
    values: { time: { base: 1.1, noise: 0.3 } },
  },
  {
    key: 'san-02-b',
    name: t('SAN-02 B控', 'SAN-02 controller B'),
    target: { kind: 'tcp', host: '10.20.8.13', port: 443 },
    interval: 30,
    items: ['SAN-02'],
    tags: ['storage'],
    parent: 'sw-core-1',
    post: 'storage',
    values: { time: { base: 1.1, noise: 0.3 } },
  },
  {
    key: 'san-01',
    name: same('SAN-01'),
    target: { kind: 'tcp', host: '10.20.8.11', port: 443 },
    interval: 30,
    items: ['SAN-01'],
    tags: ['storage'],
    parent: 'sw-core-1',
    post: 'storage',
    values: { time: { base: 1.3, noise: 0.3 } },
  },
  ...(['01', '02'] as const).map((number, index): StoryMonitor => ({
    key: `sso-gw-${number}`,
    name: same(`sso-gw-${number}`),
    target: { kind: 'http', url: `https://10.20.4.1${index + 1}/health`, keyword: 'ok' },
    interval: 30,
    items: [`sso-gw-${number}`],
    tags: ['sso'],
    post: 'application',
    values: {
      time: { base: 42, day: 20, noise: 8 },
      status: { base: 200 },
      'certificate.days': { base: 0 },
    },
  })),
  {
    key: 'hall-home',
    name: t('办事大厅首页', 'Service hall, home page'),
    target: { kind: 'http', url: 'http://10.20.3.12/', keyword: '办事大厅' },
    interval: 30,
    items: ['hall-fe-02'],
    tags: ['hall'],
    post: 'application',
    values: { time: { base: 160, day: 90, noise: 30 }, status: { base: 200 } },
  },
  {
    key: 'hall-fe-03',
    name: same('hall-fe-03'),
    target: node('10.20.3.13'),
    items: ['hall-fe-03'],
    tags: ['hall'],
    post: 'application',
    rules: quiet(node('x')),
    values: { cpu: { base: 28, day: 22, noise: 6 }, memory: { base: 55, noise: 1 } },
  },
  {
    key: 'web-07',
    name: same('web-07'),
    target: node('10.20.3.27'),
    items: ['web-07'],
    tags: ['fund'],
    post: 'application',
    values: {
      cpu: { base: 18, day: 12, noise: 4 },
      memory: { base: 49, noise: 1 },
      'disk.used:/var': { base: 64, growth: 12, noise: 0.1 },
    },
  },
  {
    key: 'fund-query',
    name: t('公积金查询', 'Housing fund query'),
    target: { kind: 'http', url: 'http://10.20.3.27:8080/query', keyword: '公积金' },
    interval: 30,
    items: ['web-07'],
    tags: ['fund'],
    post: 'application',
    values: { time: { base: 95, day: 45, noise: 15 }, status: { base: 200 } },
  },
  {
    key: 'backup-agent',
    name: t('backup-01 备份服务', 'backup-01 backup service'),
    target: { kind: 'service', unit: 'backup-agent.service' },
    items: ['backup-01'],
    tags: ['backup'],
    post: 'storage',
    values: {},
  },
  {
    key: 'aisle-a',
    name: t('冷通道A', 'Cold aisle A'),
    target: exporter('10.20.9.5:9100', 'aisle_temperature', 'temperature'),
    interval: 60,
    items: ['AC-2'],
    tags: ['facility'],
    post: 'facility',
    rules: [
      above('hot', 'temperature', [25, 24.5]),
      above('too-hot', 'temperature', [28, 26], { severity: 'crit' }),
    ],
    values: { temperature: { base: 23.2, day: 0.5, noise: 0.15 } },
  },
  {
    key: 'ups-1',
    name: same('UPS-1'),
    target: exporter('10.20.9.11:9100', 'ups_load', 'power.load'),
    interval: 60,
    items: ['UPS-1'],
    tags: ['facility'],
    post: 'facility',
    rules: [above('load', 'power.load', [80, 75])],
    values: { 'power.load': { base: 39, day: 3, noise: 1 } },
  },
  {
    key: 'dns',
    name: t('内网域名解析', 'Internal name resolution'),
    target: { kind: 'dns', name: 'sso.binjiang.internal', server: '10.20.0.53' },
    interval: 60,
    tags: ['network'],
    post: 'network',
    values: { time: { base: 2.4, noise: 0.5 } },
  },
  {
    key: 'social-log',
    name: t('社保核心应用日志', 'Social security application log'),
    target: {
      kind: 'log',
      path: '/var/log/social/app.log',
      encoding: 'gb18030',
      patterns: [{ key: 'timeout', text: '连接池超时' }],
    },
    items: ['SOCIAL'],
    tags: ['database'],
    post: 'application',
    values: { matches: { base: 0 } },
  },
]
