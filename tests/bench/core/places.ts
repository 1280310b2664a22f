import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { MIGRATIONS } from '../../../core/db/migrations/all.ts'
import { migrate } from '../../../core/db/migrate.ts'
import { openDatabase } from '../../../core/db/open.ts'
import { rawPublicKey, workspaceIdOf } from '../../../core/log/identity.ts'
import type { Log } from '../../../core/log/log.ts'
import { openLog } from '../../../core/log/open-log.ts'
import { createTable, indexesOf } from '../../../core/log/tables.ts'
import { shapeOf } from '../../../core/log/shape.ts'
import { benchType } from './sample.ts'

export const key = randomBytes(32)
const device = generateKeyPairSync('ed25519').privateKey
export const workspace = workspaceIdOf(rawPublicKey(device))
export const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'watchkeeper-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

export const pathOf = (name: string): string => join(folder, `${name}.db`)

export interface Place {
  readonly db: Database
  readonly log: Log
}

export function openPlace(name: string): Place {
  const db = openDatabase(pathOf(name), key)
  migrate(db, MIGRATIONS)
  return { db, log: openLog(db, [benchType], { workspace, device, epoch: 1 }) }
}

/** The baseline: the same table, encrypted and as durable, without a log. */
export function openBare(name: string, withIndexes: boolean): Database {
  const db = openDatabase(pathOf(name), key)
  const shape = shapeOf(benchType)
  db.exec(createTable(shape))
  if (withIndexes) for (const sql of indexesOf(shape).values()) db.exec(sql)
  return db
}

export const sizeOf = (name: string): number => statSync(pathOf(name)).size

export function percentiles(milliseconds: readonly number[]): {
  readonly p50: number
  readonly p95: number
} {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

export function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now()
  const value = work()
  return { value, ms: performance.now() - start }
}
