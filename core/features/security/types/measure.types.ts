import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  links,
  longText,
  one,
  ref,
  refs,
  step,
  t,
  text,
} from '../../../records/declare.ts'
import { READY_MEASURES } from '../ready-measures.ts'
import { KEEPERS, WORKERS } from './roles.ts'

export const FREQUENCIES = [
  one('day', '每天', 'Daily'),
  one('week', '每周', 'Weekly'),
  one('month', '每月', 'Monthly'),
  one('quarter', '每季', 'Quarterly'),
  one('halfYear', '每半年', 'Twice a year'),
  one('year', '每年', 'Yearly'),
]

export const CHECK_RESULTS = [
  one('ok', '有效', 'Works', 'ok'),
  one('weak', '有缺陷', 'Weak', 'warn'),
  one('failed', '失效', 'Failed', 'crit'),
]

/** A measure that protects the network and the data (E1), with its checks. */
export const protectionMeasureType: RecordType = {
  name: 'protection-measure',
  label: t('防护措施', 'Protection measure'),
  plural: t('防护措施', 'Protection measures'),
  short: t('防护', 'Measures'),
  icon: 'shield',
  area: 'operations',
  title: 'name',
  fields: {
    name: text('措施', 'Measure', { required: true, maxLength: 120 }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('boundary', '边界防护', 'Boundary'),
        one('detection', '检测监测', 'Detection'),
        one('malware', '恶意代码防范', 'Malware protection'),
        one('encryption', '加密', 'Encryption'),
        one('access', '访问控制', 'Access control'),
        one('backup', '备份恢复', 'Backup'),
        one('logging', '日志审计', 'Logging'),
        one('physical', '物理防护', 'Physical'),
        one('other', '其他', 'Other'),
      ],
      { required: true, initial: 'boundary' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('planned', '计划', 'Planned'),
        one('effective', '有效', 'Works', 'ok'),
        one('weak', '需加固', 'To be strengthened', 'warn'),
        one('off', '停用', 'Off', 'neutral'),
      ],
      { initial: 'effective' },
    ),
    purpose: longText('作用', 'Purpose', { required: true }),
    operation: choice('运行方式', 'Runs', [
      one('continuous', '持续', 'Continuously'),
      one('periodic', '定期', 'Periodically'),
    ]),
    items: refs('configuration-item', '设备或系统', 'Devices or systems'),
    backups: refs('backup-job', '备份作业', 'Backup jobs'),
    owner: ref('post', '责任岗位', 'Responsible post'),
    checkEvery: choice('检查频次', 'Checked', FREQUENCIES, { initial: 'month' }),
    lastCheckedOn: date('上次检查', 'Last check'),
    lastResult: choice('上次结果', 'Last result', CHECK_RESULTS),
    nextCheckOn: date('下次检查', 'Next check'),
    method: longText('检查方法', 'How it is checked'),
    evidence: links('依据', 'Evidence'),
    attachments: attachments('附件', 'Attachments'),
    notes: longText('备注', 'Notes'),
  },
  groups: { check: ['lastCheckedOn', 'lastResult'] },
  workflow: {
    field: 'state',
    transitions: [
      step('enable', '投用', 'Put to work', ['planned', 'weak', 'off'], 'effective', KEEPERS),
      step('weaken', '判为需加固', 'Find it weak', ['effective'], 'weak', KEEPERS, {
        requires: ['notes'],
      }),
      step('switch-off', '停用', 'Switch off', ['effective', 'weak'], 'off', KEEPERS, {
        signed: true,
        requires: ['notes'],
      }),
    ],
  },
  recurs: { every: 'checkEvery', from: 'lastCheckedOn', next: 'nextCheckOn' },
  deadlines: [
    {
      field: 'nextCheckOn',
      open: ['effective', 'weak'],
      who: 'owner',
      roles: ['security'],
      label: t('检查防护：{title}', 'Check protection: {title}'),
      remindDays: 3,
    },
  ],
  children: [{ type: 'security-check', field: 'measure' }],
  ready: READY_MEASURES,
  search: ['purpose', 'method', 'notes'],
  indexes: [['state', 'nextCheckOn']],
  levels: true,
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: KEEPERS },
  // Told by the checks that are recorded below it.
  writers: {
    fields: { lastCheckedOn: WORKERS, lastResult: WORKERS, nextCheckOn: WORKERS },
  },
  list: {
    columns: ['name', 'kind', 'state', 'operation', 'owner', 'lastCheckedOn', 'nextCheckOn'],
    sort: { field: 'name' },
  },
  form: {
    sections: [
      { fields: ['name', 'kind', 'purpose', 'operation', 'items', 'backups', 'owner'] },
      {
        label: t('检查', 'Checks'),
        fields: ['checkEvery', 'nextCheckOn', 'method', 'evidence'],
      },
      { label: t('备注', 'Notes'), fields: ['notes', 'attachments'] },
    ],
  },
}

/** One check of a measure, or of the integrity of a data asset; written once. */
export const securityCheckType: RecordType = {
  name: 'security-check',
  label: t('防护检查', 'Security check'),
  plural: t('防护检查', 'Security checks'),
  icon: 'shield',
  title: 'summary',
  appendOnly: true,
  fields: {
    measure: ref('protection-measure', '防护措施', 'Measure'),
    asset: ref('data-asset', '数据资产', 'Data asset'),
    checkedOn: date('日期', 'Date', { required: true, initial: { from: 'today' } }),
    result: choice('结果', 'Result', CHECK_RESULTS, { required: true, initial: 'ok' }),
    summary: text('情况', 'What was seen', { required: true, maxLength: 500 }),
    checkedBy: ref('person', '检查人', 'Checked by', { initial: { from: 'me' } }),
    evidence: links('依据', 'Evidence'),
    attachments: attachments('截图与附件', 'Screenshots and files'),
  },
  indexes: [
    ['measure', 'checkedOn'],
    ['asset', 'checkedOn'],
  ],
  permissions: { read: 'all', create: WORKERS, update: [], delete: [] },
  list: {
    columns: ['checkedOn', 'summary', 'measure', 'asset', 'result', 'checkedBy'],
    sort: { field: 'checkedOn', descending: true },
  },
}
