import type { Json } from '../../contract/record-type.ts'

/**
 * An operation's identity: `stream/seq.index`. A stream is one device in one epoch: `device.epoch`,
 * device being the first 16 hex digits of the SHA-256 of its public key.
 */
export type OpId = string
export type StreamId = string

/** Hybrid logical clock: milliseconds x 1000 + counter, a safe integer. */
export type Hlc = number

/** Fields that every record has beside the declared ones. */
export const DELETED = '$deleted'
export const LEVEL = '$level'

/** The first operation of a record; the head of every field that it does not name, too. */
export interface CreateOp {
  readonly kind: 'create'
  readonly type: string
  readonly id: string
  readonly fields: Readonly<Record<string, Json>>
}

/** Sets fields; each names the heads its author saw, absent when that is only the create op. */
export interface PatchOp {
  readonly kind: 'patch'
  readonly type: string
  readonly id: string
  readonly fields: Readonly<Record<string, Json>>
  readonly base: Readonly<Record<string, readonly OpId[]>>
}

export type Operation = CreateOp | PatchOp

/** A person's signature inside a commit: an act like signing a handover or approving. */
export interface SignedAct {
  readonly purpose: string
  readonly type: string
  readonly id: string
  readonly person: string
  /** Heads of all known chains when signed: stream -> [seq, hash hex]. */
  readonly heads: Readonly<Record<StreamId, readonly [number, string]>>
  /** Ed25519 over SHA-256 of the canonical act and the commit's operations; base64url. */
  readonly signature: string
}

export interface Commit {
  readonly stream: StreamId
  /** Gapless from 1. */
  readonly seq: number
  readonly hlc: Hlc
  /** Id of the person's record, or DEVICE for what the device saw by itself. */
  readonly actor: string
  /** Version of the record schema that wrote it. */
  readonly schema: number
  /** Other streams' progress since this stream's previous commit: stream -> [seq, first 8 bytes of hash, hex]. */
  readonly deps: Readonly<Record<StreamId, readonly [number, string]>>
  readonly ops: readonly Operation[]
  /** Short name of what the person did: 'register.update', 'transition:approve', 'undo'. */
  readonly act: string
  readonly signed?: SignedAct
}

/** A commit as stored and sent: the bytes that were hashed, never serialised again. */
export interface StoredCommit {
  readonly stream: StreamId
  readonly seq: number
  readonly body: Uint8Array
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}

/** What a procedure asks the log to write; bases are filled in from `seen` or from the current heads. */
export type NewOperation =
  | {
      readonly create: string
      readonly id: string
      readonly fields: Readonly<Record<string, Json>>
    }
  | {
      readonly patch: string
      readonly id: string
      readonly fields: Readonly<Record<string, Json>>
      /** Heads the person saw, by field; absent: those of now. */
      readonly seen?: Readonly<Record<string, readonly OpId[]>>
    }

export interface PersonSigner {
  readonly person: string
  sign(data: Uint8Array): Uint8Array
}

export interface NewCommit {
  readonly actor: string
  readonly act: string
  readonly ops: readonly NewOperation[]
  readonly sign?: {
    readonly purpose: string
    readonly type: string
    readonly id: string
    readonly signer: PersonSigner
  }
}

/** One record after a commit was applied, for the projections (search, links). */
export interface RecordChange {
  readonly type: string
  readonly id: string
  readonly before: RecordRow | undefined
  readonly after: RecordRow
}

/**
 * A derived row, decoded. Texts of records above internal are sealed strings (see core/keys);
 * the log and the tables never see their plain text.
 */
export interface RecordRow {
  readonly id: string
  readonly type: string
  readonly fields: Readonly<Record<string, Json>>
  readonly level: number
  readonly created: Hlc
  readonly createdBy: string
  readonly createOp: OpId
  readonly updated: Hlc
  readonly updatedBy: string
  readonly deleted: boolean
  /** Fields whose heads are not just the create op. */
  readonly heads: Readonly<Record<string, readonly OpId[]>>
  /** Fields with several heads under policy reviewed or decided; '$deleted' for delete against edit. */
  readonly conflicts: readonly string[]
}

/** Something kept up to date from the log in the same transaction, and rebuilt with it. */
export interface Projection {
  readonly name: string
  /** Creates its tables when absent. */
  prepare(): void
  apply(change: RecordChange): void
  /** Empties its tables before a rebuild. */
  reset(): void
  /** Problems found against the tables of the records; for verification. */
  check?(): readonly string[]
}
