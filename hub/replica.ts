import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Claim } from '../contract/hub-protocol.ts'
import { CoreError } from '../core/error.ts'
import { FEATURES } from '../core/features.ts'
import { decode } from '../core/keys/box.ts'
import { deviceIdOf, rawPublicKey } from '../core/log/identity.ts'
import { typeRegistry } from '../core/type-registry.ts'
import { FORMAT, readDescription } from '../core/workspace/description.ts'
import { localState, setLocalState } from '../core/workspace/local-state.ts'
import { takeLock } from '../core/workspace/lock.ts'
import {
  finishCreation,
  joinWorkspace,
  openWorkspace,
  PROGRAM_VERSION,
  type OpenWorkspace,
} from '../core/workspace/open-workspace.ts'
import { makeFolder } from '../core/workspace/files.ts'
import type { Settings } from './settings.ts'
import type { Site } from './store.ts'

const HUB_CODE = 'HUB'

export interface Known {
  readonly publicKey: Uint8Array
  readonly record: string | undefined
  readonly name: string
  readonly revoked: boolean
}

/**
 * The server's copy of the workspace: the log with its tables, as every workstation has it, without anybody who could
 * open what is above internal. It has a device's key and a record, and never writes.
 */
export class Replica {
  readonly workspace: OpenWorkspace
  readonly #release: () => void
  #devices: ReadonlyMap<string, Known> | undefined

  private constructor(workspace: OpenWorkspace, release: () => void) {
    this.workspace = workspace
    this.#release = release
    workspace.log.onChange((changed) => {
      if (changed.has('device')) this.#devices = undefined
    })
  }

  /** Undefined while the server has no workspace. Throws CoreError as openWorkspace and takeLock do. */
  static open(folder: string, settings: Settings, now: () => number): Replica | undefined {
    const place = join(folder, 'workspace')
    const description = readDescription(place)
    if (description === undefined) return undefined
    const release = takeLock(place)
    try {
      const options = { folder: place, databaseKey: settings.databaseKey, types, now }
      return new Replica(openWorkspace(options, description), release)
    } catch (error) {
      release()
      throw error
    }
  }

  /** Makes the empty copy of a workspace whose device has claimed the server. */
  static create(folder: string, settings: Settings, site: Site, now: () => number): Replica {
    const place = join(folder, 'workspace')
    makeFolder(place)
    const release = takeLock(place)
    try {
      const opened = joinWorkspace(
        { folder: place, databaseKey: settings.databaseKey, types, now },
        {
          format: FORMAT,
          workspace: site.workspace,
          name: site.name,
          demo: site.demo,
          createdWith: PROGRAM_VERSION,
        },
        { key: settings.deviceKey, record: site.record, code: HUB_CODE },
      )
      setLocalState(opened.db, 'claimant', site.publicKey)
      finishCreation(place, opened, site.demo)
      return new Replica(opened, release)
    } catch (error) {
      release()
      throw error
    }
  }

  get claimant(): string | undefined {
    return localState(this.workspace.db, 'claimant')
  }

  /** What was claimed. */
  get site(): Site {
    const { workspace, claimant } = this
    const { id, name, device } = workspace
    const { demo } = readDescription(workspace.path) ?? {}
    if (claimant === undefined || demo === undefined)
      throw new CoreError('workspaceDamaged', { detail: workspace.path })
    return { workspace: id, name, demo, publicKey: claimant, record: device.record }
  }

  /** The device of the first part of a stream's id. */
  device(id: string): Known | undefined {
    this.#devices ??= this.#readDevices()
    return this.#devices.get(id)
  }

  /** Ids of the devices that may not come any more. */
  revoked(): readonly string[] {
    this.#devices ??= this.#readDevices()
    return [...this.#devices].flatMap(([id, { revoked }]) => (revoked ? [id] : []))
  }

  #readDevices(): ReadonlyMap<string, Known> {
    const rows = this.workspace.db
      .prepare<[], { id: string; name: string; publicKey: string; revokedAt: number | null }>(
        'SELECT id, name, "publicKey", "revokedAt" FROM r_device WHERE _deleted = 0',
      )
      .all()
    const known = rows.map(({ id, name, publicKey, revokedAt }): Known => ({
      publicKey: decode(publicKey),
      record: id,
      name,
      revoked: revokedAt !== null,
    }))
    const claimant = this.claimant
    const first: readonly Known[] =
      claimant === undefined
        ? []
        : [{ publicKey: decode(claimant), record: undefined, name: '', revoked: false }]
    // A record of the log counts before what was told at the claim.
    return new Map([...first, ...known].map((one) => [deviceIdOf(one.publicKey), one]))
  }

  /** Ends it; what it held stays beside for whoever wants to know. */
  setAside(at: number): void {
    const { path } = this.workspace
    this.close()
    renameSync(path, `${path}-set-aside-${at}`)
  }

  close(): void {
    this.workspace.close()
    this.#release()
  }
}

const types = typeRegistry(FEATURES)

/** Throws CoreError hubClaimed when the copy belongs to somebody else. */
export function requireClaimant(replica: Replica, claim: Claim): void {
  if (replica.workspace.id !== claim.workspace || replica.claimant !== claim.publicKey)
    throw new CoreError('hubClaimed')
}

export const publicKeyOf = (settings: Settings): Uint8Array => rawPublicKey(settings.deviceKey)
