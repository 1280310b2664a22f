import type { Receipt } from '../../../contract/common.ts'
import { FUTURE_TOLERANCE_MS } from '../../../contract/duty-log.ts'
import {
  CORRECTABLE,
  MILESTONE_LABELS,
  PHASE_LABELS,
  type Milestone,
} from '../../../contract/incident-rules.ts'
import { ok } from '../../../contract/result.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import type { NewOperation } from '../../log/types.ts'
import { commit } from '../../records/write.ts'
import { chartsToKeep } from './charts.ts'
import { clockTime } from './times.ts'
import { changed, inPhase, said, UNCLOSED } from './change.ts'
import { missingIn } from './phases.ts'
import { gradingOf, text, type Incident } from './row.ts'
import { reportOf } from './report/rows.ts'
import { openTasks } from './tasks.ts'
import { incidentType } from './types/incident.type.ts'
import { SAID } from './words.ts'

/** The moment of an act: as given, not in the future and not before what it follows. */
function momentOf(
  context: Context,
  incident: Incident,
  name: Milestone,
  given: number | undefined,
): number {
  const now = context.now()
  const at = given ?? now
  if (at > now + FUTURE_TOLERANCE_MS) throw new CoreError('timeInFuture')
  if (at < (incident.at.discovered ?? 0))
    throw new CoreError('fieldInvalid', {
      field: MILESTONE_LABELS[name],
      name: `${name}At`,
      reason: 'range',
    })
  return Math.min(at, now)
}

function refuseMissing(incident: Incident, given: readonly string[] = []): void {
  const missing = missingIn(incident).filter((name) => !given.includes(name))
  if (missing.length === 0) return
  throw new CoreError('missingFields', {
    fields: missing.map((name) => incidentType.fields[name]?.label ?? name),
    names: missing,
  })
}

/** Incidents up to this grade are closed with an approved report; of lesser ones it may be written. */
const REPORTED = 3

/** Repair and recovery before the return to normal; everything before the end. */
function refuseTasks(context: Context, incident: Incident, all: boolean): void {
  const tasks = openTasks(context, incident.id).filter(({ now }) => all || now)
  if (tasks.length > 0)
    throw new CoreError('incidentTasks', {
      count: tasks.length,
      tasks: tasks.slice(0, 5).map(({ title }) => title),
    })
}

/** Writes an act that its person signs with his own key. */
function signedBy(
  context: Context,
  act: string,
  incident: Incident,
  ops: readonly NewOperation[],
  confirmation: string | undefined,
): Receipt {
  const signer = context.session.takeSigner(confirmation)
  if (signer === undefined) throw new CoreError('passwordNeeded')
  return context.workspace.log.append({
    actor: context.session.person,
    act,
    ops,
    sign: { purpose: act, type: 'incident', id: incident.id, signer },
  })
}

