import { ALERT_STATE_LABELS } from '../../../../contract/alerts.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { ok } from '../../../../contract/result.ts'
import type { Receipt } from '../../../../contract/common.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { NewOperation } from '../../../log/types.ts'
import { typeOf } from '../../../records/view.ts'
import { changeable, commit, createOp, patchOp } from '../../../records/write.ts'
import { alertOf, type AlertRow } from './rows.ts'

const TYPE = 'alert'
/** Longest time for which an alert is put off. */
const MOST_SNOOZE_MS = 30 * 86_400_000

type Change = (alert: AlertRow) => Readonly<Record<string, Json>>

/** What people do with alerts. */
export const alertActHandlers: Handlers = {
  'alert.acknowledge': (context, { ids, reason }) =>
    ok(
      change(context, 'alert.acknowledge', ids, () => ({
        acknowledgedAt: context.now(),
        acknowledgedBy: context.session.person,
        acknowledgeReason: reason,
      })),
    ),

  'alert.snooze': (context, { ids, until, reason }) => {
    const now = context.now()
    if (until <= now || until > now + MOST_SNOOZE_MS)
      throw new CoreError('fieldInvalid', { field: 'until', name: 'until', reason: 'range' })
    return ok(
      change(context, 'alert.snooze', ids, (alert) => {
        mustStand(alert)
        return {
          snoozedUntil: until,
          snoozedAt: now,
          snoozedBy: context.session.person,
          snoozeReason: reason,
        }
      }),
    )
  },

  'alert.unsnooze': (context, { ids }) =>
    ok(
      change(context, 'alert.unsnooze', ids, () => ({
        snoozedUntil: null,
        snoozedAt: null,
        snoozedBy: null,
        snoozeReason: null,
      })),
    ),

  'alert.assign': (context, { ids, person }) =>
    ok(change(context, 'alert.assign', ids, () => ({ assignee: person }))),

  'alert.note': (context, { id, text }) => {
    changeable(context, typeOf(context, TYPE), id)
    const op = createOp(
      context,
      { type: 'comment', fields: { target: id, targetType: TYPE, text } },
      { system: true },
    )
    return ok(commit(context, 'alert.note', [op]))
  },

  'alert.group': (context, { ids, under }) => {
    const head =
      under === null ? undefined : alertOf(changeable(context, typeOf(context, TYPE), under))
    // A group has one level: what is under another one leads no group.
    if (head?.group !== undefined || (under !== null && ids.includes(under)))
      throw new CoreError('fieldInvalid', { field: 'under', name: 'under', reason: 'ring' })
    return ok(change(context, 'alert.group', ids, () => ({ group: under })))
  },

  'alert.link': (context, { ids, record }) =>
    ok(
      change(context, 'alert.link', ids, ({ links }) => ({
        links: [...links.filter(({ id }) => id !== record.id), record],
      })),
    ),

  'alert.unlink': (context, { id, record }) =>
    ok(
      change(context, 'alert.unlink', [id], ({ links }) => ({
        links: links.filter((link) => link.id !== record.id),
      })),
    ),

  'alert.reclassify': (context, { ids, as, reason }) =>
    ok(
      change(context, 'alert.reclassify', ids, () => ({
        classification: as,
        classificationReason: reason,
        classifiedBy: context.session.person,
        classifiedAt: context.now(),
      })),
    ),

  'alert.finishAction': (context, { id, note, before, after }) =>
    ok(
      change(context, 'alert.finishAction', [id], (alert) => {
        if (alert.action === 'done')
          throw new CoreError('alreadyDecided', {
            field: typeOf(context, TYPE).fields['action']?.label,
          })
        if (alert.action === undefined) throw new CoreError('wrongState', { state: '—' })
        return {
          action: 'done',
          actionNote: note,
          actionBefore: before ?? null,
          actionAfter: after ?? null,
          actionBy: context.session.person,
          actionAt: context.now(),
        }
      }),
    ),
}

/** One commit over all alerts; those on which nothing would change are left out. */
function change(context: Context, act: string, ids: readonly string[], fieldsOf: Change): Receipt {
  const type = typeOf(context, TYPE)
  const ops = [...new Set(ids)].flatMap((id): NewOperation[] => {
    const row = changeable(context, type, id)
    const op = patchOp(context, type, row, fieldsOf(alertOf(row)), { system: true })
    return op ? [op] : []
  })
  return ops.length > 0 ? commit(context, act, ops) : { commit: '', at: context.now() }
}

function mustStand({ clearedAt }: AlertRow): void {
  if (clearedAt !== undefined)
    throw new CoreError('wrongState', { state: ALERT_STATE_LABELS.cleared })
}
