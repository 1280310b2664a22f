import { CoreError } from '../../error.ts'
import type { LiveSession, SessionManager } from '../../session/session-manager.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { decode } from '../../keys/box.ts'
import { deviceIdOf } from '../../log/identity.ts'
import type { Workspace } from '../../workspace/workspace.ts'

export interface Device {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly publicKey: string
  readonly revokedAt: number | null
}

/** The workstations of a workspace, revoked ones at the end, by code. */
export const devicesOf = ({ db }: Pick<Workspace, 'db'>): readonly Device[] =>
  db
    .prepare<[], Device>(
      `SELECT id, name, code, "publicKey", "revokedAt" FROM r_device
       WHERE _deleted = 0 ORDER BY "revokedAt" IS NOT NULL, code, id`,
    )
    .all()

/** Those that take part now. */
export const activeDevices = (workspace: Pick<Workspace, 'db'>): readonly Device[] =>
  devicesOf(workspace).filter(({ revokedAt }) => revokedAt === null)

/** Commits of a device that wait, by stream: how many, and the number of the last. */
export const waitingOf = (
  { db }: Pick<Workspace, 'db'>,
  { publicKey }: Device,
): readonly { readonly stream: string; readonly last: number; readonly count: number }[] =>
  db
    .prepare<[string], { stream: string; last: number; count: number }>(
      `SELECT stream, max(seq) AS last, count(*) AS count FROM held
       WHERE stream LIKE ? || '.%' GROUP BY stream`,
    )
    .all(deviceIdOf(decode(publicKey)))

/** Names of devices by the first part of their streams' ids. */
export const streamsOf = (workspace: Pick<Workspace, 'db'>): ReadonlyMap<string, string> =>
  new Map(devicesOf(workspace).map(({ publicKey, name }) => [deviceIdOf(decode(publicKey)), name]))

/** Name of the device that writes a stream, where it is known. */
export const ownerOf = (owners: ReadonlyMap<string, string>, stream: string): string | null =>
  owners.get(stream.slice(0, stream.indexOf('.'))) ?? null

/** The workspace and the person at the window. Throws CoreError notSignedIn. */
export function openedBy({ workspace, session }: SessionManager): {
  workspace: OpenWorkspace
  session: LiveSession
} {
  if (workspace === undefined || session === undefined) throw new CoreError('notSignedIn')
  return { workspace, session }
}
