import { uuidv7 } from 'uuidv7'
import type { MajorFault } from '../../../contract/handover.ts'
import { ok } from '../../../contract/result.ts'
import type { Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import { nameOf, visibleRow } from '../../records/view.ts'
import { fieldIssues, refuse } from '../../records/validate.ts'
import { commit } from '../../records/write.ts'
import { numberOf, textOf, type Tools } from './parts.ts'
import { majorFaultType } from './types.ts'

/** A fault as people read it. */
function faultOf(context: Tools, { id, fields, createdBy }: RecordRow): MajorFault {
  const by = (person: string, at: number) => ({ id: person, name: nameOf(context, person), at })
  const controlledAt = numberOf(fields['controlledAt'])
  return {
    id,
    title: textOf(fields['title']),
    declared: by(createdBy, numberOf(fields['declaredAt']) ?? 0),
    controlled: controlledAt === null ? null : by(textOf(fields['controlledBy']), controlledAt),
    note: textOf(fields['note']),
  }
}

function faults(context: Tools, where: string, limit: number): MajorFault[] {
  const ids = context.workspace.db
    .prepare<[number], string>(
      `SELECT id FROM r_major_fault WHERE _deleted = 0 ${where} ORDER BY declaredAt DESC, id LIMIT ?`,
    )
    .pluck()
    .all(limit) as string[]
  return ids.flatMap((id) => {
    const row = context.workspace.log.row('major-fault', id)
    return row ? [faultOf(context, row)] : []
  })
}

/** The newest major fault that is not under control. */
export const openFault = (context: Tools): MajorFault | undefined =>
  faults(context, 'AND controlledAt IS NULL', 1)[0]

/** Why no shift may be handed over now. */
export function stoppedByFault(context: Context): Text | undefined {
  const fault = openFault(context)
  return fault && { 'zh-CN': fault.title, en: fault.title }
}

/** fault.*: a major fault is declared, and declared to be under control. */
export const faultHandlers: Handlers = {
  'fault.declare': (context, { title }) => {
    const id = uuidv7()
    refuse(fieldIssues(majorFaultType, { title }, () => true))
    const receipt = commit(context, 'fault.declare', [
      { create: 'major-fault', id, fields: { title, declaredAt: context.now() } },
    ])
    return ok({ ...receipt, id })
  },
  'fault.control': (context, { id, note }) => {
    const row = visibleRow(context, 'major-fault', id)
    if (numberOf(row.fields['controlledAt']) !== null)
      throw new CoreError('alreadyDecided', {
        field: { 'zh-CN': '受控时间', en: 'Under control' },
      })
    refuse(fieldIssues(majorFaultType, { note }, () => true))
    return ok(
      commit(context, 'fault.control', [
        {
          patch: 'major-fault',
          id,
          fields: {
            controlledAt: context.now(),
            controlledBy: context.session.person,
            ...(note ? { note } : {}),
          },
        },
      ]),
    )
  },
  'fault.list': (context, { limit }) => ok({ faults: faults(context, '', limit) }),
}
