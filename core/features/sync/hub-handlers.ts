import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { claimed, hubState } from '../../../contract/hub-protocol.ts'
import { ok } from '../../../contract/result.ts'
import { z } from 'zod'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import { decode, encode, pkcs8Of } from '../../keys/box.ts'
import { deviceIdOf, rawPublicKey } from '../../log/identity.ts'
import { witnessedOf } from '../../log/witness.ts'
import type { SessionManager } from '../../session/session-manager.ts'
import { addressOf } from '../../sync/hub/address.ts'
import { certificatePart, claimParts, inGroups, newInvitation } from '../../sync/hub/code.ts'
import { joinByServer, sealed } from '../../sync/hub/invite.ts'
import { HubLink } from '../../sync/hub/link.ts'
import { OVERRIDE, reachedAt, serverOf } from '../../sync/hub/server-record.ts'
import type { HubService } from '../../sync/hub/service.ts'
import { readDescription } from '../../workspace/description.ts'
import { readKeyFile } from '../../workspace/key-file.ts'
import { setLocalState } from '../../workspace/local-state.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import type { TypeRegistry } from '../../workspace/workspace.ts'
import { activeDevices, devicesOf, openedBy, ownerOf, streamsOf, waitingOf } from './devices.ts'

const INVITED_FOR_MS = 86_400_000
const HUB_CODE = 'HUB'

interface Options {
  readonly manager: SessionManager
  readonly service: HubService
  readonly types: TypeRegistry
  readonly now: () => number
}

/** The shared server: connecting one, inviting workstations to it, joining by it. */
export function hubHandlers({ manager, service, types, now }: Options): Handlers {
  const opened = () => openedBy(manager)

  return {
    'sync.hub': () => {
      const { workspace } = opened()
      const status = service.status()
      const server = serverOf(workspace)
      if (status === undefined || server === undefined) return ok(null)
      const { newest, missing, contradictions } = witnessedOf(workspace.db, server.publicKey)
      const owners = streamsOf(workspace)
      return ok({
        ...status,
        contactAt: status.contactAt ?? null,
        failure: status.failure ?? null,
        toSend: status.toSend ?? null,
        clockOffset: status.clockOffset ?? null,
        refused: status.refused.map(({ stream, seq, reason }) => ({
          device: ownerOf(owners, stream),
          seq,
          reason,
        })),
        witnessed: {
          newest: newest ?? null,
          missing,
          contradictions: contradictions.map((one) => ({ ...one, known: one.known ?? null })),
        },
      })
    },
    'sync.connect': async (_context, input) => {
      const { workspace, session } = opened()
      const existing = serverOf(workspace)
      if (existing) throw new CoreError('hubExists', { url: existing.url })
      const url = addressOf(input.address)
      const parts = claimParts(input.code)
      if (parts === undefined) throw new CoreError('hubCode')
      const { pem, device, hub } = await claim(workspace, url, parts, manager.folder)
      const code = freeCode(devicesOf(workspace).map((one) => one.code))
      const name = url.hostname
      workspace.log.append({
        actor: session.person,
        act: 'sync.connect',
        ops: [
          { create: 'device', id: device, fields: { name, code, publicKey: hub } },
          {
            create: 'sync-server',
            id: uuidv7(),
            fields: { url: url.href, device, publicKey: hub, certificate: pem },
          },
        ],
      })
      setLocalState(workspace.db, OVERRIDE, url.href)
      service.now()
      return ok({ url: url.host })
    },
    'sync.disconnect': () => {
      const { workspace, session } = opened()
      const server = serverOf(workspace)
      if (!server) throw new CoreError('notFound')
      workspace.log.append({
        actor: session.person,
        act: 'sync.disconnect',
        ops: [
          { patch: 'sync-server', id: server.id, fields: { retiredAt: now() } },
          {
            patch: 'device',
            id: server.device,
            fields: { revokedAt: now(), revokedHolds: {} },
          },
        ],
      })
      return ok({})
    },
    'sync.now': () => {
      service.now()
      return ok({})
    },
    'device.invite': async (_context, input) => {
      const { workspace, session } = opened()
      const server = serverOf(workspace)
      if (!server) throw new CoreError('notFound')
      if (devicesOf(workspace).some(({ code }) => code === input.code))
        throw new CoreError('codeTaken', { code: input.code })
      const key = generateKeyPairSync('ed25519').privateKey
      const publicKey = rawPublicKey(key)
      const device = uuidv7()
      const { boxKey, contentKeys } = readKeyFile(manager.folder).recovery
      const { id, secret } = newInvitation()
      const expiresAt = now() + INVITED_FOR_MS
      const file = await sealed(
        {
          workspace: workspace.id,
          name: workspace.name,
          joining: {
            device,
            code: input.code,
            deviceKey: encode(pkcs8Of(key)),
            recovery: { boxKey, contentKeys },
            demo: readDescription(manager.folder)?.demo ?? false,
          },
          server: { publicKey: server.publicKey, certificate: server.certificate },
        },
        secret,
      )
      const url = reachedAt(workspace, server)
      const link = new HubLink({ url, certificate: server.certificate })
      try {
        await link.open(workspace, server.publicKey)
        await link.ask(
          'POST',
          '/v1/invitations',
          { json: { id, device: deviceIdOf(publicKey), sealed: file, expiresAt } },
          z.object({}),
        )
        workspace.log.append({
          actor: session.person,
          act: 'device.enrol',
          ops: [
            {
              create: 'device',
              id: device,
              fields: { name: input.name, code: input.code, publicKey: encode(publicKey) },
            },
          ],
        })
        await heardOfIt(workspace, link)
      } finally {
        link.close()
      }
      return ok({ device, invitation: inGroups(id + secret), url: url.host, expiresAt })
    },
    'device.revoke': (_context, input) => {
      const { workspace, session } = opened()
      const device = activeDevices(workspace).find(({ id }) => id === input.device)
      if (!device) throw new CoreError('notFound')
      if (device.id === workspace.device.record) throw new CoreError('deviceOwn')
      const own = `${deviceIdOf(decode(device.publicKey))}.`
      const holds = Object.entries(workspace.log.versionVector())
      workspace.log.append({
        actor: session.person,
        act: 'device.revoke',
        ops: [
          {
            patch: 'device',
            id: device.id,
            fields: {
              revokedAt: now(),
              revokedHolds: Object.fromEntries(holds.filter(([stream]) => stream.startsWith(own))),
            },
          },
        ],
      })
      return ok({})
    },
    'device.acceptRest': (_context, input) => {
      const { workspace, session } = opened()
      const device = devicesOf(workspace).find(({ id }) => id === input.device)
      if (device?.revokedAt == null) throw new CoreError('notFound')
      const before = workspace.log.row('device', device.id)?.fields['revokedHolds']
      const rest = waitingOf(workspace, device).map(({ stream, last }) => [stream, last])
      workspace.log.append({
        actor: session.person,
        act: 'device.acceptRest',
        ops: [
          {
            patch: 'device',
            id: device.id,
            fields: {
              revokedHolds: { ...(before as Record<string, number>), ...Object.fromEntries(rest) },
            },
          },
        ],
      })
      return ok({ applied: workspace.log.receive([]).applied })
    },
    'workspace.joinServer': async (_context, input) =>
      ok(await joinByServer({ folder: manager.folder, types, now }, input.address, input.code)),
  }
}

