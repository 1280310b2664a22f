import type { Database } from 'better-sqlite3'
import { parsedJson } from '../../../records/view.ts'

/** An alert that stands, as its rule's state remembers it over restarts. */
export interface RaisedState {
  readonly monitor: string
  readonly rule: string
  readonly instance: string
  readonly alert: string
  readonly data: string
}

/** Small things that outlive a restart: what is raised, and the places of probes in what they follow. */
export class Kept {
  readonly #db: Database
  readonly #raised = new Map<string, RaisedState | undefined>()
  readonly #probes = new Map<string, string | undefined>()

  constructor(db: Database) {
    this.#db = db
  }

  raised(): RaisedState[] {
    return this.#db
      .prepare<[], RaisedState>('SELECT monitor, rule, instance, alert, data FROM raised')
      .all()
  }

  raise(state: RaisedState): void {
    this.#raised.set(keyOf(state), state)
  }

  clear(state: Pick<RaisedState, 'monitor' | 'rule' | 'instance'>): void {
    this.#raised.set(keyOf(state), undefined)
  }

  ofProbe(monitor: string): unknown {
    const waiting = this.#probes.get(monitor)
    const text =
      waiting ??
      (this.#db
        .prepare<[string], string>('SELECT data FROM kept WHERE monitor = ?')
        .pluck()
        .get(monitor) as string | undefined)
    return text === undefined ? undefined : parsedJson(text)
  }

  setOfProbe(monitor: string, value: unknown): void {
    this.#probes.set(monitor, JSON.stringify(value))
  }

  /** Within the transaction of a flush. */
  flush(): void {
    const raise = this.#db.prepare(
      'INSERT OR REPLACE INTO raised (monitor, rule, instance, alert, data) VALUES (?, ?, ?, ?, ?)',
    )
    const clear = this.#db.prepare(
      'DELETE FROM raised WHERE monitor = ? AND rule = ? AND instance = ?',
    )
    for (const [key, state] of this.#raised) {
      if (state) raise.run(state.monitor, state.rule, state.instance, state.alert, state.data)
      else clear.run(...(JSON.parse(key) as [string, string, string]))
    }
    this.#raised.clear()
    const keep = this.#db.prepare('INSERT OR REPLACE INTO kept (monitor, data) VALUES (?, ?)')
    for (const [monitor, data] of this.#probes) keep.run(monitor, data ?? 'null')
    this.#probes.clear()
  }
}

const keyOf = ({ monitor, rule, instance }: Pick<RaisedState, 'monitor' | 'rule' | 'instance'>) =>
  JSON.stringify([monitor, rule, instance])
