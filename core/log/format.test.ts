import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { migrate } from '../db/migrate.ts'
import { IN_MEMORY, openDatabase } from '../db/open.ts'
import { canonical } from './canonical.ts'
import { decodeStrictly } from './codec.ts'
import { rawPublicKey, workspaceIdOf } from './identity.ts'
import { openLog } from './open-log.ts'
import { copy, TEST_TYPES } from './testing.ts'

/** Examples of the format, for programs that read a log; docs/log-format.md explains them. */
const VECTORS = join(import.meta.dirname, '../../docs/log-format.vectors.json')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEEDS = { first: '01'.repeat(32), second: '02'.repeat(32), person: '03'.repeat(32) }
const START = Date.UTC(2026, 0, 1)
const ACCOUNT = '0190a000-0000-7000-8000-0000000000aa'
const PERSON = '0190a000-0000-7000-8000-0000000000bb'
const NOTE = '0190a000-0000-7000-8000-0000000000cc'

const keyOf = (seed: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  })
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const publicOf = (seed: string): string => base64url(rawPublicKey(keyOf(seed)))

/** Values whose canonical text is easy to get wrong, and texts that are not canonical. */
const VALUES = [
  { b: 1, a: 2, é: 3, '\u{1F6E0}': 4, '\uFB00': 5 },
  'tab\t, quote ", backslash \\, newline \n, \u0001, \u007f, 值, \u{1F6E0}',
  [0, -0, 1, -1, 9_007_199_254_740_991, 0.5, 1e-7, 123.456],
  [null, true, false, [], {}],
]
const NOT_CANONICAL = [
  '{"b":1,"a":2}',
  '[1.0]',
  '[ 1]',
  '["\\u503c"]',
  '[1e3]',
  '[-0]',
  '{"a":1,"a":2}',
]

/** A log of two devices with everything that the format has. */
function written() {
  const [first, second] = [keyOf(SEEDS.first), keyOf(SEEDS.second)]
  const workspace = workspaceIdOf(rawPublicKey(first))
  let clock = START
  const open = (device: KeyObject, epoch: number) => {
    const db = openDatabase(IN_MEMORY, new Uint8Array(32))
    migrate(db, MIGRATIONS)
    return openLog(db, TEST_TYPES, { workspace, device, epoch, now: () => (clock += 250) })
  }
  const [a, b] = [open(first, 1), open(second, 3)]
  const device = (id: string, code: string, seed: string) => ({
    create: 'device',
    id: `0190a000-0000-7000-8000-0000000000${id}`,
    fields: { name: `Desk ${code}`, code, publicKey: publicOf(seed) },
  })
  a.append({
    actor: 'system',
    act: 'workspace.create',
    ops: [
      device('01', 'A1', SEEDS.first),
      {
        create: 'account',
        id: ACCOUNT,
        fields: { login: 'chen', person: PERSON, signKey: publicOf(SEEDS.person) },
      },
    ],
  })
  a.append({ actor: PERSON, act: 'device.enrol', ops: [device('02', 'A2', SEEDS.second)] })
  a.append({
    actor: PERSON,
    act: 'register.create',
    ops: [
      {
        create: 'note',
        id: NOTE,
        fields: { title: '值班 \u{1F6E0}', ratio: 0.5, tags: ['a', 'b'], status: 'open' },
      },
    ],
  })
  copy(a, b)
  b.append({
    actor: PERSON,
    act: 'register.update',
    ops: [{ patch: 'note', id: NOTE, fields: { title: 'Second' } }],
  })
  b.append({
    actor: PERSON,
    act: 'register.update',
    ops: [{ patch: 'note', id: NOTE, fields: { title: null, done: true } }],
  })
  copy(b, a)
  a.append({
    actor: PERSON,
    act: 'transition:close',
    ops: [{ patch: 'note', id: NOTE, fields: { status: 'closed', closedAt: START, title: 'x' } }],
    sign: {
      purpose: 'close',
      type: 'note',
      id: NOTE,
      signer: { person: PERSON, sign: (data) => sign(null, data, keyOf(SEEDS.person)) },
    },
  })
  const commits = [...a.read(a.stream, 1, 10), ...a.read(b.stream, 1, 10)]
  return {
    about: 'Examples for docs/log-format.md. All keys are public knowledge: never use them.',
    seeds: SEEDS,
    publicKeys: {
      first: publicOf(SEEDS.first),
      second: publicOf(SEEDS.second),
      person: publicOf(SEEDS.person),
    },
    workspace,
    canonical: VALUES.map((value) => ({ value, text: canonical(value) })),
    notCanonical: NOT_CANONICAL,
    commits: commits.map(({ stream, seq, body, hash, signature }) => ({
      stream,
      seq,
      body: Buffer.from(body).toString('utf8'),
      hash: Buffer.from(hash).toString('hex'),
      signature: base64url(signature),
    })),
    heads: a.heads(),
  }
}

type Vectors = ReturnType<typeof written>
const sha256 = (...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const publicKey = (text: string): KeyObject =>
  createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: text } })

type Ops = readonly (readonly [string, string, string, Readonly<Record<string, unknown>>])[]
type Heads = Readonly<Record<string, readonly [number, string]>>
type Body = [
  format: string,
  stream: string,
  seq: number,
  hlc: number,
  actor: string,
  schema: number,
  deps: Heads,
  ops: Ops,
  act: string,
  signed?: [purpose: string, type: string, id: string, person: string, heads: Heads, sig: string],
]

