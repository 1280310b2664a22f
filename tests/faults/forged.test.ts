import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import type { Json } from '../../contract/record-type.ts'
import type { Role } from '../../contract/roles.ts'
import { FEATURES } from '../../core/features.ts'
import { actDigest, chainHash, chainStart, encodeCommit, hashPrefix } from '../../core/log/codec.ts'
import { rawPublicKey, streamIdOf } from '../../core/log/identity.ts'
import { noteType, openTestLog } from '../../core/log/testing.ts'
import type { Commit, NewOperation, Operation, StoredCommit } from '../../core/log/types.ts'
import { typeRegistry } from '../../core/type-registry.ts'
import { numbers } from '../merge/world.ts'
import { countOf, ran } from '../support/fault-counts.ts'

const ROUNDS = countOf('forged commits')
/** Refused commits are kept as evidence: after so many the log is another one. */
const ROUNDS_OF_ONE = 500

const random = numbers(Date.now() % 2 ** 31)
const some = (most: number): number => Math.floor(random() * most)
const text = (): string => `forged ${some(1_000_000)}`
const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey
const publicText = (key: KeyObject): string => Buffer.from(rawPublicKey(key)).toString('base64url')

const TYPES = [noteType, ...typeRegistry(FEATURES).all()]

const accountOf = (person: string, key: KeyObject, roles: readonly Role[]): NewOperation => ({
  create: 'account',
  id: person,
  fields: { login: person, person, roles, clearance: 3, active: true, signKey: publicText(key) },
})

/** A workspace with its people, a note, and a device that is enrolled and in the wrong hands. */
class Scene {
  readonly administrator = uuidv7()
  /** An operator. */
  readonly victim = uuidv7()
  readonly victimKey = newKey()
  readonly lead = uuidv7()
  readonly manager = uuidv7()
  readonly home = openTestLog({
    types: TYPES,
    first: {
      actor: this.administrator,
      ops: [accountOf(this.administrator, newKey(), ['administrator'])],
    },
  })
  readonly hostile = newKey()
  readonly stream = streamIdOf(rawPublicKey(this.hostile), 1)
  readonly device = uuidv7()
  readonly settings = uuidv7()
  readonly change = uuidv7()
  readonly sheet = uuidv7()
  readonly note = uuidv7()
  readonly other = uuidv7()
  readonly #deps: Commit['deps']
  /** What the device wrote honestly. */
  readonly honest: StoredCommit
  /** A commit that a person signed, to be used again. */
  readonly signed: Commit

  constructor() {
    const { log } = this.home
    const write = (actor: string, ...ops: readonly NewOperation[]) =>
      log.append({ actor, act: 'a', ops })
    const device = { name: 'other', code: 'B', publicKey: publicText(this.hostile) }
    write(
      this.administrator,
      { create: 'device', id: this.device, fields: device },
      { create: 'workspace-settings', id: this.settings, fields: { name: 'x' } },
      accountOf(this.victim, this.victimKey, ['operator']),
      accountOf(this.lead, newKey(), ['lead']),
      accountOf(this.manager, newKey(), ['manager']),
    )
    write(
      this.victim,
      { create: 'change', id: this.change, fields: { title: 'x', status: 'requested' } },
      { create: 'handover-sheet', id: this.sheet, fields: { title: 'x' } },
    )
    for (const id of [this.note, this.other])
      write(this.victim, { create: 'note', id, fields: { title: 'mine', severity: 'low' } })
    const { commit } = log.append({
      actor: this.victim,
      act: 'close',
      ops: [{ patch: 'note', id: this.note, fields: { severity: 'high' } }],
      sign: {
        purpose: 'close',
        type: 'note',
        id: this.note,
        signer: { person: this.victim, sign: (data) => sign(null, data, this.victimKey) },
      },
    })
    const signed = log.commit(commit)
    if (!signed) throw new Error('no commit')
    this.signed = signed
    const [stream = '', [seq, hash] = [0, '']] = Object.entries(log.heads())[0] ?? []
    this.#deps = { [stream]: [seq, hash.slice(0, 16)] }
    this.honest = this.made({ ops: [this.patch({ title: 'honest' })] })
    expect(log.receive([this.honest]).applied).toBe(1)
  }

  patch(fields: Record<string, string>, base: Record<string, string[]> = {}, id = this.note) {
    return { kind: 'patch', type: 'note', id, fields, base } as const satisfies Operation
  }

  /** A change in the name of one of the people, by the workstation's key alone. */
  as(
    actor: string,
    type: string,
    id: string,
    fields: Readonly<Record<string, Json>>,
  ): StoredCommit {
    return this.made({ actor, ops: [{ kind: 'patch', type, id, fields, base: {} }] })
  }

  /** A new record in the name of one of the people. */
  new(actor: string, type: string, fields: Readonly<Record<string, Json>>): StoredCommit {
    return this.made({ actor, ops: [{ kind: 'create', type, id: uuidv7(), fields }] })
  }

