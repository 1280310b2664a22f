import type { TargetOf } from '../../../../contract/monitoring.ts'
import type { ProbeReason } from '../../../../contract/monitoring-reasons.ts'
import { filePosition } from './file-position.ts'
import { followFile, type FollowOptions } from './follow-file.ts'
import { journalArguments, parseJournal } from './journal.ts'
import { runProgram } from './run-program.ts'
import { parseWindowsEvents, windowsArguments } from './windows-events.ts'

export interface SourceLine {
  readonly text: string
  /** When it was written; absent where the source does not say. */
  readonly at?: number
}

export interface SourceRead {
  readonly lines: readonly SourceLine[]
  /** Small JSON to go on from. */
  readonly position: unknown
  readonly more: boolean
  /** Nothing can be read: why. */
  readonly lost?: ProbeReason
}

/** Lines as they are written somewhere, each once. */
export interface LineSource {
  /** What came since `position`; without one nothing, or what stands at the end now where `tail` asks for it. */
  read(position: unknown, signal: AbortSignal, tail: boolean): Promise<SourceRead>
}

type FileTarget = Pick<TargetOf<'log'>, 'path' | 'encoding'>

export function fileSource({ path, encoding }: FileTarget): LineSource {
  const options: FollowOptions = {
    path,
    encoding: encoding === 'auto' ? undefined : encoding,
  }
  return {
    async read(kept, _signal, tail) {
      const position = filePosition.optional().catch(undefined).parse(kept)
      const read = await followFile({ ...options, tail }, position)
      return {
        lines: read.lines.map((text) => ({ text })),
        position: read.position,
        more: read.more,
        ...(read.notes.includes('missing') ? { lost: 'missing' } : {}),
      }
    },
  }
}

type JournalTarget = Pick<TargetOf<'journal'>, 'units' | 'priority'>

export function journalSource({ units, priority }: JournalTarget): LineSource {
  return {
    async read(kept, signal, tail) {
      const after = typeof kept === 'string' ? kept : undefined
      const args = journalArguments({ units, priority, after, tail })
      const { output, cut } = await runProgram('journalctl', args, signal)
      const entries = parseJournal(output.toString('utf8'))
      return {
        lines:
          after === undefined && !tail ? [] : entries.map(({ line: text, at }) => ({ text, at })),
        position: entries.at(-1)?.cursor ?? after ?? null,
        more: cut,
      }
    },
  }
}

const EVENTS_AT_ONCE = 500

export function windowsSource({ channel, levels }: TargetOf<'windows-event'>): LineSource {
  return {
    async read(kept, signal, tail) {
      const after = typeof kept === 'number' ? kept : undefined
      const args = windowsArguments({ channel, levels, after, tail, most: EVENTS_AT_ONCE })
      const { output } = await runProgram('wevtutil', args, signal)
      const events = parseWindowsEvents(output.toString('utf16le'))
      return {
        lines:
          after === undefined && !tail ? [] : events.map(({ line: text, at }) => ({ text, at })),
        position: Math.max(after ?? 0, ...events.map(({ record }) => record)),
        more: after !== undefined && events.length === EVENTS_AT_ONCE,
      }
    },
  }
}
