import type { RecordType } from '../../../../contract/record-type.ts'
import { READY_CHANGES } from '../changes/ready.ts'
import { CARRIED_OUT } from './carried-out.ts'

const DOERS = ['operator', 'lead', 'manager'] as const
/** What was approved is what is carried out; another window or item is another approval. */
const APPROVED = [
  'kind',
  'items',
  'windowFrom',
  'windowTo',
  'steps',
  'rollback',
  'implementer',
] as const
const CLOSED = [...APPROVED, 'reason', 'risk', 'verification', 'result', 'outcome'] as const

/** A change 变更 (G3): request, approval, implementation, verification; emergencies are approved afterwards. */
export const changeType: RecordType = {
  name: 'change',
  label: { 'zh-CN': '变更', en: 'Change' },
  plural: { 'zh-CN': '变更', en: 'Changes' },
  icon: 'change',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'CHG' },
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '标题', en: 'Title' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      initial: 'normal',
      choices: [
        { value: 'routine', label: { 'zh-CN': '常规', en: 'Routine' } },
        { value: 'normal', label: { 'zh-CN': '一般', en: 'Normal' } },
        { value: 'emergency', label: { 'zh-CN': '紧急', en: 'Emergency' }, tone: 'warn' },
      ],
    },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'Status' },
      initial: 'requested',
      choices: [
        { value: 'requested', label: { 'zh-CN': '已申请', en: 'Requested' } },
        { value: 'approved', label: { 'zh-CN': '已批准', en: 'Approved' }, tone: 'ok' },
        { value: 'running', label: { 'zh-CN': '实施中', en: 'Running' }, tone: 'notice' },
        {
          value: 'emergency',
          label: { 'zh-CN': '紧急实施，待补批', en: 'Running, to be approved' },
          tone: 'warn',
        },
        {
          value: 'emergencyDone',
          label: { 'zh-CN': '已实施，待补批', en: 'Done, to be approved' },
          tone: 'warn',
        },
        { value: 'done', label: { 'zh-CN': '待验证', en: 'To be verified' }, tone: 'notice' },
        { value: 'closed', label: { 'zh-CN': '已关闭', en: 'Closed' }, tone: 'neutral' },
        { value: 'rejected', label: { 'zh-CN': '已驳回', en: 'Rejected' }, tone: 'neutral' },
        { value: 'withdrawn', label: { 'zh-CN': '已撤回', en: 'Withdrawn' }, tone: 'neutral' },
      ],
    },
    reason: { kind: 'longText', label: { 'zh-CN': '原因', en: 'Reason' }, required: true },
    items: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '涉及配置项', en: 'Configuration items' },
    },
    windowFrom: { kind: 'instant', label: { 'zh-CN': '窗口开始', en: 'Window from' } },
    windowTo: { kind: 'instant', label: { 'zh-CN': '窗口结束', en: 'Window to' } },
    implementer: { kind: 'ref', ref: 'person', label: { 'zh-CN': '实施人', en: 'Implementer' } },
    riskLevel: {
      kind: 'choice',
      label: { 'zh-CN': '风险等级', en: 'Risk' },
      choices: [
        { value: 'low', label: { 'zh-CN': '低', en: 'Low' } },
        { value: 'medium', label: { 'zh-CN': '中', en: 'Medium' }, tone: 'notice' },
        { value: 'high', label: { 'zh-CN': '高', en: 'High' }, tone: 'warn' },
      ],
    },
    risk: { kind: 'longText', label: { 'zh-CN': '风险与影响', en: 'Risk and impact' } },
    steps: { kind: 'longText', label: { 'zh-CN': '实施步骤', en: 'Steps' } },
    rollback: { kind: 'longText', label: { 'zh-CN': '回退方案', en: 'Roll-back' } },
    verification: {
      kind: 'longText',
      label: { 'zh-CN': '验证方法', en: 'How it is verified' },
    },
    rejection: {
      kind: 'longText',
      label: { 'zh-CN': '驳回理由', en: 'Why it was rejected' },
    },
    outcome: {
      kind: 'choice',
      label: { 'zh-CN': '结局', en: 'Outcome' },
      choices: [
        { value: 'success', label: { 'zh-CN': '达到目的', en: 'Successful' }, tone: 'ok' },
        { value: 'partial', label: { 'zh-CN': '部分达到', en: 'In part' }, tone: 'notice' },
        { value: 'rolledBack', label: { 'zh-CN': '已回退', en: 'Rolled back' }, tone: 'warn' },
      ],
    },
    ...CARRIED_OUT,
  },
  workflow: {
    field: 'status',
    locked: {
      approved: APPROVED,
      running: APPROVED,
      emergency: ['kind', 'items'],
      emergencyDone: ['kind', 'items'],
      done: APPROVED,
      closed: CLOSED,
      rejected: CLOSED,
    },
    transitions: [
      {
        name: 'approve',
        label: { 'zh-CN': '批准', en: 'Approve' },
        from: ['requested'],
        to: 'approved',
        roles: ['manager'],
        signed: true,
        fourEyes: ['implementer'],
        requires: ['rollback', 'windowFrom', 'windowTo'],
        guards: ['window-order'],
      },
      {
        name: 'reject',
        label: { 'zh-CN': '驳回', en: 'Reject' },
        from: ['requested'],
        to: 'rejected',
        roles: ['manager'],
        signed: true,
        requires: ['rejection'],
      },
      {
        name: 'startEmergency',
        label: { 'zh-CN': '紧急实施', en: 'Start as an emergency' },
        from: ['requested'],
        to: 'emergency',
        roles: DOERS,
        requires: ['items', 'rollback'],
        guards: ['change-emergency'],
      },
      {
        name: 'approveRunning',
        label: { 'zh-CN': '补批', en: 'Approve afterwards' },
        from: ['emergency'],
        to: 'running',
        roles: ['manager'],
        signed: true,
        fourEyes: ['implementer'],
        guards: ['change-not-own'],
      },
      {
        name: 'finishEmergency',
        label: { 'zh-CN': '实施完成', en: 'Finish' },
        from: ['emergency'],
        to: 'emergencyDone',
        roles: DOERS,
      },
      {
        name: 'approveDone',
        label: { 'zh-CN': '补批', en: 'Approve afterwards' },
        from: ['emergencyDone'],
        to: 'done',
        roles: ['manager'],
        signed: true,
        fourEyes: ['implementer'],
        guards: ['change-not-own'],
      },
      {
        name: 'start',
        label: { 'zh-CN': '开始实施', en: 'Start' },
        from: ['approved'],
        to: 'running',
        roles: DOERS,
      },
      {
        name: 'finish',
        label: { 'zh-CN': '实施完成', en: 'Finish' },
        from: ['running'],
        to: 'done',
        roles: DOERS,
      },
      {
        name: 'close',
        label: { 'zh-CN': '验证关闭', en: 'Verify and close' },
        from: ['done'],
        to: 'closed',
        roles: ['lead', 'manager'],
        signed: true,
        fourEyes: ['implementer'],
        requires: ['result'],
      },
      {
        name: 'again',
        label: { 'zh-CN': '改期重报', en: 'Request again' },
        from: ['approved', 'rejected', 'withdrawn'],
        to: 'requested',
        roles: DOERS,
      },
      {
        name: 'withdraw',
        label: { 'zh-CN': '撤回', en: 'Withdraw' },
        from: ['requested', 'approved'],
        to: 'withdrawn',
        roles: DOERS,
      },
    ],
  },
  approval: {
    by: 'approvedAt',
    covers: APPROVED,
    state: { field: 'status', holds: ['approved', 'running', 'done', 'closed'] },
  },
  board: 'status',
  calendar: { from: 'windowFrom', to: 'windowTo' },
  ready: READY_CHANGES,
  search: ['reason', 'risk', 'steps', 'rollback', 'result'],
  indexes: [['status', 'windowFrom']],
  levels: true,
  permissions: { read: 'all', create: DOERS, update: DOERS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'kind', 'status', 'windowFrom', 'windowTo', 'implementer'],
    sort: { field: '_created', descending: true },
  },
  paper: {
    title: { 'zh-CN': '变更记录', en: 'Change record' },
    sections: [
      { fields: ['number', 'kind', 'status', 'outcome'] },
      { label: { 'zh-CN': '变更内容', en: 'What' }, fields: ['title', 'items', 'steps'] },
      { label: { 'zh-CN': '变更原因', en: 'Why' }, fields: ['reason', 'riskLevel', 'risk'] },
      {
        label: { 'zh-CN': '变更时间', en: 'When' },
        fields: ['windowFrom', 'windowTo', 'startedAt', 'finishedAt', 'closedAt'],
      },
      {
        label: { 'zh-CN': '审批与实施', en: 'Approval and implementation' },
        fields: ['approvedBy', 'approvedAt', 'implementer', 'rejection', 'rollback'],
      },
      {
        label: { 'zh-CN': '验证与结果', en: 'Verification and result' },
        fields: ['verification', 'result', 'difference', 'documents', 'attachments'],
      },
    ],
  },
  form: {
    sections: [
      {
        label: { 'zh-CN': '申请', en: 'Request' },
        fields: ['title', 'kind', 'reason', 'items', 'riskLevel', 'risk'],
      },
      {
        label: { 'zh-CN': '实施', en: 'Implementation' },
        fields: [
          'implementer',
          'windowFrom',
          'windowTo',
          'steps',
          'rollback',
          'verification',
          'documents',
        ],
      },
      {
        label: { 'zh-CN': '结果', en: 'Result' },
        fields: ['outcome', 'result', 'attachments'],
      },
    ],
  },
}
