import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../core/db/migrations/all.ts'
import { migrate } from '../../core/db/migrate.ts'
import { openDatabase } from '../../core/db/open.ts'
import { rawPublicKey, workspaceIdOf } from '../../core/log/identity.ts'
import { openLog } from '../../core/log/open-log.ts'
import { TEST_TYPES } from '../../core/log/testing.ts'
import { countOf, ran } from '../support/fault-counts.ts'
import { check } from './check.ts'
import { scenarios } from './scenario.ts'
import { World, type Maker } from './world.ts'

const RUNS = countOf('histories on SQLite')
const KEYS: readonly KeyObject[] = Array.from(
  { length: 6 },
  () => generateKeyPairSync('ed25519').privateKey,
)
const publicKey = (index: number): Uint8Array => rawPublicKey(KEYS[index] as KeyObject)

describe('merge on SQLite', () => {
  it(
    `gives tables that are equal byte for byte, and equal to a rebuild (${RUNS} histories)`,
    { timeout: 86_400_000 },
    () => {
      const workspace = workspaceIdOf(publicKey(0))
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-merge-'))
          const open: Database[] = []
          const make: Maker = (index, id, now) => {
            const db = openDatabase(join(folder, `${open.length}.db`), randomBytes(32))
            open.push(db)
            // What these histories prove is not about power cuts.
            db.pragma('synchronous = OFF')
            migrate(db, MIGRATIONS)
            return openLog(db, TEST_TYPES, {
              workspace: id,
              device: KEYS[index] as KeyObject,
              epoch: 1,
              now,
            })
          }
          try {
            const world = new World(scenario, make, workspace, publicKey)
            for (const step of scenario.steps) world.step(step)
            world.settle(scenario.steps.length)
            check(world)
            const digests = world.devices.map(({ log }) => log.digest())
            expect(new Set(digests).size).toBe(1)
            expect(world.devices[0]?.log.rebuild().digest).toBe(digests[0])
          } finally {
            for (const db of open) db.close()
            rmSync(folder, { recursive: true })
          }
        }),
        { numRuns: RUNS },
      )
      ran('histories on SQLite', 'tables equal byte for byte')
    },
  )
})
