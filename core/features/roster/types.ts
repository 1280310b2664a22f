import type { RecordType } from '../../../contract/record-type.ts'
import { ABSENCE_KINDS, OVERRIDE_ACTIONS } from '../../../contract/roster-shapes.ts'

const PLANNERS = ['manager', 'administrator'] as const
const LEADS = ['lead', 'manager'] as const
const STAFF = ['operator', 'lead', 'manager', 'security', 'controller', 'support'] as const

const rosterOf = {
  kind: 'ref',
  ref: 'roster',
  label: { 'zh-CN': '排班表', en: 'Roster' },
  required: true,
} as const
const slot = {
  kind: 'text',
  label: { 'zh-CN': '班次', en: 'Shift' },
  required: true,
  maxLength: 20,
} as const

/** A roster 排班表: whose shifts are computed from its plans, never stored. */
export const rosterType: RecordType = {
  name: 'roster',
  label: { 'zh-CN': '排班表', en: 'Roster' },
  plural: { 'zh-CN': '排班表', en: 'Rosters' },
  icon: 'roster',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    // Dates of shifts are local to it: another zone would rename shifts that were worked.
    timeZone: {
      kind: 'text',
      label: { 'zh-CN': '时区', en: 'Time zone' },
      required: true,
      readOnly: true,
      maxLength: 60,
    },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '岗位', en: 'Post' } },
    minimum: {
      kind: 'integer',
      label: { 'zh-CN': '每班最少人数', en: 'Fewest people on a shift' },
      min: 1,
      max: 50,
      policy: 'reviewed',
    },
    leadNeeded: {
      kind: 'boolean',
      label: { 'zh-CN': '每班须有值班长', en: 'A lead on every shift' },
      policy: 'reviewed',
    },
    endsOn: {
      kind: 'date',
      label: { 'zh-CN': '停用日期', en: 'Ends on' },
      policy: 'reviewed',
    },
  },
  permissions: { read: 'all', create: PLANNERS, update: PLANNERS, delete: PLANNERS },
}

/** Pattern and teams of a roster from a date on; the shifts before it stay as they were. */
export const rosterPlanType: RecordType = {
  name: 'roster-plan',
  label: { 'zh-CN': '轮班方案', en: 'Rotation' },
  plural: { 'zh-CN': '轮班方案', en: 'Rotations' },
  icon: 'roster',
  title: 'from',
  managed: true,
  fields: {
    roster: rosterOf,
    from: { kind: 'date', label: { 'zh-CN': '起始日期', en: 'From' }, required: true },
    slots: { kind: 'json', label: { 'zh-CN': '班次', en: 'Shifts of a day' }, required: true },
    cycle: { kind: 'json', label: { 'zh-CN': '轮转', en: 'Cycle' }, required: true },
    teams: {
      kind: 'refs',
      ref: 'team',
      label: { 'zh-CN': '班组', en: 'Teams' },
      required: true,
    },
  },
  indexes: [['roster', 'from']],
  permissions: { read: 'all', create: PLANNERS, update: PLANNERS, delete: PLANNERS },
}

/** One hand-made change of one shift: a person in or out, or another team. */
export const rosterOverrideType: RecordType = {
  name: 'roster-override',
  label: { 'zh-CN': '调班', en: 'Change of a shift' },
  plural: { 'zh-CN': '调班', en: 'Changes of shifts' },
  icon: 'roster',
  title: 'date',
  managed: true,
  fields: {
    roster: rosterOf,
    date: { kind: 'date', label: { 'zh-CN': '日期', en: 'Date' }, required: true },
    slot,
    action: {
      kind: 'choice',
      label: { 'zh-CN': '调整', en: 'Change' },
      required: true,
      choices: OVERRIDE_ACTIONS,
    },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '人员', en: 'Person' } },
    insteadOf: { kind: 'ref', ref: 'person', label: { 'zh-CN': '替换', en: 'Instead of' } },
    team: { kind: 'ref', ref: 'team', label: { 'zh-CN': '班组', en: 'Team' } },
    reason: { kind: 'text', label: { 'zh-CN': '原因', en: 'Reason' } },
  },
  indexes: [['roster', 'date']],
  permissions: { read: 'all', create: LEADS, update: LEADS, delete: LEADS },
}

