import { metricInfo, metricParts } from '../../../../contract/metrics.ts'
import { PROBE_REASONS } from '../../../../contract/monitoring-reasons.ts'
import type { MonitorRule } from '../../../../contract/monitoring.ts'
import type { Json } from '../../../../contract/record-type.ts'
import type { CLEARED_BY } from '../../../../contract/alerts.ts'
import type { Language } from '../../../../contract/text.ts'
import type { BackgroundHost } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { derivedId } from '../../../records/derived-id.ts'
import { commitByDevice } from '../../../records/device-write.ts'
import { nextNumber } from '../../../records/numbering.ts'
import { settingsOf } from '../../../session/settings.ts'
import { alertType } from '../types/alert.type.ts'
import type { MonitorRow } from '../records/rows.ts'
import type { Outcome } from '../probe.ts'
import type { Decision } from '../rules/state.ts'
import { say } from '../texts.ts'

/** Decisions of one moment come in one commit. */
const GATHER_MS = 20
const AGAIN_MS = 5_000
const MOST_CONTEXT = 8_000
const MOST_TITLE = 190

type Raise = Extract<Decision, { kind: 'raise' }>

/** Writes alerts in the device's name; what cannot be written now, on a full disk, is tried again. */
export class AlertWriter {
  readonly #host: Pick<BackgroundHost, 'workspace' | 'now' | 'report'>
  #waiting: { readonly act: string; readonly op: NewOperation }[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(host: Pick<BackgroundHost, 'workspace' | 'now' | 'report'>) {
    this.#host = host
  }

  /** Answers the alert's id, which is the same however often the same episode is told. */
  raise(
    monitor: MonitorRow,
    rule: MonitorRule,
    instance: string,
    decision: Raise,
    outcome: Outcome,
  ): string {
    const { workspace } = this.#host
    const id = derivedId('alert', monitor.id, rule.key, instance, String(decision.at))
    const { language } = settingsOf(workspace)
    const metric = metricOf(rule, instance)
    const fields: Record<string, Json | undefined> = {
      number: nextNumber(this.#host, alertType),
      monitor: monitor.id,
      rule: rule.key,
      ruleKind: rule.kind,
      instance,
      title: titleOf(monitor, rule, instance, outcome, language),
      severity: rule.severity,
      metric,
      unit: metric === undefined ? '' : metricInfo(metric).unit,
      value: decision.value,
      limit: decision.limit,
      raisedAt: decision.at,
      context: contextOf(rule, metric, outcome, language),
      ...(rule.advice === undefined || rule.advice === ''
        ? {}
        : { advice: rule.advice, ...(rule.kind === 'threshold' ? { action: 'open' } : {}) }),
    }
    const given = Object.fromEntries(
      Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
    )
    this.#write('alert.raise', { create: 'alert', id, fields: given })
    return id
  }

  clear(alert: string, at: number, by: (typeof CLEARED_BY)[number], worst?: number): void {
    const row = this.#host.workspace.log.row('alert', alert)
    const known = row !== undefined || this.#waiting.some(({ op }) => op.id === alert)
    if (!known || typeof row?.fields['clearedAt'] === 'number') return
    this.#write('alert.clear', {
      patch: 'alert',
      id: alert,
      fields: { clearedAt: at, clearedBy: by, ...(worst === undefined ? {} : { worst }) },
    })
  }

  /** Writes at once what still waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const waiting = this.#waiting
    if (waiting.length === 0) return
    try {
      // A record is made before it is changed: two commits where both wait.
      const creates = waiting.filter(({ op }) => 'create' in op)
      const rest = waiting.filter(({ op }) => !('create' in op))
      for (const part of [creates, rest]) {
        const [first] = part
        if (first)
          commitByDevice(
            this.#host.workspace,
            first.act,
            part.map(({ op }) => op),
          )
        this.#waiting = this.#waiting.filter((one) => !part.includes(one))
      }
    } catch (error) {
      this.#host.report('alerts', error)
      this.#later(AGAIN_MS)
    }
  }

  close(): void {
    this.flush()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #write(act: string, op: NewOperation): void {
    this.#waiting.push({ act, op })
    this.#later(GATHER_MS)
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.flush()
    }, ms)
  }
}

const metricOf = (rule: MonitorRule, instance: string): string | undefined =>
  rule.kind === 'threshold'
    ? instance !== '' && metricParts(rule.metric).instance === ''
      ? `${rule.metric}:${instance}`
      : rule.metric
    : undefined

/** What an alert is called: the monitor, what of it, and how it is. */
function titleOf(
  monitor: MonitorRow,
  rule: MonitorRule,
  instance: string,
  outcome: Outcome,
  language: Language,
): string {
  const said = rule.title ?? wordsOf(rule, outcome, language)
  return [monitor.name, instance, said]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, MOST_TITLE)
}

function wordsOf(rule: MonitorRule, { reason }: Outcome, language: Language): string {
  switch (rule.kind) {
    case 'threshold':
      return metricInfo(rule.metric).label[language]
    case 'state':
      if (reason !== undefined) return PROBE_REASONS[reason][language]
      return say(language, rule.state === 'down' ? 'down' : 'noData')
    case 'matches':
      return ''
  }
}

/** What stood around it: the last matches with their lines, or what the probe said. */
function contextOf(
  rule: MonitorRule,
  metric: string | undefined,
  outcome: Outcome,
  language: Language,
): string | undefined {
  if (rule.kind === 'matches') {
    const matches = (outcome.matches ?? []).filter(
      ({ pattern }) => rule.pattern === undefined || pattern === rule.pattern,
    )
    const text = matches.map(({ context }) => context.join('\n')).join('\n⋯\n')
    return text === '' ? undefined : cleaned(text)
  }
  if (rule.kind === 'threshold') {
    const said = metric === undefined ? undefined : outcome.about?.get(metric)
    return said === undefined ? undefined : cleaned(said)
  }
  const parts = [outcome.reason && PROBE_REASONS[outcome.reason][language], outcome.detail]
  const text = parts.filter((part) => part !== undefined && part !== '').join('\n')
  return text === '' ? undefined : cleaned(text)
}

/** Logs hold anything: what a record's text may not hold becomes visible or goes. */
const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu, '�')
    .slice(-MOST_CONTEXT)
    .toWellFormed()
