import { createHash, hkdfSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { lock, unlock } from '../keys/box.ts'
import { fileError, makeFolder, syncFolder, writeWhole } from './files.ts'
import type { BlobStore, ContentCipher } from './workspace.ts'

/**
 * One file: "WKB1", the level's byte, chunks of 1 MiB under AES-256-GCM (28 bytes longer each), and
 * the SHA-256 of all that, so that rot shows without the key.
 */
const MAGIC = Buffer.from('WKB1')
const HEAD = MAGIC.length + 1
const CHUNK = 1 << 20
const OVERHEAD = 28
const CHECK = 32

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const context = (sha256: string, index: number, last: boolean) =>
  `watchkeeper blob ${sha256} ${index}${last ? ' last' : ''}`

export function blobStore(folder: string, key: Uint8Array): BlobStore {
  const folderOf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const settled = new Set<string>()
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256.slice(2))

  function keyOf(sha256: string, level: Level, cipher?: ContentCipher): Uint8Array {
    if (level < FIRST_SEALED_LEVEL)
      return new Uint8Array(hkdfSync('sha256', key, sha256, 'watchkeeper blob 1', 32))
    const sealed = cipher?.blobKey(level, sha256)
    if (sealed === undefined) throw new CoreError('clearance')
    return sealed
  }

  function write(sha256: string, bytes: Uint8Array, level: Level, cipher?: ContentCipher): void {
    settleFolder(sha256)
    writeWhole(pathOf(sha256), encrypt(sha256, bytes, level, keyOf(sha256, level, cipher)))
  }

  /** The folders above an attachment, durable: an earlier process may have died between making and syncing them. */
  function settleFolder(sha256: string): void {
    const own = folderOf(sha256)
    if (settled.has(own) && existsSync(own)) return
    try {
      makeFolder(own)
      for (const above of [folder, dirname(folder)]) syncFolder(above)
    } catch (error) {
      throw fileError(error)
    }
    settled.add(own)
  }

  function read(sha256: string): Buffer {
    try {
      return readFileSync(pathOf(sha256))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new CoreError('blobMissing', { name: sha256 })
      throw fileError(error)
    }
  }

  function open(sha256: string, file: Buffer, cipher: ContentCipher): Uint8Array {
    const bytes = decrypt(sha256, file, keyOf(sha256, levelOf(file), cipher))
    if (bytes === undefined || digest(bytes).toString('hex') !== sha256)
      throw new CoreError('blobDamaged', { name: sha256 })
    return bytes
  }

  return {
    put(bytes) {
      const sha256 = digest(bytes).toString('hex')
      if (!existsSync(pathOf(sha256))) write(sha256, bytes, 1)
      else if (!settled.has(folderOf(sha256))) {
        settleFolder(sha256)
        syncFolder(folderOf(sha256))
      }
      return sha256
    },
    raise(sha256, level, cipher) {
      const file = read(sha256)
      if (level >= FIRST_SEALED_LEVEL && levelOf(file) < level)
        write(sha256, open(sha256, file, cipher), level, cipher)
    },
    get(sha256, cipher) {
      const file = read(sha256)
      if (!isWhole(file)) throw new CoreError('blobDamaged', { name: sha256 })
      return open(sha256, file, cipher)
    },
    has: (sha256) => existsSync(pathOf(sha256)),
    *check(cipher) {
      for (const sha256 of names(folder)) {
        const file = read(sha256)
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

function* names(folder: string): Iterable<string> {
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
  const chunks = Math.max(1, Math.ceil(body.length / (CHUNK + OVERHEAD)))
  const parts: Uint8Array[] = []
  for (let index = 0; index < chunks; index++) {
    const locked = body.subarray(index * (CHUNK + OVERHEAD), (index + 1) * (CHUNK + OVERHEAD))
    const plain = unlock(key, locked, context(sha256, index, index === chunks - 1))
    if (plain === undefined) return undefined
    parts.push(plain)
  }
  return Buffer.concat(parts)
}

function isWhole(file: Buffer): boolean {
  if (file.length < HEAD + OVERHEAD + CHECK || !file.subarray(0, MAGIC.length).equals(MAGIC))
    return false
  return digest(file.subarray(0, file.length - CHECK)).equals(file.subarray(file.length - CHECK))
}

function levelOf(file: Buffer): Level {
  return LEVELS.find((level) => level === file[MAGIC.length]) ?? 3
}
