import type { KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CoreError } from '../../core/error.ts'
import { extract, workers } from '../../core/features/library/extract/extract.ts'
import { SAMPLES } from '../../core/features/library/extract/sample-files.ts'
import type { Core } from '../../core/host.ts'
import { rawPublic } from '../../core/keys/box.ts'
import { deviceIdOf } from '../../core/log/identity.ts'
import { codeOf, done, FOUNDER, signInAs, TestPlace } from '../../core/testing.ts'
import { decrypted, encrypted } from '../../core/sync/age.ts'
import { MalformedBatch, unpackBatch } from '../../core/sync/batch.ts'
import { lacking, takeInParts } from '../../core/sync/exchange.ts'
import { frames } from '../../core/sync/hub/frames.ts'
import { sessionDigest } from '../../core/sync/hub/link.ts'
import { read, written, type Section } from '../../core/sync/sections.ts'
import type { OpenWorkspace } from '../../core/workspace/open-workspace.ts'
import type { Hub } from '../../hub/hub.ts'
import { start } from '../../hub/start.ts'
import { certificatePart } from '../../core/sync/hub/code.ts'
import { numbers } from '../merge/world.ts'
import { countOf, ran } from '../support/fault-counts.ts'
import { mutated } from './mutation.ts'

const ROUNDS = countOf('mutated messages')
const seed = Date.now() % 2 ** 31
const random = numbers(seed)
const some = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T

const place = new TestPlace()
const stick = join(place.folder, 'stick')
let home: Core
let second: Core
let desk: Core
let hub: Hub
let server: FastifyInstance
let token = ''
let workspaceOf: (core: Core) => OpenWorkspace
let box: KeyObject
let bundle: Buffer
let plain: Buffer
let sections: Section[]
let batch: Uint8Array
let state: () => string

const file = (core: Core, name: string): string => core.chosen.add(join(stick, name))

/** Two workstations and a server that all hold the same: whatever they take beyond that was taken wrongly. */
beforeAll(async () => {
  mkdirSync(stick)
  workspaceOf = ({ manager }) => {
    if (!manager.workspace) throw new Error('not open')
    return manager.workspace
  }
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  // Nobody touches what long counts go on with for hours.
  await done(home, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const put = { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('attached') }
  const { sha256, size } = await done(home, 'files.put', put)
  const attachments = [{ sha256, name: put.name, mime: put.mime, size }]
  for (const text of ['one', 'two', 'three'])
    await done(home, 'log.write', { text, category: 'round', attachments })
  const passphrase = 'a rather long passphrase'
  const enrolled = await done(home, 'device.enrol', {
    name: 'B',
    code: 'B2',
    folder: home.chosen.add(stick),
    passphrase,
  })
  second = place.core({ workspacePath: join(place.folder, 'second') })
  await done(second, 'workspace.join', { file: file(second, enrolled.name), passphrase })
  await signInAs(second, FOUNDER.login)
  const { name } = await done(home, 'sync.exportBundle', { folder: home.chosen.add(stick) })
  await done(second, 'sync.importBundle', { file: file(second, name) })
  bundle = readFileSync(join(stick, name))
  if (!home.manager.session) throw new Error('not signed in')
  box = home.manager.session.keys.box
  const opened = await decrypted(streamOf(bundle), { box })
  plain = await bytesOf(opened as unknown as AsyncIterable<Uint8Array>)
  sections = []
  for await (const section of read(Readable.from([plain]), () => undefined)) sections.push(section)
  desk = place.core({ workspacePath: join(place.folder, 'desk') })
  await done(desk, 'workspace.create', FOUNDER)
  await done(desk, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const started = await start({ folder: join(place.folder, 'hub'), quiet: true })
  hub = started.hub
  server = started.server
  await server.ready()
  expect(certificatePart(started.certificates.authority)).not.toBe('')
  const workspace = workspaceOf(home)
  const { id, publicKey } = workspace
  await hub.claim({
    secret: hub.claimSecret ?? '',
    workspace: id,
    name: FOUNDER.name,
    demo: false,
    publicKey: Buffer.from(publicKey).toString('base64url'),
  })
  batch = [...lacking(workspace, {})][0] ?? new Uint8Array()
  await hub.served.intake.take(batch)
  state = () => {
    const { log } = workspaceOf(second)
    // A workstation writes by itself, too, like that it was backed up.
    const { [log.stream]: _own, ...others } = log.versionVector()
    return JSON.stringify([others, hub.state().holds])
  }
})
afterAll(async () => {
  await workers.close()
  await place.clear()
  await server.close()
  await hub.close()
})

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from([bytes])) as ReadableStream<Uint8Array>

async function openSession(): Promise<string> {
  const workspace = workspaceOf(home)
  const { challenge } = (await server.inject('/v1/hello')).json<{ challenge: string }>()
  const digest = sessionDigest(workspace.id, hub.publicKey, challenge)
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/session',
    payload: {
      device: deviceIdOf(workspace.publicKey),
      challenge,
      signature: Buffer.from(workspace.sign(digest)).toString('base64url'),
    },
  })
  return answer.json<{ token: string }>().token
}

/** What a file may be refused for; anything else is a fault of the program. */
const REFUSALS: ReadonlySet<string> = new Set([
  'ok',
  'bundleDamaged',
  'bundleLocked',
  'bundleNewer',
  'bundleForeign',
  'bundleUnknownDevice',
  'blobDamaged',
])

async function imported(bytes: Uint8Array): Promise<string> {
  writeFileSync(join(stick, 'mutated.wkbundle'), bytes)
  const code = await codeOf(second, 'sync.importBundle', { file: file(second, 'mutated.wkbundle') })
  expect(REFUSALS).toContain(code)
  return code
}