  /** The next commit of the hostile device, in order but for what is said of it. */
  made(more: Partial<Commit>, key = this.hostile, previous?: StoredCommit): StoredCommit {
    const before = previous ?? this.honest
    const seq = more.seq ?? (before?.seq ?? 0) + 1
    const commit: Commit = {
      stream: this.stream,
      hlc: 1 + some(1_000_000),
      actor: this.victim,
      schema: 1,
      deps: before ? {} : this.#deps,
      ops: [this.patch({ title: text() })],
      act: 'x',
      ...more,
      seq,
    }
    return this.sealed(encodeCommit(commit), commit.stream, seq, key, before)
  }

  sealed(body: Uint8Array, stream: string, seq: number, key: KeyObject, before?: StoredCommit) {
    const follows = before && stream === this.stream ? before.hash : chainStart(this.home.workspace)
    const hash = chainHash(follows, body)
    return { stream, seq, body, hash, signature: sign(null, hash, key) }
  }
}

const FORGERIES: Readonly<Record<string, (scene: Scene) => StoredCommit>> = {
  'signed for a person by another key': (scene) => {
    const act = { purpose: 'close', type: 'note', id: scene.note, person: scene.victim, heads: {} }
    const ops = [scene.patch({ title: text() })]
    const hlc = 1 + some(1000)
    const about = {
      stream: scene.stream,
      seq: 2,
      hlc,
      actor: scene.victim,
      schema: 1,
      deps: {},
      ops,
      act: 'x',
    }
    const signature = sign(null, actDigest(scene.home.workspace, about, act), scene.hostile)
    return scene.made({ ops, hlc, signed: { ...act, signature: signature.toString('base64url') } })
  },
  'a person’s signature under other words': (scene) => {
    const { signed } = scene.signed
    return scene.made({ ops: [scene.patch({ severity: text() })], ...(signed ? { signed } : {}) })
  },
  'a signed act said once more': (scene) => {
    const { ops, act, hlc, signed } = scene.signed
    return scene.made({ ops, act, hlc, ...(signed ? { signed } : {}) })
  },
  'in the device’s own name what only people write': (scene) =>
    scene.made({ actor: 'device', ops: [scene.patch({ title: text() })] }),
  'by a device that nobody enrolled': (scene) => {
    const key = newKey()
    return scene.made({ stream: streamIdOf(rawPublicKey(key), 1 + some(9)), seq: 1 }, key)
  },
  'by a device that enrols itself': (scene) => {
    const key = newKey()
    const fields = { name: text(), code: 'X', publicKey: publicText(key) }
    const ops: Operation[] = [{ kind: 'create', type: 'device', id: uuidv7(), fields }]
    return scene.made({ stream: streamIdOf(rawPublicKey(key), 1), seq: 1, ops }, key)
  },
  'in the chain of another device': (scene) => {
    const { log, workspace } = scene.home
    const seq = (log.versionVector()[log.stream] ?? 0) + 1
    const [before] = log.read(log.stream, seq - 1, 1)
    const commit = {
      stream: log.stream,
      seq,
      hlc: 1,
      actor: scene.victim,
      schema: 1,
      deps: {},
      act: 'x',
    }
    const body = encodeCommit({ ...commit, ops: [scene.patch({ title: text() })] })
    const hash = chainHash(before?.hash ?? chainStart(workspace), body)
    return { stream: log.stream, seq, body, hash, signature: sign(null, hash, scene.hostile) }
  },
  'instead of one that is here': (scene) => {
    const body = Buffer.from(scene.honest.body).toString('utf8').replace('honest', text())
    return scene.sealed(Buffer.from(body), scene.stream, 1, scene.hostile)
  },
  'a field by what was written of another record': (scene) =>
    scene.made({
      ops: [scene.patch({ title: text() }, { title: [`${scene.stream}/1.0`] }, scene.other)],
    }),
  'a field by what was written of another field': (scene) =>
    scene.made({ ops: [scene.patch({ severity: text() }, { severity: [`${scene.stream}/1.0`] })] }),
  'a base that is still to come': (scene) =>
    scene.made({
      ops: [scene.patch({ title: text() }, { title: [`${scene.stream}/${3 + some(9)}.0`] })],
    }),
  'a record that was never made': (scene) =>
    scene.made({ ops: [scene.patch({ title: text() }, {}, uuidv7())] }),
  'a record made again by who knew it': (scene) =>
    scene.made({
      ops: [{ kind: 'create', type: 'note', id: scene.note, fields: { title: text() } }],
    }),
  'a past that it has not': (scene) =>
    scene.made({ deps: { [scene.home.log.stream]: [2, hashPrefix(randomBytes(32))] } }),
  'replayed under another number': (scene) => ({ ...scene.honest, seq: 2 + some(9) }),
  'replayed under another epoch': (scene) => {
    const stream = scene.stream.replace(/\.1$/u, `.${2 + some(99)}`)
    const body = Buffer.from(scene.honest.body).toString('utf8').replace(scene.stream, stream)
    return { ...scene.honest, stream, body: Buffer.from(body) }
  },
  'of another workspace': (scene) => {
    const made = scene.made({})
    const hash = chainHash(chainStart(uuidv7()), made.body)
    return { ...made, hash, signature: sign(null, hash, scene.hostile) }
  },
  'in another form than the one': (scene) => {
    const { body } = scene.made({})
    const loose = Buffer.from(body).toString('utf8').replace('[', '[ ')
    return scene.sealed(Buffer.from(loose), scene.stream, 2, scene.hostile, scene.honest)
  },
  'with a bit of its signature turned': (scene) => {
    const made = scene.made({})
    const signature = Buffer.from(made.signature)
    const at = some(signature.length)
    signature[at] = (signature[at] ?? 0) ^ (1 << some(8))
    return { ...made, signature }
  },
}

