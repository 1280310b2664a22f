import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  CONTRADICTIONS,
  signedCheckpoint,
  type CheckpointAnswer,
  type SignedCheckpoint,
} from '../../contract/checkpoint.ts'
import { localState, setLocalState } from '../workspace/local-state.ts'
import { checkpointIn, checkpointOf, type Checkpoint } from './checkpoint.ts'
import { isBeginning, isIncluded, leafHash } from './merkle.ts'

/** Checkpoints that are kept beside the newest: last ones of earlier epochs, and those that other devices brought. */
const MOST_OTHERS = 16
/** The first ones count; whoever makes more has been found out. */
const MOST_CONTRADICTIONS = 20
const KEY = 'witness'

/** `at`: when it came here, by the clock here. */
const kept = signedCheckpoint.extend({ at: z.int() })
type Kept = z.infer<typeof kept>
const contradiction = z.object({
  /** Key of the server that it is one of. */
  hub: z.string(),
  why: z.enum(CONTRADICTIONS),
  told: kept,
  /** What it contradicts; absent: a commit of this device that the server acknowledged. */
  known: kept.optional(),
})
type Contradiction = z.infer<typeof contradiction>

const schema = z.object({
  /** The newest that the server told itself and that was shown to follow the one before it. */
  latest: kept.optional(),
  others: z.array(kept),
  contradictions: z.array(contradiction),
})
type State = z.infer<typeof schema>

function stateIn(db: Database): State {
  const text = localState(db, KEY)
  return text === undefined ? { others: [], contradictions: [] } : schema.parse(JSON.parse(text))
}

const knownIn = ({ latest, others }: State): readonly Kept[] =>
  latest === undefined ? others : [latest, ...others]

function keep(db: Database, { others, contradictions, ...state }: State): void {
  const value: State = {
    ...state,
    others: others.slice(0, MOST_OTHERS),
    contradictions: contradictions.slice(0, MOST_CONTRADICTIONS),
  }
  setLocalState(db, KEY, JSON.stringify(value))
}

/** The same one, told again with another time, is one. */
const added = (before: readonly Contradiction[], found: Contradiction): Contradiction[] =>
  before.some(
    ({ hub, why, known }) =>
      hub === found.hub && why === found.why && known?.text === found.known?.text,
  )
    ? [...before]
    : [...before, found]

/** Sizes of all that is known: the server has to show that each is the beginning of what it has now. */
export const sizesKnown = (db: Database): readonly number[] => [
  ...new Set(
    knownIn(stateIn(db)).flatMap((one) => {
      const size = checkpointIn(one)?.size ?? 0
      return size > 0 ? [size] : []
    }),
  ),
]

export interface Told {
  /** Whose workspace, and the key that the server has to have signed with. */
  readonly of: Pick<Checkpoint, 'workspace' | 'hub'>
  /** Sizes that were asked for, with the answer. */
  readonly sizes: readonly number[]
  readonly answer: CheckpointAnswer
  /** Hash of a commit that the server has acknowledged. */
  readonly own: Uint8Array | undefined
  readonly at: number
}

/** Checks what the server told against everything that is known of it, and keeps it; contradictions stay as evidence. */
export function witness(db: Database, { of, sizes, answer, own, at }: Told): void {
  const before = stateIn(db)
  let { contradictions } = before
  const told: Kept = { ...answer.checkpoint, at }
  const now = checkpointOf(told, of)
  if (now === undefined) {
    const { latest } = before
    const found = {
      hub: of.hub,
      why: 'signature' as const,
      told,
      ...(latest ? { known: latest } : {}),
    }
    keep(db, { ...before, contradictions: added(contradictions, found) })
    return
  }
  const others: Kept[] = []
  for (const known of knownIn(before)) {
    const old = checkpointIn(known)
    if (old === undefined || old.hub !== now.hub || old.epoch !== now.epoch) {
      others.push(known)
      continue
    }
    const why = contradicts(old, now, answer.consistency[sizes.indexOf(old.size)] ?? [])
    if (why) contradictions = added(contradictions, { hub: now.hub, why, told, known })
  }
  if (own && !holds(now, own, answer))
    contradictions = added(contradictions, { hub: now.hub, why: 'omitted', told })
  keep(db, { latest: told, others, contradictions })
}

/**
 * Keeps what another device brought, until the server can be asked. It is no contradiction of the server where the
 * server has not signed it; then it is let go.
 */
