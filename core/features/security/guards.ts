import type { Failure } from '../../../contract/result.ts'
import type { Text } from '../../../contract/text.ts'
import type { Guard } from '../../feature.ts'
import { incoming } from '../../records/links.ts'
import { t } from '../../records/declare.ts'
import { rightsNow } from './access/rights.ts'
import { linesOf } from './access/lines.ts'
import { dayAt } from './follows.ts'
import { textOf } from './rows.ts'

const not = (reason: Text, params: Record<string, unknown> = {}): Failure => ({
  code: 'notYet',
  params: { reason, ...params },
})

/** Why a step of the registers of security may not be taken now. */
export const securityGuards: Readonly<Record<string, Guard>> = {
  'security.acceptanceAhead': (context, { fields }) => {
    const until = textOf(fields['acceptedUntil'])
    return until !== undefined && until <= dayAt(context.now())
      ? not(t('接受期限须晚于今天', 'The acceptance must end after today'))
      : undefined
  },

  'security.allDecided': (context, { id }) => {
    const lines = linesOf(context, id)
    if (lines.length === 0) return not(t('还没有权限明细', 'There are no rights to review yet'))
    const open = lines.filter(({ state }) => state === 'pending').length
    return open === 0
      ? undefined
      : not(t('还有{open}条权限没有决定', '{open} rights are not decided yet'), { open })
  },

  'security.rightsWithdrawn': (context, { id, fields }) => {
    const lines = linesOf(context, id)
    const waiting = lines.filter(({ state }) => state === 'withdrawn').length
    if (waiting > 0)
      return not(t('还有{waiting}条权限没有收回', '{waiting} rights are not withdrawn yet'), {
        waiting,
      })
    if (fields['subject'] !== 'own') return undefined
    const held = new Set(rightsNow(context).map(({ person, grant }) => `${person} ${grant}`))
    const still = lines.find(
      ({ state, person, grant }) =>
        state === 'carried' && held.has(`${String(person)} ${String(grant)}`),
    )
    return still
      ? not(t('{holder}仍有“{right}”权限', '{holder} still has the right “{right}”'), {
          holder: still['holder'],
          right: still['right'],
        })
      : undefined
  },

  'security.findingsClosed': (context, { id }) => {
    const open = incoming(context.workspace.db, id).filter(({ type, id: finding }) => {
      const row = type === 'finding' ? context.workspace.log.row(type, finding) : undefined
      return row !== undefined && !row.deleted && row.fields['state'] !== 'closed'
    }).length
    return open === 0
      ? undefined
      : not(t('还有{open}个问题没有销号', '{open} findings are not closed yet'), { open })
  },
}
