import type { WorkItem } from '../../../contract/duty.ts'
import type { RoundState, RoundView } from '../../../contract/checklist-rounds.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'
import { tableOf } from '../../log/shape.ts'
import { roundsIn } from './rounds.ts'
import { missOf, rowsWhere, templateName, versionOf } from './rows.ts'
import { present } from './views.ts'

const DAY_MS = 86_400_000
/** How far back a round that nobody did, and nobody has explained, is still asked for. */
const LOOK_BACK_MS = 35 * DAY_MS
const DECIDERS = ['lead', 'manager'] as const

const STATES: Readonly<Record<RoundState, WorkItem['state']>> = {
  scheduled: 'scheduled',
  due: 'due',
  overdue: 'overdue',
  progress: 'progress',
  complete: 'progress',
  done: 'done',
  late: 'done',
  missed: 'missed',
  cancelled: 'skipped',
}

/** Address of a round: its run, or where it is begun. */
export const roundPath = ({ run, schedule, occurrence }: RoundView): string =>
  run === undefined
    ? `/checklists/round/${schedule}/${encodeURIComponent(occurrence ?? '')}`
    : `/checklists/run/${run}`

/** True while a round still asks somebody for something. */
export const isOpenRound = ({ state, miss }: RoundView): boolean =>
  state === 'progress' ||
  state === 'complete' ||
  state === 'due' ||
  state === 'overdue' ||
  (state === 'missed' && (miss === undefined || miss.state === 'returned'))

/** Rounds of the period and those still open from before, misses and versions to be decided on, findings. */
export function checklistWork(context: Context, period: Period): readonly WorkItem[] {
  const from = Math.min(period.from, context.now() - LOOK_BACK_MS)
  const rounds = roundsIn(context, { from, to: period.to }, { openBefore: period.from }).filter(
    (round) => round.at >= period.from || isOpenRound(round),
  )
  return [
    ...rounds.map((round) => roundItem(context, round)),
    ...decisions(context),
    ...findings(context),
  ]
}

function roundItem(context: Context, round: RoundView): WorkItem {
  // A miss that was explained waits for whoever approves it, no longer for the shift.
  const state = round.state === 'missed' && !isOpenRound(round) ? 'skipped' : STATES[round.state]
  return {
    key: `checklists/${round.key}`,
    source: 'checklists',
    title: round.name,
    state,
    at: round.at,
    path: roundPath(round),
    ...present({
      detail: detailOf(context, round),
      dueBy: round.schedule === undefined ? undefined : round.graceBy,
      person: round.person,
      personName: round.personName,
      team: round.team,
      post: round.post,
      shift: round.shift,
      escalatedTo: round.escalatedTo.length > 0 ? round.escalatedTo : undefined,
      record: round.run ? { type: 'checklist-run', id: round.run } : undefined,
    }),
  }
}

const say = (context: Context, text: Text): string => text[context.session.language]

const MISSES: Readonly<Record<NonNullable<RoundView['miss']>['state'], Text>> = {
  explained: { 'zh-CN': '漏检，待批', en: 'Missed; waits for approval' },
  returned: { 'zh-CN': '漏检，说明被退回', en: 'Missed; explanation returned' },
  approved: { 'zh-CN': '漏检，已批准', en: 'Missed; approved' },
  rescheduled: { 'zh-CN': '漏检，已改期', en: 'Missed; rescheduled' },
}
const UNEXPLAINED: Text = { 'zh-CN': '漏检，需说明', en: 'Missed; say why' }

function detailOf(context: Context, { counts, state, miss }: RoundView): string | undefined {
  if (state === 'missed') return say(context, miss ? MISSES[miss.state] : UNEXPLAINED)
  if (counts === undefined) return undefined
  const { answered, items, out } = counts
  const parts = [`${answered}/${items}`]
  if (out > 0) parts.push(say(context, { 'zh-CN': `超限${out}项`, en: `${out} out of limits` }))
  return parts.join(say(context, { 'zh-CN': '，', en: ', ' }))
}

/** What a second person has to decide on. */
function decisions(context: Context): WorkItem[] {
  const { person } = context.session
  const misses = rowsWhere(context, 'checklist-miss', "state = 'explained'")
    .map(missOf)
    // Written again elsewhere after it was approved: the approval stands.
    .filter(({ approvedAt }) => approvedAt === undefined)
    .map((miss): WorkItem & { readonly of: string } => ({
      of: miss.person,
      key: `checklists/miss/${miss.id}`,
      source: 'checklists',
      title: say(context, { 'zh-CN': `批准漏检：${miss.name}`, en: `Approve miss: ${miss.name}` }),
      detail: miss.comment,
      state: 'due',
      at: miss.at,
      roles: [...DECIDERS],
      record: { type: 'checklist-miss', id: miss.id },
      path: `/checklists/misses/${miss.id}`,
    }))
  const versions = rowsWhere(context, 'checklist-version', "state = 'submitted'")
    .map(versionOf)
    .filter(({ approvedAt }) => approvedAt === undefined)
    .map((version): WorkItem & { readonly of: string } => {
      const name = templateName(context, version.template)
      return {
        of: version.author,
        key: `checklists/version/${version.id}`,
        source: 'checklists',
        title: say(context, {
          'zh-CN': `批准检查表：${name} 第${version.version}版`,
          en: `Approve checklist: ${name}, version ${version.version}`,
        }),
        ...(version.note === '' ? {} : { detail: version.note }),
        state: 'due',
        at: version.submittedAt ?? 0,
        roles: [...DECIDERS],
        record: { type: 'checklist-version', id: version.id },
        path: `/checklists/templates/${version.template}`,
      }
    })
  // Nobody is asked to approve his own.
  return [...misses, ...versions].flatMap(({ of, ...item }) => (of === person ? [] : [item]))
}

export interface Finding {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly state: string
  readonly severity: string | null
  readonly owner: string | null
  readonly post: string | null
  readonly dueAt: number | null
  readonly created: number
}

/** Findings that are not closed, oldest first. */
export const openFindings = ({ workspace }: Context): readonly Finding[] =>
  workspace.db
    .prepare<[], Finding>(
      `SELECT id, number, title, state, severity, owner, post, "dueAt", _created / 1000 AS created
       FROM ${tableOf('finding')} WHERE _deleted = 0 AND state IN ('open', 'doing', 'done') ORDER BY id`,
    )
    .all()

function findings(context: Context): WorkItem[] {
  const now = context.now()
  const { person } = context.session
  // Whoever put it right does not verify it.
  const mine = openFindings(context).filter(
    ({ state, owner }) => state !== 'done' || owner !== person,
  )
  return mine.map((finding) => {
    const overdue = finding.dueAt !== null && now > finding.dueAt
    const verify = finding.state === 'done'
    const plain = finding.state === 'doing' ? 'progress' : 'due'
    return {
      key: `finding/${finding.id}`,
      source: 'findings',
      title: finding.title,
      state: overdue ? 'overdue' : plain,
      at: finding.dueAt ?? Math.floor(finding.created),
      record: { type: 'finding', id: finding.id },
      path: `/register/finding/${finding.id}`,
      ...present({
        detail: verify
          ? say(context, { 'zh-CN': '整改完成，待验证', en: 'Done, to be verified' })
          : (finding.number ?? undefined),
        dueBy: finding.dueAt ?? undefined,
        person: verify ? undefined : (finding.owner ?? undefined),
        post: verify ? undefined : (finding.post ?? undefined),
        roles: verify ? ['lead' as const, 'manager' as const, 'security' as const] : undefined,
      }),
    }
  })
}
