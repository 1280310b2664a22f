import { SHEET_SECTIONS } from '../../../contract/duty.ts'
import type { SheetState } from '../../../contract/handover.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import type { RecordRow, SignedAct } from '../../log/types.ts'
import { visibleRow } from '../../records/view.ts'
import {
  draftPoints,
  frozenPoint,
  numberOf,
  rowsOf,
  sidesOf,
  textOf,
  type Point,
  type Sides,
  type Tools,
} from './parts.ts'
import { isLogPoint } from './told.ts'
import { digestOf, inDocument, outDocument, type Covers } from './record-set.ts'

/** One decision on a sheet with the commit that holds it. */
export interface Decision {
  readonly fields: Readonly<Record<string, Json>>
  readonly at: number
  readonly by: string
  /** `stream/seq` */
  readonly commit: string
  readonly signed: SignedAct | undefined
}

export interface Start extends Decision {
  readonly number: string
  readonly sides: Sides
  readonly points: readonly Point[]
  readonly earlyReason: string
}

export interface Signing extends Decision {
  readonly digest: string
  readonly covers: Covers
}

export interface Outcome extends Signing {
  readonly outcome: 'accepted' | 'refused' | 'overridden'
  readonly reason: string
}

export interface Answer {
  readonly id: string
  readonly point: string
  readonly kind: 'acknowledge' | 'withdraw' | 'question' | 'answer'
  readonly text: string
  readonly at: number
  readonly by: string
}

/** A sheet as it stands: what was decided first holds, whatever order the commits came in. */
export interface Sheet {
  readonly row: RecordRow
  readonly id: string
  readonly number: string
  readonly sides: Sides
  readonly points: readonly Point[]
  readonly state: SheetState
  readonly start: Start | undefined
  readonly signOut: Signing | undefined
  readonly countersign: Decision | undefined
  readonly outcome: Outcome | undefined
  readonly answers: readonly Answer[]
  readonly pauses: readonly RecordRow[]
  /** The pause that nobody has resumed. */
  readonly paused: RecordRow | undefined
  /** Decisions that do not stand. */
  readonly others: readonly Decision[]
}

const TYPE = 'handover-sheet'

/** The sheet by its id, or by that of a record that belongs to it. Throws notFound. */
export function findSheet(context: Tools, id: string): Sheet {
  for (const type of ['handover-point', 'handover-answer', 'handover-addendum', 'handover-pause']) {
    const part = context.workspace.log.row(type, id)
    if (part) return readSheet(context, textOf(part.fields['sheet']))
  }
  return readSheet(context, id)
}

/** Everything of a sheet that decides its state. Throws notFound. */
export function readSheet(context: Tools, id: string): Sheet {
  const row = visibleRow(context, TYPE, id)
  if (row.deleted) throw new CoreError('notFound')
  const { workspace } = context
  const starts = decisions(context, row, 'startedAt', 'startedBy')
  const start = starts[0] && startOf(starts[0])
  const signOuts = decisions(context, row, 'signedOutAt', 'signedOutBy').map(signingOf)
  const signOut =
    signOuts.length < 2 || !start
      ? signOuts[0]
      : (signOuts.find(
          (one) => one.digest === digestOf(outDocument(workspace.id, id, start, one)),
        ) ?? signOuts[0])
  const outcomes = decisions(context, row, 'outcomeAt', 'outcomeBy').map(outcomeOf)
  const countersigns = decisions(context, row, 'countersignedAt', 'countersignedBy')
  const pauses = rowsOf(context, 'handover-pause', id)
  const paused = pauses.find(({ fields }) => numberOf(fields['resumedAt']) === null)
  const [outcome] = outcomes
  const standing = new Set<Decision | undefined>([starts[0], signOut, outcome, countersigns[0]])
  return {
    row,
    id,
    number: start?.number ?? textOf(row.fields['number']),
    sides: start?.sides ?? sidesOf(row),
    points: start?.points ?? inOrder(draftPoints(context, id).map(frozenPoint)),
    state: stateOf(start, signOut, outcome, paused),
    start,
    signOut,
    countersign: countersigns[0],
    outcome,
    answers: rowsOf(context, 'handover-answer', id).map(answerOf),
    pauses,
    paused,
    others: [...starts, ...signOuts, ...outcomes, ...countersigns].filter(
      (one) => !standing.has(one),
    ),
  }
}

function stateOf(
  start: Start | undefined,
  signOut: Signing | undefined,
  outcome: Outcome | undefined,
  paused: RecordRow | undefined,
): SheetState {
  if (outcome) return outcome.outcome
  if (!start) return 'draft'
  if (paused) return 'paused'
  return signOut ? 'signed' : 'started'
}

/** Sections in their fixed order; within one the order that people gave, the lines of the log last. */
export const inOrder = <P extends Pick<Point, 'section' | 'key'>>(points: readonly P[]): P[] => {
  const place = ({ section, key }: P): number =>
    SHEET_SECTIONS.indexOf(section) + (isLogPoint(key) ? 0.5 : 0)
  return points.toSorted((a, b) => place(a) - place(b))
}

/** All decisions of one group, the standing one first, later ones after it. */
function decisions(
  { workspace }: Pick<Context, 'workspace'>,
  row: RecordRow,
  at: string,
  by: string,
): readonly Decision[] {
  return workspace.log.values(TYPE, row.id, at).flatMap(({ op }): readonly Decision[] => {
    const commitId = op.slice(0, op.lastIndexOf('.'))
    const commit = workspace.log.commit(commitId)
    const fields = commit?.ops[Number(op.slice(op.lastIndexOf('.') + 1))]?.fields
    const time = numberOf(fields?.[at])
    if (!commit || !fields || time === null) return []
    return [{ fields, at: time, by: textOf(fields[by]), commit: commitId, signed: commit.signed }]
  })
}

interface Frozen {
  readonly number: string
  readonly sides: Sides
  readonly points: readonly Point[]
}

function startOf(decision: Decision): Start {
  const frozen = decision.fields['frozen'] as unknown as Frozen
  return { ...decision, ...frozen, earlyReason: textOf(decision.fields['earlyReason']) }
}

const NOTHING: Covers = { records: [], answers: [] }

const signingOf = (decision: Decision): Signing => ({
  ...decision,
  digest: textOf(decision.fields['outDigest']),
  covers: (decision.fields['outCovers'] as unknown as Covers | undefined) ?? NOTHING,
})

const outcomeOf = (decision: Decision): Outcome => ({
  ...decision,
  outcome: decision.fields['outcome'] as Outcome['outcome'],
  reason: textOf(decision.fields['outcomeReason']),
  digest: textOf(decision.fields['inDigest']),
  covers: (decision.fields['inCovers'] as unknown as Covers | undefined) ?? NOTHING,
})

const answerOf = (row: RecordRow): Answer => ({
  id: row.id,
  point: textOf(row.fields['point']),
  kind: textOf(row.fields['kind']) as Answer['kind'],
  text: textOf(row.fields['text']),
  at: numberOf(row.fields['at']) ?? 0,
  by: row.createdBy,
})

/** The canonical texts behind both digests, as far as the sheet has come. */
export function documentsOf(
  { workspace }: Pick<Context, 'workspace'>,
  sheet: Sheet,
): { readonly out?: string; readonly in?: string } {
  const { start, signOut, outcome, id } = sheet
  if (!start) return {}
  return {
    ...(signOut ? { out: outDocument(workspace.id, id, start, signOut) } : {}),
    ...(outcome
      ? { in: inDocument(workspace.id, id, start, signOut, outcome, sheet.answers) }
      : {}),
  }
}
