import { createHash } from 'node:crypto'
import type { Json } from '../../contract/record-type.ts'
import { canonical } from './canonical.ts'
import { isOpId, STREAM } from './identity.ts'
import type { Commit, Operation, OpId, SignedAct, StreamId } from './types.ts'

export const FORMAT = 'wk1'
/** Bytes of a hash that stand in a commit's deps. */
const PREFIX_BYTES = 8
const TYPE = /^[a-z][a-z0-9-]{0,59}$/u
const FIELD = /^\$?[a-zA-Z][a-zA-Z0-9]{0,59}$/u
const RECORD = /^[0-9a-zA-Z][0-9a-zA-Z-]{0,63}$/u
const HEX_PREFIX = /^[0-9a-f]{16}$/u
const HEX_HASH = /^[0-9a-f]{64}$/u

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The hash of a stream's first commit follows this instead of a predecessor. */
export const chainStart = (workspace: string): Uint8Array =>
  createHash('sha256').update(`${FORMAT}\0`).update(workspace).digest()

export const chainHash = (previous: Uint8Array, body: Uint8Array): Uint8Array =>
  createHash('sha256').update(`${FORMAT}\0`).update(previous).update(body).digest()

export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

export const hashPrefix = (hash: Uint8Array): string => hex(hash.subarray(0, PREFIX_BYTES))

const packOp = (op: Operation): Json =>
  op.kind === 'create'
    ? ['c', op.type, op.id, op.fields]
    : ['p', op.type, op.id, op.fields, op.base]

const packSigned = (signed: SignedAct): Json => [
  signed.purpose,
  signed.type,
  signed.id,
  signed.person,
  signed.heads,
  signed.signature,
]

/** The canonical bytes of a commit. Throws when a value has no canonical form. */
export function encodeCommit(commit: Commit): Uint8Array {
  const body: Json[] = [
    FORMAT,
    commit.stream,
    commit.seq,
    commit.hlc,
    commit.actor,
    commit.schema,
    commit.deps,
    commit.ops.map(packOp),
    commit.act,
  ]
  if (commit.signed) body.push(packSigned(commit.signed))
  return Buffer.from(canonical(body), 'utf8')
}

/**
 * What a person's key signs: SHA-256 of the act, the commit's place and its operations in canonical
 * form, so that the signature stands for exactly these changes, at this point of every chain.
 */
export function actDigest(
  workspace: string,
  commit: Omit<Commit, 'signed'>,
  act: Omit<SignedAct, 'signature'>,
): Uint8Array {
  const { stream, seq, hlc, actor } = commit
  const text = canonical([
    `${FORMAT} act`,
    workspace,
    stream,
    seq,
    hlc,
    actor,
    commit.act,
    [act.purpose, act.type, act.id, act.person, act.heads],
    commit.ops.map(packOp),
  ])
  return createHash('sha256').update(text, 'utf8').digest()
}

/** A commit's body is not what the format says; the message tells where. */
export class MalformedCommit extends Error {}

/** Reads a commit whose bytes were checked when they came in. */
export const decodeCommit = (body: Uint8Array): Commit =>
  decodeText(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))

type Packed = [
  format: string,
  stream: StreamId,
  seq: number,
  hlc: number,
  actor: string,
  schema: number,
  deps: Commit['deps'],
  ops: PackedOp[],
  act: string,
  signed?: [string, string, string, string, SignedAct['heads'], string],
]
type PackedOp =
  | ['c', string, string, Record<string, Json>]
  | ['p', string, string, Record<string, Json>, Record<string, readonly OpId[]>]

export function decodeText(body: string): Commit {
  const [, stream, seq, hlc, actor, schema, deps, packed, act, signed] = JSON.parse(body) as Packed
  const ops = packed.map((op): Operation =>
    op[0] === 'c'
      ? { kind: 'create', type: op[1], id: op[2], fields: op[3] }
      : { kind: 'patch', type: op[1], id: op[2], fields: op[3], base: op[4] },
  )
  if (!signed) return { stream, seq, hlc, actor, schema, deps, ops, act }
  const [purpose, type, id, person, heads, signature] = signed
  return {
    stream,
    seq,
    hlc,
    actor,
    schema,
    deps,
    ops,
    act,
    signed: { purpose, type, id, person, heads, signature },
  }
}

