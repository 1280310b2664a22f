import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { commit, createOp } from '../../records/write.ts'
import { refuseLocked } from './locked.ts'
import { findRound, runId } from './rounds.ts'
import { timesOf } from './round-state.ts'
import { rowOf, runOf, scheduleOf, templateOf, versionOf, type ScheduleRow } from './rows.ts'
import { usableVersion } from './views.ts'

const MINUTE = 60_000

/** checklists.start: begins a round, or answers the run that goes on. */
export const startRound: Handler<'checklists.start'> = (context, input) => {
  const { schedule: scheduleId, occurrence, template } = input
  if (scheduleId !== undefined && occurrence !== undefined && template === undefined) {
    const schedule = scheduleRow(context, scheduleId)
    const id = runId(schedule.id, occurrence)
    return resumed(context, id) ?? ok(beginPlanned(context, schedule, occurrence, input.version))
  }
  if (template === undefined || scheduleId !== undefined || occurrence !== undefined)
    throw new CoreError('fieldInvalid', { field: 'template', name: 'template', reason: 'required' })
  const known = input.id === undefined ? undefined : resumed(context, input.id)
  if (known) return known
  refuseLocked(context)
  const { name } = templateOf(rowOf(context, 'checklist-template', template))
  const now = context.now()
  const fields = { name, template, dueAt: now }
  return ok(begin(context, input.id, fields, versionFor(context, template, input.version)))
}

/** A schedule that this program can read; throws CoreError notFound. */
export const scheduleRow = (context: Context, id: string): ScheduleRow =>
  scheduleOf(rowOf(context, 'checklist-schedule', id))

function resumed(context: Context, id: string) {
  const row = context.workspace.log.row('checklist-run', id)
  if (row === undefined) return undefined
  if (runOf(row).state !== 'progress') throw new CoreError('roundClosed')
  return ok({ commit: '', at: context.now(), run: id })
}

function beginPlanned(
  context: Context,
  schedule: ScheduleRow,
  occurrence: string,
  version: string | undefined,
) {
  const round = findRound(context, schedule, occurrence)
  if (round === undefined) throw new CoreError('notFound')
  const { opensAt } = timesOf(round.at, schedule.timing)
  const wait = opensAt - context.now()
  if (wait > 0) throw new CoreError('roundNotDue', { minutes: Math.ceil(wait / MINUTE) })
  refuseLocked(context)
  return begin(
    context,
    runId(schedule.id, occurrence),
    {
      name: schedule.name,
      template: schedule.template,
      schedule: schedule.id,
      occurrence,
      dueAt: round.at,
      ...(round.shift === undefined ? {} : { shift: round.shift }),
    },
    versionFor(context, schedule.template, version),
  )
}

/** The version in use, or the one that a printed form names, if it was ever in use. */
function versionFor(context: Context, template: string, asked: string | undefined): string {
  if (asked === undefined)
    return usableVersion(context, templateOf(rowOf(context, 'checklist-template', template))).id
  const version = versionOf(rowOf(context, 'checklist-version', asked))
  if (version.template !== template || version.state !== 'approved') throw new CoreError('notFound')
  return version.id
}

function begin(
  context: Context,
  id: string | undefined,
  fields: Record<string, Json>,
  version: string,
) {
  const now = context.now()
  const op = createOp(context, {
    type: 'checklist-run',
    id,
    fields: {
      ...fields,
      version,
      state: 'progress',
      startedAt: now,
      startedBy: context.session.person,
    },
  })
  return { ...commit(context, 'checklists.start', [op]), run: op.id }
}
