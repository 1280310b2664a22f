import { localState } from '../../workspace/local-state.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** The shared server that the workspace has now. */
export interface Server {
  readonly id: string
  readonly url: string
  readonly device: string
  readonly publicKey: string
  readonly certificate: string
}

/** Local state: how this device reaches the server, where that is another address than others use. */
export const OVERRIDE = 'hub address'

export const reachedAt = ({ db }: Pick<Workspace, 'db'>, server: Server): URL =>
  new URL(localState(db, OVERRIDE) ?? server.url)

/** Keys of all servers that the workspace ever had. */
export const serverKeys = ({ db }: Pick<Workspace, 'db'>): readonly string[] =>
  db.prepare<[], string>('SELECT "publicKey" FROM "r_sync_server"').pluck().all()

/** Of several, made by two administrators apart, the one that was made first. */
export const serverOf = ({ db }: Pick<Workspace, 'db'>): Server | undefined =>
  db
    .prepare<[], Server>(
      `SELECT id, url, device, "publicKey", certificate FROM "r_sync_server"
       WHERE _deleted = 0 AND "retiredAt" IS NULL ORDER BY _created, id LIMIT 1`,
    )
    .get()
