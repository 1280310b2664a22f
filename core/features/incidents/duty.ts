import type { Concern, SheetPoint, Shift, TimelineMark, WorkItem } from '../../../contract/duty.ts'
import { GRADE_RULES, PHASE_LABELS, PHASES } from '../../../contract/incident-rules.ts'
import { CAPABILITIES } from '../../../contract/roles.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'
import { reportOf } from './report/rows.ts'
import { nameOf } from '../../records/view.ts'
import { gradingOf, incidentsWhere, type Incident } from './row.ts'
import { clocksOf } from './views.ts'
import { both, spell } from './words.ts'

const say = ({ session }: Context, text: Text): string => text[session.language]
const LEADS = ['lead', 'manager', 'security'] as const
const SOURCE = 'incidents'

const openIncidents = (context: Context): Incident[] =>
  incidentsWhere(context, '"closedAt" IS NULL')

const linkTo = (incident: Incident, part = '') => ({
  record: { type: 'incident', id: incident.id },
  path: `/incidents/${incident.id}${part}`,
})

/** INC-2026-A3-0042 is known as INC-0042 among people who work together. */
const shortNumber = ({ number }: Incident): string => number.replace(/-\d{4}-[^-]+-/u, '-')

/** What an incident wants next: an answer, a decision, a progress report, the repair, the review. */
export function incidentWork(context: Context, period: Period): WorkItem[] {
  return openIncidents(context)
    .flatMap((incident) => itemsOf(context, incident))
    .filter(({ at }) => at < period.to)
}

function itemsOf(context: Context, incident: Incident): WorkItem[] {
  const now = context.now()
  const clocks = clocksOf(context, incident, now)
  const grade = GRADE_RULES[clocks.grade].label
  const { commander } = incident.roles
  const whose = commander === undefined ? { roles: [...LEADS] } : { person: commander }
  const item = (
    part: string,
    title: Text,
    at: number,
    dueBy: number | undefined,
    more: Partial<WorkItem> = {},
  ): WorkItem => ({
    key: `incident/${part}/${incident.id}`,
    source: SOURCE,
    title: say(context, title),
    detail: `${say(context, grade)} ${incident.title}`,
    state: dueBy !== undefined && now > dueBy ? 'overdue' : now >= at ? 'due' : 'scheduled',
    at,
    ...(dueBy === undefined ? {} : { dueBy }),
    ...linkTo(incident),
    ...(more.roles ? {} : whose),
    ...more,
  })
  const name = shortNumber(incident)
  const items: WorkItem[] = []
  const { at } = incident
  if (incident.phase === 'report')
    items.push(
      item('answer', both(`响应${name}`, `Answer ${name}`), at.reported ?? 0, clocks.answerBy, {
        roles: [...LEADS],
      }),
    )
  if (clocks.decideBy !== undefined)
    items.push(
      item(
        'decide',
        both(`${name}评估与决策`, `Assess and decide on ${name}`),
        at.answered ?? 0,
        clocks.decideBy,
      ),
    )
  if (clocks.progressBy !== undefined && incident.phase !== 'report')
    items.push(
      item(
        `progress/${clocks.progressBy}`,
        both(`${name}进展报告`, `Progress report on ${name}`),
        clocks.progressBy - GRADE_RULES[clocks.grade].reportMinutes * 30_000,
        clocks.progressBy,
        incident.roles.liaison === undefined ? {} : { person: incident.roles.liaison },
      ),
    )
  if (incident.phase === 'implement')
    items.push(
      clocks.impaired
        ? item('repair', both(`修复${name}`, `Repair ${name}`), at.assessed ?? 0, clocks.repairBy, {
            state: now > clocks.repairBy ? 'overdue' : 'progress',
            ...(incident.roles.executor === undefined ? {} : { person: incident.roles.executor }),
          })
        : item(
            'restore',
            both(
              `${name}恢复重建并签字确认恢复正常`,
              `Restore ${name} and sign the return to normal`,
            ),
            at.repaired ?? 0,
            undefined,
          ),
    )
  const report = reportOf(context, incident.id)
  const path = `/incidents/${incident.id}/report`
  if (clocks.reportBy !== undefined && report?.state !== 'approved')
    items.push(
      report?.state === 'review'
        ? item(
            'approve-report',
            both(`批准${name}故障报告`, `Approve the fault report on ${name}`),
            at.restored ?? 0,
            clocks.reportBy,
            { path, roles: [...CAPABILITIES['incident.approve']] },
          )
        : item(
            'report',
            both(`编写${name}故障报告`, `Write the fault report on ${name}`),
            at.restored ?? 0,
            clocks.reportBy,
            { path },
          ),
    )
  if (incident.phase === 'review')
    items.push(
      item(
        'review',
        both(`${name}总结与关闭`, `Review and close ${name}`),
        at.restored ?? 0,
        undefined,
        {
          path: `/incidents/${incident.id}/analysis`,
        },
      ),
    )
  return items
}

