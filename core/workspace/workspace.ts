import type { Database } from 'better-sqlite3'
import type { Level } from '../../contract/roles.ts'
import type { RecordType } from '../../contract/record-type.ts'
import type { Log } from '../log/log.ts'
import type { BlobPlace } from './blobs.ts'

/** The declared record types of all features, by name. */
export interface TypeRegistry {
  get(name: string): RecordType | undefined
  all(): readonly RecordType[]
}

/** Seals and opens texts of levels that have a content key; a level without its key opens nothing. */
export interface ContentCipher {
  /** True when this session's person may and can open the level. */
  holds(level: Level): boolean
  seal(level: Level, record: string, field: string, plain: string): string
  /** Key of a file derived from what a level holds; undefined without the level's key. */
  derivedKey(level: Level, name: string): Uint8Array | undefined
  /** Key of one attachment of a level that has a content key; undefined without that key. */
  blobKey(level: Level, sha256: string): Uint8Array | undefined
  /** Undefined when the key is missing or the text is not what was sealed: one record must not close a whole list. */
  open(record: string, field: string, sealed: string): string | undefined
}

/** An attachment that is read in parts. */
export interface BlobReader {
  readonly size: number
  /** Bytes from `from`, at most `length`, fewer at the end. Throws CoreError blobDamaged. */
  read(from: number, length: number): Uint8Array
}

/** An attachment on its way: internal ones plain inside of what is encrypted, those of higher levels as they are stored. */
export interface CarriedBlob {
  readonly sha256: string
  readonly level: Level
  readonly bytes: Uint8Array
}

/** The same, read part by part: whatever its size, no more than a part of it is in memory. */
export interface BlobSource extends Omit<CarriedBlob, 'bytes'> {
  readonly size: number
  /** Throws CoreError blobDamaged. */
  read(from: number, length: number): Uint8Array
}

/** Content-addressed attachments, encrypted at rest, verified on read. */
export interface BlobStore {
  /** Stores durably (file and folder fsynced); the same content once. Answers SHA-256 in hex. */
  put(bytes: Uint8Array): string
  /** Where content of a level is to be stored, for a process of its own. Throws CoreError clearance. */
  place(sha256: string, level: Level, cipher: ContentCipher): BlobPlace
  /** Where stored content is, for a process of its own. Throws CoreError blobMissing or clearance. */
  stored(sha256: string, cipher: ContentCipher): BlobPlace
  /** Moves an attachment under the key of its record's level; what is there already or higher stays. */
  raise(sha256: string, level: Level, cipher: ContentCipher): void
  /** Moves it down when the level of what holds it was lowered; whoever may read that may open it then. */
  lower(sha256: string, level: Level, cipher: ContentCipher): void
  /** Throws CoreError blobMissing, blobDamaged, or clearance when the level's key is missing. */
  get(sha256: string, cipher: ContentCipher): Uint8Array
  /** For reading parts of a large attachment: each part is authenticated by itself. Throws as `get`. */
  open(sha256: string, cipher: ContentCipher): BlobReader
  has(sha256: string): boolean
  /** Every stored blob with the level under whose key it is. */
  list(): Iterable<Pick<CarriedBlob, 'sha256' | 'level'>>
  /** For the way to another device. Throws CoreError blobMissing or blobDamaged. */
  carry(sha256: string): CarriedBlob
  /** The same in parts. Throws CoreError blobMissing or blobDamaged. */
  source(sha256: string): BlobSource
  /** From another device; false when it was here already. Throws CoreError blobDamaged. */
  take(blob: CarriedBlob): boolean
  /** The same in parts of a mebibyte, the last one shorter. */
  takeParts(blob: Omit<CarriedBlob, 'bytes'>, size: number, parts: Iterable<Uint8Array>): boolean
  /** Every stored blob; altered when its bytes fail their check, or its name once it is opened. */
  check(cipher: ContentCipher): Iterable<{ readonly sha256: string; readonly problem?: 'altered' }>
}

/** An unlocked workspace: one writer, one process. */
export interface Workspace {
  readonly path: string
  /** Id from the first device's key. */
  readonly id: string
  readonly name: string
  readonly db: Database
  readonly types: TypeRegistry
  readonly log: Log
  readonly blobs: BlobStore
  /** Key of a file beside the database that is made again when it is lost, like an index; for levels without a content key. */
  derivedKey(name: string): Uint8Array
  readonly device: {
    readonly record: string
    readonly code: string
    /** What stands in the numbers that it gives out: its code, marked once its store was a copy or put back. */
    readonly numbers: string
    /** When it was found to be a copy, or was put back, and began a stream of its own. */
    readonly copiedAt: number | undefined
  }
}
