import { hkdfSync } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FIRST_SEALED_LEVEL, type Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { lock, unlock } from '../keys/box.ts'
import { encryptedParts, sealedParts, sealedReader } from './blob-parts.ts'
import { fileError, makeFolder, syncFolder, writeParts, writeWhole } from './files.ts'
import {
  blobReader,
  CHECK,
  CHUNK,
  context,
  countOf,
  digest,
  HEAD,
  isWhole,
  levelOf,
  MAGIC,
  missingOr,
  OVERHEAD,
} from './blob-reader.ts'
import type { BlobStore, CarriedBlob, ContentCipher } from './workspace.ts'

/** Where one attachment is kept and what opens it there: all that a process of its own needs to write or read it. */
export interface BlobPlace {
  readonly folder: string
  readonly sha256: string
  readonly level: Level
  readonly key: Uint8Array
}

const folderOf = ({ folder, sha256 }: Pick<BlobPlace, 'folder' | 'sha256'>): string =>
  join(folder, sha256.slice(0, 2))
const pathOf = (place: Pick<BlobPlace, 'folder' | 'sha256'>): string =>
  join(folderOf(place), place.sha256.slice(2))

/** Folders that are durable: an earlier process may have died between making and syncing them. */
const settled = new Set<string>()

function settleFolder(place: BlobPlace): void {
  const own = folderOf(place)
  if (settled.has(own) && existsSync(own)) return
  try {
    makeFolder(own)
    for (const above of [place.folder, dirname(place.folder)]) syncFolder(above)
  } catch (error) {
    throw fileError(error)
  }
  settled.add(own)
}

const write = (place: BlobPlace, bytes: Uint8Array): void => {
  settleFolder(place)
  writeWhole(pathOf(place), encrypt(place.sha256, bytes, place.level, place.key))
}

/** Stores an attachment durably; what is there already at its level or higher stays. */
export function storeBlob(place: BlobPlace, bytes: Uint8Array): void {
  const there = levelAt(place)
  if (there === undefined || (place.level >= FIRST_SEALED_LEVEL && there < place.level))
    write(place, bytes)
  else if (!settled.has(folderOf(place))) {
    settleFolder(place)
    syncFolder(folderOf(place))
  }
}

/** Throws CoreError blobMissing or blobDamaged. */
export function readBlob(
  place: Pick<BlobPlace, 'folder' | 'sha256'>,
  keyOf: (level: Level) => Uint8Array,
): Uint8Array {
  const file = readFile(place)
  if (!isWhole(file)) throw new CoreError('blobDamaged', { name: place.sha256 })
  const bytes = decrypt(place.sha256, file, keyOf(levelOf(file)))
  if (bytes === undefined || digest(bytes).toString('hex') !== place.sha256)
    throw new CoreError('blobDamaged', { name: place.sha256 })
  return bytes
}

function readFile(place: Pick<BlobPlace, 'folder' | 'sha256'>): Buffer {
  try {
    return readFileSync(pathOf(place))
  } catch (error) {
    throw missingOr(error, place.sha256)
  }
}

/** The level under whose key a stored attachment is, by its head alone; undefined when it is not here. */
function levelAt(place: Pick<BlobPlace, 'folder' | 'sha256'>): Level | undefined {
  const path = pathOf(place)
  if (!existsSync(path)) return undefined
  const head = Buffer.alloc(HEAD)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, HEAD, 0)
  } finally {
    closeSync(file)
  }
  return levelOf(head)
}

/** What came plain is stored under this device's key; what came sealed stays as it is, to be opened by whoever may. */
function takeBlob(
  place: Omit<BlobPlace, 'key'>,
  { sha256, level, bytes }: CarriedBlob,
  keyOf: (level: Level) => Uint8Array,
): void {
  const isSealed = level >= FIRST_SEALED_LEVEL
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (
    isSealed ? !isWhole(file) || levelOf(file) !== level : digest(bytes).toString('hex') !== sha256
  )
    throw new CoreError('blobDamaged', { name: sha256 })
  if (!isSealed) return storeBlob({ ...place, level: 1, key: keyOf(1) }, bytes)
  settleFolder({ ...place, key: new Uint8Array() })
  writeWhole(pathOf(place), file)
}

