import { CoreError } from '../../error.ts'
import { ok } from '../../../contract/result.ts'
import type { Handler } from '../../feature.ts'
import { fingerprint } from '../../keys/person-keys.ts'
import { recordAccess } from '../../records/access.ts'
import { nameOf } from '../../records/view.ts'
import { viewOf } from './read.ts'
import { documentsOf, findSheet, type Signing } from './sheet.ts'
import { STATE_LABELS } from './rules.ts'
import { devices, keyOf } from './signer.ts'
import { commitsOfSheet } from './verify.ts'
import { sheetType } from './types.ts'

/** Format of the file, as docs/verify-handover.md describes it. */
const FORMAT = 'watchkeeper handover export 1'

/** handover.export: what was signed, the commits as bytes, and the public keys to check them with. */
export const exportSheet: Handler<'handover.export'> = (context, { id, language }) => {
  const sheet = findSheet(context, id)
  if (!sheet.signOut && !sheet.outcome)
    throw new CoreError('wrongState', { state: STATE_LABELS[sheet.state] })
  const places = commitsOfSheet(context, sheet)
  const streams = new Set(places.map(({ stored }) => stored.stream.slice(0, 16)))
  const signings = [sheet.signOut, sheet.outcome, sheet.countersign].filter(
    (signing) => signing !== undefined,
  )
  const people = new Map(
    signings.map((signing) => [`${signing.by} ${keyOf(context, signing) ?? ''}`, signing]),
  )
  const { acts: _acts, ...readable } = viewOf(context, sheet)
  const file = {
    format: FORMAT,
    instructions: 'docs/verify-handover.md',
    workspace: context.workspace.id,
    sheet: readable,
    /** Canonical texts whose SHA-256 stands in the signed commits. */
    documents: documentsOf(context, sheet),
    signatures: {
      ...(sheet.signOut ? { out: signatureOf(sheet.signOut) } : {}),
      ...(sheet.outcome ? { in: signatureOf(sheet.outcome) } : {}),
    },
    keys: {
      people: [...people.values()].flatMap((signing) => {
        const publicKey = keyOf(context, signing)
        return publicKey === undefined
          ? []
          : [
              {
                person: signing.by,
                name: nameOf(context, signing.by),
                publicKey,
                fingerprint: fingerprint(publicKey),
              },
            ]
      }),
      devices: devices(context)
        .filter((device) => streams.has(device.id))
        .map(({ id: device, code, key }) => ({ device, code, publicKey: key })),
    },
    commits: places.map(({ id: commit, stored, previous }) => ({
      commit,
      previous: hexOf(previous),
      hash: hexOf(stored.hash),
      signature: base64(stored.signature),
      body: base64(stored.body),
    })),
  }
  recordAccess(context, { action: 'export', what: sheet.id, type: sheetType.name, count: 1 })
  const name = `${sheetType.label[language]} ${sheet.number}.json`
  const bytes = new Uint8Array(Buffer.from(`${JSON.stringify(file, null, 2)}\n`))
  return ok({ name, mime: 'application/json', bytes })
}

const signatureOf = ({ commit, digest, by }: Signing) => ({ commit, digest, person: by })
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
