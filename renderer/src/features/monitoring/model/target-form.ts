import type { MonitorKind, MonitorTarget, TargetOf } from '../../../../../contract/monitoring.ts'

const PATTERN = { key: 'error', text: 'ERROR' }

/** A target of a kind with nothing in it yet, as the form begins with it. */
export function emptyTarget(kind: MonitorKind): MonitorTarget {
  switch (kind) {
    case 'host':
      return { kind }
    case 'prometheus':
      return { kind, url: 'http://127.0.0.1:9100/metrics', preset: 'node' }
    case 'http':
      return { kind, url: 'https://' }
    case 'process':
      return { kind, name: '' }
    case 'service':
      return { kind, unit: '' }
    case 'tcp':
      return { kind, host: '', port: 443 }
    case 'ping':
      return { kind, host: '' }
    case 'dns':
      return { kind, name: '' }
    case 'log':
      return { kind, path: '', patterns: [PATTERN] }
    case 'journal':
      return { kind, patterns: [PATTERN] }
    case 'windows-event':
      return { kind, channel: 'System', levels: [1, 2], patterns: [] }
    case 'alertmanager':
      return { kind, port: 9_095, tokenHash: '' }
    case 'behaviour':
    case 'usage':
      return { kind, source: { from: 'audit' } }
  }
}

/** A field that is emptied goes from the target. */
export function setField<T extends MonitorTarget>(
  target: T,
  name: keyof T & string,
  value: unknown,
): T {
  const { [name]: _old, ...rest } = target
  const isEmpty =
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return (isEmpty && name !== 'patterns' ? rest : { ...rest, [name]: value }) as T
}

/** Fields that a target cannot do without and that are still empty. */
export function missingIn(target: MonitorTarget): readonly string[] {
  const needed: Readonly<Partial<Record<MonitorKind, readonly string[]>>> = {
    process: ['name'],
    service: ['unit'],
    tcp: ['host'],
    ping: ['host'],
    dns: ['name'],
    log: ['path'],
    'windows-event': ['channel'],
    alertmanager: ['tokenHash'],
  }
  const values = target as unknown as Readonly<Record<string, unknown>>
  const empty = (needed[target.kind] ?? []).filter(
    (name) => String(values[name] ?? '').trim() === '',
  )
  const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:\/\/[^/]/u.test(text)
  return (target.kind === 'http' || target.kind === 'prometheus') && !isAddress(target.url)
    ? [...empty, 'url']
    : empty
}

type Metrics = NonNullable<TargetOf<'prometheus'>['metrics']>
const METRIC = /^(rate\s+)?([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([^}]*)\})?$/u

/** Metrics as people write them, one a line: `rate http_requests_total{code="500"}`. */
export function metricsFrom(text: string): Metrics {
  return text.split('\n').flatMap((line) => {
    const found = METRIC.exec(line.trim())
    if (!found) return []
    const [, rate, name = '', inside = ''] = found
    const labels = Object.fromEntries(
      [...inside.matchAll(/([a-zA-Z_]\w*)="([^"]*)"/gu)].map(([, key = '', value = '']) => [
        key,
        value,
      ]),
    )
    return [
      {
        name,
        ...(rate === undefined ? {} : { rate: true }),
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
      },
    ]
  })
}

export const metricsText = (metrics: Metrics): string =>
  metrics
    .map(({ name, rate, labels }) => {
      const inside = Object.entries(labels ?? {}).map(([key, value]) => `${key}="${value}"`)
      return `${rate ? 'rate ' : ''}${name}${inside.length > 0 ? `{${inside.join(',')}}` : ''}`
    })
    .join('\n')
