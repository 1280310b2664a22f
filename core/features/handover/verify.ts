import { verify } from 'node:crypto'
import { ok } from '../../../contract/result.ts'
import type { Context, Handler } from '../../feature.ts'
import { chainHash, chainStart, hex } from '../../log/codec.ts'
import { publicKeyFrom } from '../../log/identity.ts'
import type { StoredCommit } from '../../log/types.ts'
import { rowsOf, type Tools } from './parts.ts'
import { digestOf } from './record-set.ts'
import { documentsOf, findSheet, type Sheet, type Signing } from './sheet.ts'
import { devices, keyOf } from './signer.ts'

/** A commit as it is stored, with the hash before it. */
export interface ChainPlace {
  readonly id: string
  readonly stored: StoredCommit
  readonly previous: Uint8Array
}

/** Every commit that touched the sheet or a record of it, in order of chain and number. */
export function commitsOfSheet(context: Tools, sheet: Sheet): readonly ChainPlace[] {
  const { log, id: workspace } = context.workspace
  const records = [
    { id: sheet.id, type: 'handover-sheet' },
    ...['handover-point', 'handover-answer', 'handover-addendum', 'handover-pause'].flatMap(
      (type) => rowsOf(context, type, sheet.id, type === 'handover-point' ? 'order' : 'at'),
    ),
  ]
  const ids = new Set<string>()
  for (const record of records)
    for (const { stream, seq } of log.commitsOf(record.id, record.type)) ids.add(`${stream}/${seq}`)
  const places = [...ids].map((id) => {
    const slash = id.indexOf('/')
    return { id, stream: id.slice(0, slash), seq: Number(id.slice(slash + 1)) }
  })
  return places
    .toSorted((a, b) => (a.stream === b.stream ? a.seq - b.seq : a.stream < b.stream ? -1 : 1))
    .flatMap(({ id, stream, seq }): ChainPlace[] => {
      const from = Math.max(1, seq - 1)
      const read = log.read(stream, from, 2)
      const stored = read.find((commit) => commit.seq === seq)
      if (!stored) return []
      const before = read.find((commit) => commit.seq === seq - 1)
      return [{ id, stored, previous: before?.hash ?? chainStart(workspace) }]
    })
}

/** What is wrong with the sheet's digests, signatures and places in the chains; empty when all holds. */
function problemsOf(context: Context, sheet: Sheet, places: readonly ChainPlace[]): string[] {
  const problems: string[] = []
  const keys = new Map(devices(context).map(({ id, key }) => [id, key]))
  for (const { id, stored, previous } of places) {
    const key = keys.get(stored.stream.slice(0, 16))
    if (hex(chainHash(previous, stored.body)) !== hex(stored.hash)) problems.push(`${id} hash`)
    else if (
      !key ||
      !verify(null, stored.hash, publicKeyFrom(Buffer.from(key, 'base64url')), stored.signature)
    )
      problems.push(`${id} device`)
  }
  const documents = documentsOf(context, sheet)
  const check = (signing: Signing | undefined, document: string | undefined): void => {
    if (!signing) return
    if (document === undefined || digestOf(document) !== signing.digest)
      problems.push(`${signing.commit} digest`)
    if (keyOf(context, signing) === undefined) problems.push(`${signing.commit} person`)
  }
  check(sheet.signOut, documents.out)
  check(sheet.outcome, documents.in)
  return problems
}

/** handover.verify: what an outsider does with the export, done here and now. */
export const verifySheet: Handler<'handover.verify'> = (context, { id }) => {
  const sheet = findSheet(context, id)
  const places = commitsOfSheet(context, sheet)
  const problems = problemsOf(context, sheet, places)
  return ok({ ok: problems.length === 0, at: context.now(), commits: places.length, problems })
}
