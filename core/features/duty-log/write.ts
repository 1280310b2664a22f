import { FUTURE_TOLERANCE_MS, LATE_AFTER_MINUTES } from '../../../contract/duty-log.ts'
import { ok } from '../../../contract/result.ts'
import type { Handler } from '../../feature.ts'
import { CoreError } from '../../error.ts'
import { hlcToMs } from '../../log/clock.ts'
import { createOp } from '../../records/write.ts'
import { levelOf, visibleRow } from '../../records/view.ts'
import type { Json } from '../../../contract/record-type.ts'

/** log.write: a new entry. Told long after it happened it is marked as late; the future is refused. */
export const writeEntry: Handler<'log.write'> = (context, input) => {
  const { workspace, session } = context
  const known = input.id === undefined ? undefined : workspace.log.row('log-entry', input.id)
  if (known) {
    // The answer to the first call was lost: the entry stands, nothing is written twice.
    if (known.createdBy !== session.person)
      throw new CoreError('fieldInvalid', { field: 'id', reason: 'reference' })
    const commit = known.createOp.slice(0, known.createOp.lastIndexOf('.'))
    return ok({
      id: known.id,
      late: known.fields['late'] === true,
      commit,
      at: hlcToMs(known.created),
    })
  }
  const now = context.now()
  const at = input.at ?? now
  if (at > now + FUTURE_TOLERANCE_MS) throw new CoreError('timeInFuture')
  const late = now - at > LATE_AFTER_MINUTES * 60_000
  const { tags = [], links = [], attachments = [] } = input
  const op = createOp(
    context,
    {
      type: 'log-entry',
      id: input.id,
      level: input.level,
      fields: {
        at,
        enteredAt: now,
        late,
        category: input.category,
        text: input.text,
        tags: [...new Set(tags)],
        links: links as unknown as Json,
        attachments: attachments as unknown as Json,
      },
    },
    { system: true },
  )
  const receipt = workspace.log.append({ actor: session.person, act: 'log.write', ops: [op] })
  return ok({ ...receipt, id: op.id, late })
}

/** log.amend: how an entry should have read. It has the entry's level, and the entry itself stays. */
export const amendEntry: Handler<'log.amend'> = (context, input) => {
  const { workspace, session } = context
  const entry = visibleRow(context, 'log-entry', input.id)
  const op = createOp(
    context,
    {
      type: 'log-amendment',
      level: levelOf(entry),
      fields: { entry: entry.id, enteredAt: context.now(), text: input.text, reason: input.reason },
    },
    { system: true },
  )
  const receipt = workspace.log.append({ actor: session.person, act: 'log.amend', ops: [op] })
  return ok({ ...receipt, id: op.id })
}
