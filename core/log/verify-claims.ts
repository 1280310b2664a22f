import type { Database } from 'better-sqlite3'
import { hex } from './codec.ts'
import { commitId } from './sqlite-store.ts'
import type { StreamRecord } from './store.ts'
import type { StreamId } from './types.ts'
import { span, type Findings } from './verify-findings.ts'

interface Claim {
  readonly by: string
  readonly stream: StreamId
  readonly seq: number
}

/** What somebody says about a commit: another chain's deps, the heads in a signed act, a head kept elsewhere, a derived row. */
export class Claims {
  readonly #streams: ReadonlyMap<StreamId, StreamRecord>
  readonly #hash
  readonly #missing = new Map<StreamId, Claim>()
  readonly #different = new Map<string, Claim>()

  constructor(db: Database, streams: readonly StreamRecord[]) {
    this.#streams = new Map(streams.map((stream) => [stream.id, stream]))
    this.#hash = db.prepare<[number], Uint8Array>('SELECT hash FROM commits WHERE id = ?').pluck()
  }

  /** `hash` is the hash in hex, or its beginning; empty when only the commit's presence is claimed. */
  check(by: string, stream: StreamId, seq: number, hash: string): void {
    const at = this.#streams.get(stream)
    const stored = at && (this.#hash.get(commitId(at.no, seq)) as Uint8Array | undefined)
    if (!stored) {
      if (seq > (this.#missing.get(stream)?.seq ?? 0))
        this.#missing.set(stream, { by, stream, seq })
    } else if (!hex(stored).startsWith(hash))
      this.#different.set(`${stream}/${seq}`, { by, stream, seq })
  }

  /** Whether somebody has seen a commit of the stream that is not here. */
  lacks(stream: StreamId): boolean {
    return this.#missing.has(stream)
  }

  /** Names what is missing after the end of each chain; gaps inside a chain were found when it was walked. */
  report(findings: Findings, ends: ReadonlyMap<StreamId, number>): void {
    for (const { by, stream, seq } of this.#missing.values()) {
      const end = ends.get(stream) ?? 0
      if (seq > end)
        findings.add(
          'tailTruncated',
          span(stream, end + 1, seq),
          `${by} has seen ${stream}/${seq}; the chain ends at ${end}`,
        )
    }
    for (const { by, stream, seq } of this.#different.values()) {
      const at = this.#streams.get(stream)
      if (at && !findings.isDamaged(commitId(at.no, seq)))
        findings.add('fork', `${stream}/${seq}`, `${by} has seen another commit of this number`)
    }
  }
}
