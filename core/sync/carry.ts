import type { Joining } from '../../contract/bundle-file.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { encode } from '../keys/box.ts'
import type { ReceiveReport } from '../log/log.ts'
import type { StoredCommit } from '../log/types.ts'
import { newestWitnessed, witnessHeard } from '../log/witness.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import type { BlobSource } from '../workspace/workspace.ts'
import type { Recipients } from './age.ts'
import { MalformedBatch, unpackBatch } from './batch.ts'
import { FORMAT, writeBundle, writeParts, type Contents, type OpenBundle } from './bundle.ts'
import { countLacking, lacking, takeInParts, type VersionVector } from './exchange.ts'
import { serverKeys } from './hub/server-record.ts'
import { hear } from './peers.ts'
import { missingAfter, Pieces } from './arriving.ts'
import { WHOLE } from './pieces.ts'

export interface BundleWish {
  readonly path: string
  /** Bytes of one medium; absent: everything in one file. */
  readonly split?: number
  readonly recipients: Recipients
  /** What the reader holds already; nothing of that is sent. */
  readonly since: VersionVector
  readonly sinceBlobs?: ReadonlySet<string>
  readonly joining?: Joining
  readonly now: number
}

export interface BundleMade {
  readonly bytes: number
  readonly commits: number
  readonly blobs: number
  /** Files that were written. */
  readonly parts: number
}

/** Writes what a reader lacks into one file, or one for each medium: commits, and the attachments that they speak of. */
export async function makeBundle(workspace: OpenWorkspace, wish: BundleWish): Promise<BundleMade> {
  const { log, blobs } = workspace
  const holds = log.versionVector()
  const named = new Set<string>()
  const here = [...blobs.list()]
  // Of higher levels the commits are sealed: who holds what is known by name alone.
  const wanted = here.filter(({ sha256 }) => wish.sinceBlobs?.has(sha256) !== true)
  let count = 0
  function* carried(): Generator<BlobSource> {
    for (const { sha256, level } of wanted) {
      if (level < FIRST_SEALED_LEVEL && !named.has(sha256)) continue
      count += 1
      yield blobs.source(sha256)
    }
  }
  const commits = countLacking(holds, wish.since)
  const checkpoint = newestWitnessed(workspace.db)
  const contents: Contents = {
    header: {
      format: hasLarge(blobs, wanted) ? FORMAT : 1,
      workspace: workspace.id,
      name: workspace.name,
      device: workspace.device.record,
      deviceName: String(log.row('device', workspace.device.record)?.fields['name'] ?? ''),
      publicKey: encode(workspace.publicKey),
      madeAt: wish.now,
      holds,
      since: wish.since,
      commits,
      ...(checkpoint === undefined ? {} : { checkpoint }),
    },
    names: Buffer.from(here.map(({ sha256 }) => sha256).join(''), 'hex'),
    ...(wish.joining === undefined ? {} : { joining: wish.joining }),
    batches: lacking(workspace, wish.since, (commit) => namesIn(commit, named)),
    blobs: carried(),
  }
  const signing = {
    sign: (digest: Uint8Array) => workspace.sign(digest),
    recipients: wish.recipients,
  }
  if (wish.split === undefined) {
    const bytes = await writeBundle(wish.path, contents, signing)
    return { bytes, commits, blobs: count, parts: 1 }
  }
  const written = await writeParts(partOf(wish.path), wish.split, contents, signing)
  const bytes = written.reduce((sum, part) => sum + part.bytes, 0)
  return { bytes, commits, blobs: count, parts: written.length }
}

/** `name.wkbundle` becomes `name.part1.wkbundle` and so on. */
const partOf =
  (path: string) =>
  (number: number): string =>
    path.replace(/(\.\w+)$/u, `.part${number}$1`)

const hasLarge = (
  blobs: OpenWorkspace['blobs'],
  wanted: readonly { readonly sha256: string }[],
): boolean => wanted.some(({ sha256 }) => blobs.source(sha256).size > WHOLE)

const NAME = /"([0-9a-f]{64})"/gu

/** Everything in a commit that may be the name of an attachment. */
export function namesIn({ body }: StoredCommit, into: Set<string>): void {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  for (const [, name] of text.matchAll(NAME)) if (name !== undefined) into.add(name)
}

export interface BundleTaken {
  readonly applied: number
  readonly known: number
  readonly held: number
  readonly refused: ReceiveReport['refused']
  readonly blobs: number
  /** Where it is one of several: those of its set that were not here yet; `last` where nobody knows how many there are. */
  readonly missing: readonly (number | 'last')[]
}

/** Throws CoreError bundleForeign or bundleUnknownDevice for a bundle that is none of this workspace. */
export function requireOwn({ id, log }: OpenWorkspace, { header }: OpenBundle): void {
  if (header.workspace !== id) throw new CoreError('bundleForeign', { name: header.name })
  const device = log.row('device', header.device)
  if (device !== undefined && device.fields['publicKey'] !== header.publicKey)
    throw new CoreError('bundleUnknownDevice', { name: header.deviceName })
}

/** A device may sign nonsense, too. */
function commitsIn(batch: Uint8Array): readonly StoredCommit[] {
  try {
    return unpackBatch(batch)
  } catch (error) {
    if (!(error instanceof MalformedBatch)) throw error
    throw new CoreError('bundleDamaged', { reason: error.message })
  }
}

/**
 * Takes a bundle in, some commits at a time in a transaction of their own: ended at any point, nothing is half there, and
 * the same bundle goes on from there.
 */
export async function takeBundle(
  workspace: OpenWorkspace,
  bundle: OpenBundle,
  now: number,
): Promise<BundleTaken> {
  requireOwn(workspace, bundle)
  const taken = {
    applied: 0,
    known: 0,
    held: 0,
    blobs: 0,
    refused: [] as ReceiveReport['refused'][number][],
  }
  const pieces = new Pieces(workspace)
  for await (const part of bundle.contents()) {
    if ('blob' in part) {
      if (workspace.blobs.take(part.blob)) taken.blobs += 1
      continue
    }
    if ('piece' in part) {
      pieces.take(part.piece)
      continue
    }
    const report = await takeInParts(workspace, commitsIn(part.batch))
    taken.applied += report.applied
    taken.known += report.known
    taken.held = report.held
    taken.refused.push(...report.refused)
  }
  taken.blobs += pieces.finish()
  const { header } = bundle
  if (workspace.log.row('device', header.device)?.fields['publicKey'] !== header.publicKey)
    throw new CoreError('bundleUnknownDevice', { name: header.deviceName })
  if (header.checkpoint)
    witnessHeard(workspace.db, header.checkpoint, {
      workspace: workspace.id,
      hubs: serverKeys(workspace),
      at: Math.floor(now),
    })
  // Of several parts the first one tells the names.
  if (header.part === undefined || header.part.number === 1)
    hear(workspace.db, header.device, {
      holds: header.holds,
      at: header.madeAt,
      blobs: Buffer.from(bundle.names).toString('base64'),
    })
  return { ...taken, missing: missingAfter(workspace, bundle) }
}
