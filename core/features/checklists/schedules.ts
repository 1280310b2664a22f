import type { ScheduleRule } from '../../../contract/checklist-schedule.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import type { Json } from '../../../contract/record-type.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { canonical } from '../../log/canonical.ts'
import { typeOf } from '../../records/view.ts'
import { commit, createOp, patchOp } from '../../records/write.ts'
import { rowOf, scheduleOf, type ScheduleRow } from './rows.ts'
import { parseCron } from './rules/cron.ts'
import { isTimeZone, zoneHere } from '../../time/zone.ts'
import { occurrencesOf } from './rules/occurrences.ts'
import { surroundings } from './surroundings.ts'
import { isAlive, schedules, scheduleView } from './views.ts'

const DAY_MS = 86_400_000
/** What a clock may be behind between the interface and core before a begin counts as past. */
const TOLERANCE_MS = 60_000
/** More often than every quarter of an hour nobody makes a round. */
const MOST_A_DAY = 96
/** How far a preview looks for occurrences. */
const PREVIEW_DAYS = 800

/** Schedules: when a checklist is due, and whose it is. */
export const scheduleHandlers: Handlers = {
  'checklists.schedules': (context, { ended }) =>
    ok({
      schedules: schedules(context)
        .filter((schedule) => ended === true || isAlive(schedule, context.now()))
        .map((schedule) => scheduleView(context, schedule)),
    }),

  'checklists.saveSchedule': (context, input) => {
    rowOf(context, 'checklist-template', input.template)
    const timeZone = input.timeZone ?? zoneHere()
    refuseInvalid(input.rule, timeZone)
    const { due, grace, missed } = input.timing
    if (missed < due + grace) throw invalid('timing')
    const now = context.now()
    if (input.since !== undefined && input.since < now - TOLERANCE_MS) throw invalid('past')
    const fields = fieldsOf(input, timeZone)
    return ok(
      input.id === undefined
        ? begun(context, { ...fields, since: input.since ?? now })
        : changed(context, input.id, fields, now),
    )
  },

  'checklists.endSchedule': (context, { id }) => {
    alive(context, id)
    const fields = { until: context.now() }
    return ok(
      commit(context, 'checklists.endSchedule', [{ patch: 'checklist-schedule', id, fields }]),
    )
  },

  'checklists.preview': (context, { rule, timeZone, from, limit }) => {
    const zone = timeZone ?? zoneHere()
    refuseInvalid(rule, zone)
    const around = surroundings(context)
    const found: { at: number; moved: boolean }[] = []
    // Piece by piece: a rule of minutes must not be counted through for years.
    for (let days = 0; days < PREVIEW_DAYS && found.length < limit; days += 20) {
      const start = from + days * DAY_MS
      const span = { from: start, to: start + 20 * DAY_MS }
      found.push(...occurrencesOf(rule, zone, span, around).map(({ at, moved }) => ({ at, moved })))
    }
    return ok({ occurrences: found.slice(0, limit) })
  },
}

const invalid = (reason: string): CoreError => new CoreError('scheduleInvalid', { reason })

function refuseInvalid(rule: ScheduleRule, zone: string): void {
  if (!isTimeZone(zone)) throw invalid('timeZone')
  if (rule.kind !== 'cron') return
  const cron = parseCron(rule.expression)
  if (cron === undefined) throw invalid('cron')
  if (cron.times.length > MOST_A_DAY) throw invalid('dense')
}

type Input = ParsedInputOf<'checklists.saveSchedule'>

const fieldsOf = (input: Input, timeZone: string): Record<string, Json> => ({
  name: input.name,
  template: input.template,
  rule: input.rule as unknown as Json,
  timeZone,
  timing: input.timing,
  post: input.post ?? null,
  team: input.team ?? null,
  person: input.person ?? null,
  escalation: (input.escalation ?? []) as unknown as Json,
})

function begun(context: Context, fields: Record<string, Json>) {
  const op = createOp(context, { type: 'checklist-schedule', fields })
  return { ...commit(context, 'checklists.saveSchedule', [op]), id: op.id }
}

/** What decides when rounds are due; a change of it must not move what was due before. */
const DECIDING = ['template', 'rule', 'timeZone', 'timing'] as const

function changed(context: Context, id: string, fields: Record<string, Json>, now: number) {
  const before = alive(context, id)
  const row = rowOf(context, 'checklist-schedule', id)
  const same = (name: (typeof DECIDING)[number]): boolean =>
    canonical(row.fields[name] ?? null) === canonical(fields[name] ?? null)
  // One that has not begun yet has no past to keep.
  if (before.since > now || DECIDING.every(same)) {
    const op = patchOp(context, typeOf(context, 'checklist-schedule'), row, fields)
    const receipt =
      op === undefined ? { commit: '', at: now } : commit(context, 'checklists.saveSchedule', [op])
    return { ...receipt, id }
  }
  const op = createOp(context, {
    type: 'checklist-schedule',
    fields: {
      ...fields,
      follows: id,
      since: now,
      ...(before.until === undefined ? {} : { until: before.until }),
    },
  })
  const end = { patch: 'checklist-schedule', id, fields: { until: now } }
  return { ...commit(context, 'checklists.saveSchedule', [op, end]), id: op.id }
}

function alive(context: Context, id: string): ScheduleRow {
  const schedule = scheduleOf(rowOf(context, 'checklist-schedule', id))
  if (!isAlive(schedule, context.now()))
    throw new CoreError('wrongState', { state: { 'zh-CN': '已终止', en: 'Ended' } })
  return schedule
}
