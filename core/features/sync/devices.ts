import { decode } from '../../keys/box.ts'
import { deviceIdOf } from '../../log/identity.ts'
import type { Workspace } from '../../workspace/workspace.ts'

export interface Device {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly publicKey: string
}

/** The workstations of a workspace that were not revoked, by code. */
export const devicesOf = ({ db }: Pick<Workspace, 'db'>): readonly Device[] =>
  db
    .prepare<[], Device>(
      `SELECT id, name, code, "publicKey" FROM r_device
       WHERE _deleted = 0 AND "revokedAt" IS NULL ORDER BY code, id`,
    )
    .all()

/** Names of devices by the first part of their streams' ids. */
export const streamsOf = (workspace: Pick<Workspace, 'db'>): ReadonlyMap<string, string> =>
  new Map(devicesOf(workspace).map(({ publicKey, name }) => [deviceIdOf(decode(publicKey)), name]))

/** Name of the device that writes a stream, where it is known. */
export const ownerOf = (owners: ReadonlyMap<string, string>, stream: string): string | null =>
  owners.get(stream.slice(0, stream.indexOf('.'))) ?? null