/** Incidents that are open, and those that ended in the shift. */
export const incidentSheet = (context: Context, shift: Shift): SheetPoint[] =>
  incidentsWhere(
    context,
    '"discoveredAt" < ? AND ("restoredAt" IS NULL OR "restoredAt" >= ?)',
    Math.min(shift.to, context.now() + 1),
    shift.from,
  ).map((incident) => {
    const now = context.now()
    const { grade, impaired, repairBy } = clocksOf(context, incident, now)
    const open = incident.phase !== 'review' && incident.phase !== 'closed'
    const phase = PHASE_LABELS[incident.phase]
    const left = repairBy - now
    const clock: Text = !impaired
      ? both('业务已恢复', 'service back')
      : left >= 0
        ? both(`修复余${spell(left)['zh-CN']}`, `${spell(left).en} left for the repair`)
        : both(`修复超时${spell(-left)['zh-CN']}`, `repair late by ${spell(-left).en}`)
    return {
      key: `incident/${incident.id}`,
      section: 'incidents',
      title: `${say(context, GRADE_RULES[grade].label)} ${shortNumber(incident)} ${incident.title}`,
      detail: say(
        context,
        both(`${phase['zh-CN']}，${clock['zh-CN']}`, `${phase.en}, ${clock.en}`),
      ),
      tone: !open ? 'notice' : impaired && grade <= 2 ? 'crit' : 'warn',
      at: incident.at.discovered ?? 0,
      record: { type: 'incident', id: incident.id },
      open,
    }
  })

/** Incidents that are not back to normal, each as a card: grade, phase, who is in charge, how it was answered. */
export const incidentConcerns = (context: Context): Concern[] =>
  openIncidents(context)
    .filter(({ phase }) => phase !== 'review')
    .map((incident) => {
      const now = context.now()
      const { grade, impaired, repairBy, answerBy } = clocksOf(context, incident, now)
      const { commander } = incident.roles
      const answered = incident.at.answered
      return {
        key: `incident/${incident.id}`,
        source: SOURCE,
        tone: impaired && grade <= 2 ? 'crit' : 'warn',
        title: incident.title,
        detail: [
          phaseWords(incident),
          commander === undefined
            ? both('负责人未定', 'nobody in charge')
            : both(
                `负责人${nameOf(context, commander)}`,
                `in charge: ${nameOf(context, commander)}`,
              ),
          answerWords(incident, now, answerBy, incident.rules[grade].responseMinutes),
        ]
          .map((part) => say(context, part))
          .join(context.session.language === 'en' ? ' · ' : '　'),
        since: incident.at.discovered ?? 0,
        state: answered === undefined ? 'open' : 'acknowledged',
        ...(commander === undefined ? {} : { by: nameOf(context, commander) }),
        card: {
          grade: say(context, GRADE_RULES[grade].label),
          impaired,
          number: incident.number,
          ...(impaired ? { dueBy: repairBy } : {}),
        },
        acts: ['activate', 'open'],
        record: { type: 'incident', id: incident.id },
        path: `/incidents/${incident.id}`,
      }
    })

const phaseWords = ({ phase }: Incident): Text => {
  const label = PHASE_LABELS[phase]
  const place = PHASES.indexOf(phase) + 1
  return both(`第${place}阶段 ${label['zh-CN']}`, `Phase ${place}: ${label.en.toLowerCase()}`)
}

/** How fast it was answered, or how long there is still. */
function answerWords({ at }: Incident, now: number, answerBy: number, limit: number): Text {
  const taken = spell((at.answered ?? now) - (at.reported ?? now))
  if (at.answered !== undefined)
    return both(
      `${taken['zh-CN']}响应，限${limit}分`,
      `answered in ${taken.en}, limit ${limit} min`,
    )
  const left = spell(Math.abs(answerBy - now))
  return now <= answerBy
    ? both(`待响应，余${left['zh-CN']}`, `not answered, ${left.en} left`)
    : both(`未响应，超时${left['zh-CN']}`, `not answered, late by ${left.en}`)
}

/** Incidents as stretches on the ribbon: from the discovery until the service was back. */
export const incidentTimeline = (context: Context, period: Period): TimelineMark[] =>
  incidentsWhere(
    context,
    '"discoveredAt" < ? AND ("repairedAt" IS NULL OR "repairedAt" >= ?) AND ("closedAt" IS NULL OR "closedAt" >= ?)',
    period.to,
    period.from,
    period.from,
  ).map((incident) => {
    const now = context.now()
    const { grade } = gradingOf(incident, now)
    const open = incident.at.repaired === undefined && incident.at.closed === undefined
    const what = open ? GRADE_RULES[grade].label : both('已恢复', 'back')
    return {
      key: `incident/${incident.id}`,
      lane: 'incidents',
      label: `${shortNumber(incident)} ${say(context, what)}`,
      from: incident.at.discovered ?? 0,
      ...(open ? {} : { to: incident.at.repaired ?? incident.at.closed ?? now }),
      open,
      state: open ? 'progress' : 'done',
      tone: open ? (grade <= 2 ? 'crit' : 'warn') : 'neutral',
      path: `/incidents/${incident.id}`,
    }
  })

/** A grave incident that was declared to stop handovers, until the service is back. */
export function stoppedByIncident(context: Context): Text | undefined {
  const now = context.now()
  const incident = openIncidents(context).find(
    (one) => one.stopsHandover && one.at.repaired === undefined && gradingOf(one, now).grade <= 2,
  )
  if (incident === undefined) return undefined
  const named = `${shortNumber(incident)} ${incident.title}`
  return both(named, named)
}
