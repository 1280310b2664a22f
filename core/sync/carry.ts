import type { BundleHeader, Joining } from '../../contract/bundle-file.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { encode } from '../keys/box.ts'
import type { ReceiveReport } from '../log/log.ts'
import type { StoredCommit } from '../log/types.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import type { CarriedBlob } from '../workspace/workspace.ts'
import type { Recipients } from './age.ts'
import { MalformedBatch, unpackBatch } from './batch.ts'
import { FORMAT, writeBundle, type OpenBundle } from './bundle.ts'
import { countLacking, lacking, takeInParts, type VersionVector } from './exchange.ts'
import { hear } from './peers.ts'
import { MOST_IN_SECTION } from './sections.ts'

export interface BundleWish {
  readonly path: string
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
  /** Attachments that are too large for a bundle. */
  readonly left: readonly string[]
}

/** Writes what a reader lacks into one file: commits, and the attachments that they speak of. */
export async function makeBundle(workspace: OpenWorkspace, wish: BundleWish): Promise<BundleMade> {
  const { log } = workspace
  const holds = log.versionVector()
  const header: BundleHeader = {
    format: FORMAT,
    workspace: workspace.id,
    name: workspace.name,
    device: workspace.device.record,
    deviceName: String(log.row('device', workspace.device.record)?.fields['name'] ?? ''),
    publicKey: encode(workspace.publicKey),
    madeAt: wish.now,
    holds,
    since: wish.since,
    commits: countLacking(holds, wish.since),
  }
  const named = new Set<string>()
  const here = [...workspace.blobs.list()]
  // Of higher levels the commits are sealed: who holds what is known by name alone.
  const wanted = here.filter(({ sha256 }) => wish.sinceBlobs?.has(sha256) !== true)
  const carried = new Carried(workspace, () =>
    wanted.filter(({ sha256, level }) => level >= FIRST_SEALED_LEVEL || named.has(sha256)),
  )
  const bytes = await writeBundle(
    wish.path,
    {
      header,
      names: Buffer.from(here.map(({ sha256 }) => sha256).join(''), 'hex'),
      ...(wish.joining === undefined ? {} : { joining: wish.joining }),
      batches: lacking(workspace, wish.since, (commit) => namesIn(commit, named)),
      blobs: carried.all(),
    },
    (digest) => workspace.sign(digest),
    wish.recipients,
  )
  return { bytes, commits: header.commits, blobs: carried.count, left: carried.left }
}

const NAME = /"([0-9a-f]{64})"/gu

/** Everything in a commit that may be the name of an attachment. */
export function namesIn({ body }: StoredCommit, into: Set<string>): void {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  for (const [, name] of text.matchAll(NAME)) if (name !== undefined) into.add(name)
}

/** Attachments that go along, read one after the other. */
class Carried {
  readonly #workspace: OpenWorkspace
  readonly #wanted: () => readonly { readonly sha256: string }[]
  readonly left: string[] = []
  count = 0

  constructor(workspace: OpenWorkspace, wanted: () => readonly { readonly sha256: string }[]) {
    this.#workspace = workspace
    this.#wanted = wanted
  }

  *all(): Generator<CarriedBlob> {
    for (const { sha256 } of this.#wanted()) {
      const blob = this.#workspace.blobs.carry(sha256)
      if (blob.bytes.length > MOST_IN_SECTION - 64) {
        this.left.push(sha256)
        continue
      }
      this.count += 1
      yield blob
    }
  }
}

export interface BundleTaken {
  readonly applied: number
  readonly known: number
  readonly held: number
  readonly refused: ReceiveReport['refused']
  readonly blobs: number
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
): Promise<BundleTaken> {
  requireOwn(workspace, bundle)
  const taken = {
    applied: 0,
    known: 0,
    held: 0,
    blobs: 0,
    refused: [] as ReceiveReport['refused'][number][],
  }
  for await (const part of bundle.contents()) {
    if ('blob' in part) {
      if (workspace.blobs.take(part.blob)) taken.blobs += 1
      continue
    }
    const report = await takeInParts(workspace, commitsIn(part.batch))
    taken.applied += report.applied
    taken.known += report.known
    taken.held = report.held
    taken.refused.push(...report.refused)
  }
  const { header } = bundle
  if (workspace.log.row('device', header.device)?.fields['publicKey'] !== header.publicKey)
    throw new CoreError('bundleUnknownDevice', { name: header.deviceName })
  hear(workspace.db, header.device, {
    holds: header.holds,
    at: header.madeAt,
    blobs: Buffer.from(bundle.names).toString('base64'),
  })
  return taken
}
