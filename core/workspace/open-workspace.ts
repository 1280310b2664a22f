import { createPrivateKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../contract/record-type.ts'
import { storageError } from '../db/errors.ts'
import { migrate } from '../db/migrate.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { openDatabase, rekeyDatabase } from '../db/open.ts'
import { CoreError } from '../error.ts'
import { decode, encode, pkcs8Of } from '../keys/box.ts'
import { rawPublicKey, workspaceIdOf } from '../log/identity.ts'
import { openLog } from '../log/open-log.ts'
import { blobStore } from './blobs.ts'
import { writeDescription, FORMAT, type Description } from './description.ts'
import { beginAnywhere, markOf, nextEpoch, openEpoch, type Epoch } from './epoch.ts'
import { makeFolder, pathsOf } from './files.ts'
import { localState, setLocalState } from './local-state.ts'
import type { TypeRegistry, Workspace } from './workspace.ts'

export const PROGRAM_VERSION = '0.1.0'

export interface OpenWorkspace extends Workspace {
  /** The key in use; changes with `rekey`. */
  readonly databaseKey: Uint8Array
  /** True when the database was opened with the key that an interrupted change had prepared. */
  readonly rekeyed: boolean
  rekey(key: Uint8Array): void
  /** 32 bytes of this device's public key. */
  readonly publicKey: Uint8Array
  /** Signs with this device's key. */
  sign(data: Uint8Array): Uint8Array
  /** Goes on in a stream of its own: others know more of this device than it does. */
  renewEpoch(): void
  close(): void
}

export interface OpenOptions {
  readonly folder: string
  readonly databaseKey: Uint8Array
  readonly types: TypeRegistry
  readonly now: () => number
  readonly rekeyed?: boolean
}

/** Opens an existing workspace with its database key. Throws CoreError as openDatabase and openLog do. */
export function openWorkspace(options: OpenOptions, description: Description): OpenWorkspace {
  const db = openDatabase(pathsOf(options.folder).database, options.databaseKey)
  try {
    migrate(db, MIGRATIONS)
    return unlocked(options, description, db)
  } catch (error) {
    db.close()
    throw error
  }
}

function unlocked(options: OpenOptions, description: Description, db: Database): OpenWorkspace {
  const device = deviceKey(db)
  let stream = openEpoch(options.folder, db, options.now)
  const log = openLog(db, options.types.all(), {
    workspace: description.workspace,
    device,
    epoch: stream.epoch,
    now: options.now,
  })
  let databaseKey = options.databaseKey
  // Derived from the key of the attachments, which what is derived from them need not outlive: it stays when the database key is changed.
  const blobKey = decode(mustHave(db, 'blobKey'))
  return {
    path: options.folder,
    id: description.workspace,
    name: description.name,
    get databaseKey() {
      return databaseKey
    },
    rekeyed: options.rekeyed === true,
    rekey(key) {
      rekeyDatabase(db, key)
      databaseKey = key
    },
    publicKey: rawPublicKey(device),
    sign: (data) => sign(null, data, device),
    renewEpoch() {
      stream = nextEpoch(options.folder, db, options.now)
      log.begin(stream.epoch)
    },
    db,
    types: options.types,
    log,
    blobs: blobStore(pathsOf(options.folder).blobs, blobKey),
    derivedKey: (name) =>
      new Uint8Array(hkdfSync('sha256', blobKey, name, 'watchkeeper derived 1', 32)),
    device: deviceOf(db, () => stream),
    close() {
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // On a full disk everything stays in the WAL, which the next opening reads.
        if (!(storageError(error) instanceof CoreError)) throw error
      } finally {
        db.close()
      }
    },
  }
}

function deviceOf(db: Database, stream: () => Epoch): Workspace['device'] {
  const code = mustHave(db, 'deviceCode')
  return {
    record: mustHave(db, 'deviceRecord'),
    code,
    get numbers() {
      const { epoch, since } = stream()
      return since === undefined ? code : `${code}.${markOf(epoch)}`
    },
    get copiedAt() {
      return stream().since
    },
  }
}

function mustHave(db: Database, key: string): string {
  const value = localState(db, key)
  if (value === undefined) throw new CoreError('workspaceDamaged', { detail: `local_state ${key}` })
  return value
}

function deviceKey(db: Database): KeyObject {
  const bytes = Buffer.from(decode(mustHave(db, 'deviceKey')))
  try {
    return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })
  } catch (error) {
    throw new CoreError('workspaceDamaged', { detail: `local_state deviceKey: ${String(error)}` })
  }
}

export interface NewWorkspace {
  readonly name: string
  readonly demo: boolean
  readonly deviceCode: string
  readonly deviceName: string
  /** Creates the first records beside the device's, all in the first commit. */
  readonly first: {
    readonly actor: string
    readonly records: readonly { type: string; id: string; fields: Record<string, Json> }[]
  }
}

/**
 * Makes the database with its first commit. The description is written last: without it the folder
 * holds no workspace, and an unfinished creation can be repeated.
 */
export function createWorkspace(
  options: OpenOptions,
  fresh: NewWorkspace,
  device: KeyObject,
): OpenWorkspace {
  makeFolder(options.folder)
  const publicKey = rawPublicKey(device)
  const workspace = workspaceIdOf(publicKey)
  const description: Description = {
    format: FORMAT,
    workspace,
    name: fresh.name,
    demo: fresh.demo,
    createdWith: PROGRAM_VERSION,
  }
  const db = openDatabase(pathsOf(options.folder).database, options.databaseKey)
  try {
    migrate(db, MIGRATIONS)
    const record = uuidv7()
    becomeDevice(db, { key: device, record, code: fresh.deviceCode })
    const opened = unlocked(options, description, db)
    const { actor, records } = fresh.first
    const deviceFields = {
      name: fresh.deviceName,
      code: fresh.deviceCode,
      publicKey: encode(publicKey),
    }
    opened.log.append({
      actor,
      act: 'workspace.create',
      ops: [
        { create: 'device', id: record, fields: deviceFields },
        ...records.map(({ type, id, fields }) => ({ create: type, id, fields })),
      ],
    })
    return opened
  } catch (error) {
    db.close()
    throw error
  }
}

interface DeviceIdentity {
  readonly key: KeyObject
  readonly record: string
  readonly code: string
}

function becomeDevice(db: Database, { key, record, code }: DeviceIdentity): void {
  setLocalState(db, 'deviceKey', encode(pkcs8Of(key)))
  setLocalState(db, 'blobKey', encode(randomBytes(32)))
  setLocalState(db, 'deviceRecord', record)
  setLocalState(db, 'deviceCode', code)
}

/**
 * Makes the empty database of a workstation that joins a workspace. Its stream begins at an epoch of its own, so that
 * an invitation that was used twice makes two streams and no fork. The description is for `finishCreation`.
 */
export function joinWorkspace(
  options: OpenOptions,
  description: Description,
  device: DeviceIdentity,
): OpenWorkspace {
  makeFolder(options.folder)
  const db = openDatabase(pathsOf(options.folder).database, options.databaseKey)
  try {
    migrate(db, MIGRATIONS)
    becomeDevice(db, device)
    beginAnywhere(db)
    return unlocked(options, description, db)
  } catch (error) {
    db.close()
    throw error
  }
}

export function finishCreation(folder: string, opened: OpenWorkspace, demo: boolean): void {
  writeDescription(folder, {
    format: FORMAT,
    workspace: opened.id,
    name: opened.name,
    demo,
    createdWith: PROGRAM_VERSION,
  })
}
