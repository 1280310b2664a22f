import type { Database } from 'better-sqlite3'
import { SEQ_SPAN } from './sqlite-store.ts'
import type { StreamRecord } from './store.ts'
import type { Findings } from './verify-findings.ts'

/** What stands in the database although no chain and no program put it there. */
export function findStrangers(
  db: Database,
  streams: readonly StreamRecord[],
  findings: Findings,
): void {
  const names = new Map(streams.map((stream) => [stream.no, stream.id]))
  const next = db
    .prepare<[number], number>('SELECT id FROM commits WHERE id >= ? ORDER BY id LIMIT 1')
    .pluck()
  for (let id = next.get(-Number.MAX_SAFE_INTEGER); id !== undefined;) {
    const no = Math.floor(id / SEQ_SPAN)
    const name = names.get(no)
    if (name === undefined)
      findings.add('rowMissing', `streams ${no}`, 'its commits are in the log, the stream is not')
    else if (id === no * SEQ_SPAN)
      findings.add('rowExtra', `commits ${name}/0`, 'numbers of commits begin with 1')
    id = next.get((no + 1) * SEQ_SPAN)
  }
  const made = db
    .prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    .all() as { type: string; name: string }[]
  for (const { type, name } of made)
    findings.add('rowExtra', `${type} ${name}`, 'the program makes none')
}
