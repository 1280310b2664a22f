import { METRICS } from '../../../../../contract/metrics.ts'
import { BEHAVIOURS } from '../../../../../contract/behaviours.ts'
import type { MonitorRule, MonitorTarget } from '../../../../../contract/monitoring.ts'

export const RULE_KINDS = ['threshold', 'state', 'matches'] as const
type Kind = (typeof RULE_KINDS)[number]

/** Metrics that a rule may be about, by what is watched. */
export function metricsOf(target: MonitorTarget, seen: readonly string[]): readonly string[] {
  const names = Object.keys(METRICS)
  const usual: Readonly<Record<string, readonly string[]>> = {
    tcp: ['time'],
    http: ['time', 'status', 'certificate.days'],
    dns: ['time'],
    ping: ['time', 'loss'],
    process: ['count', 'process.cpu', 'process.memory'],
    service: ['process.cpu', 'process.memory'],
  }
  const own =
    usual[target.kind] ??
    (target.kind === 'host' || target.kind === 'prometheus'
      ? names.filter((name) => /^(?:cpu|load|memory|disk|net)/u.test(name))
      : names.filter((name) => /^(?:matches|acts|people|sign-in)/u.test(name)))
  const foreign = target.kind === 'prometheus' ? (target.metrics ?? []) : []
  return [...new Set([...own, ...foreign.map(({ name, as }) => as ?? name), ...seen])]
}

/** Patterns that a rule may count, by key. */
export function patternsOf(target: MonitorTarget): readonly string[] {
  if (target.kind === 'log' || target.kind === 'journal' || target.kind === 'windows-event')
    return target.patterns.map(({ key }) => key)
  return target.kind === 'behaviour' ? Object.keys(BEHAVIOURS) : []
}

/** A new rule beside those that are there, with a key of its own. */
export function newRule(
  kind: Kind,
  target: MonitorTarget,
  rules: readonly MonitorRule[],
): MonitorRule {
  const used = new Set(rules.map(({ key }) => key))
  let at = rules.length + 1
  while (used.has(`rule-${at}`)) at += 1
  const parts = { key: `rule-${at}`, severity: 'warn' as const }
  if (kind === 'state')
    return { ...parts, kind, state: 'down', forSeconds: 0, clearForSeconds: 0, severity: 'crit' }
  if (kind === 'matches') return { ...parts, kind, count: 1, withinSeconds: 60, quietSeconds: 600 }
  return {
    ...parts,
    kind,
    metric: metricsOf(target, [])[0] ?? 'time',
    side: 'above',
    raise: 80,
    clear: 70,
    forSeconds: 300,
    clearForSeconds: 60,
    averageSeconds: 0,
  }
}

/** Another kind of rule with the same key, severity and advice. */
export function asKind(rule: MonitorRule, kind: Kind, target: MonitorTarget): MonitorRule {
  const { key, severity, advice } = rule
  const fresh = newRule(kind, target, [])
  return { ...fresh, key, severity, ...(advice === undefined ? {} : { advice }) }
}
