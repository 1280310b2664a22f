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
  tags,
  text,
} from '../../../records/declare.ts'
import { CHECK_RESULTS, FREQUENCIES } from './measure.types.ts'
import { KEEPERS, WORKERS } from './roles.ts'

/** Data that must be protected (E2): what it is, how important, how it is protected and checked. */
export const dataAssetType: RecordType = {
  name: 'data-asset',
  label: t('数据资产', 'Data asset'),
  plural: t('数据资产', 'Data assets'),
  short: t('数据', 'Data'),
  icon: 'disk',
  area: 'operations',
  title: 'name',
  levels: true,
  fields: {
    name: text('名称', 'Name', { required: true, maxLength: 120 }),
    kind: choice(
      '类别',
      'Kind',
      [
        one('customer', '客户与用户信息', 'Customers and users'),
        one('personal', '个人敏感信息', 'Sensitive personal data'),
        one('finance', '资金交易', 'Financial transactions'),
        one('secret', '商业秘密', 'Trade secrets'),
        one('government', '政务业务数据', 'Public service data'),
        one('operations', '运维数据与日志', 'Operations data and logs'),
        one('other', '其他', 'Other'),
      ],
      { required: true, initial: 'customer' },
    ),
    importance: choice(
      '重要程度',
      'Importance',
      [
        one('core', '核心', 'Core', 'crit'),
        one('important', '重要', 'Important', 'warn'),
        one('normal', '一般', 'Normal'),
      ],
      { required: true, initial: 'important' },
    ),
    state: choice(
      '状态',
      'State',
      [
        one('used', '在用', 'In use'),
        one('archived', '归档', 'Archived', 'neutral'),
        one('destroyed', '已销毁', 'Destroyed', 'neutral'),
      ],
      { initial: 'used' },
    ),
    owner: ref('post', '责任岗位', 'Responsible post'),
    items: refs('configuration-item', '存放于', 'Kept in'),
    amount: text('数据量', 'Amount', { maxLength: 60 }),
    protection: tags('保护措施', 'Protected by'),
    measures: refs('protection-measure', '防护措施', 'Protection measures'),
    backups: refs('backup-job', '备份作业', 'Backup jobs'),
    encryption: choice('加密', 'Encryption', [
      one('both', '存储与传输均加密', 'At rest and in transit', 'ok'),
      one('rest', '仅存储加密', 'At rest only'),
      one('transit', '仅传输加密', 'In transit only'),
      one('none', '未加密', 'None', 'warn'),
    ]),
    access: longText('谁可访问', 'Who has access'),
    integrityMethod: longText('完整性校验方法', 'How integrity is checked'),
    integrityEvery: choice('校验频次', 'Integrity checked', FREQUENCIES, { initial: 'quarter' }),
    integrityCheckedOn: date('上次校验', 'Last integrity check'),
    integrityResult: choice('校验结果', 'Result of the check', CHECK_RESULTS),
    integrityNextOn: date('下次校验', 'Next integrity check'),
    keptFor: text('保存期限', 'Kept for', { maxLength: 60 }),
    evidence: links('依据', 'Evidence'),
    attachments: attachments('附件', 'Attachments'),
    notes: longText('备注', 'Notes'),
  },
  groups: { integrity: ['integrityCheckedOn', 'integrityResult'] },
  workflow: {
    field: 'state',
    transitions: [
      step('archive', '归档', 'Archive', ['used'], 'archived', KEEPERS),
      step('use', '恢复使用', 'Use again', ['archived'], 'used', KEEPERS),
      step('destroy', '销毁', 'Destroy', ['used', 'archived'], 'destroyed', KEEPERS, {
        signed: true,
        requires: ['notes'],
        fourEyes: [],
      }),
    ],
  },
  recurs: { every: 'integrityEvery', from: 'integrityCheckedOn', next: 'integrityNextOn' },
  deadlines: [
    {
      field: 'integrityNextOn',
      open: ['used', 'archived'],
      who: 'owner',
      roles: ['security'],
      label: t('校验完整性：{title}', 'Check integrity: {title}'),
      remindDays: 7,
    },
  ],
  children: [{ type: 'security-check', field: 'asset' }],
  search: ['access', 'integrityMethod', 'notes'],
  indexes: [['importance', 'name'], ['integrityNextOn']],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: KEEPERS },
  // Told by the checks that are recorded below it.
  writers: {
    fields: {
      integrityCheckedOn: WORKERS,
      integrityResult: WORKERS,
      integrityNextOn: WORKERS,
    },
  },
  list: {
    columns: [
      'name',
      'kind',
      'importance',
      'owner',
      'encryption',
      'integrityCheckedOn',
      'integrityNextOn',
    ],
    sort: { field: 'name' },
    groupBy: 'importance',
  },
  form: {
    sections: [
      { fields: ['name', 'kind', 'importance', 'owner', 'items', 'amount', 'keptFor'] },
      {
        label: t('保护', 'Protection'),
        fields: ['protection', 'measures', 'backups', 'encryption', 'access'],
      },
      {
        label: t('完整性', 'Integrity'),
        fields: ['integrityMethod', 'integrityEvery', 'integrityNextOn'],
      },
      { label: t('备注', 'Notes'), fields: ['evidence', 'notes', 'attachments'] },
    ],
  },
}
