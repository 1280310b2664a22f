import { z } from 'zod'
import { joining, type Joining } from '../../../contract/bundle-file.ts'
import { invited } from '../../../contract/hub-protocol.ts'
import { CoreError } from '../../error.ts'
import { setLocalState } from '../../workspace/local-state.ts'
import { decrypted, encrypted } from '../age.ts'
import { join, type Joined, type Place } from '../join.ts'
import { addressOf } from './address.ts'
import { invitationParts } from './code.ts'
import { Conversation } from './conversation.ts'
import { HubLink } from './link.ts'
import { PartialBlobs } from './partial-blobs.ts'
import { OVERRIDE } from './server-record.ts'

/** What a new workstation fetches by its code: everything that it has to know before its first exchange. */
const packed = z.object({
  workspace: z.string(),
  name: z.string(),
  joining,
  server: z.object({ publicKey: z.string(), certificate: z.string() }),
})
type Packed = z.infer<typeof packed>

/** Seals it under the code's secret; the server keeps what it cannot open. */
export async function sealed(
  value: Packed & { joining: Joining },
  secret: string,
): Promise<string> {
  const plain = new Blob([JSON.stringify(value)]).stream()
  return Buffer.from(
    await new Response(await encrypted(plain, { passphrase: secret })).arrayBuffer(),
  ).toString('base64')
}

async function opened(text: string, secret: string): Promise<Packed> {
  const file = new Blob([Buffer.from(text, 'base64')]).stream()
  try {
    const plain = await new Response(await decrypted(file, { passphrase: secret })).text()
    return packed.parse(JSON.parse(plain))
  } catch (error) {
    if (error instanceof CoreError || error instanceof z.ZodError)
      throw new CoreError('invitationUnknown')
    throw error
  }
}

/**
 * Makes an empty folder a workstation by a server and the code of an invitation. What the code opens says which
 * certificate the server has to show: nobody between can pretend to be it. Attachments follow when the workspace is open.
 */
export async function joinByServer(place: Place, address: string, code: string): Promise<Joined> {
  const url = addressOf(address)
  const parts = invitationParts(code)
  if (parts === undefined) throw new CoreError('invitationUnknown')
  const first = new HubLink({ url })
  let found: Packed
  try {
    const answer = await first.ask('GET', `/v1/invitations/${parts.id}`, {}, invited)
    found = await opened(answer.sealed, parts.secret)
  } finally {
    first.close()
  }
  const { server } = found
  return join(place, {
    ...found,
    async fill(own) {
      const link = new HubLink({ url, certificate: server.certificate })
      try {
        const state = await link.open(own, server.publicKey)
        const told = { phase: () => undefined, moved: () => undefined, refused: () => undefined }
        const partial = new PartialBlobs(own.path, own.derivedKey('partial attachments'))
        await new Conversation({ workspace: own, link, partial, told }, state).commits()
        // The record may name the server as others reach it.
        setLocalState(own.db, OVERRIDE, url.href)
      } finally {
        link.close()
      }
    },
  })
}
