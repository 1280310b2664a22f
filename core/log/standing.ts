import type { Json } from '../../contract/record-type.ts'
import { isBefore } from './causal.ts'
import type { Engine, Stream } from './engine.ts'
import { opId, placeOf } from './identity.ts'
import { CREATES } from './merge.ts'
import type { Commit, Operation, OpId, RecordRow, StreamId } from './types.ts'

/** Record type that says who may what, and its field that says of whom. */
export const ACCOUNT = 'account'
export const PERSON = 'person'

/** What somebody was when he wrote a commit, as far as he could know it. */
export interface Standing {
  readonly roles: ReadonlySet<string>
  readonly clearance: number
  /** Ids of the records of his account. */
  readonly accounts: ReadonlySet<string>
}

/** An operation on an account that says who he is or what he may. */
interface Grant {
  readonly stream: string
  readonly seq: number
  readonly id: OpId
  readonly op: Operation
}

interface Judged {
  /** How many grants there were, and whether the stream had seen them all. */
  readonly grants: number
  readonly all: boolean
  readonly standing: Standing | undefined
}

const TELLING = [PERSON, 'roles', 'clearance', 'active'] as const

/**
 * Roles and clearance of people at a commit: those that stood in what its author had seen. Of several that were
 * given apart all count, so that no replica judges otherwise because of what it happened to have.
 */
export class Standings {
  readonly #engine: Engine
  #grants: Grant[] | undefined
  /** By stream, then person. */
  readonly #judged = new Map<string, Map<string, Judged>>()
  /** People whose accounts were made or changed by commits that are damaged or gone here. */
  #lost: ReadonlySet<string> = new Set()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The accounts are others now than those that were read. */
  forget(): void {
    this.#grants = undefined
    this.#judged.clear()
  }

  /** There are no accounts yet: all that follows is told. */
  begin(): void {
    this.#grants = []
  }

  /** What a commit of the stream says that it had seen does not count: it was refused. */
  refused(stream: StreamId): void {
    this.#judged.delete(stream)
  }

  /** A commit that was applied. */
  note(commit: Commit): void {
    if (this.#grants !== undefined) this.#grants.push(...grantsIn(commit))
  }

  /** Whether a damage of this store hides what somebody was: others judge what he writes. */
  isHidden(person: string): boolean {
    return this.#lost.has(person)
  }

  /** Undefined where he had no account that was active. `stream` is as it was before the commit. */
  of(person: string, stream: Stream, commit: Commit): Standing | undefined {
    const grants = (this.#grants ??= this.#read())
    const ofStream = this.#judged.get(stream.id) ?? new Map<string, Judged>()
    const known = ofStream.get(person)
    // What was seen stays seen: only what is new, or was not seen yet, makes another answer.
    const isSame = known?.grants === grants.length && (known.all || isEmpty(commit.deps))
    if (known && isSame) return known.standing
    const past = grants.filter((grant) => isBefore(stream, commit, grant))
    const standing = standingIn(past, person)
    const all = past.length === grants.length
    this.#judged.set(stream.id, ofStream.set(person, { grants: grants.length, all, standing }))
    return standing
  }

  #read(): Grant[] {
    const shape = this.#engine.shapes.get(ACCOUNT)
    const found = new Map<string, Commit>()
    const lost = new Set<string>()
    for (const row of shape ? this.#engine.store.rowsOf(shape) : [])
      for (const [stream, seq] of this.#placesOf(row)) {
        const commit = this.#commit(stream, seq)
        if (commit) found.set(`${stream}/${seq}`, commit)
        else lost.add(String(row.fields[PERSON] ?? row.id))
      }
    this.#lost = lost
    return [...found.values()].flatMap(grantsIn)
  }

  /** Where the commits stand that wrote a record. */
  #placesOf(row: RecordRow): readonly (readonly [stream: string, seq: number])[] {
    const names = new Map([...this.#engine.streams()].map(({ no, id }) => [no, id]))
    const creates = (row.heads[CREATES] ?? [row.createOp]).map(placeOf)
    return [
      ...creates.map(({ stream, seq }) => [stream, seq] as const),
      ...this.#engine.store.touched(row.id).map(([no, seq]) => [names.get(no) ?? '', seq] as const),
    ]
  }

  #commit(stream: string, seq: number): Commit | undefined {
    try {
      return this.#engine.commit(stream, seq)
    } catch (error) {
      // Its bytes are no commit any more.
      if (error instanceof SyntaxError || error instanceof TypeError) return undefined
      throw error
    }
  }
}

const isEmpty = (deps: Commit['deps']): boolean => {
  for (const _ in deps) return false
  return true
}

function grantsIn({ stream, seq, ops }: Commit): readonly Grant[] {
  return ops.flatMap((op, index) =>
    op.type === ACCOUNT && TELLING.some((name) => name in op.fields)
      ? [{ stream, seq, id: opId(stream, seq, index), op }]
      : [],
  )
}

function standingIn(past: readonly Grant[], person: string): Standing | undefined {
  const accounts = new Set(
    past
      .filter(({ op }) => op.id === person || op.fields[PERSON] === person)
      .map(({ op }) => op.id),
  )
  const active = [...accounts].filter((id) =>
    values(past, id, 'active').some((value) => value !== false),
  )
  if (active.length === 0) return undefined
  const all = (name: string): readonly Json[] => active.flatMap((id) => values(past, id, name))
  return {
    roles: new Set(all('roles').flatMap((roles) => (Array.isArray(roles) ? roles : []))),
    clearance: Math.max(0, ...all('clearance').filter((level) => typeof level === 'number')),
    accounts,
  }
}

/** What stood in a field: the values that no later one had replaced. */
function values(past: readonly Grant[], account: string, field: string): readonly Json[] {
  const own = past.filter(
    ({ op }) => op.id === account && (op.kind === 'create' || field in op.fields),
  )
  const creates = own.filter(({ op }) => op.kind === 'create').map(({ id }) => id)
  const replaced = new Set(
    own.flatMap(({ op }) => (op.kind === 'create' ? [] : (op.base[field] ?? creates))),
  )
  return own.filter(({ id }) => !replaced.has(id)).map(({ op }) => op.fields[field] ?? null)
}
