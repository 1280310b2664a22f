import type { Finding } from '../../contract/oversight.ts'
import type { StreamRecord } from './store.ts'
import { commitId, SEQ_SPAN } from './sqlite-store.ts'
import type { StreamId } from './types.ts'

/** What was found, and which commits are damaged, so that their consequences are not reported again. */
export class Findings {
  readonly list: Finding[] = []
  readonly #damaged = new Set<number>()

  add(kind: Finding['kind'], where: string, detail: string): void {
    this.list.push({ kind, where, detail })
  }

  commit(kind: Finding['kind'], stream: StreamRecord, seq: number, detail: string): void {
    this.add(kind, `${stream.id}/${seq}`, detail)
    this.damage(stream.no, seq)
  }

  damage(stream: number, seq: number): void {
    this.#damaged.add(commitId(stream, seq))
  }

  isDamaged(id: number): boolean {
    return this.#damaged.has(id)
  }

  /** Whether any commit of the stream is damaged. */
  isDamagedIn(stream: number): boolean {
    return [...this.#damaged].some((id) => Math.floor(id / SEQ_SPAN) === stream)
  }

  damaged(): Iterable<number> {
    return this.#damaged
  }
}

/** The numbers from one to another of a stream, as they stand in a finding. */
export const span = (stream: StreamId, from: number, to: number): string =>
  from === to ? `${stream}/${from}` : `${stream}/${from}-${to}`
