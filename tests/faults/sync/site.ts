import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCore, type Core } from '../../../core/host.ts'
import { done, FOUNDER, signInAs } from '../../../core/testing.ts'
import { Hub } from '../../../hub/hub.ts'
import { TestHub, until } from '../../../hub/testing.ts'
import { faultsOf, lostIn, newFolder, openRaw, removeFolder } from '../place.ts'
import { Line } from './cut-line.ts'
import { DeviceProcess, HubProcess, type DevicePlace, type State } from './process.ts'

/** Within that, everything is everywhere once the network is whole. */
const DRAINS_MS = 30_000

/** A server and three devices as processes of their own, with a network between them that can be broken. */
export class Site {
  readonly folder: string
  readonly hubFolder: string
  readonly hub: HubProcess
  /** One for each device. */
  readonly lines: readonly Line[]
  readonly devices: readonly DeviceProcess[]

  private constructor(
    folder: string,
    port: number,
    lines: readonly Line[],
    places: readonly DevicePlace[],
    postgres: string | undefined,
  ) {
    this.folder = folder
    this.hubFolder = join(folder, 'hub')
    const more = postgres === undefined ? [] : ['--postgres', postgres]
    this.hub = new HubProcess(this.hubFolder, port, more)
    this.lines = lines
    this.devices = places.map((place, at) => new DeviceProcess(place, lines[at]?.port ?? port))
  }

  /** Made, connected and closed again; nothing runs yet. */
  static async make(name: string, postgres?: string): Promise<Site> {
    const folder = newFolder(name)
    TestHub.databaseOf = postgres === undefined ? undefined : () => postgres
    const hub = await TestHub.start(join(folder, 'hub'))
    const { port, address } = hub
    const cores: Core[] = []
    const places: DevicePlace[] = []
    const core = (device: string): Core => {
      const made = createCore({ workspacePath: join(folder, device) })
      cores.push(made)
      return made
    }
    const first = core('device-0')
    await done(first, 'workspace.create', FOUNDER)
    await done(first, 'sync.connect', { address, code: hub.code })
    for (const device of [1, 2]) {
      const asked = { name: `device ${device}`, code: `D${device}` }
      const { invitation } = await done(first, 'device.invite', asked)
      const other = core(`device-${device}`)
      // The invitation is there before the record that it is of.
      await until(() => {
        const mine = first.manager.workspace?.log.digest()
        return hub.hub.replica?.workspace.log.digest() === mine
      })
      await done(other, 'workspace.joinServer', { address, code: invitation })
      await signInAs(other, FOUNDER.login)
    }
    for (const { manager } of cores) {
      if (!manager.workspace || !manager.session) throw new Error('not signed in')
      places.push({
        folder: manager.workspace.path,
        key: Uint8Array.from(manager.workspace.databaseKey),
        person: manager.session.person,
      })
    }
    for (const one of cores) await one.close()
    await hub.close()
    const lines = await Promise.all(places.map(() => Line.to(port)))
    return new Site(folder, port, lines, places, postgres)
  }

  /** One for all. */
  get line(): Line {
    const [line] = this.lines
    if (!line) throw new Error('no device')
    return line
  }

  async start(): Promise<void> {
    await Promise.all([this.hub, ...this.devices].map((one) => one.start()))
  }

  write(ms: number): void {
    for (const device of this.devices) device.say(`write ${ms}`)
  }

  /** Waits until all devices hold the same and nothing is on its way; answers how long it took. */
  async drained(): Promise<number> {
    const began = Date.now()
    for (;;) {
      const states = await Promise.all(this.devices.map((device) => device.state()))
      if (isSettled(states)) return Date.now() - began
      if (Date.now() - began > DRAINS_MS) throw new Error(`not drained: ${JSON.stringify(states)}`)
      await sleep(100)
    }
  }

  /** Ends everything; what is wrong with any of the stores, or lost. */
  async faults(): Promise<readonly string[]> {
    for (const one of [...this.devices, this.hub]) await one.kill('SIGTERM')
    const acknowledged = this.devices.flatMap((device) => device.acknowledged)
    const faults: string[] = []
    const digests = new Set<string>()
    for (const { place } of this.devices) {
      faults.push(...(await faultsOf(place.folder, place.key, acknowledged)))
      const workspace = openRaw(place.folder, place.key)
      digests.add(workspace.log.digest())
      faults.push(...workspace.log.quarantined().map((one) => `refused: ${JSON.stringify(one)}`))
      workspace.close()
    }
    const hub = await Hub.open(this.hubFolder)
    const { replica } = hub.served
    digests.add(replica.workspace.log.digest())
    faults.push(...lostIn(replica.workspace, acknowledged))
    faults.push(
      ...replica.workspace.log.quarantined().map((one) => `hub refused: ${JSON.stringify(one)}`),
    )
    await hub.close()
    return [...faults, ...(digests.size === 1 ? [] : [`${digests.size} digests`])]
  }

  async close(): Promise<void> {
    for (const one of [...this.devices, this.hub]) await one.kill()
    for (const line of this.lines) line.close()
    removeFolder(this.folder)
  }
}

const isSettled = (states: readonly State[]): boolean => {
  const [first] = states
  return states.every(
    ({ holds, attachments, toSend }) =>
      toSend === 0 &&
      // By name: each may have as many that the others lack.
      JSON.stringify([holds, attachments]) === JSON.stringify([first?.holds, first?.attachments]),
  )
}
