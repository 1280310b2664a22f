import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCore, type Core } from '../../../core/host.ts'
import { HubService } from '../../../core/sync/hub/service.ts'
import { OVERRIDE } from '../../../core/sync/hub/server-record.ts'
import { done, FOUNDER, signInAs } from '../../../core/testing.ts'
import { setLocalState } from '../../../core/workspace/local-state.ts'
import type { OpenWorkspace } from '../../../core/workspace/open-workspace.ts'
import { TestHub, until } from '../../../hub/testing.ts'
import { numbers, shuffled } from '../../merge/world.ts'
import { DiskImage } from '../../support/disk-image.ts'
import { countOf, ran } from '../../support/fault-counts.ts'
import { faultsOf, lostIn, newFolder, openRaw, removeFolder, type Acknowledged } from '../place.ts'
import { writeEntry } from '../writing.ts'

const RESTORES = countOf('restores of server and devices')
const SETTLES_MS = 30_000

const seed = Date.now() % 2 ** 31
const random = numbers(seed)
const some = (most: number): number => Math.floor(random() * most)
const folder = newFolder('restores')

/** A store that is closed, copied, put back and opened again, with the program around it. */
interface Store {
  readonly folder: string
  open(): Promise<void>
  close(): Promise<void>
}

class Station implements Store {
  readonly folder: string
  readonly #key: Uint8Array
  readonly #person: string
  readonly #service = new HubService({
    now: Date.now,
    changed: () => undefined,
    received: () => undefined,
    report: (job, error) => {
      throw new Error(job, { cause: error })
    },
  })
  #workspace: OpenWorkspace | undefined
  #count = 0
  acknowledged: Acknowledged[] = []
  /** Its disk went back and it does not know yet. */
  isAstray = false

  constructor({ manager }: Core) {
    if (!manager.workspace || !manager.session) throw new Error('not signed in')
    this.folder = manager.workspace.path
    this.#key = Uint8Array.from(manager.workspace.databaseKey)
    this.#person = manager.session.person
  }

  get workspace(): OpenWorkspace {
    if (!this.#workspace) throw new Error('closed')
    return this.#workspace
  }

  open(): Promise<void> {
    this.#workspace = openRaw(this.folder, this.#key)
    setLocalState(this.workspace.db, OVERRIDE, `https://127.0.0.1:${port}`)
    this.#service.start(this.workspace)
    return Promise.resolve()
  }

  async close(): Promise<void> {
    await this.#service.stop()
    this.workspace.close()
    this.#workspace = undefined
  }

  write(): void {
    for (let left = 1 + some(4); left > 0; left--) {
      const entry = writeEntry(this.workspace, this.#person, ++this.#count)
      if (!this.isAstray && used.has(entry.commit))
        throw new Error(`${entry.commit} is used a second time, seed ${seed}`)
      used.add(entry.commit)
      this.acknowledged.push(this.isAstray ? { ...entry, commit: '' } : entry)
    }
  }

  hurry(): void {
    this.#service.now()
  }

  /** Everything of it is at the server, and it lacks nothing of that. */
  isSettled(hub: TestHub): boolean {
    const { log, blobs } = this.workspace
    const server = hub.hub.served.replica.workspace
    return (
      this.#service.status()?.toSend === 0 &&
      same(log.versionVector(), server.log.versionVector()) &&
      same(namesOf(blobs), namesOf(server.blobs))
    )
  }

  standing(): object {
    const { log } = this.workspace
    return {
      holds: log.versionVector(),
      refused: log.quarantined(),
      status: this.#service.status(),
    }
  }

  faults(): Promise<readonly string[]> {
    return faultsOf(this.folder, this.#key, [])
  }
}

class Server implements Store {
  readonly folder = join(folder, 'hub')
  hub: TestHub | undefined

  async open(): Promise<void> {
    this.hub = await TestHub.start(this.folder, port)
  }

  async close(): Promise<void> {
    await this.hub?.close()
  }
}

const same = (one: object, other: object): boolean => {
  const sorted = (of: object) => JSON.stringify(Object.entries(of).toSorted())
  return sorted(one) === sorted(other)
}

const namesOf = (blobs: OpenWorkspace['blobs']): object =>
  Object.fromEntries([...blobs.list()].map(({ sha256 }) => [sha256, true]))

/** Every commit that was ever acknowledged, also those that went with their store. */
const used = new Set<string>()
let port = 0
const server = new Server()
/** Whether its disk went back: then it may have signed another order, and taken another history, than it has now, and devices say so. */
let isRewritten = false
let stations: readonly Station[]

beforeAll(async () => {
  await server.open()
  const { hub } = server
  if (!hub) throw new Error('no server')
  port = hub.port
  const { address } = hub
  const cores = ['0', '1', '2'].map((name) =>
    createCore({ workspacePath: join(folder, `device-${name}`) }),
  )
  const [first, ...others] = cores as [Core, ...Core[]]
  await done(first, 'workspace.create', FOUNDER)
  await done(first, 'sync.connect', { address, code: hub.code })
  for (const [at, other] of others.entries()) {
    const asked = { name: `device ${at}`, code: `D${at}` }
    const { invitation } = await done(first, 'device.invite', asked)
    const digest = () => first.manager.workspace?.log.digest()
    await until(() => hub.hub.replica?.workspace.log.digest() === digest())
    await done(other, 'workspace.joinServer', { address, code: invitation })
    await signInAs(other, FOUNDER.login)
  }
  stations = cores.map((core) => new Station(core))
  for (const core of cores) await core.close()
  for (const station of stations) await station.open()
})
afterAll(async () => {
  for (const station of stations) await station.close()
  await server.close()
  removeFolder(folder)
})

/** How far everybody is, for whoever looks into what did not settle. */
function standing(): string {
  const { workspace } = server.hub?.hub.served.replica ?? {}
  const holds = workspace?.log.versionVector()
  return JSON.stringify({ holds, stations: stations.map((station) => station.standing()) })
}

async function settled(): Promise<void> {
  const end = Date.now() + SETTLES_MS
  for (let turn = 0; ; turn++) {
    const { hub } = server
    if (hub && stations.every((station) => station.isSettled(hub))) return
    if (Date.now() > end) throw new Error(`not settled, seed ${seed}: ${standing()}`)
    if (turn % 10 === 0) for (const station of stations) station.hurry()
    await sleep(5)
  }
}

/** What somebody whose store was not put back holds; the rest of a device's writing ends with its store. */
function forget(victim: Station, witnesses: readonly OpenWorkspace[]): void {
  victim.acknowledged = victim.acknowledged
    .filter(({ id, commit }) => {
      const isKnown = witnesses.some(({ log }) => log.commitsOf(id).length > 0)
      if (!isKnown) used.delete(commit)
      return isKnown
    })
    .map(({ blob, ...entry }) =>
      blob !== undefined && witnesses.some(({ blobs }) => blobs.has(blob))
        ? { ...entry, blob }
        : entry,
    )
}

/** What follows from the server's disk alone; what comes after a second commit of a number fits no hash. */
const isTold = (fault: string): boolean =>
  isRewritten && ['fork', 'hash', 'serverContradicts'].some((kind) => fault.startsWith(kind))

it(`server, devices or both are put back ${RESTORES} times to an older copy: nothing is lost that anybody holds, no number used twice`, async () => {
  for (let count = 0; count < RESTORES;) {
    const victims = shuffled<Store>([server, ...stations], random).slice(0, 1 + some(3))
    for (const station of stations) station.write()
    await sleep(some(20))
    for (const one of victims) await one.close()
    // A copy, as a backup is one, or the disk itself.
    const isDisk = some(2) === 0
    const images = isDisk ? victims.map((one) => new DiskImage(one.folder)) : []
    if (!isDisk)
      for (const [at, one] of victims.entries())
        cpSync(one.folder, join(folder, `copy-${at}`), { recursive: true })
    for (const one of victims) await one.open()
    for (const station of stations) station.write()
    // Now and then others get what is lost then.
    await sleep(some(some(4) === 0 ? 400 : 40))
    const standing = stations.filter((station) => !victims.includes(station))
    const witnesses = standing.map(({ workspace }) => workspace)
    const served = server.hub?.hub.served.replica.workspace
    if (served && !victims.includes(server)) witnesses.push(served)
    for (const station of stations) if (victims.includes(station)) forget(station, witnesses)
    for (const one of victims) await one.close()
    for (const image of images) image.putBack()
    isRewritten ||= isDisk && victims.includes(server)
    if (isDisk) for (const one of victims) if (one instanceof Station) one.isAstray = true
    for (const [at, one] of isDisk ? [] : victims.entries()) {
      rmSync(one.folder, { recursive: true })
      cpSync(join(folder, `copy-${at}`), one.folder, { recursive: true })
      rmSync(join(folder, `copy-${at}`), { recursive: true })
    }
    // A device may go on without the server first, where it could use a number again.
    for (const one of victims) if (one !== server) await one.open()
    for (const station of stations) station.write()
    if (victims.includes(server)) await server.open()
    count += victims.length
    await settled()
    for (const station of stations) station.isAstray = false
  }
  const { workspace } = server.hub?.hub.served.replica ?? {}
  if (!workspace) throw new Error('no server')
  const acknowledged = stations.flatMap((station) => station.acknowledged)
  for (const one of [workspace, ...stations.map((station) => station.workspace)]) {
    expect(lostIn(one, acknowledged)).toEqual([])
    expect(one.log.quarantined().filter(({ reason }) => !isTold(reason))).toEqual([])
    expect(one.log.digest()).toBe(workspace.log.digest())
  }
  for (const station of stations) {
    await station.close()
    const faults = (await station.faults()).filter((fault) => !fault.startsWith('blobMissing'))
    expect(faults.filter((fault) => !isTold(fault))).toEqual([])
    await station.open()
  }
  ran('restores of server and devices', `${acknowledged.length} entries kept, no number twice`)
})