/** By the workstation's key, in the name of somebody whose roles do not allow it. */
const FORGED_ROLES: Readonly<Record<string, (scene: Scene) => StoredCommit>> = {
  'by an operator who makes himself an administrator': (scene) =>
    scene.as(scene.victim, 'account', scene.victim, { roles: ['administrator'], login: text() }),
  'by somebody without an account': (scene) => scene.new(uuidv7(), 'note', { title: text() }),
  'by an operator: an account': (scene) =>
    scene.new(scene.victim, 'account', { login: text(), person: uuidv7(), roles: ['manager'] }),
  'by an operator: another’s key': (scene) =>
    scene.as(scene.victim, 'account', scene.manager, { signKey: publicText(newKey()) }),
  'in a lead’s name: a workstation': (scene) =>
    scene.new(scene.lead, 'device', { name: text(), code: 'Z', publicKey: publicText(newKey()) }),
  'in a lead’s name: a workstation that does not count any more': (scene) =>
    scene.as(scene.lead, 'device', scene.device, { revokedAt: some(1000), revokedHolds: {} }),
  'in a manager’s name: settings': (scene) =>
    scene.as(scene.manager, 'workspace-settings', scene.settings, { name: text() }),
  'in a manager’s name: a server': (scene) =>
    scene.new(scene.manager, 'sync-server', { url: text() }),
  'by an operator: a change approved': (scene) =>
    scene.as(scene.victim, 'change', scene.change, { status: 'approved', title: text() }),
  'in a manager’s name: a change approved without his signature': (scene) =>
    scene.as(scene.manager, 'change', scene.change, { status: 'approved', title: text() }),
  'by an operator: a change that was approved from its beginning': (scene) =>
    scene.new(scene.victim, 'change', { status: 'approved', title: text() }),
  'by an operator: what a lead countersigns': (scene) =>
    scene.as(scene.victim, 'handover-sheet', scene.sheet, { countersignedAt: some(1000) }),
  'in a lead’s name: what he countersigns, without his signature': (scene) =>
    scene.as(scene.lead, 'handover-sheet', scene.sheet, { countersignedAt: some(1000) }),
  'in the administrator’s name: what is the operators’ and leads’': (scene) =>
    scene.new(scene.administrator, 'change', { title: text() }),
}

it(`of ${ROUNDS} forged and replayed commits none is taken`, () => {
  const kinds = Object.entries({ ...FORGERIES, ...FORGED_ROLES })
  let scene = new Scene()
  let before = scene.home.log.digest()
  for (let round = 0; round < ROUNDS; round++) {
    if (round % ROUNDS_OF_ONE === 0 && round > 0) {
      scene.home.db.close()
      scene = new Scene()
      before = scene.home.log.digest()
    }
    const [what, forge] = kinds[round % kinds.length] ?? []
    if (!forge) throw new Error('nothing to forge')
    const { log } = scene.home
    const vector = JSON.stringify(log.versionVector())
    const commit = forge(scene)
    const report = log.receive(some(2) === 0 ? [commit] : [scene.honest, commit])
    expect(report.applied, what).toBe(0)
    if (what && what in FORGED_ROLES)
      expect(report.refused.at(-1)?.reason, what).toMatch(/^role: person /u)
    expect(JSON.stringify(log.versionVector()), what).toBe(vector)
    // What belongs to no place waits for what would come before it, and never counts.
    if (report.refused.length === 0) expect(report.held, what).toBeGreaterThan(0)
    if (round % 50 === 0) expect(log.digest(), what).toBe(before)
  }
  expect(scene.home.log.digest()).toBe(before)
  // The way is not closed for what is honest.
  expect(scene.home.log.receive([scene.made({})]).applied).toBe(1)
  ran('forged commits', `${kinds.length} kinds, none taken`)
})
