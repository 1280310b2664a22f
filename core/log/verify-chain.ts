import { verify, type KeyObject } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { actDigest, chainHash, chainStart, decodeStrictly, hex, MalformedCommit } from './codec.ts'
import { deviceIdOf, publicKeyFrom } from './identity.ts'
import { overstepped } from './device-act.ts'
import type { TypeShape } from './shape.ts'
import { commitId, SEQ_SPAN } from './sqlite-store.ts'
import type { StreamRecord } from './store.ts'
import type { Commit, StreamId } from './types.ts'
import type { Claims } from './verify-claims.ts'
import { span, type Findings } from './verify-findings.ts'
import type { People } from './verify-people.ts'
import type { SignatureQueue } from './verify-signatures.ts'

const BATCH = 500
const KEY_BYTES = 32
/** More out of place than this are judged without the commits they follow. */
const DEFERRED_KEPT = 10_000

export interface ChainContext {
  readonly db: Database
  readonly workspace: string
  readonly findings: Findings
  readonly claims: Claims
  readonly people: People
  readonly signatures: SignatureQueue
  readonly shapes: ReadonlyMap<string, TypeShape>
}

interface Row {
  readonly id: number
  readonly body: Uint8Array
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}

type Link = Pick<Row, 'hash' | 'signature'>

/** A row whose predecessor is not the row before it: after a gap, or moved. */
interface Deferred {
  readonly row: Row
  readonly seq: number
  readonly commit: Commit
}

/** One stream, commit by commit. A finding does not end the walk; each fault is named once, where it is. */
export class ChainWalk {
  readonly stream: StreamRecord
  readonly #context: ChainContext
  readonly #key: KeyObject
  readonly #past = new Map<StreamId, number>()
  readonly #moved = new Map<number, Row>()
  readonly #deferred: Deferred[] = []
  #before: Link | undefined
  /** Number and hash of the last commit. */
  seq = 0
  hash = ''

  constructor(context: ChainContext, stream: StreamRecord) {
    this.stream = stream
    this.#context = context
    // A key of another length is none: nothing is signed by it.
    const key = stream.publicKey.length === KEY_BYTES ? stream.publicKey : new Uint8Array(KEY_BYTES)
    this.#key = publicKeyFrom(key)
    this.#before = { hash: chainStart(context.workspace), signature: new Uint8Array() }
    if (deviceIdOf(stream.publicKey) !== stream.id.slice(0, 16)) {
      context.findings.add(
        'rowAltered',
        `streams ${stream.id}`,
        'public_key is not the key of its device',
      )
    }
  }

  /** Some commits at a time; gives what was walked. */
  *run(): Iterable<{ readonly commits: number; readonly operations: number }> {
    const select = this.#context.db.prepare<[number, number, number], Row>(
      'SELECT id, body, hash, signature FROM commits WHERE id > ? AND id < ? ORDER BY id LIMIT ?',
    )
    const first = commitId(this.stream.no, 0)
    for (;;) {
      const rows = select.all(first + this.seq, first + SEQ_SPAN, BATCH)
      if (rows.length === 0) break
      let operations = 0
      for (const row of rows) operations += this.#walk(row, row.id - first)
      yield { commits: rows.length, operations }
    }
    this.#dropClaimed()
    this.#missingIn(this.#gaps)
    for (const deferred of this.#deferred) this.#judgeDeferred(deferred)
  }

  readonly #gaps: [from: number, to: number][] = []