/** Milliseconds that an administrator waits for his code; the record is on its way in any case. */
const LONGEST_WAIT_MS = 5000
const LOOK_EVERY_MS = 50

/** Until the server has what was just written: a code that is typed at once is known there. */
async function heardOfIt({ log }: OpenWorkspace, link: HubLink): Promise<void> {
  const { stream } = log
  const seq = log.versionVector()[stream] ?? 0
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
    const { holds } = await link.ask('GET', '/v1/state', {}, hubState)
    if ((holds[stream] ?? 0) >= seq) return
    await sleep(LOOK_EVERY_MS)
  }
}

/** Tells an empty server whose it is, once its certificate is the one that the code names. */
async function claim(
  workspace: OpenWorkspace,
  url: URL,
  parts: { certificate: string; secret: string },
  folder: string,
): Promise<{ pem: string; device: string; hub: string }> {
  const first = new HubLink({ url })
  const { pem, der } = await first.authority().finally(() => first.close())
  if (certificatePart(der) !== parts.certificate) throw new CoreError('hubCode')
  const link = new HubLink({ url, certificate: pem })
  try {
    const answer = await link.ask(
      'POST',
      '/v1/claim',
      {
        json: {
          secret: parts.secret,
          workspace: workspace.id,
          name: workspace.name,
          demo: readDescription(folder)?.demo ?? false,
          publicKey: encode(workspace.publicKey),
        },
      },
      claimed,
    )
    return { pem, ...answer }
  } finally {
    link.close()
  }
}

/** `HUB`, or with a figure when a server had that before. */
function freeCode(taken: readonly string[]): string {
  const codes = [HUB_CODE, ...Array.from({ length: 9 }, (_, at) => `${HUB_CODE}${at + 1}`)]
  const free = codes.find((code) => !taken.includes(code))
  if (free === undefined) throw new CoreError('codeTaken', { code: HUB_CODE })
  return free
}
