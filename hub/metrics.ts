import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { ReceiveReport } from '../core/log/log.ts'
import { countLacking } from '../core/sync/exchange.ts'
import type { Hub } from './hub.ts'

/** Figures of the server; none of them names a person or a record. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #commits: Counter<'result'>

  constructor(hub: Hub) {
    collectDefaultMetrics({ register: this.#registry })
    const registers = [this.#registry]
    this.#commits = new Counter({
      name: 'watchkeeper_hub_commits_total',
      help: 'Commits that devices sent, by what became of them',
      labelNames: ['result'],
      registers,
    })
    const gauge = (name: string, help: string, value: () => number): void => {
      void new Gauge({
        name: `watchkeeper_hub_${name}`,
        help,
        registers,
        collect() {
          this.set(value())
        },
      })
    }
    gauge('devices_connected', 'Devices that listen now', () => hub.live.count)
    gauge('commits', 'Commits in the store', () =>
      countLacking(hub.replica?.workspace.log.versionVector() ?? {}, {}),
    )
    gauge('commits_held', 'Commits that wait for others', () =>
      hub.replica ? hub.replica.workspace.log.receive([]).held : 0,
    )
    gauge(
      'commits_quarantined',
      'Commits that were refused',
      () => hub.replica?.workspace.log.quarantined().length ?? 0,
    )
  }

  took(report: ReceiveReport): void {
    this.#commits.inc({ result: 'applied' }, report.applied)
    this.#commits.inc({ result: 'known' }, report.known)
    this.#commits.inc({ result: 'refused' }, report.refused.length)
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }
}
