import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { FEATURES } from '../../../core/features.ts'
import { createCore, type Core } from '../../../core/host.ts'
import { shapeOf } from '../../../core/log/shape.ts'
import { useProjections } from '../../../core/projections.ts'
import { done, FOUNDER, workspaceOf } from '../../../core/testing.ts'
import { typeRegistry } from '../../../core/type-registry.ts'
import { readDescription } from '../../../core/workspace/description.ts'
import { openWorkspace, type OpenWorkspace } from '../../../core/workspace/open-workspace.ts'
import { bareTable, type Bare } from '../bare.ts'
import { benchType, close, create, idOf, PEOPLE, person, sampleFields } from './sample.ts'

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'watchkeeper-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

export const pathOf = (name: string): string => join(folder, name)
export const TYPES = typeRegistry(FEATURES, [benchType])
const shape = shapeOf(benchType)

/** A workspace with a signed-in founder, through the procedures of the product. */
export async function openCore(path: string, fresh: boolean): Promise<Core> {
  const core = createCore({ workspacePath: path, extraTypes: [benchType] })
  if (fresh) {
    await done(core, 'workspace.create', FOUNDER)
    hire(core)
  } else await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
  return core
}

/** Accounts of those in whose names the benchmark writes, made like the founder's. */
function hire(core: Core): void {
  const { log } = workspaceOf(core)
  const founder = core.manager.session
  const own = founder && log.row('account', founder.account)
  if (!own) throw new Error('nobody is signed in')
  log.append({
    actor: founder.person,
    act: 'accounts.create',
    ops: PEOPLE.map((id) => ({
      create: 'account',
      id: uuidv7(),
      fields: { ...own.fields, login: id, person: id },
    })),
  })
}

/** The workspace as far as it is open before anybody's password was derived; with or without search and links. */
export function openPlain(path: string, databaseKey: Uint8Array, indexes = true): OpenWorkspace {
  const description = readDescription(path)
  if (!description) throw new Error(`no workspace at ${path}`)
  const workspace = openWorkspace(
    { folder: path, databaseKey, types: TYPES, now: Date.now },
    description,
  )
  if (indexes) useProjections(workspace, TYPES, FEATURES)
  return workspace
}

/** Records, each in a commit of its own, every fourth one changed later. Without fsync: only its result counts. */
export function fill({ db, log }: OpenWorkspace, records: number): void {
  db.pragma('synchronous = OFF')
  for (let n = 0; n < records; n++) {
    log.append({ actor: person(n), act: 'register.create', ops: [create(n, idOf(n))] })
    if (n % 4 === 3)
      log.append({ actor: person(n), act: 'transition:close', ops: [close(n - 2, idOf(n - 2))] })
  }
  db.pragma('synchronous = FULL')
}

/** The baseline: the same table, encrypted and as durable, without a log. */
export const openBare = (name: string, withIndexes: boolean): Bare =>
  bareTable(pathOf(name), shape, withIndexes, sampleFields)

/** Rows a second that bare inserts reach in one transaction, indexes included: what the machine gives at this moment. */
export function bareRate(rows: number): number {
  const bare = openBare(`rate ${performance.now()}.db`, true)
  const start = performance.now()
  bare.db.exec('BEGIN IMMEDIATE')
  for (let n = 0; n < rows; n++) bare.insert(n, idOf(n))
  bare.db.exec('COMMIT')
  const ms = performance.now() - start
  bare.db.close()
  return (rows / ms) * 1000
}
