import type { MonitorRule, MonitorTarget, StateRule } from '../../../../contract/monitoring.ts'

const THRESHOLD = { kind: 'threshold', side: 'above', averageSeconds: 0 } as const
const DOWN = { kind: 'state', key: 'down', state: 'down', clearForSeconds: 0 } as const
const GONE: StateRule = {
  kind: 'state',
  key: 'no-data',
  state: 'unknown',
  severity: 'notice',
  forSeconds: 300,
  clearForSeconds: 0,
}

/** Above 80 % for five minutes; well below 70 %: more work than the machine can do. */
const CPU: MonitorRule = {
  ...THRESHOLD,
  key: 'cpu-high',
  metric: 'cpu',
  raise: 80,
  clear: 70,
  forSeconds: 300,
  clearForSeconds: 60,
  severity: 'warn',
  advice: 'optimise',
}

const OF_HOST: readonly MonitorRule[] = [
  CPU,
  {
    ...THRESHOLD,
    key: 'memory-high',
    metric: 'memory',
    raise: 90,
    clear: 85,
    forSeconds: 300,
    clearForSeconds: 60,
    severity: 'warn',
    advice: 'optimise',
  },
  {
    ...THRESHOLD,
    key: 'disk-high',
    metric: 'disk.used',
    raise: 85,
    clear: 80,
    forSeconds: 120,
    clearForSeconds: 120,
    severity: 'warn',
    advice: 'space',
  },
  {
    ...THRESHOLD,
    key: 'disk-full',
    metric: 'disk.used',
    raise: 95,
    clear: 90,
    forSeconds: 60,
    clearForSeconds: 120,
    severity: 'crit',
    advice: 'space',
  },
]

const STOPPED: MonitorRule = { ...DOWN, forSeconds: 0, severity: 'crit', advice: 'restart' }
/** One probe that failed alone is no outage of a network. */
const AWAY: MonitorRule = { ...DOWN, forSeconds: 20, severity: 'crit' }
const certificate = (days: number, severity: 'warn' | 'crit'): MonitorRule => ({
  ...THRESHOLD,
  key: `certificate-${days}`,
  metric: 'certificate.days',
  side: 'below',
  raise: days,
  clear: days + 1,
  forSeconds: 0,
  clearForSeconds: 0,
  severity,
  advice: 'certificate',
})
const ANY_MATCH: MonitorRule = {
  kind: 'matches',
  key: 'matches',
  count: 1,
  withinSeconds: 60,
  quietSeconds: 600,
  severity: 'warn',
}

/** What fires elsewhere is an alert here, for as long as it fires. */
const firing = (severity: string, as: MonitorRule['severity']): MonitorRule => ({
  ...THRESHOLD,
  key: `firing-${severity}`,
  metric: `firing.${severity}`,
  raise: 0.5,
  forSeconds: 0,
  clearForSeconds: 0,
  severity: as,
})

/** Rules that suit a target, and how often it is probed. */
export function suitable(target: MonitorTarget): {
  rules: MonitorRule[]
  interval: number
  timeout: number
} {
  switch (target.kind) {
    case 'host':
      return { rules: [...OF_HOST], interval: 10, timeout: 5 }
    case 'prometheus':
      return {
        rules: [
          ...(target.preset === 'node' ? OF_HOST : []),
          { ...GONE, severity: 'warn', forSeconds: 60 },
        ],
        interval: 15,
        timeout: 10,
      }
    case 'process':
    case 'service':
      return { rules: [STOPPED, GONE], interval: 10, timeout: 5 }
    case 'http':
      return {
        rules: [
          AWAY,
          ...(target.url.startsWith('https:')
            ? [certificate(30, 'warn'), certificate(7, 'crit')]
            : []),
        ],
        interval: 30,
        timeout: 10,
      }
    case 'tcp':
    case 'ping':
    case 'dns':
      return { rules: [AWAY], interval: 30, timeout: 5 }
    case 'log':
    case 'journal':
    case 'windows-event':
      return { rules: [ANY_MATCH, GONE], interval: 10, timeout: 10 }
    case 'behaviour':
      return { rules: [{ ...ANY_MATCH, advice: 'security' }], interval: 30, timeout: 10 }
    case 'usage':
      return { rules: [], interval: 300, timeout: 30 }
    case 'alertmanager':
      return {
        rules: [
          firing('critical', 'crit'),
          firing('warning', 'warn'),
          firing('info', 'notice'),
          { ...GONE, severity: 'warn', forSeconds: 60 },
        ],
        interval: 10,
        timeout: 5,
      }
  }
}
