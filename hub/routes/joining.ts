import type { FastifyInstance } from 'fastify'
import {
  claim,
  invitation,
  PROTOCOL,
  sessionRequest,
  type Hello,
} from '../../contract/hub-protocol.ts'
import type { Heads } from '../../contract/oversight.ts'
import { CoreError } from '../../core/error.ts'
import { PROGRAM_VERSION } from '../../core/workspace/open-workspace.ts'
import type { Hub } from '../hub.ts'
import type { Replica } from '../replica.ts'

/** Tries of a code that one address has in a minute. */
const TRIES = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }
/** A device that comes back in a loop, from behind one address with many others. */
const OPENINGS = { config: { rateLimit: { max: 600, timeWindow: '1 minute' } } }
const LONGEST_INVITATION = 7 * 86_400_000

/** How devices become known: claiming, sessions, invitations. */
export function joiningRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/v1/hello', OPENINGS, (): Hello => ({
    protocol: PROTOCOL,
    hub: hub.publicKey,
    workspace: hub.replica?.workspace.id ?? null,
    program: PROGRAM_VERSION,
    challenge: hub.sessions.challenge(),
    at: hub.now(),
  }))
  app.post('/v1/claim', TRIES, (request) => hub.claim(claim.parse(request.body)))
  app.post('/v1/session', OPENINGS, async (request) => {
    const asked = sessionRequest.parse(request.body)
    // Another instance may have heard of it a moment ago.
    if (!hub.served.replica.device(asked.device)) await hub.catchUp()
    const { replica } = hub.served
    const token = hub.sessions.open(asked, replica.device(asked.device), {
      workspace: replica.workspace.id,
      hub: hub.publicKey,
    })
    await hub.store.invitations.used(asked.device)
    return { ...hub.state(), token, own: ownHeads(replica, asked.device) }
  })
  app.post('/v1/invitations', async (request) => {
    hub.sessions.of(request.headers.authorization)
    const { id, device, sealed, expiresAt } = invitation.parse(request.body)
    if (expiresAt > hub.now() + LONGEST_INVITATION)
      throw new CoreError('invalidInput', { issues: 'expiresAt' })
    await hub.store.invitations.keep(id, { device, sealed }, expiresAt)
    return {}
  })
  app.get<{ Params: { id: string } }>('/v1/invitations/:id', TRIES, async (request) => ({
    sealed: await hub.store.invitations.fetch(request.params.id),
  }))
}

const ownHeads = ({ workspace }: Replica, device: string): Heads =>
  Object.fromEntries(
    Object.entries(workspace.log.heads()).filter(([stream]) => stream.startsWith(`${device}.`)),
  )
