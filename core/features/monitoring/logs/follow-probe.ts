import { setTimeout as delay } from 'node:timers/promises'
import { zoneHere } from '../../../time/zone.ts'
import { found, type Outcome, type Probe, type ProbeHost } from '../probe.ts'
import type { LineSource, SourceLine } from './line-source.ts'
import { lineTime } from './line-time.ts'
import { LogMatcher, type LogHit } from './matcher.ts'
import type { PatternSource } from './pattern.ts'
import { hitsOf } from './recent-hits.ts'

/** A message of several lines is written in several moments; so long the rest of it is waited for. */
const REST_MS = 300
/** Lines of context where nobody said how many. */
const AROUND = 3

interface Matching {
  readonly patterns: readonly PatternSource[]
  readonly before?: number | undefined
  readonly after?: number | undefined
}

/** Looks for patterns in what is written to a source; `watch` tells when something was. */
export function followProbe(
  { patterns, before = AROUND, after = AROUND }: Matching,
  host: ProbeHost,
  source: LineSource,
  watch?: (wake: () => void) => () => void,
): Probe {
  const matcher = new LogMatcher(patterns, { before, after })
  const reader = new KeptReader(host, source)
  const stop = host.monitor === undefined ? undefined : watch?.(() => host.wake())
  const recent = hitsOf(host.workspace, host.monitor)

  return {
    async probe(signal): Promise<Outcome> {
      reader.keep()
      const { lines, lost } = await reader.read(signal)
      if (lost !== undefined) return found('unknown', lost)
      const texts = lines.map(({ text }) => text)
      const hits = [...matcher.take(texts)]
      if (hits.some((hit) => hit.after.length < after) && host.monitor !== undefined) {
        await delay(REST_MS, undefined, { signal })
        const rest = await reader.read(signal)
        hits.push(...matcher.take(rest.lines.map(({ text }) => text)))
      }
      for (const hit of hits) {
        const written = lines.find(({ text }) => text === hit.line) ?? { text: hit.line }
        recent?.add(hit, lineAt(written, host.now()))
      }
      return {
        state: 'up',
        samples: countsOf(patterns, hits),
        matches: hits.map((hit) => ({
          pattern: hit.pattern,
          line: hit.line,
          context: [...hit.before, hit.line, ...hit.after],
        })),
      }
    },
    stop() {
      stop?.()
      reader.keep()
    },
  }
}

/** When a line was written: as its source says, as it says itself, else now. */
export const lineAt = ({ text, at }: SourceLine, now: number): number =>
  at ?? lineTime(text, now, zoneHere()) ?? now

function countsOf(patterns: readonly PatternSource[], hits: readonly LogHit[]) {
  const all = { metric: 'matches', value: hits.length }
  if (patterns.length < 2) return [all]
  return [
    all,
    ...patterns.map(({ key }) => ({
      metric: `matches:${key}`,
      value: hits.filter(({ pattern }) => pattern === key).length,
    })),
  ]
}

/**
 * Reads on from where the last reading ended. A place is kept only when the next reading begins: what was found until
 * then has been judged, and after a crash it is found again rather than lost.
 */
export class KeptReader {
  readonly #host: ProbeHost
  readonly #source: LineSource
  #position: unknown
  #kept: string

  constructor(host: ProbeHost, source: LineSource) {
    this.#host = host
    this.#source = source
    this.#position = host.kept.get() ?? undefined
    this.#kept = JSON.stringify(this.#position ?? null)
  }

  async read(
    signal: AbortSignal,
  ): Promise<{ lines: readonly SourceLine[]; lost?: Outcome['reason'] }> {
    const lines: SourceLine[] = []
    for (;;) {
      const tail = this.#host.monitor === undefined && this.#position === undefined
      const read = await this.#source.read(this.#position, signal, tail)
      this.#position = read.position ?? undefined
      lines.push(...read.lines)
      if (read.lost !== undefined && lines.length === 0) return { lines, lost: read.lost }
      // After a long pause there is much to read; the rest comes with the next probe.
      if (!read.more || signal.aborted || lines.length > MOST_LINES) return { lines }
      await delay(0)
    }
  }

  keep(): void {
    const next = JSON.stringify(this.#position ?? null)
    if (next === this.#kept || this.#host.monitor === undefined) return
    this.#kept = next
    this.#host.kept.set(this.#position ?? null)
  }
}

const MOST_LINES = 50_000
