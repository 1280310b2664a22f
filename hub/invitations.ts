import type { Database } from 'better-sqlite3'
import { CoreError } from '../core/error.ts'
import type { InvitationStore } from './store.ts'

interface Kept {
  readonly device: string
  readonly sealed: string
}

/** What new workstations fetch by their codes: once, and only for a time. The server cannot open it. */
export class Invitations implements InvitationStore {
  readonly #db: Database
  readonly #now: () => number

  constructor(db: Database, now: () => number) {
    this.#db = db
    this.#now = now
    db.exec(
      'CREATE TABLE IF NOT EXISTS hub_invitations (id TEXT PRIMARY KEY, device TEXT, sealed TEXT, expires_at INTEGER) STRICT',
    )
  }

  keep(id: string, { device, sealed }: Kept, expiresAt: number): Promise<void> {
    this.#expire()
    this.#db
      .prepare('INSERT INTO hub_invitations (id, device, sealed, expires_at) VALUES (?, ?, ?, ?)')
      .run(id, device, sealed, expiresAt)
    return Promise.resolve()
  }

  /** Throws CoreError invitationUnknown. */
  async fetch(id: string): Promise<string> {
    this.#expire()
    const found = this.#db
      .prepare<[string], string>('SELECT sealed FROM hub_invitations WHERE id = ?')
      .pluck()
      .get(id)
    if (found === undefined) throw new CoreError('invitationUnknown')
    return await Promise.resolve(found)
  }

  /** The workstation has come: its code is of no use any more. */
  used(device: string): Promise<void> {
    this.#db.prepare('DELETE FROM hub_invitations WHERE device = ?').run(device)
    return Promise.resolve()
  }

  #expire(): void {
    this.#db.prepare('DELETE FROM hub_invitations WHERE expires_at < ?').run(this.#now())
  }
}