export const actHandlers: Handlers = {
  'incident.answer': (context, { id, at: given, note = '' }) => {
    const incident = inPhase(context, id, ['report'])
    const { person } = context.session
    const at = momentOf(context, incident, 'answered', given)
    const commander = incident.roles.commander ?? person
    return ok(
      commit(context, 'incident.answer', [
        ...changed(context, incident, {
          answeredAt: at,
          answeredBy: person,
          commander,
          reportedTo: text(incident.fields['reportedTo']) || person,
        }),
        said(context, incident, 'milestone', SAID.answered(note), at),
      ]),
    )
  },

  'incident.grade': (context, { id, grade, reason }) => {
    const incident = inPhase(context, id, UNCLOSED)
    const before = gradingOf(incident, context.now()).grade
    return ok(
      commit(context, 'incident.grade', [
        ...changed(context, incident, {
          grade: String(grade),
          gradedAt: context.now(),
          gradeReason: reason,
        }),
        said(context, incident, 'grade', SAID.graded(before, grade, reason)),
      ]),
    )
  },

  'incident.decide': (context, { id, decision, reason, at: given }) => {
    const incident = inPhase(context, id, ['assess', 'implement'])
    refuseMissingBefore(incident)
    const at = momentOf(context, incident, 'assessed', given)
    return ok(
      commit(context, 'incident.decide', [
        ...changed(context, incident, {
          decision,
          decisionReason: reason,
          decidedBy: context.session.person,
          assessedAt: incident.at.assessed ?? at,
        }),
        said(context, incident, 'decision', SAID.decided(decision, reason), at),
      ]),
    )
  },

  'incident.repaired': (context, { id, verification, at: given }) => {
    const incident = inPhase(context, id, ['implement'])
    const at = momentOf(context, incident, 'repaired', given)
    return ok(
      commit(context, 'incident.repaired', [
        ...changed(context, incident, {
          repairedAt: at,
          verification,
          verifiedBy: context.session.person,
          ...chartsToKeep(context, incident, { repaired: at }),
        }),
        said(context, incident, 'milestone', SAID.repaired(verification), at),
      ]),
    )
  },

  'incident.relapse': (context, { id, reason }) => {
    const incident = inPhase(context, id, ['implement', 'review'])
    if (incident.at.repaired === undefined)
      throw new CoreError('incidentPhase', { phase: PHASE_LABELS[incident.phase] })
    return ok(
      commit(context, 'incident.relapse', [
        ...changed(context, incident, {
          repairedAt: null,
          restoredAt: null,
          restoredBy: null,
          verification: null,
          verifiedBy: null,
        }),
        said(context, incident, 'milestone', SAID.relapsed(reason)),
      ]),
    )
  },

  'incident.restore': (context, { id, confirmation }) => {
    const incident = inPhase(context, id, ['implement'])
    if (incident.at.repaired === undefined) refuseMissing({ ...incident, phase: 'implement' })
    refuseMissing(incident)
    refuseTasks(context, incident, false)
    const ops = [
      ...changed(context, incident, {
        restoredAt: context.now(),
        restoredBy: context.session.person,
        ...chartsToKeep(context, incident),
      }),
      said(context, incident, 'milestone', SAID.restored),
    ]
    return ok(signedBy(context, 'incident.restore', incident, ops, confirmation))
  },

  'incident.close': (context, { id, confirmation }) => {
    const incident = inPhase(context, id, ['review'])
    refuseMissing(incident)
    refuseTasks(context, incident, true)
    const { grade } = gradingOf(incident, context.now())
    if (grade <= REPORTED && reportOf(context, id)?.state !== 'approved')
      throw new CoreError('incidentReport')
    const ops = [
      ...changed(context, incident, {
        closedAt: context.now(),
        closedBy: context.session.person,
      }),
      said(context, incident, 'milestone', SAID.closed),
    ]
    return ok(signedBy(context, 'incident.close', incident, ops, confirmation))
  },

  'incident.correct': (context, { id, milestone, at, reason }) => {
    const incident = inPhase(context, id, UNCLOSED)
    const before = incident.at[milestone]
    if (before === undefined)
      throw new CoreError('incidentPhase', { phase: PHASE_LABELS[incident.phase] })
    if (at > context.now()) throw new CoreError('timeInFuture')
    refuseDisorder(incident, milestone, at)
    return ok(
      commit(context, 'incident.correct', [
        ...changed(context, incident, { [`${milestone}At`]: at }),
        said(
          context,
          incident,
          'correction',
          SAID.corrected(milestone, clockTime(before), clockTime(at), reason),
        ),
      ]),
    )
  },
}

/** What the phases before the decision want. */
const refuseMissingBefore = (incident: Incident): void =>
  refuseMissing({ ...incident, phase: 'assess' })

/** A milestone stands between its neighbours. */
function refuseDisorder({ at }: Incident, milestone: Milestone, moment: number): void {
  const order: readonly Milestone[] = CORRECTABLE
  const place = order.indexOf(milestone)
  const isWrong = order.some((other, index) => {
    const then = at[other]
    return then !== undefined && (index < place ? then > moment : index > place && then < moment)
  })
  if (isWrong)
    throw new CoreError('fieldInvalid', {
      field: MILESTONE_LABELS[milestone],
      name: `${milestone}At`,
      reason: 'range',
    })
}
