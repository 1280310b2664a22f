import type { HistoryEntry } from '../../contract/register.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Context } from '../feature.ts'
import { RECOVERED, UNSIGNED } from '../log/adopt.ts'
import { hlcToMs } from '../log/clock.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { deviceIdOf } from '../log/identity.ts'
import { DELETED, type Commit, type Operation } from '../log/types.ts'
import { opened } from './seal.ts'
import { nameOf, SECRET_FIELDS } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Everything that happened to a record, oldest first, with the values before and after. */
export function historyOf(context: Tools, type: RecordType, id: string): HistoryEntry[] {
  const state: Record<string, Json> = {}
  return context.workspace.log.commitsOf(id, type.name).map((commit) => {
    const ops = commit.ops.filter((op) => op.id === id && op.type === type.name)
    return entryOf(context, type, commit, ops, state)
  })
}

/** One commit as an entry; `state` carries the values from entry to entry. */
export function entryOf(
  context: Tools,
  type: RecordType | undefined,
  commit: Commit,
  ops: readonly Operation[],
  state: Record<string, Json>,
): HistoryEntry {
  const changes = ops.flatMap((op) => changesOf(context, type, op, state))
  const { act: said, again } = recoveredOf(commit.act)
  const act = actOf(said)
  return {
    commit: `${commit.stream}/${commit.seq}`,
    at: hlcToMs(commit.hlc),
    actor: commit.actor,
    actorName: nameOf(context, commit.actor),
    device: deviceCode(context, commit.stream),
    kind: kindOf({ ...commit, act: said }, ops),
    ...(act === undefined ? {} : { act }),
    ...(again === undefined ? {} : { again }),
    changes,
  }
}

function changesOf(
  context: Tools,
  type: RecordType | undefined,
  op: Operation,
  state: Record<string, Json>,
): HistoryEntry['changes'] {
  const values = type ? opened(context, type, op.id, op.fields) : op.fields
  return Object.entries(values).flatMap(([field, after]) => {
    const before = state[field] ?? null
    state[field] = after
    if (SECRET_FIELDS.has(`${op.type}.${field}`)) return []
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }]
  })
}

/** The act without the mark of a commit that was written again. */
function recoveredOf(act: string): { act: string; again?: 'written' | 'unsigned' } {
  if (!act.startsWith(RECOVERED)) return { act }
  const rest = act.slice(RECOVERED.length)
  return rest.startsWith(UNSIGNED)
    ? { act: rest.slice(UNSIGNED.length), again: 'unsigned' }
    : { act: rest, again: 'written' }
}

const actOf = (act: string): string | undefined =>
  act.startsWith('transition:') ? act.slice('transition:'.length) : undefined

function kindOf(commit: Commit, ops: readonly Operation[]): HistoryEntry['kind'] {
  if (commit.signed) return 'signed'
  if (commit.act.startsWith('transition:')) return 'transition'
  if (commit.act === 'register.resolve') return 'resolved'
  if (commit.act === 'register.undo') return 'undone'
  const [first] = ops
  if (first?.type === 'comment') return 'commented'
  if (first?.type.endsWith('-amendment')) return 'amended'
  if (first?.kind === 'create') return 'created'
  const deleted = ops.map((op) => op.fields[DELETED]).find((value) => value !== undefined)
  return deleted === undefined ? 'changed' : deleted === true ? 'deleted' : 'restored'
}

/** Codes by device, per log; read again after a device has changed. */
const codes = new WeakMap<Workspace['log'], Map<string, string>>()

function codesOf({ log }: Workspace): Map<string, string> {
  const known = codes.get(log)
  if (known) return known
  const fresh = new Map<string, string>()
  codes.set(log, fresh)
  log.onChange((changed) => {
    if (changed.has('device')) fresh.clear()
  })
  return fresh
}

/** Short code of the device that a stream belongs to. */
export function deviceCode({ workspace }: Pick<Context, 'workspace'>, stream: string): string {
  const id = stream.slice(0, 16)
  const known = codesOf(workspace)
  const code = known.get(id) ?? readCode(workspace, id)
  known.set(id, code)
  return code
}

function readCode(workspace: Workspace, id: string): string {
  const rows = workspace.db
    .prepare<[], { code: string; publicKey: string }>('SELECT code, publicKey FROM r_device')
    .all()
  return (
    rows.find((row) => deviceIdOf(Buffer.from(row.publicKey, 'base64url')) === id)?.code ??
    id.slice(0, 4)
  )
}
