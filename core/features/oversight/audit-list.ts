import { z } from 'zod'
import type { ParsedInputOf, OutputOf } from '../../../contract/procedures.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import type { Commit } from '../../log/types.ts'
import { entryOf } from '../../records/history.ts'
import { labels } from '../../records/view.ts'

type Page = OutputOf<'audit.list'>
/** Next seq to look at, per stream; 0 where a stream is exhausted. */
type Cursor = Record<string, number>

/** Commits looked at in one call at most, so that a narrow filter over years stays answerable. */
const SCAN_LIMIT = 20_000

/** Every commit, newest first, as entries that can be told in a sentence. */
export function auditPage(context: Context, query: ParsedInputOf<'audit.list'>): Page {
  const cursor: Cursor =
    query.after === undefined
      ? { ...context.workspace.log.versionVector() }
      : readCursor(query.after)
  const entries: Page['entries'] = []
  for (let scanned = 0; entries.length < query.limit && scanned < SCAN_LIMIT; scanned++) {
    const commit = newest(context, cursor)
    if (commit === undefined) return { entries, next: null }
    cursor[commit.stream] = commit.seq - 1
    const at = hlcToMs(commit.hlc)
    if (query.from !== undefined && at < query.from) continue
    if (query.to !== undefined && at > query.to) continue
    if (query.actor !== undefined && commit.actor !== query.actor) continue
    if (query.type !== undefined && !commit.ops.some((op) => op.type === query.type)) continue
    entries.push(entry(context, commit))
  }
  return { entries, next: Buffer.from(JSON.stringify(cursor)).toString('base64url') }
}

const cursorOf = z.record(z.string(), z.int().min(0))

function readCursor(text: string): Cursor {
  const bytes = Buffer.from(text, 'base64url').toString('utf8')
  try {
    return cursorOf.parse(JSON.parse(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new CoreError('invalidInput', { issues: 'after' })
    throw error
  }
}

function newest({ workspace }: Context, cursor: Cursor): Commit | undefined {
  const heads = Object.entries(cursor).flatMap(([stream, seq]) =>
    seq > 0 ? [workspace.log.commit(`${stream}/${seq}`)] : [],
  )
  return heads
    .filter((commit) => commit !== undefined)
    .toSorted((a, b) => b.hlc - a.hlc || (a.stream < b.stream ? 1 : -1))[0]
}

function entry(context: Context, commit: Commit): Page['entries'][number] {
  const [first] = commit.ops
  const ops = first ? commit.ops.filter((op) => op.id === first.id) : []
  const type = first && context.workspace.types.get(first.type)
  const state: Record<string, Json> = {}
  if (first?.kind === 'patch') {
    for (const earlier of context.workspace.log.commitsOf(first.id, first.type)) {
      if (earlier.stream === commit.stream && earlier.seq === commit.seq) break
      entryOf(
        context,
        type,
        earlier,
        earlier.ops.filter((op) => op.id === first.id),
        state,
      )
    }
  }
  const [record] = first ? labels(context, [{ type: first.type, id: first.id }]) : []
  const level =
    first === undefined ? 0 : (context.workspace.log.row(first.type, first.id)?.level ?? 0)
  const told = entryOf(context, type, commit, ops, state)
  return {
    ...told,
    changes: level <= context.session.clearance ? told.changes : [],
    record: record ?? null,
    type: first?.type ?? null,
    records: new Set(commit.ops.map((op) => op.id)).size,
  }
}
