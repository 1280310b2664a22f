import { actDigest } from './codec.ts'
import { InvalidCommit, type Engine, type Stream } from './engine.ts'
import { isBefore } from './causal.ts'
import { commitsOf } from './history.ts'
import type { LogParts } from './parts.ts'
import { ACCOUNT, PERSON } from './standing.ts'
import type { Commit } from './types.ts'

/** Field of an account in which its person's public key stands. */
const SIGN_KEY = 'signKey'

/**
 * Checks a person's signature in a commit against the keys that his account had when it was written,
 * old ones included: a key that was changed stays valid for what it signed before.
 */
export function checkSigned(
  engine: Engine,
  parts: Pick<LogParts, 'workspace' | 'verify'>,
  stream: Stream,
  commit: Commit,
): void {
  const { signed } = commit
  if (!signed) return
  const { signature, ...act } = signed
  const bytes = Buffer.from(signature, 'base64url')
  const digest = actDigest(parts.workspace, commit, act)
  const keys = personKeys(engine, signed.person, (other) => isBefore(stream, commit, other))
  if (bytes.length !== 64 || !keys.some((key) => parts.verify(key, digest, bytes)))
    throw new InvalidCommit('signature', `of person ${signed.person}`)
}

/** Every signing key that a person's accounts were given in the commits that `counts` accepts. */
export function personKeys(
  engine: Engine,
  person: string,
  counts: (commit: Commit) => boolean,
): readonly Uint8Array[] {
  const keys: Uint8Array[] = []
  for (const account of accountsOf(engine, person)) {
    for (const commit of commitsOf(engine, account, ACCOUNT)) {
      if (!counts(commit)) continue
      for (const op of commit.ops) {
        const text = op.type === ACCOUNT && op.id === account ? op.fields[SIGN_KEY] : undefined
        const key = typeof text === 'string' ? Buffer.from(text, 'base64url') : undefined
        if (key?.length === 32) keys.push(key)
      }
    }
  }
  return keys
}

/** An account is named by its person: it has his id, or his id in the field `person`. */
function accountsOf(engine: Engine, person: string): readonly string[] {
  const shape = engine.shapes.get(ACCOUNT)
  if (!shape) return []
  if (engine.store.row(shape, person)) return [person]
  return shape.fields.has(PERSON) ? engine.store.find(shape, PERSON, person) : []
}
