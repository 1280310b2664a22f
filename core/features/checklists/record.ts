import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { Answer } from '../../../contract/checklists.ts'
import { FUTURE_TOLERANCE_MS, LATE_AFTER_MINUTES } from '../../../contract/duty-log.ts'
import type { ResultView } from '../../../contract/checklist-rounds.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler, Handlers } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { visibleRow } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'
import { answerIssue, judge } from '../../../contract/checklist-judge.ts'
import { sampleFor } from './readings.ts'
import { refuseLocked } from './locked.ts'
import { countsOf, currentOf, missingOf, resultsOf } from './results.ts'
import { rowOf, runOf, versionOf, type RunRow } from './rows.ts'
import { sign } from '../../records/sign.ts'
import { itemsOf } from './views.ts'

/** A run that may still be answered, with its items. Throws CoreError notFound or roundClosed. */
export function openRun(
  context: Context,
  id: string,
): { readonly run: RunRow; readonly items: readonly CheckItem[] } {
  const run = runOf(rowOf(context, 'checklist-run', id))
  if (run.state !== 'progress' || run.version === undefined) throw new CoreError('roundClosed')
  return { run, items: itemsOf(versionOf(rowOf(context, 'checklist-version', run.version))) }
}

export function itemIn(items: readonly CheckItem[], id: string): CheckItem {
  const item = items.find((candidate) => candidate.id === id)
  if (item === undefined) throw new CoreError('itemUnknown', { item: id })
  return item
}

/** checklists.record: answers are records at once; nothing of a run is kept anywhere else. */
const recordAnswers: Handler<'checklists.record'> = (context, input) => {
  const { run, items } = openRun(context, input.run)
  refuseLocked(context)
  if (input.doneBy !== undefined) visibleRow(context, 'person', input.doneBy)
  const asked = input.answers.map((answer) => ({ answer, item: itemIn(items, answer.item) }))
  const before = currentOf(resultsOf(context, run.id))
  const ops: NewOperation[] = asked.map(({ answer, item }) =>
    createOp(context, {
      type: 'checklist-result',
      fields: {
        run: run.id,
        template: run.template,
        ...fieldsOf(context, input, item, answer, before.get(item.id)),
      },
    }),
  )
  if (input.fromPaper === true && !run.lateEntry)
    ops.push({ patch: 'checklist-run', id: run.id, fields: { lateEntry: true } })
  const isSigned = asked.some(({ item, answer }) => item.kind === 'signature' && answer.value)
  const receipt = isSigned
    ? sign(context, 'checklists.record', ops, {
        type: 'checklist-run',
        id: run.id,
        signer: context.session.takeSigner(input.confirmation),
      })
    : commit(context, 'checklists.record', ops)
  const written = new Set(ops.map(({ id }) => id))
  const results = resultsOf(context, run.id)
  const current = currentOf(results)
  return ok({
    ...receipt,
    results: results.filter(({ id }) => written.has(id)),
    counts: countsOf(items, current),
    missing: missingOf(items, current),
  })
}

type Input = ParsedInputOf<'checklists.record'>

function fieldsOf(
  context: Context,
  { fromPaper, doneBy }: Input,
  item: CheckItem,
  answer: Answer,
  before: ResultView | undefined,
): Record<string, Json> {
  const issue = answerIssue(item, answer)
  if (issue !== undefined)
    throw new CoreError('answerInvalid', { item: item.title, name: item.id, reason: issue })
  const now = context.now()
  const { value } = answer
  const isReading = typeof value === 'number'
  const sample = isReading ? sampleFor(context, item, answer.measuredAt) : undefined
  // Whether a figure is the monitor's own is not what the caller says but what the monitor read.
  const automatic = answer.automatic === true && sample !== undefined && sample.value === value
  const at = automatic ? sample.at : (answer.at ?? (fromPaper === true ? undefined : now))
  if (at === undefined)
    throw new CoreError('answerInvalid', { item: item.title, name: item.id, reason: 'required' })
  if (at > now + FUTURE_TOLERANCE_MS) throw new CoreError('timeInFuture')
  // A remark on a reading that was taken in time does not make the reading late.
  const isKnown = automatic && before?.measuredAt === at
  if (fromPaper !== true && !isKnown && now - at > LATE_AFTER_MINUTES * 60_000)
    throw new CoreError('lateUndeclared', { minutes: LATE_AFTER_MINUTES })
  const { status, message } = judge(item, answer)
  return {
    item: item.id,
    status,
    message: message ?? null,
    value: isReading || value === undefined ? null : value,
    reading: isReading ? value : null,
    measured: sample?.value ?? null,
    measuredAt: sample?.at ?? null,
    automatic: automatic ? true : null,
    remark: answer.skip ?? answer.remark ?? null,
    attachments: (answer.attachments ?? []) as unknown as Json,
    at,
    enteredAt: now,
    late: fromPaper === true ? true : null,
    person: (fromPaper === true ? doneBy : undefined) ?? context.session.person,
  }
}

/** checklists.confirm: the second person's word, signed with his own key. */
const confirmSecond: Handler<'checklists.confirm'> = (context, input) => {
  const { run, items } = openRun(context, input.run)
  const current = currentOf(resultsOf(context, run.id))
  const found = [...new Set(input.items)].map((id) => {
    const item = itemIn(items, id)
    const result = current.get(id)
    if (result === undefined || item.twoPerson !== true)
      throw new CoreError('answerInvalid', { item: item.title, name: id, reason: 'noAnswer' })
    return result
  })
  const signer =
    input.witness === undefined
      ? context.session.takeSigner(input.confirmation)
      : context.session.takeWitness(input.witness)
  if (signer === undefined) throw new CoreError('passwordNeeded')
  // Whoever keyed an answer in stands for it, too.
  const isFirst = found.some(
    ({ id, person }) =>
      person === signer.person ||
      context.workspace.log.row('checklist-result', id)?.createdBy === signer.person,
  )
  if (isFirst) throw new CoreError('secondIsFirst')
  const ops = found.map((result) =>
    createOp(context, {
      type: 'checklist-confirmation',
      fields: {
        run: run.id,
        item: result.item,
        result: result.id,
        person: signer.person,
        at: context.now(),
      },
    }),
  )
  return ok(sign(context, 'checklists.confirm', ops, { type: 'checklist-run', id: run.id, signer }))
}

export const recordHandlers: Handlers = {
  'checklists.record': recordAnswers,
  'checklists.confirm': confirmSecond,
}
