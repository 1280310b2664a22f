import { z } from 'zod'

/** The systemd journal, read by `journalctl -o json`: one object a line. */

/** Entries of the end that are looked at. */
const TAIL = 500

const value = z.union([z.string(), z.array(z.int().min(0).max(255)), z.null()])
const record = z.looseObject({
  __CURSOR: z.string(),
  /** Microseconds since 1970, as text. */
  __REALTIME_TIMESTAMP: z.string().regex(/^\d{1,17}$/u),
})

export interface JournalEntry {
  readonly cursor: string
  readonly at: number
  /** As a line of syslog: who, then what. */
  readonly line: string
}

export interface JournalQuery {
  readonly units?: readonly string[] | undefined
  /** Most verbose syslog priority, 0–7. */
  readonly priority?: number | undefined
  /** Entry after which is read; absent: the newest one alone, to begin there. */
  readonly after?: string | undefined
  /** The newest ones, to look at. */
  readonly tail?: boolean
}

/** Arguments of `journalctl`; each value is one argument, none can be taken for an option. */
export function journalArguments({ units, priority, after, tail }: JournalQuery): string[] {
  return [
    '--output=json',
    '--no-pager',
    '--all',
    ...(units ?? []).map((unit) => `--unit=${unit}`),
    ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ...(after === undefined ? [`--lines=${tail ? TAIL : 1}`] : [`--after-cursor=${after}`]),
  ]
}

/** Entries of the output, in order; a line that is none (`-- No entries --`) is left out. */
export function parseJournal(output: string): readonly JournalEntry[] {
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const entry = parsed(line)
    return entry ? [entry] : []
  })
}

function parsed(line: string): JournalEntry | undefined {
  const { success, data } = record.safeParse(fromJson(line))
  if (!success) return undefined
  const who = textOf(data['SYSLOG_IDENTIFIER']) || textOf(data['_COMM'])
  const pid = textOf(data['_PID'])
  const head = who === '' ? '' : `${who}${pid === '' ? '' : `[${pid}]`}: `
  return {
    cursor: data.__CURSOR,
    at: Math.floor(Number(data.__REALTIME_TIMESTAMP) / 1_000),
    line: `${head}${textOf(data['MESSAGE'])}`.replaceAll('\n', ' '),
  }
}

function fromJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    // The last line of an output that was cut.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A message that is no UTF-8 comes as numbers of bytes; a field that comes twice as a list of values. */
function textOf(field: unknown): string {
  const one = value.safeParse(field)
  if (one.success)
    return typeof one.data === 'string' ? one.data : Buffer.from(one.data ?? []).toString('utf8')
  const many = z.array(value).safeParse(field)
  return many.success ? many.data.map(textOf).join(' ') : ''
}
