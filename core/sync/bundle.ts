import { randomUUID, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import {
  bundleHeader,
  joining as joiningSchema,
  lastPart,
  type BundleHeader,
  type Joining,
} from '../../contract/bundle-file.ts'
import { CoreError } from '../error.ts'
import { decode } from '../keys/box.ts'
import { publicKeyFrom } from '../log/identity.ts'
import { fileError, syncFolder } from '../workspace/files.ts'
import type { BlobSource, CarriedBlob } from '../workspace/workspace.ts'
import { decrypted, encrypted, type Opener, type Recipients } from './age.ts'
import { Feed, roomIn } from './parts.ts'
import { blobIn, blobSections, pieceIn, type Piece } from './pieces.ts'
import { HEAD, read, written, type End, type Section } from './sections.ts'

/** One file of what the first release knew has format 1; parts and pieces of attachments have 2. */
export const FORMAT = 2

export interface Contents {
  readonly header: BundleHeader
  /** 32 bytes each. */
  readonly names: Uint8Array
  readonly joining?: Joining
  readonly batches: Iterable<Uint8Array>
  readonly blobs: Iterable<BlobSource>
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

function* bodyOf({ batches, blobs }: Contents, isSplit: boolean): Generator<Section> {
  for (const payload of batches) yield { name: 'C', payload }
  for (const blob of blobs) yield* blobSections(blob, isSplit)
}

/** Head of a file: the first one tells the names, too. */
function headOf(
  { header, names, joining }: Contents,
  part?: { readonly set: string; readonly number: number },
): readonly Section[] {
  const format = part === undefined ? header.format : FORMAT
  const told = part === undefined ? header : { ...header, format, part }
  const own: Section[] = [{ name: 'H', payload: json(told) }]
  if (part !== undefined && part.number > 1) return own
  own.push({ name: 'N', payload: names })
  if (joining) own.push({ name: 'J', payload: json(joining) })
  return own
}

const HASH = 32

interface Signing {
  readonly sign: (digest: Uint8Array) => Uint8Array
  readonly recipients: Recipients
}

/** Writes a bundle beside its place and moves it there when it is whole and on the medium. Answers its size in bytes. */
export const writeBundle = (path: string, contents: Contents, signing: Signing): Promise<number> =>
  writeFile(path, headOf(contents), bodyOf(contents, false), signing)

/**
 * The same in parts for media of a size, each a bundle by itself that is taken in any order; answers what was written.
 * What was written is taken away again where the last one does not get there.
 */
export async function writeParts(
  pathOf: (number: number) => string,
  size: number,
  contents: Contents,
  signing: Signing,
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const { recipients } = signing
  const room = roomIn(size, 'boxKeys' in recipients ? recipients.boxKeys.length : 1)
  const feed = new Feed(bodyOf(contents, true))
  const set = randomUUID()
  const done: { path: string; bytes: number }[] = []
  try {
    for (let number = 1; number === 1 || feed.next !== undefined; number++) {
      const head = headOf(contents, { set, number })
      const used = head.reduce((sum, { payload }) => sum + HEAD + payload.length, 0)
      const path = pathOf(number)
      const bytes = await writeFile(path, head, partOf(feed, room - used, number), signing)
      done.push({ path, bytes })
    }
  } catch (error) {
    for (const { path } of done) await rm(path, { force: true })
    throw error
  }
  return done
}

function* partOf(feed: Feed, room: number, number: number): Generator<Section> {
  yield* feed.upTo(room)
  if (feed.next === undefined) yield { name: 'L', payload: json({ parts: number }) }
}

async function writeFile(
  path: string,
  head: readonly Section[],
  body: Iterable<Section>,
  { sign, recipients }: Signing,
): Promise<number> {
  const partial = `${path}.part`
  try {
    const plain = Readable.toWeb(Readable.from(written(both(head, body), sign)))
    const locked = await encrypted(plain as ReadableStream<Uint8Array>, recipients)
    const file = await open(partial, 'w', 0o600)
    let size = 0
    try {
      for await (const part of locked as unknown as NodeStream<Uint8Array>) {
        await file.writeFile(part)
        size += part.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
    syncFolder(dirname(path))
    return size
  } catch (error) {
    await rm(partial, { force: true })
    throw fileError(error)
  }
}

function* both(head: Iterable<Section>, body: Iterable<Section>): Generator<Section> {
  yield* head
  yield* body
}

/** A bundle whose bytes were all read and whose signature is the one of the device that it names. */
export interface OpenBundle {
  readonly header: BundleHeader
  /** Attachments that its maker holds, 32 bytes each. */
  readonly names: Uint8Array
  readonly joining?: Joining
  /** Bytes of attachments, and how many. */
  readonly blobs: number
  readonly blobBytes: number
  /** Of the last of several parts: how many there are. */
  readonly parts: number | undefined
  /** Commits and attachments in their order, read anew from the file. */
  contents(): AsyncGenerator<
    { readonly batch: Uint8Array } | { readonly blob: CarriedBlob } | { readonly piece: Piece }
  >
}

/**
 * Reads a whole bundle without keeping anything of it. Throws CoreError bundleLocked, bundleDamaged or bundleNewer;
 * whether the device belongs to the workspace is for the caller to say.
 */
export async function openBundle(path: string, opener: Opener): Promise<OpenBundle> {
  let header: BundleHeader | undefined
  let names: Uint8Array = new Uint8Array()
  let joining: Joining | undefined
  let end: End | undefined
  const blobs = new Set<string>()
  let blobBytes = 0
  let parts: number | undefined
  for await (const { name, payload } of sectionsIn(path, opener, (found) => (end = found))) {
    if (name === 'H') header = headerIn(payload)
    else if (name === 'N') names = Uint8Array.from(payload)
    else if (name === 'J') joining = parsed(joiningSchema, payload)
    else if (name === 'L') parts = parsed(lastPart, payload).parts
    else if (name === 'B' || name === 'P') {
      const { sha256, bytes } = name === 'B' ? blobIn(payload) : pieceIn(payload)
      blobs.add(sha256)
      blobBytes += bytes.length
    }
  }
  if (!header || !end) throw new CoreError('bundleDamaged', { reason: 'no header' })
  if (!isSigned(header, end)) throw new CoreError('bundleDamaged', { reason: 'signature' })
  return {
    header,
    names,
    ...(joining === undefined ? {} : { joining }),
    blobs: blobs.size,
    blobBytes,
    parts,
    async *contents() {
      for await (const { name, payload } of sectionsIn(path, opener, () => undefined)) {
        if (name === 'C') yield { batch: payload }
        else if (name === 'B') yield { blob: blobIn(payload) }
        else if (name === 'P') yield { piece: pieceIn(payload) }
      }
    },
  }
}

async function* sectionsIn(
  path: string,
  opener: Opener,
  end: (found: End) => void,
): AsyncGenerator<Section> {
  const file = createReadStream(path)
  try {
    const locked = Readable.toWeb(file) as ReadableStream<Uint8Array>
    const plain = await decrypted(locked, opener)
    yield* read(plain as unknown as NodeStream<Uint8Array>, end)
  } catch (error) {
    throw fileError(error)
  } finally {
    file.destroy()
  }
}

function headerIn(payload: Uint8Array): BundleHeader {
  const header = parsed(bundleHeader, payload)
  if (header.format > FORMAT) throw new CoreError('bundleNewer')
  return header
}

function parsed<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  payload: Uint8Array,
): T {
  try {
    const found = schema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')))
    if (found.success) return found.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new CoreError('bundleDamaged', { reason: 'header' })
}

function isSigned({ publicKey }: BundleHeader, { digest, signature }: End): boolean {
  const raw = decode(publicKey)
  return (
    raw.length === HASH &&
    signature.length === 64 &&
    verify(null, digest, publicKeyFrom(raw), signature)
  )
}
