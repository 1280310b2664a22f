import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Written } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { t } from '../../records/declare.ts'
import { typeOf, visibleRow } from '../../records/view.ts'
import { patchOp } from '../../records/write.ts'
import { dateAt, zoneHere } from '../../time/zone.ts'
import { findingType } from './types/finding.type.ts'
import { lookBackType } from './types/look-back.type.ts'

const DAY = 86_400_000
/** When a closed finding is looked at again, unless somebody gives another day. */
const AFTER_DAYS = 90

/** A finding that is closed gets its day; a look-back needs a closed finding and somebody who did not mend it. */
export function lookBackFollows(
  context: Context,
  { type, before, after }: Written,
): Readonly<Record<string, Json>> {
  if (type === findingType.name) {
    const closes = before?.['state'] !== 'closed' && after['state'] === 'closed'
    return closes && typeof after['lookBackOn'] !== 'string'
      ? { lookBackOn: dateAt(context.now() + AFTER_DAYS * DAY, zoneHere()) }
      : {}
  }
  if (type !== lookBackType.name || before !== undefined) return {}
  const { fields } = visibleRow(context, findingType.name, String(after['finding']))
  if (fields['state'] !== 'closed')
    throw new CoreError('notYet', {
      reason: t('问题还没有销号', 'The finding is not closed yet'),
    })
  if (fields['owner'] === context.session.person) throw new CoreError('ownAct')
  return {}
}

/** The finding keeps when it was looked at last, and the day after that where one was given. */
export function lookBackAlong(
  context: Context,
  { type, before, after }: Written,
): readonly NewOperation[] {
  if (type !== lookBackType.name || before !== undefined) return []
  const finding = typeOf(context, findingType.name)
  const row = visibleRow(context, finding.name, String(after['finding']))
  const next = typeof after['nextOn'] === 'string' ? after['nextOn'] : null
  const op = patchOp(
    context,
    finding,
    row,
    { lookedBackAt: context.now(), lookBackOn: next },
    { system: true },
  )
  return op ? [op] : []
}
