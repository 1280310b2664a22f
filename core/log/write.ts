import { CoreError } from '../error.ts'
import type { Receipt } from '../../contract/common.ts'
import type { Json } from '../../contract/record-type.ts'
import { checkAuthority, Forbidden } from './authority.ts'
import { hlcToMs, type Clock } from './clock.ts'
import { actDigest, chainHash, encodeCommit, hex } from './codec.ts'
import { checkDevice } from './device-act.ts'
import { ownFault, SCHEMA, type Changes, type Engine, type Stream } from './engine.ts'
import { isOpId, opId } from './identity.ts'
import { checkSigned } from './signed-act.ts'
import { ADDENDA, CREATES } from './merge.ts'
import type { LogParts } from './parts.ts'
import type { TypeShape } from './shape.ts'
import {
  DELETED,
  LEVEL,
  type Commit,
  type NewCommit,
  type NewOperation,
  type Operation,
  type OpId,
  type RecordRow,
  type SignedAct,
  type StreamId,
} from './types.ts'

/** Writes one commit of this device. Call inside a transaction; on failure the engine must be reloaded. */
export function write(
  engine: Engine,
  clock: Clock,
  parts: LogParts,
  asked: NewCommit,
  changes: Changes,
): Receipt {
  const { author, workspace } = parts
  const stream = engine.stream(author.id) ?? engine.addStream(author.id, author.publicKey)
  const seq = stream.seq + 1
  const hlc = clock.next()
  try {
    const ops = new Composer(engine, author.id, seq).compose(asked.ops)
    const plain: Commit = {
      stream: author.id,
      seq,
      hlc,
      actor: asked.actor,
      schema: SCHEMA,
      deps: engine.depsOf(stream),
      ops,
      act: asked.act,
    }
    const commit = asked.sign
      ? { ...plain, signed: signAct(engine, workspace, plain, asked.sign) }
      : plain
    checkSigned(engine, parts, stream, commit)
    checkDevice(engine.shapes, commit)
    checkAuthority(engine, stream, commit)
    const body = encodeCommit(commit)
    const hash = chainHash(stream.hash, body)
    engine.accept(
      stream,
      commit,
      { stream: author.id, seq, body, hash, signature: author.sign(hash) },
      changes,
    )
  } catch (error) {
    throw denied(error) ?? ownFault(error)
  }
  return { commit: `${author.id}/${seq}`, at: hlcToMs(hlc) }
}

/** What a procedure lets nobody write gets here only where somebody's rights changed meanwhile. */
const denied = (error: unknown): CoreError | undefined =>
  error instanceof Forbidden && error.roles.length > 0
    ? new CoreError('denied', { roles: error.roles })
    : undefined

function signAct(
  engine: Engine,
  workspace: string,
  commit: Commit,
  sign: NonNullable<NewCommit['sign']>,
): SignedAct {
  const act = {
    purpose: sign.purpose,
    type: sign.type,
    id: sign.id,
    person: sign.signer.person,
    heads: headsOfAll(engine.streams()),
  }
  const signature = sign.signer.sign(actDigest(workspace, commit, act))
  return { ...act, signature: Buffer.from(signature).toString('base64url') }
}

export function headsOfAll(streams: Iterable<Stream>): Record<StreamId, [number, string]> {
  const heads: Record<StreamId, [number, string]> = {}
  for (const stream of streams)
    if (stream.seq > 0) heads[stream.id] = [stream.seq, hex(stream.hash)]
  return heads
}

/** Turns what a procedure asks for into operations, with the heads that its person saw as bases. */
class Composer {
  readonly #engine: Engine
  readonly #stream: StreamId
  readonly #seq: number
  /** Heads that earlier operations of the same commit leave behind, by record and key. */
  readonly #earlier = new Map<string, OpId>()

  constructor(engine: Engine, stream: StreamId, seq: number) {
    this.#engine = engine
    this.#stream = stream
    this.#seq = seq
  }

