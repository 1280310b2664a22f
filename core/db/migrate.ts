import type { Database } from 'better-sqlite3'
import { CoreError } from '../error.ts'
import { guarded } from './errors.ts'
import { transaction } from './open.ts'

/** One step of the schema, forward only, in a transaction of its own. */
export interface Migration {
  readonly number: number
  readonly name: string
  up(db: Database): void
}

/**
 * Brings the database to the last of `migrations`. The number reached stands in `user_version`.
 * Throws CoreError workspaceNewer when the database has steps that this program does not know.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  migrations.forEach((step, index) => {
    if (step.number !== index + 1)
      throw new Error(`migration ${step.name} stands at ${index + 1} but has number ${step.number}`)
  })
  const reached = guarded(() => Number(db.pragma('user_version', { simple: true })))
  if (reached > migrations.length) throw new CoreError('workspaceNewer', { version: reached })
  for (const step of migrations.slice(reached)) {
    transaction(db, () => {
      step.up(db)
      db.pragma(`user_version = ${step.number}`)
    })
  }
}
