import { z } from 'zod'
import type { Json } from '../../../contract/record-type.ts'
import type { Context, Guard, Written } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { t } from '../../records/declare.ts'
import { derivedId } from '../../records/derived-id.ts'
import { incoming } from '../../records/links.ts'
import { typeOf } from '../../records/view.ts'
import { changeable, createOp, patchOp } from '../../records/write.ts'
import { dateAt, zoneHere } from '../../time/zone.ts'
import { assignmentType } from './types/duty.types.ts'
import { studyType } from './types/growth.types.ts'

const HOUR = 3_600_000
const people = z.array(z.string()).catch([])

/** An approved assignment names the person in his post; a drill that is summed up is credited to who was there. */
export function peopleAlong(context: Context, written: Written): readonly NewOperation[] {
  if (written.type === assignmentType.name) return assigned(context, written)
  if (written.type === 'activation') return credited(context, written)
  return []
}

function assigned(context: Context, { before, after }: Written): readonly NewOperation[] {
  const isNow = (state: Json | undefined): boolean => state === 'active'
  if (before === undefined || isNow(before['state']) === isNow(after['state'])) return []
  const type = typeOf(context, 'post')
  const row = changeable(context, type, String(after['post']))
  const part = after['part'] === 'standIn' ? 'standIn' : 'holder'
  const person = String(after['person'])
  if (!isNow(after['state']) && row.fields[part] !== person) return []
  const fields = { [part]: isNow(after['state']) ? person : null }
  const op = patchOp(context, type, row, fields, { system: true })
  return op === undefined ? [] : [op]
}

function credited(context: Context, { id, before, after }: Written): readonly NewOperation[] {
  const { log } = context.workspace
  const [started, ended] = [after['startedAt'], after['endedAt']]
  const isFirst = typeof before?.['summedUpAt'] !== 'number'
  if (after['drill'] !== true || !isFirst || typeof after['summedUpAt'] !== 'number') return []
  if (typeof started !== 'number' || typeof ended !== 'number') return []
  const hours = Math.max(0.1, Math.round(((ended - started) / HOUR) * 10) / 10)
  return people.parse(after['attendees']).flatMap((person) => {
    const record = derivedId(studyType.name, id, person)
    if (log.row(studyType.name, record) || !log.row('person', person)) return []
    const fields = {
      person,
      title: String(after['title']),
      kind: 'drill',
      on: dateAt(started, zoneHere()),
      hours: Math.min(hours, 400),
      source: [{ type: 'activation', id }],
    }
    return [createOp(context, { type: studyType.name, id: record, fields }, { system: true })]
  })
}

const not = (zh: string, en: string, params: Record<string, unknown> = {}) =>
  ({ code: 'notYet', params: { reason: t(zh, en), ...params } }) as const

export const peopleGuards: Readonly<Record<string, Guard>> = {
  'people.findingsVerified': ({ workspace }, { id }) => {
    const open = incoming(workspace.db, id).filter((link) => {
      const row = link.type === 'finding' ? workspace.log.row(link.type, link.id) : undefined
      return row !== undefined && !row.deleted && row.fields['state'] !== 'closed'
    }).length
    return open === 0
      ? undefined
      : not('还有{open}个问题没有销号', '{open} findings are not closed yet', { open })
  },
  'people.lookedBack': (context, { fields }) => {
    const day = fields['lookBackOn']
    return typeof day === 'string' && day > dateAt(context.now(), zoneHere())
      ? not('回头看日期还没到', 'The day of the look-back has not come yet')
      : undefined
  },
}