  compose(asked: readonly NewOperation[]): readonly Operation[] {
    if (asked.length === 0)
      throw new CoreError('commitInvalid', { detail: 'a commit without operations' })
    return asked.map((op, index) => ('create' in op ? this.#create(op) : this.#patch(op, index)))
  }

  #shape(type: string): TypeShape {
    const shape = this.#engine.shapes.get(type)
    if (!shape) throw new CoreError('unknownType', { type })
    return shape
  }

  #create({ create: type, id, fields }: Extract<NewOperation, { create: string }>): Operation {
    this.#known(this.#shape(type), fields)
    return { kind: 'create', type, id, fields: present(fields) }
  }

  #patch(
    { patch: type, id, fields, seen }: Extract<NewOperation, { patch: string }>,
    index: number,
  ): Operation {
    const shape = this.#shape(type)
    this.#known(shape, fields)
    if (seen) mustBeBases(seen)
    const row = this.#engine.store.row(shape, id)
    const base: Record<string, readonly OpId[]> = {}
    for (const name of Object.keys(fields)) {
      if (row) refuseFinal(shape, row, name)
      const key = shape.fields.get(name)?.key ?? name
      const heads = this.#heads(row, `${type} ${id}`, key, name, seen)
      if (heads.length > 0) base[name] = heads
    }
    if (DELETED in fields && row) this.#addAll(base, shape, row, seen)
    for (const name of Object.keys(fields))
      this.#earlier.set(
        `${type} ${id} ${shape.fields.get(name)?.key ?? name}`,
        opId(this.#stream, this.#seq, index),
      )
    return { kind: 'patch', type, id, fields, base }
  }

  /** Heads to name for a field; none when the author saw only the create operation. */
  #heads(
    row: RecordRow | undefined,
    record: string,
    key: string,
    name: string,
    seen: Readonly<Record<string, readonly OpId[]>> | undefined,
  ): readonly OpId[] {
    const earlier = this.#earlier.get(`${record} ${key}`)
    if (earlier) return [earlier]
    if (!row) return []
    const heads = (seen ? (seen[key] ?? seen[name]) : row.heads[key]) ?? []
    return heads.length === 1 && heads[0] === row.createOp && !row.heads[CREATES] ? [] : heads
  }

  /** A deletion names the heads of all fields, so that an edit which it did not see keeps the record visible. */
  #addAll(
    base: Record<string, readonly OpId[]>,
    shape: TypeShape,
    row: RecordRow,
    seen: Readonly<Record<string, readonly OpId[]>> | undefined,
  ): void {
    for (const key of [...shape.keys.values()]
      .map(({ name, fields }) => ({ name, field: fields[0]?.name ?? name }))
      .concat({ name: LEVEL, field: LEVEL })) {
      const heads = [
        ...this.#heads(row, `${row.type} ${row.id}`, key.name, key.field, seen),
        ...((seen ?? row.heads)[key.name + ADDENDA] ?? []),
      ]
      if (heads.length > 0) base[key.field] = heads
    }
  }

  #known(shape: TypeShape, fields: Readonly<Record<string, Json>>): void {
    for (const name of Object.keys(fields)) {
      if (name !== DELETED && name !== LEVEL && !shape.fields.has(name)) {
        throw new CoreError('commitInvalid', { detail: `${shape.name} has no field ${name}` })
      }
    }
  }
}

/** Other devices take a base in its one form only: what they would refuse must not enter the own chain. */
function mustBeBases(seen: Readonly<Record<string, readonly OpId[]>>): void {
  for (const ids of Object.values(seen)) {
    if (!Array.isArray(ids) || !ids.every(isOpId) || new Set(ids).size !== ids.length)
      throw new CoreError('commitInvalid', { detail: 'seen: not a list of operations' })
  }
}

function refuseFinal(shape: TypeShape, row: RecordRow, name: string): void {
  // What was written stays; who may see it can change.
  if (name === LEVEL) return
  const field = shape.fields.get(name)
  if (shape.appendOnly || field?.policy === 'append')
    throw new CoreError('appendOnly', { field: name })
  if (field?.policy === 'decided' && row.fields[name] !== null)
    throw new CoreError('alreadyDecided', { field: name })
}

/** Without empty fields: a record that never had a value and one that was created with null are the same. */
function present(fields: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const given: Record<string, Json> = {}
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== undefined) given[name] = value
  return given
}
