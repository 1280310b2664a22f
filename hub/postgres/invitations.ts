import type { Pool } from 'pg'
import { CoreError } from '../../core/error.ts'
import type { InvitationStore } from '../store.ts'

/** Invitations at whichever instance the new workstation comes to. */
export class SharedInvitations implements InvitationStore {
  readonly #pool: Pool
  readonly #now: () => number

  constructor(pool: Pool, now: () => number) {
    this.#pool = pool
    this.#now = now
  }

  async keep(
    id: string,
    { device, sealed }: { device: string; sealed: string },
    expiresAt: number,
  ): Promise<void> {
    await this.#pool.query('DELETE FROM hub_invitations WHERE expires_at < $1', [this.#now()])
    await this.#pool.query(
      'INSERT INTO hub_invitations (id, device, sealed, expires_at) VALUES ($1, $2, $3, $4)',
      [id, device, sealed, expiresAt],
    )
  }

  async fetch(id: string): Promise<string> {
    const { rows } = await this.#pool.query<{ sealed: string }>(
      'SELECT sealed FROM hub_invitations WHERE id = $1 AND expires_at >= $2',
      [id, this.#now()],
    )
    const sealed = rows[0]?.sealed
    if (sealed === undefined) throw new CoreError('invitationUnknown')
    return sealed
  }

  async used(device: string): Promise<void> {
    await this.#pool.query('DELETE FROM hub_invitations WHERE device = $1', [device])
  }
}