async function locked(bytes: Uint8Array): Promise<Buffer> {
  const stream = await encrypted(streamOf(bytes), { boxKeys: [rawPublic(box)] })
  return bytesOf(stream as unknown as AsyncIterable<Uint8Array>)
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other)

async function asked(
  method: 'POST' | 'PUT' | 'GET',
  url: string,
  payload?: Buffer | string,
): Promise<number> {
  const type = typeof payload === 'string' ? 'application/json' : 'application/octet-stream'
  const answer = await server.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    ...(payload === undefined ? {} : { payload }),
  })
  expect(answer.statusCode, answer.body).toBeLessThan(500)
  return answer.statusCode
}

const MESSAGES: readonly (readonly ['POST', string, unknown])[] = [
  ['POST', '/v1/pull', { holds: {} }],
  ['POST', '/v1/checkpoint', { sizes: [1, 3], commit: { stream: `${'0'.repeat(16)}.1`, seq: 1 } }],
  ['POST', '/v1/blobs/compare', { names: [['0'.repeat(64), 1]], all: true }],
  ['POST', '/v1/session', { device: '0'.repeat(16), challenge: 'x', signature: 'y' }],
  [
    'POST',
    '/v1/claim',
    { secret: 'x', workspace: '0'.repeat(32), name: 'x', demo: false, publicKey: 'A'.repeat(43) },
  ],
  ['POST', '/v1/invitations', { id: '00000', device: 'x', sealed: 'eA==', expiresAt: 1 }],
]

const CSV = Buffer.from(
  '姓名,角色,电话,备注\n李工,vendor,13800000000,夜间\n"Wang, ""b""",vendor,1,\n'.repeat(3),
)

/** One mutation each; what is wrong throws. */
const KINDS: Readonly<Record<string, () => Promise<void>>> = {
  'a bundle': async () => {
    const bytes = mutated(bundle, random)
    const code = await imported(bytes)
    if (!isSame(bytes, bundle)) expect(code).not.toBe('ok')
  },
  'a bundle, inside of its encryption': async () => {
    const bytes = mutated(plain, random)
    const code = await imported(await locked(bytes))
    if (!isSame(bytes, plain)) expect(code).not.toBe('ok')
  },
  'a bundle that its device signed': async () => {
    const at = Math.floor(random() * sections.length)
    const altered = sections.map((section, index) =>
      index === at ? { ...section, payload: mutated(section.payload, random) } : section,
    )
    const signed = written(altered, (digest) => workspaceOf(home).sign(digest))
    await imported(await locked(await bytesOf(signed)))
  },
  'commits for the server': async () => {
    await asked('POST', '/v1/push', mutated(batch, random))
  },
  'commits for the server, inside of their packing': async () => {
    await asked('POST', '/v1/push', zstdCompressSync(mutated(zstdDecompressSync(batch), random)))
  },
  'commits for a workstation': async () => {
    const frame = Buffer.concat([Buffer.from([0, 0, 0, 0]), batch, Buffer.alloc(4)])
    frame.writeUInt32BE(batch.length)
    try {
      for await (const one of frames(Readable.from([mutated(frame, random)])))
        await takeInParts(workspaceOf(second), unpackBatch(one))
    } catch (error) {
      if (!(error instanceof MalformedBatch) && !(error instanceof CoreError)) throw error
    }
  },
  'a message': async () => {
    const [method, url, body] = some(MESSAGES)
    await asked(method, url, mutated(Buffer.from(JSON.stringify(body)), random).toString('utf8'))
  },
  'a part of an attachment': async () => {
    const name = Buffer.from('ab'.repeat(32))
    const path = (random() < 0.5 ? mutated(name, random) : name).toString('latin1')
    const url = `/v1/blobs/${encodeURIComponent(path)}/1?offset=0&total=${batch.length}`
    await asked('PUT', url, mutated(batch, random))
  },
  'a document': async () => {
    const name = some(Object.keys(SAMPLES))
    const bytes = mutated(SAMPLES[name]?.() ?? new Uint8Array(), random)
    const source = { kind: 'bytes', bytes } as const
    const result = await extract({ source, name }, { stallMs: 6000, totalMs: 30_000 })
    if (!result.ok) expect(result.error.code).not.toBe('internal')
  },
  'a table of records': async () => {
    const bytes = mutated(CSV, random)
    const before = workspaceOf(desk).log.digest()
    const answer = await codeOf(desk, 'transfer.import', {
      type: 'contact',
      file: { name: 'a.csv', bytes },
      mapping: { 姓名: 'name', 角色: 'role', 电话: 'phone', 备注: 'notes' },
      dryRun: random() < 0.5,
      skipInvalid: random() < 0.5,
    })
    expect(answer).not.toBe('internal')
    if (answer !== 'ok') expect(workspaceOf(desk).log.digest()).toBe(before)
  },
}

it(`of ${ROUNDS} mutated bundles, messages, documents and tables none is taken wrongly, none breaks the program`, async () => {
  const before = state()
  const { log } = workspaceOf(second)
  const [digest, own] = [log.digest(), log.versionVector()[log.stream]]
  const kinds = Object.entries(KINDS)
  for (let round = 0; round < ROUNDS; round++) {
    const [what, mutate] = kinds[round % kinds.length] ?? []
    // A session has so many requests in a minute.
    if (round % 1000 === 0) token = await openSession()
    try {
      await mutate?.()
      expect(state()).toBe(before)
    } catch (error) {
      throw new Error(`${what}, round ${round} of seed ${seed}`, { cause: error })
    }
  }
  if (log.versionVector()[log.stream] === own) expect(log.digest()).toBe(digest)
  for (const core of [home, second, desk]) {
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  }
  ran('mutated messages', `${kinds.length} kinds, none taken wrongly`)
})