export function blobStore(folder: string, key: Uint8Array): BlobStore {
  function keyOf(sha256: string, level: Level, cipher?: ContentCipher): Uint8Array {
    if (level < FIRST_SEALED_LEVEL)
      return new Uint8Array(hkdfSync('sha256', key, sha256, 'watchkeeper blob 1', 32))
    const sealed = cipher?.blobKey(level, sha256)
    if (sealed === undefined) throw new CoreError('clearance')
    return sealed
  }
  const get = (sha256: string, cipher: ContentCipher): Uint8Array =>
    readBlob({ folder, sha256 }, (level) => keyOf(sha256, level, cipher))

  return {
    put(bytes) {
      const sha256 = digest(bytes).toString('hex')
      storeBlob({ folder, sha256, level: 1, key: keyOf(sha256, 1) }, bytes)
      return sha256
    },
    place: (sha256, level, cipher) => ({
      folder,
      sha256,
      level,
      key: keyOf(sha256, level, cipher),
    }),
    stored(sha256, cipher) {
      const level = levelAt({ folder, sha256 })
      if (level === undefined) throw new CoreError('blobMissing', { name: sha256 })
      return { folder, sha256, level, key: keyOf(sha256, level, cipher) }
    },
    raise(sha256, level, cipher) {
      const there = levelAt({ folder, sha256 })
      if (there === undefined) throw new CoreError('blobMissing', { name: sha256 })
      if (level >= FIRST_SEALED_LEVEL && there < level)
        write({ folder, sha256, level, key: keyOf(sha256, level, cipher) }, get(sha256, cipher))
    },
    lower(sha256, level, cipher) {
      const there = levelAt({ folder, sha256 })
      if (there === undefined) throw new CoreError('blobMissing', { name: sha256 })
      const to: Level = level >= FIRST_SEALED_LEVEL ? level : 1
      if (there > to)
        write({ folder, sha256, level: to, key: keyOf(sha256, to, cipher) }, get(sha256, cipher))
    },
    get,
    open: (sha256, cipher) =>
      blobReader(sha256, pathOf({ folder, sha256 }), (level) => keyOf(sha256, level, cipher)),
    has: (sha256) => existsSync(pathOf({ folder, sha256 })),
    *list() {
      for (const sha256 of blobNames(folder)) {
        const level = levelAt({ folder, sha256 })
        if (level !== undefined) yield { sha256, level }
      }
    },
    carry(sha256) {
      const level = levelAt({ folder, sha256 })
      if (level === undefined) throw new CoreError('blobMissing', { name: sha256 })
      if (level < FIRST_SEALED_LEVEL)
        return { sha256, level, bytes: readBlob({ folder, sha256 }, (at) => keyOf(sha256, at)) }
      const bytes = readFile({ folder, sha256 })
      if (!isWhole(bytes)) throw new CoreError('blobDamaged', { name: sha256 })
      return { sha256, level, bytes }
    },
    source(sha256) {
      const level = levelAt({ folder, sha256 })
      if (level === undefined) throw new CoreError('blobMissing', { name: sha256 })
      const path = pathOf({ folder, sha256 })
      const reader =
        level < FIRST_SEALED_LEVEL
          ? blobReader(sha256, path, (at) => keyOf(sha256, at))
          : sealedReader(path)
      return { sha256, level, size: reader.size, read: (from, length) => reader.read(from, length) }
    },
    takeParts(blob, size, parts) {
      const place = { folder, sha256: blob.sha256 }
      const there = levelAt(place)
      if (there !== undefined && (there >= blob.level || blob.level < FIRST_SEALED_LEVEL))
        return false
      settleFolder({ ...place, level: blob.level, key: new Uint8Array() })
      const checked =
        blob.level < FIRST_SEALED_LEVEL
          ? encryptedParts(blob.sha256, keyOf(blob.sha256, 1), size, parts)
          : sealedParts(blob.sha256, blob.level, parts)
      writeParts(pathOf(place), checked)
      return true
    },
    take(blob) {
      const place = { folder, sha256: blob.sha256 }
      const there = levelAt(place)
      if (there !== undefined && (there >= blob.level || blob.level < FIRST_SEALED_LEVEL))
        return false
      takeBlob({ ...place, level: blob.level }, blob, (level) => keyOf(blob.sha256, level))
      return true
    },
    *check(cipher) {
      for (const sha256 of blobNames(folder)) {
        const file = readFile({ folder, sha256 })
        if (!isWhole(file)) yield { sha256, problem: 'altered' }
        else if (!cipher.holds(levelOf(file))) yield { sha256 }
        else {
          const bytes = decrypt(sha256, file, keyOf(sha256, levelOf(file), cipher))
          const same = bytes !== undefined && digest(bytes).toString('hex') === sha256
          yield same ? { sha256 } : { sha256, problem: 'altered' }
        }
      }
    },
  }
}

/** Every stored attachment by name. */
export function* blobNames(folder: string): Iterable<string> {
  if (!existsSync(folder)) return
  for (const first of readdirSync(folder).toSorted()) {
    if (!/^[0-9a-f]{2}$/u.test(first)) continue
    for (const rest of readdirSync(join(folder, first)).toSorted()) {
      if (/^[0-9a-f]{62}$/u.test(rest)) yield first + rest
    }
  }
}

function encrypt(sha256: string, bytes: Uint8Array, level: Level, key: Uint8Array): Buffer {
  const parts: Uint8Array[] = [MAGIC, Uint8Array.of(level)]
  const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK))
  for (let index = 0; index < chunks; index++) {
    parts.push(
      lock(
        key,
        bytes.subarray(index * CHUNK, (index + 1) * CHUNK),
        context(sha256, index, index === chunks - 1),
      ),
    )
  }
  const whole = Buffer.concat(parts)
  return Buffer.concat([whole, digest(whole)])
}

function decrypt(sha256: string, file: Buffer, key: Uint8Array): Uint8Array | undefined {
  const body = file.subarray(HEAD, file.length - CHECK)
  const chunks = countOf(body.length)
  const parts: Uint8Array[] = []
  for (let index = 0; index < chunks; index++) {
    const locked = body.subarray(index * (CHUNK + OVERHEAD), (index + 1) * (CHUNK + OVERHEAD))
    const plain = unlock(key, locked, context(sha256, index, index === chunks - 1))
    if (plain === undefined) return undefined
    parts.push(plain)
  }
  return Buffer.concat(parts)
}
