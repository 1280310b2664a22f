import { sign, verify, type KeyObject } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { RecordType } from '../../contract/record-type.ts'
import { transaction } from '../db/open.ts'
import { chainStart } from './codec.ts'
import { publicKeyFrom, rawPublicKey, streamIdOf } from './identity.ts'
import { deviceType } from './device.type.ts'
import type { Log } from './log.ts'
import { OperationLog } from './operation-log.ts'
import { Tables } from './rebuild.ts'
import { shapeOf, type TypeShape } from './shape.ts'
import { SqliteStore } from './sqlite-store.ts'
import { arrangeIndexes, evolve } from './tables.ts'

export interface OpenLogOptions {
  /** Id of the workspace; `workspaceIdOf` of the first device's public key. */
  readonly workspace: string
  /** This device's Ed25519 private key. */
  readonly device: KeyObject
  /** Counts restores of this device; from 1. */
  readonly epoch: number
  /** Milliseconds since 1970; the computer's clock when absent. */
  readonly now?: () => number
  /** Told when opening has to make the tables anew; answering false stops with CoreError cancelled. */
  readonly progress?: (done: number, total: number) => boolean
}

/**
 * Opens the log in a migrated database (core/db) for the declared types; the type of devices is always
 * among them. Adds tables and columns of new declarations, and makes all tables anew where one changed.
 */
export function openLog(db: Database, types: readonly RecordType[], options: OpenLogOptions): Log {
  const shapes = shapesOf(types)
  const stale = transaction(db, () => {
    const changed = evolve(db, shapes)
    arrangeIndexes(db, shapes.values())
    return changed
  })
  const store = new SqliteStore(db)
  const publicKey = rawPublicKey(options.device)
  const log = new OperationLog({
    store,
    shapes,
    workspace: options.workspace,
    start: chainStart(options.workspace),
    author: {
      id: streamIdOf(publicKey, options.epoch),
      publicKey,
      sign: (hash) => sign(null, hash, options.device),
    },
    verify: (key, hash, signature) => verify(null, hash, publicKeyFrom(key), signature),
    verifyAhead: (key, hash, signature) =>
      new Promise((resolve) => {
        verify(null, hash, publicKeyFrom(key), signature, (error, valid) =>
          resolve(error === null && valid),
        )
      }),
    now: options.now ?? Date.now,
    tables: new Tables(db, shapes),
    stale,
  })
  if (stale) log.rebuild(options.progress)
  return log
}

export function shapesOf(types: readonly RecordType[]): ReadonlyMap<string, TypeShape> {
  return new Map([deviceType, ...types].map((type) => [type.name, shapeOf(type)]))
}
