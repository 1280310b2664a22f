import type { Json } from '../../contract/record-type.ts'
import { refusalReason } from '../../contract/refusals.ts'
import { checkAuthority } from './authority.ts'
import type { Clock } from './clock.ts'
import { chainHash, decodeStrictly, hashPrefix, MalformedCommit } from './codec.ts'
import { InvalidCommit, type Changes, type Engine, type Stream } from './engine.ts'
import { deviceIdOf, placeOf, workspaceIdOf } from './identity.ts'
import type { ReceiveReport } from './log.ts'
import { CREATES } from './merge.ts'
import type { LogParts } from './parts.ts'
import type { Signatures } from './signatures.ts'
import { checkDevice } from './device-act.ts'
import { Limits } from './revoked.ts'
import { checkSigned } from './signed-act.ts'
import type { Commit, OpId, StoredCommit, StreamId } from './types.ts'

type Outcome =
  | { readonly is: 'applied' | 'known' }
  | { readonly is: 'waits'; readonly for: StreamId; readonly seq: number }
  /** Beyond what counts of a revoked device. */
  | { readonly is: 'revoked' }
  | { readonly is: 'refused'; readonly reason: string }

/** Takes commits of other devices in any order: applies what is whole and valid, holds what waits, keeps what is wrong as evidence. */
export class Receiver {
  readonly #engine: Engine
  readonly #clock: Clock
  readonly #parts: LogParts
  readonly #signatures: Signatures
  readonly #limits: Limits
  readonly #way: 'together' | 'singly'

  /**
   * `together`: nothing is saved between one commit and the next, which is most of what applying costs; `take` throws
   * InvalidCommit where one cannot be applied, and they are taken again `singly`.
   */
  constructor(
    engine: Engine,
    clock: Clock,
    parts: LogParts,
    signatures: Signatures,
    way: 'together' | 'singly',
  ) {
    this.#engine = engine
    this.#clock = clock
    this.#parts = parts
    this.#signatures = signatures
    this.#way = way
    this.#limits = new Limits(engine)
  }

