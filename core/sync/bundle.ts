import { verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import {
  bundleHeader,
  joining as joiningSchema,
  type BundleHeader,
  type Joining,
} from '../../contract/bundle-file.ts'
import { LEVELS } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { decode } from '../keys/box.ts'
import { publicKeyFrom } from '../log/identity.ts'
import { fileError, syncFolder } from '../workspace/files.ts'
import type { CarriedBlob } from '../workspace/workspace.ts'
import { decrypted, encrypted, type Opener, type Recipients } from './age.ts'
import { read, written, type End, type Section } from './sections.ts'

export const FORMAT = 1

export interface Contents {
  readonly header: BundleHeader
  /** 32 bytes each. */
  readonly names: Uint8Array
  readonly joining?: Joining
  readonly batches: Iterable<Uint8Array>
  readonly blobs: Iterable<CarriedBlob>
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

function* sectionsOf({ header, names, joining, batches, blobs }: Contents): Generator<Section> {
  yield { name: 'H', payload: json(header) }
  yield { name: 'N', payload: names }
  if (joining) yield { name: 'J', payload: json(joining) }
  for (const payload of batches) yield { name: 'C', payload }
  for (const { sha256, level, bytes } of blobs)
    yield {
      name: 'B',
      payload: Buffer.concat([Buffer.from(sha256, 'hex'), Uint8Array.of(level), bytes]),
    }
}

const HASH = 32

function blobIn(payload: Uint8Array): CarriedBlob {
  const level = LEVELS.find((one) => one === payload[HASH])
  if (level === undefined) throw new CoreError('bundleDamaged', { reason: 'attachment' })
  return {
    sha256: Buffer.from(payload.subarray(0, HASH)).toString('hex'),
    level,
    bytes: payload.subarray(HASH + 1),
  }
}

/** Writes a bundle beside its place and moves it there when it is whole and on the medium. Answers its size in bytes. */
export async function writeBundle(
  path: string,
  contents: Contents,
  sign: (digest: Uint8Array) => Uint8Array,
  recipients: Recipients,
): Promise<number> {
  const partial = `${path}.part`
  try {
    const plain = Readable.toWeb(Readable.from(written(sectionsOf(contents), sign)))
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

/** A bundle whose bytes were all read and whose signature is the one of the device that it names. */
export interface OpenBundle {
  readonly header: BundleHeader
  /** Attachments that its maker holds, 32 bytes each. */
  readonly names: Uint8Array
  readonly joining?: Joining
  /** Bytes of attachments, and how many. */
  readonly blobs: number
  readonly blobBytes: number
  /** Commits and attachments in their order, read anew from the file. */
  contents(): AsyncGenerator<{ readonly batch: Uint8Array } | { readonly blob: CarriedBlob }>
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
  let blobs = 0
  let blobBytes = 0
  for await (const { name, payload } of sectionsIn(path, opener, (found) => (end = found))) {
    if (name === 'H') header = headerIn(payload)
    else if (name === 'N') names = Uint8Array.from(payload)
    else if (name === 'J') joining = parsed(joiningSchema, payload)
    else if (name === 'B') {
      blobs += 1
      blobBytes += blobIn(payload).bytes.length
    }
  }
  if (!header || !end) throw new CoreError('bundleDamaged', { reason: 'no header' })
  if (!isSigned(header, end)) throw new CoreError('bundleDamaged', { reason: 'signature' })
  return {
    header,
    names,
    ...(joining === undefined ? {} : { joining }),
    blobs,
    blobBytes,
    async *contents() {
      for await (const { name, payload } of sectionsIn(path, opener, () => undefined)) {
        if (name === 'C') yield { batch: payload }
        else if (name === 'B') yield { blob: blobIn(payload) }
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
