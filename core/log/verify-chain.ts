import { verify } from 'node:crypto'
import type { Finding } from '../../contract/oversight.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { actDigest, chainHash, chainStart, decodeStrictly, hex, MalformedCommit } from './codec.ts'
import { deviceIdOf, publicKeyFrom } from './identity.ts'
import { commitId, SEQ_SPAN } from './sqlite-store.ts'
import type { Commit, SignedAct, StreamId } from './types.ts'

const BATCH = 500

/** A chain as it was walked. */
export interface Chain {
  readonly seq: number
  readonly hash: string
  /** Hash in hex of a commit of this chain. */
  hashes(seq: number): string | undefined
}

interface StoredStream {
  readonly stream: number
  readonly id: StreamId
  readonly publicKey: Uint8Array
}

interface StoredRow {
  readonly id: number
  readonly body: Uint8Array
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}

/** Walks every chain from its beginning; yields after each batch so that the caller can breathe or stop. */
export function* checkChains(
  workspace: Pick<Workspace, 'db' | 'id'>,
  findings: Finding[],
  chains: Map<string, Chain>,
): Iterable<{ commits: number; operations: number }> {
  const streams = workspace.db
    .prepare<[], StoredStream>(
      'SELECT stream, id, public_key AS publicKey FROM streams ORDER BY stream',
    )
    .all()
  const walks = streams.map((stream) => new Walk(workspace, stream, findings))
  const claims: Claim[] = []
  for (const walk of walks) {
    yield* walk.run(claims)
    chains.set(walk.stream.id, walk)
  }
  for (const claim of claims) checkClaim(claim, chains, findings)
}

/** What a commit says about another chain: its deps, and the heads in a signed act. */
interface Claim {
  readonly by: string
  readonly stream: StreamId
  readonly seq: number
  readonly hash: string
}

function checkClaim(claim: Claim, chains: ReadonlyMap<string, Chain>, findings: Finding[]): void {
  const chain = chains.get(claim.stream)
  if (chain === undefined || chain.seq < claim.seq) {
    findings.push({
      kind: 'tailTruncated',
      where: `${claim.stream}/${claim.seq}`,
      detail: `${claim.by} has seen it`,
    })
  } else if (chain.hashes(claim.seq)?.startsWith(claim.hash) !== true) {
    findings.push({
      kind: 'fork',
      where: `${claim.stream}/${claim.seq}`,
      detail: `${claim.by} has seen another`,
    })
  }
}

/** One stream, commit by commit. A finding does not end the walk: it goes on from what is stored. */
class Walk implements Chain {
  readonly stream: StoredStream
  readonly #workspace: Pick<Workspace, 'db' | 'id'>
  readonly #findings: Finding[]
  readonly #key
  #previous: Uint8Array
  seq = 0
  hash = ''

  constructor(workspace: Pick<Workspace, 'db' | 'id'>, stream: StoredStream, findings: Finding[]) {
    this.stream = stream
    this.#workspace = workspace
    this.#findings = findings
    this.#key = publicKeyFrom(stream.publicKey)
    this.#previous = chainStart(workspace.id)
    if (deviceIdOf(stream.publicKey) !== stream.id.slice(0, 16)) {
      this.#found('signatureForeign', 0, 'the key of the stream is not that of its device')
    }
  }

  hashes(seq: number): string | undefined {
    const hash = this.#workspace.db
      .prepare<[number], Uint8Array>('SELECT hash FROM commits WHERE id = ?')
      .pluck()
      .get(commitId(this.stream.stream, seq))
    return hash && hex(hash as Uint8Array)
  }

  *run(claims: Claim[]): Iterable<{ commits: number; operations: number }> {
    const select = this.#workspace.db.prepare<[number, number, number], StoredRow>(
      'SELECT id, body, hash, signature FROM commits WHERE id > ? AND id < ? ORDER BY id LIMIT ?',
    )
    const first = commitId(this.stream.stream, 0)
    for (;;) {
      const rows = select.all(first + this.seq, first + SEQ_SPAN, BATCH)
      if (rows.length === 0) return
      let operations = 0
      for (const row of rows) operations += this.#check(row, row.id - first, claims)
      yield { commits: rows.length, operations }
    }
  }

  #check(row: StoredRow, seq: number, claims: Claim[]): number {
    for (let missing = this.seq + 1; missing < seq; missing++)
      this.#found('commitMissing', missing, 'it is not in the log')
    const gap = seq !== this.seq + 1
    this.seq = seq
    const intact = gap || Buffer.from(chainHash(this.#previous, row.body)).equals(row.hash)
    this.#previous = row.hash
    this.hash = hex(row.hash)
    const commit = this.#decode(row.body, seq)
    if (commit === undefined) return 0
    if (commit.stream !== this.stream.id || commit.seq !== seq) {
      this.#found(
        'commitOrder',
        seq,
        `what stands here was written as ${commit.stream}/${commit.seq}`,
      )
    } else if (!intact) this.#found('commitAltered', seq, 'its bytes do not give its hash')
    else if (!verify(null, row.hash, this.#key, row.signature))
      this.#found('signatureForeign', seq, 'the signature is not by its device')
    for (const [stream, [at, hash]] of Object.entries(commit.deps))
      claims.push({ by: this.#name(seq), stream, seq: at, hash })
    if (commit.signed) this.#checkSigned(commit, commit.signed, claims)
    return commit.ops.length
  }

  #checkSigned(commit: Commit, { signature, ...act }: SignedAct, claims: Claim[]): void {
    const digest = actDigest(this.#workspace.id, commit, act)
    const bytes = Buffer.from(signature, 'base64url')
    if (
      !personKeys(this.#workspace, act.person).some((key) =>
        verify(null, digest, publicKeyFrom(key), bytes),
      )
    ) {
      this.#found('personSignature', commit.seq, `not by person ${act.person}`)
    }
    for (const [stream, [at, hash]] of Object.entries(act.heads))
      claims.push({ by: this.#name(commit.seq), stream, seq: at, hash })
  }

  #decode(body: Uint8Array, seq: number): Commit | undefined {
    try {
      return decodeStrictly(body)
    } catch (error) {
      if (
        !(error instanceof MalformedCommit) &&
        !(error instanceof SyntaxError) &&
        !(error instanceof TypeError)
      )
        throw error
      this.#found('commitAltered', seq, 'its bytes are no commit')
      return undefined
    }
  }

  #name(seq: number): string {
    return `${this.stream.id}/${seq}`
  }

  #found(kind: Finding['kind'], seq: number, detail: string): void {
    this.#findings.push({ kind, where: this.#name(seq), detail })
  }
}

/** Every signing key that a person's account has or had. */
function personKeys({ db }: Pick<Workspace, 'db'>, person: string): Uint8Array[] {
  const rows = db
    .prepare<[string], { signKey: string | null; formerSignKeys: string | null }>(
      'SELECT signKey, formerSignKeys FROM r_account WHERE person = ?',
    )
    .all(person)
  return rows
    .flatMap((row) => [row.signKey ?? '', ...(JSON.parse(row.formerSignKeys ?? '[]') as string[])])
    .map((key) => Buffer.from(key, 'base64url'))
    .filter((key) => key.length === 32)
}
