import { createHash } from 'node:crypto'
import type { Attachment, RecordRef } from '../../../contract/common.ts'
import type { Context } from '../../feature.ts'
import { canonical } from '../../log/canonical.ts'
import type { SignedAct } from '../../log/types.ts'
import type { Answer, Outcome, Signing, Start } from './sheet.ts'

/** A record that a point tells of, at the last commit that had touched it. */
export interface Covered extends RecordRef {
  readonly commit: string
  /** SHA-256 of its attachments. */
  readonly files: readonly string[]
}

/** What a signature covers beside the frozen sheet itself. */
export interface Covers {
  readonly records: readonly Covered[]
  /** Ids of the answers that were known. */
  readonly answers: readonly string[]
}

const FORMAT = 'watchkeeper handover 1'

export const digestOf = (document: string): string =>
  createHash('sha256').update(document, 'utf8').digest('hex')

/** The records as they are now, for a signature that is about to be given. */
export function coveredRecords(
  { workspace }: Pick<Context, 'workspace'>,
  refs: readonly RecordRef[],
): readonly Covered[] {
  const known = new Map(refs.map((ref) => [ref.id, ref]))
  return [...known.values()]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ type, id }) => {
      const last = workspace.log.commitsOf(id, type).at(-1)
      const row = workspace.log.row(type, id)
      if (!last || !row) return []
      return [{ type, id, commit: `${last.stream}/${last.seq}`, files: filesOf(workspace, row) }]
    })
}

function filesOf(
  workspace: Context['workspace'],
  row: { readonly type: string; readonly fields: Readonly<Record<string, unknown>> },
): readonly string[] {
  const fields = workspace.types.get(row.type)?.fields ?? {}
  return Object.entries(fields)
    .filter(([, field]) => field.kind === 'attachments')
    .flatMap(([name]) => {
      const files = row.fields[name]
      return Array.isArray(files) ? (files as Attachment[]).map(({ sha256 }) => sha256) : []
    })
    .toSorted()
}

type Signed = Pick<Signing, 'at' | 'by' | 'covers'> & {
  readonly signed: Pick<SignedAct, 'heads'> | undefined
}

/** What the outgoing side signs, in canonical JSON: the same sheet always gives the same bytes. */
export function outDocument(
  workspace: string,
  sheet: string,
  start: Pick<Start, 'number' | 'sides' | 'points' | 'commit'>,
  signing: Signed,
): string {
  return canonical({
    format: FORMAT,
    phase: 'out',
    workspace,
    sheet,
    number: start.number,
    sides: start.sides,
    points: start.points,
    frozen: start.commit,
    records: signing.covers.records,
    heads: signing.signed?.heads ?? {},
    by: signing.by,
    at: signing.at,
  })
}

/** What the incoming side signs: the signed sheet by its digest, with every question, answer and acknowledgement. */
export function inDocument(
  workspace: string,
  sheet: string,
  start: Pick<Start, 'number' | 'commit'>,
  signOut: Pick<Signing, 'digest' | 'commit'> | undefined,
  outcome: Signed & Pick<Outcome, 'outcome' | 'reason'>,
  answers: readonly Answer[],
): string {
  const covered = new Set(outcome.covers.answers)
  return canonical({
    format: FORMAT,
    phase: 'in',
    workspace,
    sheet,
    number: start.number,
    frozen: start.commit,
    signedOut: signOut ? { digest: signOut.digest, commit: signOut.commit } : null,
    outcome: outcome.outcome,
    reason: outcome.reason,
    answers: answers.filter(({ id }) => covered.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    records: outcome.covers.records,
    heads: outcome.signed?.heads ?? {},
    by: outcome.by,
    at: outcome.at,
  })
}
