import { generateKeyPairSync } from 'node:crypto'
import { join as joinPath } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { ok } from '../../../contract/result.ts'
import type { ChosenPaths } from '../../chosen-paths.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { decode, encode, pkcs8Of } from '../../keys/box.ts'
import { deviceIdOf, rawPublicKey } from '../../log/identity.ts'
import { accounts } from '../../session/account.ts'
import { reconcileKeyFile } from '../../session/key-file-sync.ts'
import { recordAccess } from '../../records/access.ts'
import type { SessionManager } from '../../session/session-manager.ts'
import type { Opener, Recipients } from '../../sync/age.ts'
import { openBundle } from '../../sync/bundle.ts'
import { makeBundle, requireOwn, takeBundle } from '../../sync/carry.ts'
import { clockOf, countLacking } from '../../sync/exchange.ts'
import { serverOf } from '../../sync/hub/server-record.ts'
import type { HubService } from '../../sync/hub/service.ts'
import { joinByBundle } from '../../sync/join.ts'
import { blobsHeard, heardOf } from '../../sync/peers.ts'
import { readDescription } from '../../workspace/description.ts'
import { readKeyFile } from '../../workspace/key-file.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import type { TypeRegistry } from '../../workspace/workspace.ts'
import {
  activeDevices,
  devicesOf,
  openedBy,
  ownerOf,
  streamsOf,
  waitingOf,
  type Device,
} from './devices.ts'

interface Options {
  readonly manager: SessionManager
  readonly chosen: ChosenPaths
  readonly service: Pick<HubService, 'contactOf'>
  readonly types: TypeRegistry
  readonly now: () => number
}

