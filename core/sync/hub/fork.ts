import { z } from 'zod'
import type { session } from '../../../contract/hub-protocol.ts'
import type { Json } from '../../../contract/record-type.ts'
import { hex } from '../../log/codec.ts'
import { tableOf } from '../../log/shape.ts'
import type { Adopted } from '../../log/adopt.ts'
import type { StoredCommit, StreamId } from '../../log/types.ts'
import { localState, setLocalState } from '../../workspace/local-state.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { unpackBatch } from '../batch.ts'
import type { VersionVector } from '../exchange.ts'
import { frames } from './frames.ts'
import type { HubLink } from './link.ts'

/** Commits that are looked at before the end of a stream, at first. */
const STEP = 64
const LAST = 'recovered'

const recovery = z.object({
  at: z.int(),
  written: z.int(),
  unsigned: z.int(),
  kept: z.int(),
})
export type Recovery = z.infer<typeof recovery>

/** When this device's disk was last found to have gone back, and what became of what was written after that. */
export function lastRecovery({ db }: Pick<OpenWorkspace, 'db'>): Recovery | undefined {
  const text = localState(db, LAST)
  return text === undefined ? undefined : recovery.parse(JSON.parse(text))
}

interface Parts {
  readonly workspace: OpenWorkspace
  readonly link: HubLink
  /** How far the server is. */
  readonly holds: VersionVector
  readonly now: () => number
  readonly signal: AbortSignal
}

/**
 * A disk that went back as a whole looks to the device as before, and it uses numbers again. The server knows: where it
 * holds something else of this device's streams, that stands, and what was written here instead is written again in a
 * stream of its own. Answers whether there was something.
 */
export async function mendFork(
  parts: Parts & { readonly own: z.infer<typeof session>['own'] },
): Promise<Adopted | undefined> {
  const theirs: StoredCommit[] = []
  for (const [stream, [seq, hash]] of Object.entries(parts.own ?? {}))
    theirs.push(...(await partingFrom(parts, stream, seq, hash)))
  const sum = await adopted(parts, theirs)
  if (sum) {
    const at = Math.floor(parts.now())
    setLocalState(parts.workspace.db, LAST, JSON.stringify({ at, ...sum } satisfies Recovery))
  }
  return sum
}

/**
 * The same where another device's disk went back together with the server's, and that device was first at the server:
 * what the server holds stands, and what is still here of it is written again by this device. The other history stays
 * among what was refused, as evidence.
 */
export async function mendForkOfOthers(parts: Parts): Promise<Adopted | undefined> {
  const { log } = parts.workspace
  const shared = Object.entries(log.versionVector()).flatMap(([stream, seq]) => {
    const last = Math.min(seq, parts.holds[stream] ?? 0)
    return last > 0 ? [[stream, last] as const] : []
  })
  const before = Object.fromEntries(shared.map(([stream, last]) => [stream, last - 1]))
  const ends = new Map(
    (await pulled(parts, { ...parts.holds, ...before })).map((one) => [
      `${one.stream}/${one.seq}`,
      hex(one.hash),
    ]),
  )
  const theirs: StoredCommit[] = []
  for (const [stream, last] of shared) {
    const hash = ends.get(`${stream}/${last}`)
    if (hash !== undefined) theirs.push(...(await partingFrom(parts, stream, last, hash)))
  }
  return adopted(parts, theirs)
}

async function adopted(
  parts: Parts,
  theirs: readonly StoredCommit[],
): Promise<Adopted | undefined> {
  if (theirs.length === 0) return undefined
  const { workspace, holds } = parts
  const { log } = workspace
  // What others wrote after it has to be there first.
  const mine = log.versionVector()
  const parted = theirs.map(({ stream }) => [stream, holds[stream] ?? 0])
  const rest = await pulled(parts, { ...mine, ...Object.fromEntries(parted) })
  log.receive(rest)
  workspace.renewEpoch()
  return log.adopt(theirs, (type, id, fields) => renumbered(workspace, type, id, fields))
}

/** The server's commits of a stream from where both still agree; none where nothing differs. */
async function partingFrom(
  parts: Parts,
  stream: StreamId,
  seq: number,
  hash: string,
): Promise<readonly StoredCommit[]> {
  const { log } = parts.workspace
  const hashAt = (at: number): string => hex(log.read(stream, at, 1)[0]?.hash ?? new Uint8Array())
  const mine = log.versionVector()[stream] ?? 0
  if (mine === 0 || (mine >= seq && hashAt(seq) === hash)) return []
  const last = Math.min(mine, seq)
  for (let back = 1; ; back = back === 1 ? STEP : back * 4) {
    const from = Math.max(0, last - back)
    const theirs = await pulled(parts, { ...parts.holds, [stream]: from })
    const [first] = theirs
    const isSame = first === undefined || hashAt(first.seq) === hex(first.hash)
    const isSameYet = theirs.every((one) => one.seq > mine || hashAt(one.seq) === hex(one.hash))
    if (isSameYet) return []
    if (isSame || from === 0) return theirs
  }
}

/** Everything that the server holds beyond a vector. */
async function pulled({ link, signal }: Parts, from: VersionVector): Promise<StoredCommit[]> {
  const all: StoredCommit[] = []
  const holds = { ...from }
  for (;;) {
    const answer = await link.stream('POST', '/v1/pull', { json: { holds } }, signal)
    const before = all.length
    for await (const batch of frames(answer as AsyncIterable<Uint8Array>))
      for (const commit of unpackBatch(batch)) {
        all.push(commit)
        holds[commit.stream] = commit.seq
      }
    if (all.length === before) return all
  }
}

/** A number that somebody else's record has by now gets the mark of the new stream. */
function renumbered(
  { db, types, device }: OpenWorkspace,
  name: string,
  id: string,
  fields: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const { number } = fields
  if (typeof number !== 'string' || types.get(name)?.numbering === undefined) return fields
  const taken = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM ${tableOf(name)} WHERE number = ? AND id <> ? LIMIT 1`,
    )
    .pluck()
    .get(number, id)
  if (taken === undefined) return fields
  const parts = number.split('-')
  parts[parts.length - 2] = device.numbers
  return { ...fields, number: parts.join('-') }
}
