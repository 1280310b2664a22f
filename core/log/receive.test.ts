import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { actDigest, chainHash, chainStart, encodeCommit, hashPrefix } from './codec.ts'
import { rawPublicKey, streamIdOf } from './identity.ts'
import { shapesOf } from './open-log.ts'
import { copy, openTestLog, TEST_TYPES, type TestDevice } from './testing.ts'
import type { Commit, Operation, StoredCommit } from './types.ts'
import { verifyLog } from './verify.ts'

const person = uuidv7()
const id = uuidv7()
let home: TestDevice
let hostile: KeyObject
let stream: string
let before: string

/** A workspace with one note, and a device that is enrolled and writes what it likes. */
beforeEach(() => {
  home = openTestLog()
  hostile = generateKeyPairSync('ed25519').privateKey
  const publicKey = rawPublicKey(hostile)
  stream = streamIdOf(publicKey, 1)
  home.log.append({
    actor: person,
    act: 'device.enrol',
    ops: [
      {
        create: 'device',
        id: uuidv7(),
        fields: {
          name: 'other',
          code: 'B',
          publicKey: Buffer.from(publicKey).toString('base64url'),
        },
      },
    ],
  })
  home.log.append({
    actor: person,
    act: 'a',
    ops: [{ create: 'note', id, fields: { title: 'mine', severity: 'low' } }],
  })
  before = home.log.digest()
})

const depsOf = (device: TestDevice): Commit['deps'] =>
  Object.fromEntries(
    Object.entries(device.log.versionVector()).map(([name, seq]) => {
      const [stored] = device.log.read(name, seq, 1)
      return [name, [seq, hashPrefix(stored?.hash ?? new Uint8Array())]]
    }),
  )

const patch = (fields: Record<string, string>, base: Record<string, string[]> = {}): Operation => ({
  kind: 'patch',
  type: 'note',
  id,
  fields,
  base,
})

/** A commit in the hostile device's chain, hashed and signed as it should be, whatever it says. */
function made(
  ops: readonly Operation[],
  more: Partial<Commit> = {},
  previous?: StoredCommit,
): StoredCommit {
  const seq = (previous?.seq ?? 0) + 1
  const deps = previous ? {} : depsOf(home)
  const commit = { stream, seq, hlc: 1, actor: person, schema: 1, deps, ops, act: 'x', ...more }
  return sealed(encodeCommit(commit), commit.stream, seq, previous)
}

function sealed(
  body: Uint8Array,
  name: string,
  seq: number,
  previous?: StoredCommit,
): StoredCommit {
  const hash = chainHash(previous?.hash ?? chainStart(home.workspace), body)
  return { stream: name, seq, body, hash, signature: sign(null, hash, hostile) }
}

/** What the device at home says of it; nothing of it may be in the tables. */
function refusal(commits: readonly StoredCommit[]): string {
  const report = home.log.receive(commits)
  expect(report.applied).toBe(commits.length - 1)
  expect(home.log.versionVector()[stream] ?? 0).toBe(commits.length - 1)
  return report.refused.map(({ reason }) => reason).join()
}