/** sync.*, device.*, workspace.join: records on their way between workstations. */
export function syncHandlers({ manager, chosen, service, types, now }: Options): Handlers {
  const opened = () => openedBy(manager)
  const contactOf = ({ publicKey }: Device) => service.contactOf(deviceIdOf(decode(publicKey)))
  const pathOf = (token: string): string => {
    const path = chosen.get(token)
    if (path === undefined) throw new CoreError('notFound')
    return path
  }
  /** With the passphrase, else as whoever is signed in. */
  const openerOf = (passphrase: string | undefined): Opener =>
    passphrase === undefined ? { box: opened().session.keys.box } : { passphrase }

  return {
    'sync.status': () => {
      const { workspace } = opened()
      const { log, db, device } = workspace
      const mine = log.versionVector()
      const owners = streamsOf(workspace)
      const server = serverOf(workspace)
      return ok({
        devices: devicesOf(workspace).map((one) => {
          const { id, name, code, revokedAt } = one
          const heard = heardOf(db, id)
          const own = id === device.record
          return {
            id,
            name,
            code,
            own,
            heardAt: lastOf(workspace, one, heard?.at, own ? undefined : contactOf(one)),
            server: id === server?.device,
            // With a server a stick is needed only where one was used before.
            lacks:
              own || revokedAt !== null || (server !== undefined && heard === undefined)
                ? 0
                : countLacking(mine, heard?.holds ?? {}),
            revokedAt,
            waiting: waitingOf(workspace, one).reduce((sum, { count }) => sum + count, 0),
          }
        }),
        commits: countLacking(mine, {}),
        held: log.receive([]).held,
        refused: log.quarantined().map(({ stream, seq, reason, at }) => ({
          device: ownerOf(owners, stream),
          seq,
          reason,
          at,
        })),
      })
    },
    'sync.exportBundle': async (context, input) => {
      const { workspace } = opened()
      const reader = activeDevices(workspace).find(({ id }) => id === input.device)
      if (input.device !== undefined && reader === undefined) throw new CoreError('notFound')
      const heard = reader && heardOf(workspace.db, reader.id)
      const name = fileName(workspace, now(), reader?.code)
      const since = heard?.holds ?? {}
      const path = joinPath(pathOf(input.folder), name)
      // Accounted for before it leaves, so that the bundle itself tells of it.
      const count = countLacking(workspace.log.versionVector(), since) + 1
      recordAccess(context, { action: 'export', what: name, type: 'bundle', count })
      const done = await makeBundle(workspace, {
        path,
        recipients: recipientsOf(workspace, input.passphrase),
        since,
        ...(heard === undefined ? {} : { sinceBlobs: blobsHeard(heard) }),
        ...(input.split === undefined ? {} : { split: input.split }),
        now: now(),
      })
      return ok({ name, ...done })
    },
    'sync.inspectBundle': async (_context, input) => {
      const { workspace } = opened()
      const bundle = await openBundle(pathOf(input.file), openerOf(input.passphrase))
      requireOwn(workspace, bundle)
      const { header, blobs, blobBytes, joining, parts } = bundle
      return ok({
        deviceName: header.deviceName,
        madeAt: header.madeAt,
        commits: header.commits,
        fresh: countLacking(header.holds, workspace.log.versionVector()),
        blobs,
        blobBytes,
        enrols: joining !== undefined,
        part: header.part ? { number: header.part.number, of: parts ?? null } : null,
      })
    },
    'sync.importBundle': async (_context, input) => {
      const { workspace } = opened()
      const bundle = await openBundle(pathOf(input.file), openerOf(input.passphrase))
      const { refused, missing, ...taken } = await takeBundle(workspace, bundle, now())
      // Accounts that came along can sign in from now on.
      reconcileKeyFile(manager.folder, workspace)
      manager.refresh()
      const owners = streamsOf(workspace)
      return ok({
        ...taken,
        missing: [...missing],
        refused: refused.map(({ stream, seq, reason }) => ({
          device: ownerOf(owners, stream),
          seq,
          reason,
        })),
      })
    },
    'device.enrol': async (_context, input) => {
      const { workspace, session } = opened()
      const folder = pathOf(input.folder)
      if (devicesOf(workspace).some(({ code }) => code === input.code))
        throw new CoreError('codeTaken', { code: input.code })
      const key = generateKeyPairSync('ed25519').privateKey
      const device = uuidv7()
      workspace.log.append({
        actor: session.person,
        act: 'device.enrol',
        ops: [
          {
            create: 'device',
            id: device,
            fields: { name: input.name, code: input.code, publicKey: encode(rawPublicKey(key)) },
          },
        ],
      })
      const { boxKey, contentKeys } = readKeyFile(manager.folder).recovery
      const name = fileName(workspace, now(), `join-${input.code}`)
      const done = await makeBundle(workspace, {
        path: joinPath(folder, name),
        recipients: { passphrase: input.passphrase },
        since: {},
        joining: {
          device,
          code: input.code,
          deviceKey: encode(pkcs8Of(key)),
          recovery: { boxKey, contentKeys },
          demo: readDescription(manager.folder)?.demo ?? false,
        },
        now: now(),
      })
      return ok({ name, ...done, device })
    },
    'workspace.join': async (_context, input) =>
      ok(
        await joinByBundle(
          { folder: manager.folder, types, now },
          pathOf(input.file),
          input.passphrase,
        ),
      ),
  }
}

/** When a device last told of itself: by a bundle, by the last that it wrote, or to the server. */
function lastOf(
  { log }: OpenWorkspace,
  { publicKey }: Device,
  told: number | undefined,
  contact: number | undefined,
) {
  const own = `${deviceIdOf(decode(publicKey))}.`
  const written = Object.entries(log.versionVector()).flatMap(([stream, seq]) =>
    stream.startsWith(own)
      ? log.read(stream, seq, 1).map((commit) => Math.floor(clockOf(commit) / 1000))
      : [],
  )
  const last = Math.max(...written, told ?? 0, contact ?? 0)
  return last > 0 ? last : null
}

/** For everybody who can sign in, or for whoever knows the passphrase. */
function recipientsOf(workspace: OpenWorkspace, passphrase: string | undefined): Recipients {
  if (passphrase !== undefined) return { passphrase }
  const active = accounts(workspace).filter((account) => account.active)
  return { boxKeys: active.map(({ boxKey }) => decode(boxKey)) }
}

/** `watchkeeper-A3-20261128-0815-B2.wkbundle`: who made it, when, in universal time, and for whom. */
function fileName({ device }: OpenWorkspace, at: number, reader = 'all'): string {
  const time = new Date(at).toISOString().replaceAll(/[-:]/gu, '').slice(0, 13).replace('T', '-')
  return `watchkeeper-${device.numbers}-${time}-${reader}.wkbundle`
}