export function witnessHeard(
  db: Database,
  signed: SignedCheckpoint,
  { workspace, hubs, at }: { workspace: string; hubs: readonly string[]; at: number },
): void {
  const told: Kept = { text: signed.text, signature: signed.signature, at }
  const heard = hubs
    .map((hub) => checkpointOf(told, { workspace, hub }))
    .find((found) => found !== undefined)
  if (heard === undefined) return
  const before = stateIn(db)
  const same = knownIn(before).filter((known) => {
    const one = checkpointIn(known)
    return one?.hub === heard.hub && one.epoch === heard.epoch && one.size === heard.size
  })
  const other = same.find((known) => checkpointIn(known)?.root !== heard.root)
  if (other === undefined && same.length > 0) return
  const contradictions = other
    ? added(before.contradictions, { hub: heard.hub, why: 'root', told, known: other })
    : before.contradictions
  keep(db, { ...before, others: [told, ...before.others], contradictions })
}

type Why = Contradiction['why']

/** How the server's tree is not the continuation of the one that it had signed in the same epoch. */
function contradicts(old: Checkpoint, now: Checkpoint, proof: readonly string[]): Why | undefined {
  if (old.size === 0) return undefined
  if (now.size < old.size) return 'shrunk'
  if (now.size === old.size) return now.root === old.root ? undefined : 'root'
  return isBeginning(headOf(old), headOf(now), proof.map(bytes)) ? undefined : 'history'
}

function holds(now: Checkpoint, commit: Uint8Array, { inclusion }: CheckpointAnswer): boolean {
  if (inclusion === undefined) return false
  const of = { ...headOf(now), leaf: inclusion.leaf, hash: leafHash(commit) }
  return isIncluded(of, inclusion.proof.map(bytes))
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'hex')
const headOf = ({ size, root }: Checkpoint) => ({ size, root: bytes(root) })

/** The newest that is known of any server: what a bundle carries. */
export function newestWitnessed(db: Database): SignedCheckpoint | undefined {
  const [first] = knownIn(stateIn(db)).toSorted((a, b) => timeOf(b) - timeOf(a))
  return first && { text: first.text, signature: first.signature }
}
const timeOf = (one: Kept): number => checkpointIn(one)?.time ?? 0

type Part = Pick<Checkpoint, 'size' | 'root' | 'time'>
const partOf = (one: Kept): Part => {
  const { size = 0, root = '', time = one.at } = checkpointIn(one) ?? {}
  return { size, root, time }
}

/** How it stands with what a server signed, as this device knows. */
export interface Witnessed {
  /** Of its newest checkpoint; undefined: none came here yet. */
  readonly newest: Pick<Checkpoint, 'size' | 'time'> | undefined
  /** Commits that it had signed before it was put back, and that are not all there again. */
  readonly missing: number
  readonly contradictions: readonly {
    readonly why: Why
    /** When it was found. */
    readonly at: number
    readonly told: Part
    readonly known: Part | undefined
  }[]
}

export function witnessedOf(db: Database, hub: string): Witnessed {
  const state = stateIn(db)
  const isOf = (one: Kept): boolean => checkpointIn(one)?.hub === hub
  const known = knownIn(state).filter(isOf)
  const [first] = known.toSorted((a, b) => timeOf(b) - timeOf(a))
  const newest = first && checkpointIn(first)
  const before = known.flatMap((one) => {
    const { epoch, size } = checkpointIn(one) ?? {}
    return size === undefined || epoch === newest?.epoch ? [] : [size]
  })
  return {
    newest: newest && { size: newest.size, time: newest.time },
    missing: newest ? Math.max(0, ...before.map((size) => size - newest.size)) : 0,
    contradictions: state.contradictions
      .filter((one) => one.hub === hub)
      .map(({ why, told, known: old }) => ({
        why,
        at: told.at,
        told: partOf(told),
        known: old && partOf(old),
      })),
  }
}

/** Every contradiction that was ever found, in full: whoever has both texts can check them by the server's key. */
export const contradictionsIn = (
  db: Database,
): readonly { readonly where: string; readonly detail: string }[] =>
  stateIn(db).contradictions.map(({ hub, why, told, known }) => {
    const { epoch = '?', size = '?' } = checkpointIn(known ?? told) ?? {}
    const both = { told: plain(told), ...(known ? { known: plain(known) } : {}) }
    return { where: `${hub} ${epoch} ${size}`, detail: `${why}: ${JSON.stringify(both)}` }
  })
const plain = ({ text, signature }: Kept): SignedCheckpoint => ({ text, signature })
