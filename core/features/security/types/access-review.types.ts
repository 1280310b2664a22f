import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  instant,
  longText,
  one,
  ref,
  step,
  t,
  text,
} from '../../../records/declare.ts'
import { KEEPERS, WORKERS } from './roles.ts'

/** A review of who may do what (E2), in this program or in another system. */
export const accessReviewType: RecordType = {
  name: 'access-review',
  label: t('权限核查', 'Access review'),
  plural: t('权限核查', 'Access reviews'),
  short: t('权限', 'Access'),
  icon: 'key',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'ACR' },
  fields: {
    title: text('名称', 'Name', { required: true }),
    subject: choice(
      '对象',
      'System',
      [one('own', '值守', 'Watchkeeper'), one('other', '其他系统', 'Another system')],
      { required: true, initial: 'own' },
    ),
    item: ref('configuration-item', '系统', 'Which system'),
    state: choice(
      '状态',
      'State',
      [
        one('open', '核查中', 'Under review', 'notice'),
        one('signed', '收回中', 'Rights being withdrawn', 'notice'),
        one('closed', '已关闭', 'Closed', 'neutral'),
      ],
      { initial: 'open' },
    ),
    reviewer: ref('person', '核查人', 'Reviewer', { initial: { from: 'me' } }),
    dueOn: date('期限', 'Due'),
    drawnAt: instant('取数时间', 'Rights as of', { readOnly: true }),
    conclusion: longText('结论', 'Conclusion'),
    linesHash: text('核查明细摘要', 'Hash of the lines', { readOnly: true, maxLength: 64 }),
    attachments: attachments('权限清单', 'List of rights'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('sign', '核查签字', 'Sign the review', ['open'], 'signed', KEEPERS, {
        signed: true,
        requires: ['conclusion'],
        guards: ['security.allDecided'],
      }),
      step('close', '收回完毕，关闭', 'Close', ['signed'], 'closed', KEEPERS, {
        guards: ['security.rightsWithdrawn'],
      }),
    ],
  },
  deadlines: [
    {
      field: 'dueOn',
      open: ['open', 'signed'],
      who: 'reviewer',
      roles: ['security'],
      label: t('权限核查：{title}', 'Access review: {title}'),
      remindDays: 7,
    },
  ],
  children: [{ type: 'access-line', field: 'review' }],
  search: ['conclusion'],
  indexes: [['state', 'dueOn']],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'subject', 'item', 'state', 'reviewer', 'dueOn'],
    sort: { field: '_created', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'subject', 'item', 'reviewer', 'dueOn', 'conclusion', 'attachments'] },
    ],
  },
}

/** One right of one person or account, kept or withdrawn. */
export const accessLineType: RecordType = {
  name: 'access-line',
  label: t('权限明细', 'Right'),
  plural: t('权限明细', 'Rights'),
  icon: 'key',
  title: 'holder',
  subtitle: 'right',
  fields: {
    review: ref('access-review', '核查', 'Review', { required: true }),
    holder: text('账号或人员', 'Account or person', { required: true, maxLength: 120 }),
    person: ref('person', '人员', 'Person'),
    right: text('权限', 'Right', { required: true, maxLength: 300 }),
    /** `role/lead` or `clearance/2` of this program's accounts. */
    grant: text('授权', 'Grant', { readOnly: true, maxLength: 60 }),
    state: choice(
      '决定',
      'Decision',
      [
        one('pending', '待定', 'Not decided', 'notice'),
        one('kept', '保留', 'Keep', 'ok'),
        one('withdrawn', '收回', 'Withdraw', 'warn'),
        one('carried', '已收回', 'Withdrawn', 'neutral'),
      ],
      { initial: 'pending' },
    ),
    reason: text('理由', 'Reason', { maxLength: 300 }),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('keep', '保留', 'Keep', ['pending', 'withdrawn'], 'kept', KEEPERS),
      step('withdraw', '收回', 'Withdraw', ['pending', 'kept'], 'withdrawn', KEEPERS, {
        requires: ['reason'],
      }),
      step('carry-out', '已收回', 'Withdrawn', ['withdrawn'], 'carried', WORKERS),
    ],
  },
  indexes: [['review', 'state']],
  permissions: { read: 'all', create: KEEPERS, update: WORKERS, delete: KEEPERS },
  list: { columns: ['review', 'holder', 'right', 'state', 'reason'], sort: { field: 'holder' } },
}