const answerOf = (zh: string, en: string, choices: readonly [string, string, string][]) =>
  ({
    kind: 'choice',
    label: { 'zh-CN': zh, en },
    policy: 'decided',
    choices: choices.map(([value, zhLabel, enLabel]) => ({
      value,
      label: { 'zh-CN': zhLabel, en: enLabel },
    })),
  }) as const

/** A swap 换班: asked, agreed by the other, approved. What was declined or rejected stays with its reason. */
export const shiftSwapType: RecordType = {
  name: 'shift-swap',
  label: { 'zh-CN': '换班申请', en: 'Shift swap' },
  plural: { 'zh-CN': '换班申请', en: 'Shift swaps' },
  icon: 'change',
  title: 'reason',
  managed: true,
  fields: {
    roster: rosterOf,
    asker: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '申请人', en: 'Asked by' },
      required: true,
    },
    date: { kind: 'date', label: { 'zh-CN': '日期', en: 'Date' }, required: true },
    slot,
    other: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '对方', en: 'With' },
      required: true,
    },
    /** The other's shift that the asker works in return; without it the other only takes over. */
    returnDate: { kind: 'date', label: { 'zh-CN': '换回日期', en: 'In return, date' } },
    returnSlot: {
      kind: 'text',
      label: { 'zh-CN': '换回班次', en: 'In return, shift' },
      maxLength: 20,
    },
    reason: { kind: 'text', label: { 'zh-CN': '原因', en: 'Reason' }, required: true },
    agreement: answerOf('对方意见', 'Answer of the other', [
      ['agreed', '同意', 'Agreed'],
      ['declined', '不同意', 'Declined'],
    ]),
    agreementReason: {
      kind: 'text',
      label: { 'zh-CN': '对方说明', en: 'Reason of the other' },
      policy: 'decided',
    },
    decision: answerOf('审批', 'Decision', [
      ['approved', '批准', 'Approved'],
      ['rejected', '驳回', 'Rejected'],
    ]),
    decisionReason: {
      kind: 'text',
      label: { 'zh-CN': '审批意见', en: 'Reason of the decision' },
      policy: 'decided',
    },
    decidedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '审批人', en: 'Decided by' },
      policy: 'decided',
    },
    withdrawn: { kind: 'boolean', label: { 'zh-CN': '撤回', en: 'Withdrawn' }, policy: 'decided' },
  },
  groups: {
    answer: ['agreement', 'agreementReason'],
    verdict: ['decision', 'decisionReason', 'decidedBy'],
  },
  search: ['reason', 'agreementReason', 'decisionReason'],
  indexes: [['roster', 'date']],
  permissions: { read: 'all', create: STAFF, update: LEADS, delete: [] },
  writers: {
    update: STAFF,
    marks: [
      {
        fields: ['decision', 'decisionReason', 'decidedBy'],
        roles: ['lead', 'manager'],
        signed: true,
      },
    ],
  },
}

/** An absence 请假: whole days of the roster's calendar, both ends included. */
export const absenceType: RecordType = {
  name: 'absence',
  label: { 'zh-CN': '请假', en: 'Absence' },
  plural: { 'zh-CN': '请假', en: 'Absences' },
  icon: 'roster',
  title: 'note',
  managed: true,
  fields: {
    person: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '人员', en: 'Person' },
      required: true,
    },
    from: { kind: 'date', label: { 'zh-CN': '开始', en: 'From' }, required: true },
    to: { kind: 'date', label: { 'zh-CN': '结束', en: 'To' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      choices: ABSENCE_KINDS,
    },
    standIn: { kind: 'ref', ref: 'person', label: { 'zh-CN': '替班人', en: 'Stand-in' } },
    note: { kind: 'text', label: { 'zh-CN': '说明', en: 'Note' } },
  },
  groups: { period: ['from', 'to'] },
  indexes: [['person', 'from'], ['to']],
  permissions: { read: 'all', create: STAFF, update: STAFF, delete: STAFF },
}

export const ROSTER_TYPES: readonly RecordType[] = [
  rosterType,
  rosterPlanType,
  rosterOverrideType,
  shiftSwapType,
  absenceType,
]
