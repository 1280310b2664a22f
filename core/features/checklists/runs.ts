import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { commit, createOp } from '../../records/write.ts'
import { findingsOf } from './findings.ts'
import { lockedNow, refuseLocked } from './locked.ts'
import { openRun } from './record.ts'
import { readingsOf } from './readings.ts'
import { countsOf, currentOf, missingOf, previousOf, resultsOf } from './results.ts'
import { findRound, roundOfRun, roundsIn, runId } from './rounds.ts'
import { rowOf, runOf, versionOf } from './rows.ts'
import type { Span } from './rules/occurrences.ts'
import { scheduleRow, startRound } from './start.ts'
import { itemsOf, versionHead } from './views.ts'

const LONGEST_MS = 400 * 86_400_000
/** Titles named in the text of a refusal; all stand in its parameter `missing`. */
const NAMED = 5

/** Refuses what is no period, or too long to be computed at once. */
export function refusePeriod({ from, to }: Span): void {
  if (to <= from || to - from > LONGEST_MS)
    throw new CoreError('fieldInvalid', { field: 'to', name: 'to', reason: 'period' })
}

/** Rounds: what is due, and the runs that are made of it. */
export const runHandlers: Handlers = {
  'checklists.rounds': (context, span) => {
    refusePeriod(span)
    return ok({ rounds: roundsIn(context, span) })
  },

  'checklists.start': startRound,

  'checklists.run': (context, input) => {
    const run = runOf(rowOf(context, 'checklist-run', input.run))
    // A round that was cancelled before it began has no list.
    if (run.version === undefined) throw new CoreError('notFound')
    const version = versionOf(rowOf(context, 'checklist-version', run.version))
    const items = itemsOf(version)
    const current = currentOf(resultsOf(context, run.id))
    const before = run.startedAt ?? run.dueAt
    const locked = run.state === 'progress' ? lockedNow(context) : undefined
    return ok({
      round: roundOfRun(context, run),
      version: versionHead(context, version),
      body: version.body,
      results: [...current.values()],
      missing: run.state === 'progress' ? missingOf(items, current) : [],
      previous: items.flatMap(
        ({ id }) =>
          previousOf(context, { template: run.template, item: id, run: run.id }, before) ?? [],
      ),
      readings: run.state === 'progress' ? readingsOf(context, items) : [],
      findings: findingsOf(context, run.id),
      ...(locked ? { locked: { ...locked } } : {}),
    })
  },

  'checklists.readings': (context, input) => {
    const run = runOf(rowOf(context, 'checklist-run', input.run))
    if (run.version === undefined || run.state !== 'progress') return ok({ readings: [] })
    const version = versionOf(rowOf(context, 'checklist-version', run.version))
    return ok({ readings: readingsOf(context, itemsOf(version)) })
  },

  'checklists.answers': (context, { run, item }) => {
    rowOf(context, 'checklist-run', run)
    return ok({ results: resultsOf(context, run).filter((result) => result.item === item) })
  },

  'checklists.submit': (context, input) => {
    const { run, items } = openRun(context, input.run)
    refuseLocked(context)
    const current = currentOf(resultsOf(context, run.id))
    const missing = missingOf(items, current)
    if (missing.length > 0)
      throw new CoreError('roundIncomplete', {
        count: missing.length,
        items: [...new Set(missing.map(({ title }) => title))].slice(0, NAMED),
        missing,
      })
    const now = context.now()
    const fields: Record<string, Json> = {
      state: 'submitted',
      submittedAt: now,
      submittedBy: context.session.person,
      summary: countsOf(items, current) as unknown as Json,
      madeAt: Math.max(...[...current.values()].map(({ at }) => at)),
    }
    if (current.size === 0) fields['madeAt'] = now
    const receipt = commit(context, 'checklists.submit', [
      { patch: 'checklist-run', id: run.id, fields },
    ])
    const after = runOf(rowOf(context, 'checklist-run', run.id))
    return ok({ ...receipt, state: roundOfRun(context, after).state })
  },

  'checklists.cancel': (context, { run, schedule, occurrence, reason }) => {
    if (run !== undefined) return ok(cancelRun(context, run, reason))
    if (schedule === undefined || occurrence === undefined)
      throw new CoreError('fieldInvalid', { field: 'run', name: 'run', reason: 'required' })
    const id = runId(schedule, occurrence)
    if (context.workspace.log.row('checklist-run', id)) return ok(cancelRun(context, id, reason))
    const row = scheduleRow(context, schedule)
    const round = findRound(context, row, occurrence)
    if (round === undefined) throw new CoreError('notFound')
    // A miss stays a miss: it is explained, not taken off the plan.
    if (round.state === 'missed') throw new CoreError('roundClosed')
    const op = createOp(context, {
      type: 'checklist-run',
      id,
      fields: {
        name: row.name,
        template: row.template,
        schedule,
        occurrence,
        dueAt: round.at,
        state: 'cancelled',
        reason,
      },
    })
    return ok(commit(context, 'checklists.cancel', [op]))
  },
}

function cancelRun(context: Context, id: string, reason: string) {
  const run = runOf(rowOf(context, 'checklist-run', id))
  if (run.state !== 'progress' || roundOfRun(context, run).state === 'missed')
    throw new CoreError('roundClosed')
  const fields = { state: 'cancelled', reason }
  return commit(context, 'checklists.cancel', [{ patch: 'checklist-run', id, fields }])
}