/**
 * What the document says, written down a second time with nothing of the product: an outsider's check of
 * commits against heads. Answers what is wrong.
 */
function outsider({ workspace, commits, heads }: Pick<Vectors, 'workspace' | 'commits' | 'heads'>) {
  const wrong: string[] = []
  const hashes = new Map<string, string>()
  const ends: Record<string, [number, string]> = {}
  const bodies = commits.map(({ body }) => JSON.parse(body) as Body)
  const ops = bodies.flatMap(([, , , , , , , list]) => list)
  const values = (type: string, field: string) =>
    ops.flatMap((op) => (op[1] === type && typeof op[3][field] === 'string' ? [op[3][field]] : []))
  for (const { stream, seq, hash } of commits) hashes.set(`${stream}/${seq}`, hash)
  for (const [index, { stream, seq, body, hash, signature }] of commits.entries()) {
    const name = `${stream}/${seq}`
    const parsed = bodies[index] as Body
    const [format, ownStream, ownSeq, hlc, actor, , deps, list, act, signed] = parsed
    if (canonicalize(parsed) !== body) wrong.push(`${name}: not canonical`)
    if (format !== 'wk1' || ownStream !== stream || ownSeq !== seq) wrong.push(`${name}: place`)
    const [last, previous] = ends[stream] ?? [0, sha256('wk1\0', workspace).toString('hex')]
    if (seq !== last + 1) wrong.push(`${name}: number`)
    if (sha256('wk1\0', Buffer.from(previous, 'hex'), body).toString('hex') !== hash)
      wrong.push(`${name}: hash`)
    ends[stream] = [seq, hash]
    const keys = values('device', 'publicKey').filter(
      (key) => sha256(Buffer.from(key, 'base64url')).toString('hex', 0, 8) === stream.slice(0, 16),
    )
    const signs = (key: string, data: Buffer, text: string) =>
      verify(null, data, publicKey(key), Buffer.from(text, 'base64url'))
    if (!keys.some((key) => signs(key, Buffer.from(hash, 'hex'), signature)))
      wrong.push(`${name}: signature`)
    for (const [other, [at, prefix]] of Object.entries(deps))
      if (!hashes.get(`${other}/${at}`)?.startsWith(prefix)) wrong.push(`${name}: deps`)
    if (!signed) continue
    const [purpose, type, id, person, seen, text] = signed
    const digest = sha256(
      canonicalize([
        'wk1 act',
        workspace,
        stream,
        seq,
        hlc,
        actor,
        act,
        [purpose, type, id, person, seen],
        list,
      ]) ?? '',
    )
    if (!values('account', 'signKey').some((key) => signs(key, digest, text)))
      wrong.push(`${name}: person`)
    for (const [other, [at, full]] of Object.entries(seen))
      if (hashes.get(`${other}/${at}`) !== full) wrong.push(`${name}: witnessed head`)
  }
  for (const [stream, [seq, hash]] of Object.entries(heads))
    if (hashes.get(`${stream}/${seq}`) !== hash) wrong.push(`head ${stream}/${seq}`)
  return wrong
}

describe('the format of the log', () => {
  it('is what its published examples say', async () => {
    await expect(`${JSON.stringify(written(), undefined, 2)}\n`).toMatchFileSnapshot(VECTORS)
  })

  const published = () => JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors

  it('can be checked by an outsider with RFC 8785, SHA-256 and Ed25519 alone', () => {
    const vectors = published()
    expect(outsider(vectors)).toEqual([])
    expect(vectors.commits).toHaveLength(6)
    expect(vectors.commits.filter(({ body }) => body.includes('"close"'))).toHaveLength(1)
    for (const { value, text } of vectors.canonical) expect(canonicalize(value)).toBe(text)
  })

  it('shows the outsider each alteration', () => {
    const vectors = published()
    const altered = (index: number, change: (commit: Vectors['commits'][number]) => object) =>
      outsider({
        ...vectors,
        commits: vectors.commits.map((commit, at) =>
          at === index ? { ...commit, ...change(commit) } : commit,
        ),
      })
    const [first, second] = Object.keys(vectors.heads).sort((a) =>
      a === vectors.commits[0]?.stream ? -1 : 1,
    )
    expect(altered(2, ({ body }) => ({ body: body.replace('值班', '值守') }))).toEqual([
      `${first}/3: hash`,
    ])
    expect(altered(4, () => ({ signature: vectors.commits[5]?.signature }))).toEqual([
      `${second}/1: signature`,
    ])
    expect(outsider({ ...vectors, commits: vectors.commits.slice(0, -1) })).toEqual([
      `${first}/4: deps`,
      `${first}/4: witnessed head`,
      `head ${second}/2`,
    ])
  })

  it('takes nothing that is not in its one canonical form', () => {
    const vectors = published()
    for (const text of vectors.notCanonical)
      expect(() => decodeStrictly(Buffer.from(text)), text).toThrow('canonical')
    for (const { body } of vectors.commits) {
      expect(decodeStrictly(Buffer.from(body)).ops.length).toBeGreaterThan(0)
      for (const other of [` ${body}`, body.replace(':{}', ': {}'), body.replace(',', ', ')])
        if (other !== body) expect(() => decodeStrictly(Buffer.from(other))).toThrow('canonical')
    }
    expect(() => canonical('\ud800')).toThrow('surrogate')
    expect(() => canonical([2 ** 53])).toThrow('number')
  })
})