  /** One transaction's worth. */
  take(commits: readonly StoredCommit[], changes: Changes): ReceiveReport {
    const report = {
      applied: 0,
      known: 0,
      refused: [] as { stream: StreamId; seq: number; reason: string }[],
    }
    const pool = new Pool(commits)
    const waiters = new Map<StreamId, Set<StreamId>>()
    const beyond = new Set<StreamId>()
    const queue = new Set([...pool.streams(), ...this.#engine.store.heldStreams()])
    for (const stored of pool.takeUpTo((stream) => this.#engine.stream(stream)?.seq ?? 0)) {
      const fault = this.#compare(stored)
      if (fault === undefined) report.known += 1
      else report.refused.push(this.#refuse(stored, fault))
    }
    for (const stream of queue) {
      queue.delete(stream)
      for (const [stored, outcome] of this.#advance(stream, pool, changes)) {
        if (outcome.is === 'applied') report.applied += 1
        else if (outcome.is === 'refused') report.refused.push(this.#refuse(stored, outcome.reason))
        else if (outcome.is === 'waits') {
          waiters.set(outcome.for, (waiters.get(outcome.for) ?? new Set()).add(stream))
          if (this.#vouches(stored, outcome)) queue.add(outcome.for)
        } else if (outcome.is === 'revoked') beyond.add(stream)
        if (!isKept(outcome)) this.#engine.store.release(stored)
      }
      for (const waiter of waiters.get(stream) ?? []) queue.add(waiter)
      waiters.delete(stream)
      // More of a revoked device may count now.
      if (this.#limits.takeChange()) for (const waiter of beyond) queue.add(waiter)
    }
    for (const stored of pool.rest()) this.#engine.store.hold(stored)
    return { ...report, held: this.#engine.store.heldCount() }
  }

  /** Applies a stream's next commits as long as they are here; the last outcome may be waiting. */
  *#advance(
    id: StreamId,
    pool: Pool,
    changes: Changes,
  ): Iterable<readonly [StoredCommit, Outcome]> {
    for (;;) {
      const next = (this.#engine.stream(id)?.seq ?? 0) + 1
      let moved = false
      for (const stored of [...pool.at(id, next), ...this.#engine.store.held(id, next)]) {
        const outcome: Outcome = moved ? this.#again(stored) : this.#admit(stored, changes)
        if (!isKept(outcome)) pool.remove(stored)
        moved ||= outcome.is === 'applied'
        yield [stored, outcome]
      }
      if (!moved) return
    }
  }

  /** Another copy of the commit that was just applied. */
  #again(stored: StoredCommit): Outcome {
    const fault = this.#compare(stored)
    return fault === undefined ? { is: 'known' } : { is: 'refused', reason: fault }
  }

  #admit(stored: StoredCommit, changes: Changes): Outcome {
    let commit: Commit
    try {
      commit = decodeStrictly(stored.body)
    } catch (error) {
      if (error instanceof MalformedCommit)
        return { is: 'refused', reason: refusalReason('malformed', error.message) }
      throw error
    }
    if (commit.stream !== stored.stream || commit.seq !== stored.seq)
      return { is: 'refused', reason: refusalReason('malformed', 'not the commit that it says') }
    const waiting = this.#missing(commit)
    if (waiting !== undefined) return waiting
    if (this.#limits.isBeyond(stored.stream, stored.seq)) return { is: 'revoked' }
    const stream = this.#engine.stream(stored.stream)
    // The first commit of a stream adds the stream before it is known to be right.
    const outcome =
      this.#way === 'together' && stream
        ? this.#admitNext(stream, commit, stored, changes)
        : this.#admitAlone(stream, commit, stored, changes)
    if (outcome.is === 'applied') this.#clock.observe(commit.hlc)
    return outcome
  }

  #admitNext(stream: Stream, commit: Commit, stored: StoredCommit, changes: Changes): Outcome {
    try {
      this.#check(stream, stream.publicKey, commit, stored)
      this.#checkActs(stream, commit)
    } catch (error) {
      this.#engine.standings.refused(commit.stream)
      return refusal(error)
    }
    this.#apply(stream, commit, stored, changes)
    return { is: 'applied' }
  }

  #admitAlone(
    stream: Stream | undefined,
    commit: Commit,
    stored: StoredCommit,
    changes: Changes,
  ): Outcome {
    const kept = stream && { ...stream, seen: new Map(stream.seen) }
    try {
      this.#engine.store.attempt(() => {
        const publicKey = stream?.publicKey ?? this.#keyOf(commit)
        this.#check(stream, publicKey, commit, stored)
        const at = stream ?? this.#engine.addStream(commit.stream, publicKey)
        this.#checkActs(at, commit)
        this.#apply(at, commit, stored, changes)
      })
    } catch (error) {
      const outcome = refusal(error)
      this.#engine.restore(stored.stream, kept)
      this.#engine.standings.refused(commit.stream)
      return outcome
    }
    return { is: 'applied' }
  }

  /** Chain, signature and past. Throws InvalidCommit. */
  #check(
    stream: Stream | undefined,
    publicKey: Uint8Array,
    commit: Commit,
    stored: StoredCommit,
  ): void {
    if (
      !Buffer.from(chainHash(stream?.hash ?? this.#engine.start, stored.body)).equals(stored.hash)
    ) {
      throw this.#signatures.isBy(publicKey, stored)
        ? new InvalidCommit('fork', 'does not follow the commit before it')
        : new InvalidCommit('hash')
    }
    if (!this.#signatures.isBy(publicKey, stored)) throw new InvalidCommit('signature')
    this.#checkDeps(stream, commit)
  }

  /** What people signed in it, what the device did by itself, and what its person was allowed. Throws InvalidCommit. */
  #checkActs(stream: Stream, commit: Commit): void {
    if (commit.signed) checkSigned(this.#engine, this.#parts, stream, commit)
    checkDevice(this.#engine.shapes, commit)
    checkAuthority(this.#engine, stream, commit)
  }

  #apply(stream: Stream, commit: Commit, stored: StoredCommit, changes: Changes): void {
    this.#engine.accept(stream, commit, stored, changes)
    if (commit.ops.some(({ type }) => type === 'device')) this.#limits.changed()
  }

  /** The key of a stream that is new here. */
  #keyOf(commit: Commit): Uint8Array {
    const key = this.#enrolledKey(commit)
    if (key) return key
    throw new InvalidCommit('enrolment', commit.stream.slice(0, commit.stream.indexOf('.')))
  }

  /** Of an enrolled device, or of the one that began the workspace. */
  #enrolledKey(commit: Commit): Uint8Array | undefined {
    const device = commit.stream.slice(0, commit.stream.indexOf('.'))
    const shape = this.#parts.shapes.get('device')
    const rows = shape ? [...this.#engine.store.rowsOf(shape)] : []
    // Enrolled in its past: else whether it is taken would hang on what happened to arrive before it.
    const enrolled = rows
      .filter((row) => (row.heads[CREATES] ?? [row.createOp]).some((id) => isInDeps(id, commit)))
      .map((row) => keyIn(row.fields))
    const own = commit.ops
      .filter((op) => op.type === 'device' && op.kind === 'create')
      .map((op) => keyIn(op.fields))
      .filter(
        (key) =>
          key !== undefined && commit.seq === 1 && workspaceIdOf(key) === this.#parts.workspace,
      )
    for (const key of [...enrolled, ...own])
      if (key !== undefined && deviceIdOf(key) === device) return key
    return undefined
  }

  /** The stream that has to come further first. */
  #missing(commit: Commit): Extract<Outcome, { is: 'waits' }> | undefined {
    for (const [id, [seq]] of Object.entries(commit.deps))
      if ((this.#engine.stream(id)?.seq ?? 0) < seq) return { is: 'waits', for: id, seq }
    return undefined
  }

  /** Whether the next commit of a device that is not revoked shows that it had more of a revoked one than counts here. */
  #vouches(stored: StoredCommit, { for: id, seq }: Extract<Outcome, { is: 'waits' }>): boolean {
    if (!this.#limits.isRevoked(id) || this.#limits.isRevoked(stored.stream)) return false
    const stream = this.#engine.stream(stored.stream)
    const before = stream?.hash ?? this.#engine.start
    if (!Buffer.from(chainHash(before, stored.body)).equals(stored.hash)) return false
    const key = stream?.publicKey ?? this.#enrolledKey(decodeStrictly(stored.body))
    return key !== undefined && this.#signatures.isBy(key, stored) && this.#limits.vouch(id, seq)
  }

  #checkDeps(stream: Stream | undefined, commit: Commit): void {
    for (const [id, [seq, prefix]] of Object.entries(commit.deps)) {
      const other = this.#engine.stream(id)
      const stored = other && this.#parts.store.commit(other, seq)
      if (!stored || hashPrefix(stored.hash) !== prefix)
        throw new InvalidCommit('fork', `it has seen another ${id}/${seq}`)
      if (seq <= (stream?.seen.get(id) ?? 0))
        throw new InvalidCommit('past', `it had already seen ${id}/${seq}`)
    }
  }

  /** A commit with a number that is already here: the same bytes, or a fork. */
  #compare(stored: StoredCommit): string | undefined {
    const stream = this.#engine.stream(stored.stream)
    const ours = stream && this.#parts.store.commit(stream, stored.seq)
    if (!stream || !ours) return refusalReason('past', 'no such number')
    if (Buffer.from(ours.hash).equals(stored.hash))
      return Buffer.from(ours.body).equals(stored.body) ? undefined : 'hash'
    if (!this.#signatures.isBy(stream.publicKey, stored)) return 'signature'
    // Only what follows our own history proves a second one: hash and signature may be another commit's.
    const before = this.#parts.store.commit(stream, stored.seq - 1)?.hash ?? this.#engine.start
    return Buffer.from(chainHash(before, stored.body)).equals(stored.hash)
      ? refusalReason('fork', 'another commit of this number is here')
      : 'hash'
  }

  #refuse(stored: StoredCommit, reason: string): { stream: StreamId; seq: number; reason: string } {
    this.#parts.store.quarantine(stored, reason, Math.floor(this.#parts.now()))
    return { stream: stored.stream, seq: stored.seq, reason }
  }
}

/** Throws what is no fault of the commit. */
function refusal(error: unknown): Outcome {
  if (!(error instanceof InvalidCommit)) throw error
  return { is: 'refused', reason: error.message }
}

/** Stays among what is held. */
const isKept = ({ is }: Outcome): boolean => is === 'waits' || is === 'revoked'

function keyIn(fields: Readonly<Record<string, Json>>): Uint8Array | undefined {
  const text = fields['publicKey']
  const key = typeof text === 'string' ? Buffer.from(text, 'base64url') : undefined
  return key?.length === 32 ? key : undefined
}

function isInDeps(id: OpId, commit: Commit): boolean {
  const { stream, seq } = placeOf(id)
  return seq <= (commit.deps[stream]?.[0] ?? 0)
}

/** Commits at hand, by stream and number; several of one number are possible. */
class Pool {
  readonly #at = new Map<StreamId, Map<number, StoredCommit[]>>()

  constructor(commits: readonly StoredCommit[]) {
    for (const commit of commits) {
      const stream = this.#at.get(commit.stream) ?? new Map<number, StoredCommit[]>()
      this.#at.set(commit.stream, stream)
      const same = stream.get(commit.seq) ?? []
      if (
        !same.some(
          (other) =>
            Buffer.from(other.hash).equals(commit.hash) &&
            Buffer.from(other.body).equals(commit.body),
        )
      )
        same.push(commit)
      stream.set(commit.seq, same)
    }
  }

  streams(): Iterable<StreamId> {
    return this.#at.keys()
  }

  at(stream: StreamId, seq: number): readonly StoredCommit[] {
    return [...(this.#at.get(stream)?.get(seq) ?? [])]
  }

  remove(commit: StoredCommit): void {
    const stream = this.#at.get(commit.stream)
    const left = stream?.get(commit.seq)?.filter((other) => other !== commit) ?? []
    if (left.length > 0) stream?.set(commit.seq, left)
    else stream?.delete(commit.seq)
  }

  /** Takes out what has numbers that are already here. */
  takeUpTo(reached: (stream: StreamId) => number): readonly StoredCommit[] {
    const taken: StoredCommit[] = []
    for (const [stream, numbers] of this.#at) {
      const seq = reached(stream)
      for (const [number, commits] of numbers) {
        if (number > seq) continue
        taken.push(...commits)
        numbers.delete(number)
      }
    }
    return taken
  }

  *rest(): Iterable<StoredCommit> {
    for (const numbers of this.#at.values()) for (const commits of numbers.values()) yield* commits
  }
}
