import type { SheetPoint, TimelineMark, WorkItem } from '../../../../contract/duty.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Period } from '../../../feature.ts'
import { found, personOf, said, timeOf, type Found } from '../../../records/found.ts'
import { changeType } from '../types/change.type.ts'
import { upgradeType } from '../types/upgrade.type.ts'
import { isTested } from '../upgrades/guards.ts'

const WORDS = {
  approve: { 'zh-CN': '待批准', en: 'Waits for approval' },
  approveAfter: {
    'zh-CN': '紧急变更已先实施，待补批',
    en: 'Carried out as an emergency, to be approved',
  },
  window: { 'zh-CN': '维护窗口，按时开始', en: 'Maintenance window, to be started' },
  running: { 'zh-CN': '实施中', en: 'Running' },
  verify: { 'zh-CN': '已实施，待验证关闭', en: 'Carried out, to be verified and closed' },
} as const satisfies Record<string, Text>

const TYPES = [changeType, upgradeType]
/** Windows longer than this are not looked for before the beginning of a period. */
const LONGEST_WINDOW_MS = 7 * 86_400_000
const EMERGENCY = ['emergency', 'emergencyDone']

const worked = (context: Context, states: string): Found[] =>
  TYPES.flatMap((type) => [
    ...found(context, type, `status IN (${states})`, [], 'status, windowFrom'),
  ])

/** Approvals, windows and verifications of changes and upgrades as work. */
export function plannedWork(context: Context, period: Period): WorkItem[] {
  return [
    ...worked(
      context,
      "'requested', 'approved', 'running', 'emergency', 'emergencyDone', 'done'",
    ).flatMap((row) => itemsOf(context, row, period)),
    ...found(context, upgradeType, "status = 'test'", [], 'status, windowFrom')
      .filter(({ record }) => isTested(context, record.id))
      .map((row) => approval(context, row)),
  ]
}

function itemsOf(context: Context, row: Found, period: Period): WorkItem[] {
  const status = String(row.fields['status'])
  if (status === 'requested') return [approval(context, row)]
  const afterwards = EMERGENCY.includes(status) ? [approvalAfterwards(context, row)] : []
  if (status === 'emergencyDone') return afterwards
  if (status === 'done')
    return [
      {
        ...itemOf(row, 'verify'),
        detail: words(context, row, WORDS.verify),
        state: 'due',
        at: row.changedAt,
        roles: ['lead', 'manager'],
      },
    ]
  return [...afterwards, ...windowItem(context, row, period)]
}

const itemOf = (
  row: Found,
  act: string,
): Pick<WorkItem, 'key' | 'source' | 'title' | 'record' | 'path'> => ({
  key: `${row.record.type}/${row.record.id}/${act}`,
  source: row.record.type,
  title: row.title,
  record: row.record,
  path: row.path,
})

/** Words behind the number of a record, where it has one. */
const words = (context: Context, row: Found, text: Text): string =>
  row.short === row.title ? said(context, text) : `${row.short} ${said(context, text)}`

function approval(context: Context, row: Found): WorkItem {
  const from = timeOf(row.fields['windowFrom'])
  return {
    ...itemOf(row, 'approve'),
    detail: words(context, row, WORDS.approve),
    // A window that comes closer than the approval is what makes it urgent.
    state: from !== undefined && context.now() >= from ? 'overdue' : 'due',
    at: row.createdAt,
    ...(from === undefined ? {} : { dueBy: from }),
    roles: ['manager'],
  }
}

/** An emergency is late with its approval from the moment it begins. */
function approvalAfterwards(context: Context, row: Found): WorkItem {
  const at = timeOf(row.fields['startedAt']) ?? row.changedAt
  return {
    ...itemOf(row, 'approve'),
    detail: words(context, row, WORDS.approveAfter),
    state: 'overdue',
    at,
    dueBy: at,
    roles: ['manager'],
  }
}

function windowItem(context: Context, row: Found, period: Period): WorkItem[] {
  const { status, windowFrom, windowTo, implementer } = row.fields
  const now = context.now()
  const at = timeOf(windowFrom) ?? row.changedAt
  if (at >= period.to) return []
  const until = timeOf(windowTo)
  const late = until !== undefined && now >= until
  const begun = status === 'running' || status === 'emergency'
  const state = begun ? 'progress' : now >= at ? 'due' : 'scheduled'
  return [
    {
      ...itemOf(row, 'window'),
      detail: words(context, row, begun ? WORDS.running : WORDS.window),
      state: late ? 'overdue' : state,
      at,
      ...(until === undefined ? {} : { dueBy: until }),
      ...personOf(context, implementer),
    },
  ]
}

/** What runs, waits for its approval afterwards or for its verification stands on the sheet until it is settled. */
export function changeSheet(context: Context): SheetPoint[] {
  return worked(context, "'running', 'emergency', 'emergencyDone', 'done'").map((row) => {
    const status = String(row.fields['status'])
    const urgent = EMERGENCY.includes(status)
    const text = urgent ? WORDS.approveAfter : status === 'running' ? WORDS.running : WORDS.verify
    return {
      key: `${row.record.type}/${row.record.id}`,
      title: row.title,
      record: row.record,
      open: true,
      section: 'changes',
      detail: said(context, text),
      tone: urgent ? 'warn' : status === 'running' ? 'maint' : 'notice',
      at: timeOf(row.fields['windowFrom']) ?? row.changedAt,
    }
  })
}

/** Windows of changes and upgrades that touch a period. */
export function changeTimeline(context: Context, period: Period): readonly TimelineMark[] {
  const now = context.now()
  return TYPES.flatMap((type) =>
    found(
      context,
      type,
      "status IN ('approved', 'running', 'emergency', 'emergencyDone', 'done', 'closed', 'rolledBack') AND windowFrom > ? AND windowFrom < ? AND windowTo > ?",
      [period.from - LONGEST_WINDOW_MS, period.to, period.from],
      'status, windowFrom',
    ),
  ).map((row) => {
    const { windowFrom, windowTo } = row.fields
    const status = String(row.fields['status'])
    const from = timeOf(windowFrom) ?? period.from
    const to = timeOf(windowTo) ?? from
    const running = status === 'running' || status === 'emergency'
    const late = (status === 'approved' || running) && to < now
    const over = !running && status !== 'approved'
    return {
      key: `${row.record.type}/${row.record.id}`,
      lane: 'changes',
      label: row.short,
      from,
      to,
      open: running,
      state: over ? 'done' : late ? 'overdue' : running ? 'progress' : 'scheduled',
      tone: over ? 'neutral' : late ? 'warn' : 'maint',
      path: row.path,
    }
  })
}