/** Reads a commit from elsewhere. Throws MalformedCommit unless the bytes are its one canonical form. */
export function decodeStrictly(body: Uint8Array): Commit {
  const source = text(body)
  let parsed: unknown
  try {
    parsed = JSON.parse(source)
    if (canonical(parsed) !== source) throw new MalformedCommit('not in canonical form')
  } catch (error) {
    throw error instanceof MalformedCommit ? error : new MalformedCommit(String(error))
  }
  return unpack(parsed)
}

function text(body: Uint8Array): string {
  try {
    return decoder.decode(body)
  } catch {
    throw new MalformedCommit('not UTF-8')
  }
}

function need(condition: boolean, what: string): asserts condition {
  if (!condition) throw new MalformedCommit(what)
}

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0

function unpack(body: unknown): Commit {
  need(Array.isArray(body) && (body.length === 9 || body.length === 10), 'commit: shape')
  const [format, stream, seq, hlc, actor, schema, deps, ops, act, signed] = body as unknown[]
  need(format === FORMAT, 'commit: format')
  need(typeof stream === 'string' && STREAM.test(stream), 'commit: stream')
  need(isCount(seq) && isCount(hlc) && isCount(schema), 'commit: numbers')
  need(typeof actor === 'string' && typeof act === 'string', 'commit: actor')
  need(Array.isArray(ops), 'commit: ops')
  const commit: Commit = {
    stream,
    seq,
    hlc,
    actor,
    schema,
    deps: unpackDeps(deps, stream),
    ops: ops.map(unpackOp),
    act,
  }
  return signed === undefined ? commit : { ...commit, signed: unpackSigned(signed) }
}

function unpackDeps(deps: unknown, own: StreamId): Commit['deps'] {
  need(isObject(deps), 'deps: shape')
  for (const [stream, at] of Object.entries(deps)) {
    need(STREAM.test(stream) && stream !== own, 'deps: stream')
    need(
      Array.isArray(at) &&
        at.length === 2 &&
        isCount(at[0]) &&
        typeof at[1] === 'string' &&
        HEX_PREFIX.test(at[1]),
      'deps: head',
    )
  }
  return deps as unknown as Commit['deps']
}

function unpackOp(op: unknown): Operation {
  need(Array.isArray(op), 'op: shape')
  const [kind, type, id, fields, base] = op as unknown[]
  need((kind === 'c' && op.length === 4) || (kind === 'p' && op.length === 5), 'op: kind')
  need(
    typeof type === 'string' && TYPE.test(type) && typeof id === 'string' && RECORD.test(id),
    'op: record',
  )
  need(isObject(fields) && Object.keys(fields).every((name) => FIELD.test(name)), 'op: fields')
  if (kind === 'c') return { kind: 'create', type, id, fields }
  need(isObject(base) && Object.keys(base).every((name) => FIELD.test(name)), 'op: base')
  for (const heads of Object.values(base)) {
    need(
      Array.isArray(heads) &&
        heads.length > 0 &&
        heads.every(isOpId) &&
        new Set(heads).size === heads.length,
      'op: base',
    )
  }
  return {
    kind: 'patch',
    type,
    id,
    fields,
    base: base as unknown as Record<string, readonly OpId[]>,
  }
}

function unpackSigned(signed: unknown): SignedAct {
  need(Array.isArray(signed) && signed.length === 6, 'signed: shape')
  const [purpose, type, id, person, heads, signature] = signed as unknown[]
  need(
    typeof purpose === 'string' &&
      typeof type === 'string' &&
      typeof id === 'string' &&
      typeof person === 'string' &&
      typeof signature === 'string',
    'signed: texts',
  )
  need(isObject(heads), 'signed: heads')
  for (const [stream, at] of Object.entries(heads)) {
    need(
      STREAM.test(stream) &&
        Array.isArray(at) &&
        at.length === 2 &&
        isCount(at[0]) &&
        typeof at[1] === 'string' &&
        HEX_HASH.test(at[1]),
      'signed: heads',
    )
  }
  return { purpose, type, id, person, heads: heads as unknown as SignedAct['heads'], signature }
}
