/**
 * Checks an exported handover sheet after docs/verify-handover.md alone: nothing of Watchkeeper is
 * imported. `node tests/handover-verify/check.ts FILE` prints what is wrong, or that all holds.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { argv, exit, stdout } from 'node:process'
import { isDeepStrictEqual } from 'node:util'
import canonicalize from 'canonicalize'

/** What the instructions say of the file. It is foreign: where it is otherwise, reading it fails and says so. */
interface Exported {
  readonly workspace: string
  readonly commits: readonly {
    readonly commit: string
    readonly previous: string
    readonly hash: string
    readonly signature: string
    readonly body: string
  }[]
  readonly keys: {
    readonly devices: readonly { readonly device: string; readonly publicKey: string }[]
    readonly people: readonly { readonly person: string; readonly publicKey: string }[]
  }
  readonly signatures: Readonly<Partial<Record<Side, Signature>>>
  readonly documents: Readonly<Record<Side, string>>
}
type Side = 'out' | 'in'
interface Signature {
  readonly commit: string
  readonly digest: string
  readonly person: string
}
type Fields = Readonly<Record<string, unknown>>
type Operation = readonly [kind: string, type: string, id: string, fields: Fields]
type Signed = readonly [
  purpose: string,
  type: string,
  id: string,
  person: string,
  heads: unknown,
  signature: string,
]
type Body = readonly [
  format: string,
  stream: string,
  seq: number,
  hlc: number,
  actor: string,
  schema: number,
  deps: unknown,
  ops: readonly Operation[],
  act: string,
  signed?: Signed | null,
]
interface Frozen {
  readonly number: string
  readonly points: unknown
}
interface Answer {
  readonly id: string
  readonly point: string
  readonly kind: string
  readonly text: string
  readonly at: number
  readonly by: string
}
/** The text that one side signed. */
interface Document {
  readonly workspace: string
  readonly sheet: string
  readonly number: string
  readonly frozen: string
  readonly points: unknown
  readonly heads: unknown
  readonly outcome?: string
  readonly signedOut?: unknown
  readonly answers: readonly Answer[]
}
type Bodies = ReadonlyMap<string, Body>

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

function signedBy(publicKey: string, data: Uint8Array, signature: string): boolean {
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
  })
  return verify(null, data, key, bytes(signature))
}

/** What is wrong with the file, in the order of the instructions; empty when all holds. */
export function check(text: string): string[] {
  try {
    return [...problems(JSON.parse(text) as Exported)]
  } catch (error) {
    return [`unreadable: ${String(error)}`]
  }
}

function* problems(file: Exported): Generator<string> {
  const bodies = new Map<string, Body>()
  for (const { commit, previous, hash, signature, body } of file.commits) {
    const digest = sha256('wk1\0', Buffer.from(previous, 'hex'), bytes(body))
    if (digest.toString('hex') !== hash) yield `1: ${commit} is altered`
    const parsed = JSON.parse(bytes(body).toString('utf8')) as Body
    if (`${parsed[1]}/${parsed[2]}` !== commit) yield `1: ${commit} stands under another number`
    const device = file.keys.devices.find(
      (known) =>
        known.device === parsed[1].slice(0, 16) &&
        sha256(bytes(known.publicKey)).toString('hex').startsWith(known.device),
    )
    if (!device || !signedBy(device.publicKey, digest, signature))
      yield `1: ${commit} is not signed by its device`
    bodies.set(commit, parsed)
  }
  const out = file.signatures.out && signing(file, bodies, 'out', file.signatures.out)
  const into = file.signatures.in && signing(file, bodies, 'in', file.signatures.in)
  for (const part of [out, into]) if (part) yield* part.problems
  if (!out) yield '2: nobody signed the sheet out'
  if (out) yield* agreement(file, bodies, out)
  if (into) yield* answers(file, bodies, into)
  if (out && into && into.document.outcome === 'accepted') {
    const countersign = [...bodies.values()].find((body) =>
      body[7].some((op) => op[3]['countersignedBy'] !== undefined),
    )
    if (out.person === into.person && !(countersign && isSigned(file, countersign)))
      yield '3: one person signed for both sides'
    if (into.person === countersign?.[9]?.[3]) yield '3: who stays on countersigned himself'
  }
}

interface Signing {
  readonly document: Document
  readonly body: Body | undefined
  readonly person: string
  readonly problems: readonly string[]
}

function signing(
  file: Exported,
  bodies: Bodies,
  side: Side,
  { commit, digest, person }: Signature,
): Signing {
  const found: string[] = []
  const document = file.documents[side]
  const body = bodies.get(commit)
  if (sha256(document).toString('hex') !== digest) found.push(`2: the text of ${side} is altered`)
  const named = body?.[7].some(
    (op) => op[1] === 'handover-sheet' && op[3][`${side}Digest`] === digest,
  )
  if (!named) found.push(`2: the digest of ${side} is not in its commit`)
  if (!body || body[9]?.[3] !== person || !isSigned(file, body))
    found.push(`3: ${side} is not signed by its person`)
  return { document: JSON.parse(document) as Document, body, person, problems: found }
}

function isSigned(file: Exported, body: Body): boolean {
  const [, stream, seq, hlc, actor, , , ops, act, signed] = body
  if (!signed) return false
  const [purpose, type, id, person, heads, signature] = signed
  const text = canonicalize([
    'wk1 act',
    file.workspace,
    stream,
    seq,
    hlc,
    actor,
    act,
    [purpose, type, id, person, heads],
    ops,
  ])
  return file.keys.people.some(
    (known) =>
      known.person === person && signedBy(known.publicKey, sha256(String(text)), signature),
  )
}

function* agreement(
  file: Exported,
  bodies: Bodies,
  { document, body }: Signing,
): Generator<string> {
  const frozen = bodies
    .get(document.frozen)?.[7]
    .find((op) => op[2] === document.sheet && op[3]['frozen'])?.[3]['frozen'] as Frozen | undefined
  if (!isDeepStrictEqual(frozen?.points, document.points))
    yield '4: the points are not those that were frozen'
  if (document.workspace !== file.workspace || document.number !== frozen?.number)
    yield '4: the text is of another sheet'
  if (!isDeepStrictEqual(document.heads, body?.[9]?.[4])) yield '4: the heads are others'
}

function* answers(file: Exported, bodies: Bodies, { document, body }: Signing): Generator<string> {
  const { out } = file.signatures
  if (out && !isDeepStrictEqual(document.signedOut, { digest: out.digest, commit: out.commit }))
    yield '4: the incoming side signed another sheet'
  if (!isDeepStrictEqual(document.heads, body?.[9]?.[4])) yield '4: the heads are others'
  const written = new Map<string, Fields>()
  for (const [, , , , actor, , , ops] of bodies.values())
    for (const [kind, type, id, fields] of ops)
      if (kind === 'c' && type === 'handover-answer') written.set(id, { ...fields, by: actor })
  for (const { id, point, kind, text, at, by } of document.answers) {
    const known = written.get(id)
    const same =
      known?.['point'] === point &&
      known?.['kind'] === kind &&
      (known?.['text'] ?? '') === text &&
      known?.['at'] === at &&
      known?.['by'] === by
    if (!same) yield `4: the answer ${id} was not written so`
  }
}

if (argv[1]?.endsWith('check.ts') && argv[2] !== undefined) {
  const found = check(readFileSync(argv[2], 'utf8'))
  stdout.write(`${found.length === 0 ? 'both signatures hold' : found.join('\n')}\n`)
  exit(found.length === 0 ? 0 : 1)
}
