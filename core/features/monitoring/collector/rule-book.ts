import { z } from 'zod'
import { metricParts } from '../../../../contract/metrics.ts'
import type { MonitorRule } from '../../../../contract/monitoring.ts'
import type { CLEARED_BY } from '../../../../contract/alerts.ts'
import { parsedJson } from '../../../records/view.ts'
import type { AlertRow, MonitorRow } from '../records/rows.ts'
import type { Outcome } from '../probe.ts'
import { advance, flaps } from '../rules/engine.ts'
import { FRESH, type HeldBack, type RuleInput, type RuleState } from '../rules/state.ts'
import type { Kept } from '../store/kept.ts'
import type { AlertWriter } from './alert-writer.ts'

interface Entry {
  readonly monitor: string
  readonly rule: string
  readonly instance: string
  state: RuleState
  /** When it was judged last, by the clock that nobody moves; undefined: a gap lies before the next time. */
  judged: number | undefined
  alert?: string | undefined
}

/** What one probe of a monitor says to its rules. */
export interface Judged {
  readonly monitor: MonitorRow
  readonly outcome: Outcome
  readonly at: number
  /** Monotonic time of the probe, and from which difference on nobody watched. */
  readonly mono: number
  readonly gapMs: number
  readonly heldBack: HeldBack
  readonly zone: string
}

const keptState = z.object({
  position: z.number().catch(0),
  turns: z.array(z.number()).catch([]),
  repeats: z.int().catch(0),
  raisedAt: z.number().optional(),
  worst: z.number().optional(),
})

/** The states of all rules of this device's monitors, and the alerts that stand by them. */
export class RuleBook {
  readonly #entries = new Map<string, Map<string, Entry>>()
  readonly #byAlert = new Map<string, Entry>()
  readonly #writer: AlertWriter
  readonly #kept: Kept

  constructor(writer: AlertWriter, kept: Kept) {
    this.#writer = writer
    this.#kept = kept
  }

  /** Takes up the alerts that stood when the program ended; time since then counts as not watched. */
  restore(alerts: readonly AlertRow[]): void {
    const states = new Map(this.#kept.raised().map((one) => [one.alert, one.data]))
    for (const alert of alerts) {
      const kept = keptState.safeParse(parsedJson(states.get(alert.id) ?? '{}'))
      const entry = this.#entry(alert.monitor, alert.rule, alert.instance)
      entry.state = {
        ...FRESH,
        ...(kept.success ? kept.data : {}),
        phase: 'raised',
        raisedAt: alert.raisedAt,
      }
      entry.state = { ...entry.state, from: entry.state.position }
      entry.alert = alert.id
      this.#byAlert.set(alert.id, entry)
    }
  }

  ofAlert(alert: string): RuleState | undefined {
    return this.#byAlert.get(alert)?.state
  }

  isFlapping(alert: string): boolean {
    const state = this.ofAlert(alert)
    return state !== undefined && flaps(state)
  }

  /** Judges one outcome by all rules of its monitor. */
  judge(judged: Judged): void {
    for (const rule of judged.monitor.rules)
      for (const [instance, input] of inputsOf(rule, judged))
        this.#advance(rule, instance, input, judged)
  }

  /** Nobody watched: sustained times begin anew. */
  interrupt(monitor?: string): void {
    for (const [id, entries] of this.#entries)
      if (monitor === undefined || id === monitor)
        for (const entry of entries.values()) entry.judged = undefined
  }

  /** Ends alerts whose monitor or rule is no more, or is switched off. */
  settle(monitors: ReadonlyMap<string, MonitorRow>, at: number): void {
    for (const [id, entries] of this.#entries) {
      const monitor = monitors.get(id)
      for (const entry of entries.values()) {
        const ruled = monitor?.rules.some(({ key }) => key === entry.rule) === true
        if (monitor !== undefined && ruled) continue
        if (entry.alert !== undefined)
          this.#clear(entry, at, monitor === undefined ? 'disabled' : 'ruleGone')
        entries.delete(`${entry.rule}\n${entry.instance}`)
      }
      if (entries.size === 0) this.#entries.delete(id)
    }
  }

  #advance(
    rule: MonitorRule,
    instance: string,
    input: Exclude<RuleInput, { kind: 'gap' }>,
    { monitor, outcome, mono, gapMs, heldBack, zone }: Judged,
  ): void {
    const entry = this.#entry(monitor.id, rule.key, instance)
    const passed = entry.judged === undefined ? Infinity : mono - entry.judged
    const around = { heldBack, zone }
    if (passed > gapMs) entry.state = advance(rule, entry.state, { kind: 'gap' }, around).state
    entry.judged = mono
    const before = entry.state
    const step = passed > gapMs ? 0 : Math.max(0, passed)
    const { state, decision } = advance(rule, before, { ...input, step }, around)
    entry.state = state
    if (decision?.kind === 'raise') {
      entry.alert = this.#writer.raise(monitor, rule, instance, decision, outcome)
      this.#byAlert.set(entry.alert, entry)
    } else if (decision?.kind === 'clear')
      this.#clear(entry, decision.at, decision.by, decision.worst)
    const { alert } = entry
    if (alert === undefined) return
    if (decision || state.repeats !== before.repeats || state.worst !== before.worst)
      this.#kept.raise({
        monitor: monitor.id,
        rule: rule.key,
        instance,
        alert,
        data: JSON.stringify({
          position: state.position,
          turns: state.turns,
          repeats: state.repeats,
          raisedAt: state.raisedAt,
          worst: state.worst,
        }),
      })
  }

  #clear(entry: Entry, at: number, by: (typeof CLEARED_BY)[number], worst?: number): void {
    if (entry.alert !== undefined) {
      this.#writer.clear(entry.alert, at, by, worst ?? entry.state.worst)
      this.#byAlert.delete(entry.alert)
    }
    entry.alert = undefined
    this.#kept.clear(entry)
  }

  #entry(monitor: string, rule: string, instance: string): Entry {
    let entries = this.#entries.get(monitor)
    if (entries === undefined) this.#entries.set(monitor, (entries = new Map()))
    const key = `${rule}\n${instance}`
    let entry = entries.get(key)
    if (entry === undefined) {
      entry = { monitor, rule, instance, state: FRESH, judged: undefined }
      entries.set(key, entry)
    }
    return entry
  }
}

type Seen = Exclude<RuleInput, { kind: 'gap' }>

/** What an outcome says to a rule, by instance; nothing where it says nothing of it. */
function inputsOf(rule: MonitorRule, { outcome, at }: Judged): [string, Seen][] {
  switch (rule.kind) {
    case 'state':
      return [['', { kind: 'state', at, step: 0, state: outcome.state }]]
    case 'matches': {
      if (outcome.state === 'unknown') return []
      const { pattern } = rule
      const matches = outcome.matches ?? []
      const count =
        pattern === undefined
          ? matches.length
          : matches.filter((match) => match.pattern === pattern).length
      return [[pattern ?? '', { kind: 'matches', at, step: 0, count }]]
    }
    case 'threshold':
      return outcome.samples.flatMap(({ metric, value }): [string, Seen][] => {
        const { name, instance } = metricParts(metric)
        if (metric !== rule.metric && name !== rule.metric) return []
        return [[metric === rule.metric ? '' : instance, { kind: 'value', at, step: 0, value }]]
      })
  }
}