  #walk(row: Row, seq: number): number {
    if (seq !== this.seq + 1) {
      this.#gaps.push([this.seq + 1, seq - 1])
      this.#before = undefined
    }
    this.seq = seq
    this.hash = hex(row.hash)
    const before = this.#before
    this.#before = row
    const commit = read(row.body)
    if (
      commit &&
      (commit.stream !== this.stream.id || commit.seq !== seq) &&
      this.#deferred.length < DEFERRED_KEPT
    ) {
      if (commit.stream === this.stream.id) this.#moved.set(commit.seq, row)
      this.#deferred.push({ row, seq, commit })
      this.#before = undefined
      return commit.ops.length
    }
    if (!before && commit && this.#deferred.length < DEFERRED_KEPT)
      this.#deferred.push({ row, seq, commit })
    else if (!this.#judge(row, seq, before) || !commit) {
      if (!commit && !this.#context.findings.isDamaged(row.id))
        this.#found('unreadable', seq, 'its bytes are no commit')
      return 0
    } else this.#learn(commit)
    return commit.ops.length
  }

  /** Hash and signature against the commit before. False when something was found. */
  #judge(row: Row, seq: number, before: Link | undefined): boolean {
    const computed = before && chainHash(before.hash, row.body)
    if (!computed || Buffer.from(computed).equals(row.hash)) {
      this.#context.signatures.check(this.#key, row.hash, row.signature, () =>
        this.#found('signatureForeign', seq, 'the signature is not by its device'),
      )
      return true
    }
    if (this.#signs(computed, row)) {
      this.#before = { hash: computed, signature: row.signature }
      this.#found('commitAltered', seq, 'its stored hash is not that of its bytes')
    } else if (
      this.#signs(row.hash, row) &&
      before.signature.length > 0 &&
      !this.#signs(before.hash, before)
    ) {
      // It follows what stood before it; the one that stands there now was found already.
      return true
    } else this.#found('commitAltered', seq, 'its bytes do not give its hash')
    return false
  }

  #judgeDeferred({ row, seq, commit }: Deferred): void {
    const own = commit.stream === this.stream.id
    if (own && commit.seq === seq) {
      const standing = this.#standing(seq - 1)
      const before = standing && follows(standing, row) ? standing : this.#at(seq - 1)
      if (this.#judge(row, seq, before)) this.#learn(commit)
    } else if (own ? this.#moved.get(commit.seq) === row : !this.#signs(row.hash, row)) {
      this.#found(
        'commitOrder',
        seq,
        `what stands here was written as ${commit.stream}/${commit.seq}`,
      )
      if (own) this.#context.findings.damage(this.stream.no, commit.seq)
      this.#learn(commit)
    } else this.#found('commitAltered', seq, 'its bytes do not give its hash')
  }

  /** Bytes that only claim another number, under a hash that is not theirs, were changed and not moved. */
  #dropClaimed(): void {
    for (const [seq, row] of this.#moved) {
      const before = this.#at(seq - 1)
      const fits = before ? follows(before, row) : this.#signs(row.hash, row)
      if (!fits) this.#moved.delete(seq)
    }
  }

  /** The commit of a number, where it stands now. */
  #at(seq: number): Link | undefined {
    const moved = this.#moved.get(seq)
    if (moved) return moved
    const row = this.#standing(seq)
    return row && ![...this.#moved.values()].some((other) => other.id === row.id) ? row : undefined
  }

  /** What stands at a number. */
  #standing(seq: number): (Link & { readonly id?: number }) | undefined {
    if (seq === 0) return { hash: chainStart(this.#context.workspace), signature: new Uint8Array() }
    return this.#context.db
      .prepare<[number], Row>('SELECT id, body, hash, signature FROM commits WHERE id = ?')
      .get(commitId(this.stream.no, seq))
  }

  #missingIn(gaps: readonly (readonly [number, number])[]): void {
    for (const [from, to] of gaps) {
      const missing = Array.from(
        { length: Math.min(to - from + 1, DEFERRED_KEPT) },
        (_, index) => from + index,
      ).filter((seq) => !this.#moved.has(seq))
      for (const seq of missing) this.#context.findings.damage(this.stream.no, seq)
      for (let at = 0, start = 0; at < missing.length; at++) {
        if (missing[at + 1] === (missing[at] ?? 0) + 1) continue
        this.#context.findings.add(
          'commitMissing',
          span(this.stream.id, missing[start] ?? from, missing[at] ?? to),
          'it is not in the log, and the bytes of the next one cannot be proven without it',
        )
        start = at + 1
      }
    }
  }

  /** Takes in what an intact commit says about others. */
  #learn(commit: Commit): void {
    const { claims, people, workspace } = this.#context
    const name = `${commit.stream}/${commit.seq}`
    for (const stream in commit.deps) {
      const [seq, hash] = commit.deps[stream] as readonly [number, string]
      this.#past.set(stream, seq)
      claims.check(name, stream, seq, hash)
    }
    if (commit.seq === 1) people.begin(this.stream, workspace, new Map(this.#past))
    people.note(commit)
    const what = overstepped(this.#context.shapes, commit)
    if (what !== undefined)
      this.#context.findings.add('deviceAct', name, `only people may write ${what}`)
    if (!commit.signed) return
    const { signature, ...act } = commit.signed
    for (const [stream, [seq, hash]] of Object.entries(act.heads))
      claims.check(name, stream, seq, hash)
    people.act({
      at: this.stream,
      stream: commit.stream,
      seq: commit.seq,
      person: act.person,
      past: new Map(this.#past),
      digest: actDigest(workspace, commit, act),
      signature: Buffer.from(signature, 'base64url'),
    })
  }

  #signs(hash: Uint8Array, { signature }: Link): boolean {
    return verify(null, hash, this.#key, signature)
  }

  #found(
    kind: 'commitAltered' | 'commitOrder' | 'signatureForeign' | 'unreadable',
    seq: number,
    detail: string,
  ): void {
    this.#context.findings.commit(kind, this.stream, seq, detail)
  }
}

const follows = (before: Link, row: Row): boolean =>
  Buffer.from(chainHash(before.hash, row.body)).equals(row.hash)

function read(body: Uint8Array): Commit | undefined {
  try {
    return decodeStrictly(body)
  } catch (error) {
    if (error instanceof MalformedCommit) return undefined
    throw error
  }
}
