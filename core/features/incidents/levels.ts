import { ok } from '../../../contract/result.ts'
import type { Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { NewOperation, RecordRow } from '../../log/types.ts'
import { LEVEL } from '../../log/types.ts'
import { levelOf, typeOf } from '../../records/view.ts'
import { commit, patchOp } from '../../records/write.ts'
import { madeFor, tell } from '../../response-timeline.ts'
import { openIncident } from './change.ts'
import { reportOf } from './report/rows.ts'
import { faultReportType } from './types/report.type.ts'
import { incidentType } from './types/incident.type.ts'
import { SAID } from './words.ts'

/** What belongs to an incident goes up with it. What stands in the log stays there as it was written. */
function raised(context: Context, incident: string, level: Level): NewOperation[] {
  const lower = (row: RecordRow): boolean => levelOf(row) < level
  const told = ['timeline-event', 'timeline-mark', 'incident-cause'].flatMap((name) =>
    madeFor(context, name, incident)
      .filter(lower)
      .map((row): NewOperation => ({ patch: name, id: row.id, fields: { [LEVEL]: level } })),
  )
  const report = reportOf(context, incident)?.row
  const op =
    report && lower(report)
      ? patchOp(context, faultReportType, report, {}, { level, system: true })
      : undefined
  return op === undefined ? told : [...told, op]
}

export const levelHandlers: Handlers = {
  'incident.setLevel': (context, { id, level, reason }) => {
    const incident = openIncident(context, id)
    // Lowering would show what somebody held back, to whoever was not to see it.
    if (level <= incident.level)
      throw new CoreError('fieldInvalid', {
        field: typeOf(context, 'incident').label,
        name: 'level',
        reason: 'range',
      })
    const own = patchOp(context, incidentType, incident.row, {}, { level, system: true })
    const said = tell(context, {
      of: { type: 'incident', id },
      kind: 'decision',
      text: SAID.levelled(incident.level, level, reason),
      level,
    })
    return ok(
      commit(context, 'incident.setLevel', [
        ...(own === undefined ? [] : [own]),
        ...raised(context, id, level),
        said,
      ]),
    )
  },
}