describe('a commit of another device', () => {
  it('is taken once, however often it comes', () => {
    const commit = made([patch({ title: 'theirs' })])
    expect(home.log.receive([commit, commit]).applied).toBe(1)
    expect(home.log.receive([commit])).toMatchObject({ applied: 0, known: 1, refused: [] })
    expect(home.log.row('note', id)?.fields['title']).toBe('theirs')
  })

  it('may not name a base of the future, of itself, of another record or of another field', () => {
    const own = Object.keys(home.log.versionVector())[0] ?? ''
    const cases: readonly [Record<string, string[]>, string][] = [
      [{ title: [`${own}/99.0`] }, 'not in the past'],
      [{ title: [`${stream}/1.0`] }, 'not in the past'],
      [{ title: [`${stream}/2.0`] }, 'not in the past'],
      [{ title: [`${own}/1.0`] }, 'another record'],
      [{ title: [`${own}/3.7`] }, 'no operation'],
    ]
    for (const [base, reason] of cases)
      expect(refusal([made([patch({ title: 'x' }, base)])]), reason).toContain(reason)
    expect(home.log.digest()).toBe(before)
    const first = made([patch({ severity: 'high' })])
    const second = made([patch({ title: 'x' }, { title: [`${stream}/1.0`] })], {}, first)
    expect(refusal([first, second])).toContain('another field')
  })

  it('may not change what was never created, nor create what its author knew', () => {
    const never: Operation = { ...patch({ title: 'x' }), id: uuidv7() } as Operation
    const again: Operation = { kind: 'create', type: 'note', id, fields: { title: 'x' } }
    expect(refusal([made([never])])).toContain('never created')
    expect(refusal([made([again])])).toContain('created twice')
    expect(refusal([made([patch({ title: 'x' })], { deps: {} })])).toContain('enrolment: ')
    expect(home.log.digest()).toBe(before)
  })

  it('leaves nothing behind when only its last operation is wrong', () => {
    const entry: Operation = { kind: 'create', type: 'entry', id: uuidv7(), fields: { text: 'x' } }
    expect(refusal([made([entry, { ...patch({}), id: uuidv7() } as Operation])])).not.toBe('')
    expect(home.log.digest()).toBe(before)
    expect(home.log.receive([made([entry])])).toMatchObject({ applied: 1 })
  })

  it('is refused in another form than the canonical one, and under another name', () => {
    const good = made([patch({ title: 'x' })])
    const text = Buffer.from(good.body).toString('utf8')
    for (const body of [` ${text}`, text.replace('"wk1"', '"wk2"'), '{}', '[]', 'x'.repeat(9)])
      expect(refusal([sealed(Buffer.from(body), stream, 1)])).toContain('malformed')
    const doubled = { title: [`${stream}/1.0`, `${stream}/1.0`] }
    expect(refusal([good, made([patch({ title: 'y' }, doubled)], {}, good)])).toContain('malformed')
    const deep = Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(home.log.receive([sealed(deep, stream, 2)]).refused[0]?.reason).toContain('malformed')
    expect(
      home.log.receive([
        { ...good, seq: 7 },
        { ...good, stream: 'x' },
      ]).applied,
    ).toBe(0)
  })

  it('may not say again what it had already seen', () => {
    const first = made([patch({ title: 'x' })])
    const again = made([patch({ severity: 'high' })], { deps: depsOf(home) }, first)
    expect(refusal([first, again])).toContain('already seen')
  })

  it('is signed for a person by a key that his account had by then, and for nobody else', () => {
    const [mine, theirs] = [0, 1].map(() => generateKeyPairSync('ed25519').privateKey)
    if (!mine || !theirs) throw new Error('no keys')
    const signKey = Buffer.from(rawPublicKey(mine)).toString('base64url')
    const account = { create: 'account', id: uuidv7(), fields: { login: 'a', person, signKey } }
    home.log.append({ actor: person, act: 'a', ops: [account] })
    const signer = (key: KeyObject) => ({
      person,
      sign: (data: Uint8Array) => sign(null, data, key),
    })
    const append = (key: KeyObject) =>
      home.log.append({
        actor: person,
        act: 'close',
        ops: [{ patch: 'note', id, fields: { severity: 'high' } }],
        sign: { purpose: 'close', type: 'note', id, signer: signer(key) },
      })
    expect(() => append(theirs)).toThrow('commitInvalid')
    append(mine)
    const act = { purpose: 'close', type: 'note', id, person, heads: {} }
    const ops = [patch({ title: 'x' })]
    const plain = {
      stream,
      seq: 1,
      hlc: 1,
      actor: person,
      schema: 1,
      deps: depsOf(home),
      ops,
      act: 'x',
    }
    const signedBy = (key: KeyObject, about: Omit<Commit, 'signed'>) => {
      const bytes = sign(null, actDigest(home.workspace, about, act), key)
      return made(ops, { signed: { ...act, signature: bytes.toString('base64url') } })
    }
    expect(refusal([signedBy(theirs, plain)])).toContain('signature: of person')
    const others = { ...plain, ops: [patch({ title: 'y' })] }
    expect(refusal([signedBy(mine, others)])).toContain('signature: of person')
    expect(home.log.receive([signedBy(mine, plain)]).applied).toBe(1)
  })

  it('of a device that nobody enrolled before it wrote is refused', () => {
    const early = made([patch({ title: 'x' })], { deps: {} })
    expect(refusal([early])).toContain('enrolment: ')
    const create: Operation = { kind: 'create', type: 'entry', id: uuidv7(), fields: {} }
    // The enrolment is here, but not in the past of what it wrote: elsewhere it may not be here yet.
    expect(refusal([made([create], { deps: {} })])).toContain('enrolment: ')
    const late = openTestLog({ like: home })
    expect(copy(home.log, late.log).refused).toEqual([])
    expect(late.log.digest()).toBe(home.log.digest())
  })

  it('under another epoch is no replay: the device has to sign it anew', () => {
    const first = made([patch({ title: 'x' })])
    expect(home.log.receive([first]).applied).toBe(1)
    const epoch = stream.replace(/\.1$/u, '.2')
    const renamed = Buffer.from(first.body).toString('utf8').replace(stream, epoch)
    const copied = { ...first, stream: epoch, body: Buffer.from(renamed) }
    expect(home.log.receive([{ ...first, stream: epoch }]).refused[0]?.reason).toContain(
      'malformed',
    )
    expect(home.log.receive([copied]).applied).toBe(0)
    const stolen = sealed(copied.body, epoch, 1)
    const foreign = generateKeyPairSync('ed25519').privateKey
    expect(
      home.log.receive([{ ...stolen, signature: sign(null, stolen.hash, foreign) }]).refused[0]
        ?.reason,
    ).toContain('signature')
  })

  it('beside another of its number is a fork, told and kept as evidence', () => {
    const first = made([patch({ title: 'x' })])
    const other = made([patch({ title: 'y' })])
    const [kept, refused] = [home.log.receive([first]), home.log.receive([other])]
    expect([kept.applied, refused.applied, refused.refused[0]?.reason]).toEqual([
      1,
      0,
      'fork: another commit of this number is here',
    ])
    const after = made([patch({ title: 'z' }, { title: [`${stream}/1.0`] })], {}, other)
    expect(home.log.receive([after]).refused[0]?.reason).toContain('fork')
    expect(home.log.row('note', id)?.fields['title']).toBe('x')
    expect(home.db.prepare('SELECT count(*) FROM quarantine').pluck().get()).toBe(2)
  })

  it('that was damaged on its way is no fork, and is taken when it comes whole', async () => {
    const first = made([patch({ title: 'x' })])
    const second = made([patch({ title: 'y' }, { title: [`${stream}/1.0`] })], {}, first)
    const damaged = (commit: StoredCommit, from: string, to: string): StoredCommit => ({
      ...commit,
      body: Buffer.from(Buffer.from(commit.body).toString('utf8').replace(from, to)),
    })
    expect(home.log.receive([first, damaged(second, '"y"', '"z"')]).applied).toBe(1)
    expect(home.log.receive([second]).applied).toBe(1)
    // Hash and signature of the second under bytes that claim to be the first.
    const claimed = {
      ...damaged(first, '"x"', '"q"'),
      hash: second.hash,
      signature: second.signature,
    }
    for (const commit of [damaged(second, '"y"', '"z"'), damaged(first, '"x"', '"q"'), claimed])
      expect(home.log.receive([commit]).refused.map(({ reason }) => reason)).toEqual(['hash'])
    const { findings } = await verifyLog(home.db, home.workspace, shapesOf(TEST_TYPES), {
      progress: () => true,
    })
    expect(findings.list).toEqual([])
  })

  it('that its own device signed in another form than the canonical one is found', async () => {
    const first = made([patch({ title: 'x' })])
    expect(home.log.receive([first]).applied).toBe(1)
    const spaced = sealed(Buffer.from(` ${Buffer.from(first.body).toString('utf8')}`), stream, 1)
    home.db
      .prepare('UPDATE commits SET body = ?, hash = ?, signature = ? WHERE hash = ?')
      .run(spaced.body, spaced.hash, spaced.signature, first.hash)
    const { findings } = await verifyLog(home.db, home.workspace, shapesOf(TEST_TYPES), {
      progress: () => true,
    })
    expect(findings.list.map(({ kind, where }) => [kind, where])).toEqual([
      ['unreadable', `${stream}/1`],
    ])
  })

  it('waits for what it has seen, and counts as another history when that was something else', () => {
    const third = openTestLog({ like: home })
    third.log.append({
      actor: person,
      act: 'b',
      ops: [{ patch: 'note', id, fields: { title: 'third' } }],
    })
    const name = third.log.stream
    const [seen] = third.log.read(name, 1, 1)
    if (!seen) throw new Error('no commit')
    const deps = { ...depsOf(home), [name]: [1, hashPrefix(seen.hash)] as const }
    const waiting = made([patch({ title: 'after' }, { title: [`${name}/1.0`] })], { deps })
    expect(home.log.receive([waiting])).toMatchObject({ applied: 0, held: 1, refused: [] })
    expect(home.log.receive([seen])).toMatchObject({ applied: 2, held: 0, refused: [] })
    expect(home.log.row('note', id)).toMatchObject({ fields: { title: 'after' }, conflicts: [] })
    const wrong = { ...deps, [name]: [1, '0'.repeat(16)] as const }
    const mirror = openTestLog({ like: home })
    expect(mirror.log.receive([made([patch({ title: 'q' })], { deps: wrong })]).applied).toBe(0)
  })

  it('cannot push the clock of this device further than five minutes', () => {
    const far = made([patch({ title: 'x' })], { hlc: Number.MAX_SAFE_INTEGER })
    expect(home.log.receive([far]).applied).toBe(1)
    const { at } = home.log.append({
      actor: person,
      act: 'c',
      ops: [{ patch: 'note', id, fields: { severity: 'high' } }],
    })
    expect(at - Date.now()).toBeLessThanOrEqual(5 * 60_000)
  })
})

describe('a commit of one’s own', () => {
  it('names bases in their one form, so that no other device will refuse it', () => {
    const own = Object.keys(home.log.versionVector())[0] ?? ''
    const write = (seen: unknown) => () =>
      home.log.append({
        actor: person,
        act: 'd',
        ops: [
          { patch: 'note', id, fields: { title: 'd' }, seen: seen as Record<string, string[]> },
        ],
      })
    for (const ids of [[`${own}/3.0`, `${own}/3.0`], [`${own}/03.0`], ['x'], 'x', { length: 1 }])
      expect(write({ title: ids })).toThrow('commitInvalid')
    write({ title: [`${own}/3.0`] })()
    const other = openTestLog({ like: home })
    expect(other.log.row('note', id)?.fields['title']).toBe('d')
  })
})
